"""QUA: is the record itself sound: people, dates, words and owners?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.view import View
from logscan.report import Fact


@check("QUA001", "person_conflict")
def person_contradiction(case: View) -> Result:
    """One person is given two kin terms, genders or roles that cannot both be true."""
    return raise_if(case.facts("person_conflict"))


@check("QUA002", "date_conflict")
def date_conflict(case: View) -> Result:
    """A date that does not exist, does not fit its weekday, or lies after the entry that tells it as past."""
    conflicts = [f for f in case.facts("date_conflict") if not _kept_up(case, f)]
    if not conflicts:
        return CannotTell("kept_up") if case.facts("date_conflict") else CLEAR
    return raises(*conflicts, variant=conflicts[0].concept or "impossible", words=conflicts[0].text)


def _kept_up(case: View, conflict: Fact) -> bool:
    """Whether a day after its entry's stands with more such days in it: a sheet kept up over days, under one stamp."""
    if conflict.concept != "future":
        return False
    return sum(f.entry == conflict.entry for f in case.facts("date_conflict", "future")) > 1


@check("QUA003", "copied")
def copied_text(case: View) -> Result:
    """A block of words stands in two entries, or names a person who is nobody in this case."""
    return raise_if(case.facts("copied"))


@check("QUA004", "minimising")
def minimising_language(case: View) -> Result:
    """Police wording that plays the matter down or blames the victim."""
    found = case.facts("minimising")
    return raises(*found, words=found[0].text) if found else CLEAR


@check("QUA005", "handover")
def handover_without_owner(case: View) -> Result:
    """Another force or team is asked to act, and neither acceptance nor result is logged."""
    asked = case.facts("handover", status="asked")
    answered = [f for f in case.facts("handover") if f.status in {"accepted", "result"}]
    missed = [a for a in asked if not any(case.same_or_later(f, a) for f in answered)]
    return raise_if(missed)
