"""REC: was the crime recorded as what it was, and is the record of it sound?"""

from __future__ import annotations

from datetime import timedelta

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.view import DA_TOOLS, DOMESTIC, View
from logscan.report import Fact, Mention, ScoredSpan

COURSE = frozenset({"stalking", "harassment"})
ONE_OR_MISCOUNTED = 4
ONE_TELLING = 120
"""Characters within which two phrases of one entry are about one occasion."""
SEVERAL = frozenset({"two", "three", "four", "five", "six", "several", "numerous", "multiple", "2", "3", "4", "5", "6"})
REPORTS = frozenset({"reports", "crimes", "logs", "incidents", "occurrences", "cads", "domestics", "callouts", "times"})


@check("REC001")
def stalking_recorded_as_other(case: View) -> Result:
    """Recorded as anything but stalking, and the conduct looks like stalking."""
    if case.record.recorded_as is None:
        return CannotTell("no_recorded_type")
    if case.verdict == "unclear":
        return CannotTell("no_verdict")
    if case.record.recorded_as == "stalking" or case.verdict != "stalking":
        return CLEAR
    return raises(*case.conduct_evidence, recorded=case.recorded_words)


@check("REC002")
def ex_partner_conduct_not_stalking(case: View) -> Result:
    """A former partner's repeated conduct, recorded as something else since the counting rules presume stalking."""
    if case.record.recorded_as is None:
        return CannotTell("no_recorded_type")
    if case.record.recorded_as == "stalking":
        return CLEAR
    if case.reported is None:
        return CannotTell("no_report_date")
    if case.reported.date().isoformat() < case.policy.dates.ex_partner_presumption:
        return CLEAR
    if case.relation is None:
        return CannotTell("no_relation")
    if case.relation != "ex_partner" or not case.repeated or case.mutual:
        return CLEAR
    return raises(*case.repeated_evidence, recorded=case.recorded_words, since=case.policy.dates.ex_partner_presumption)


@check("REC003")
def stalking_kept_four_not_met(case: View) -> Result:
    """Recorded as stalking though the log concludes that it is not, and the crime was not changed or cancelled."""
    if case.record.recorded_as is None:
        return CannotTell("no_recorded_type")
    if case.record.recorded_as != "stalking":
        return CLEAR
    dismissed = case.dismissals
    changed = case.mentions("CRIME_TYPE", status="reclassified_to") or case.facts("cancellation")
    if not dismissed or changed:
        return CLEAR
    return raises(*dismissed)


@check("REC004")
def four_dismissed_against_evidence(case: View) -> Result:
    """FOUR dismissed while two or more indicators, one of them F or O, are shown elsewhere."""
    shown = [letter for letter in "FOUR" if case.report.four.get(letter)]
    if len(shown) < 2 or not {"F", "O"} & set(shown) or case.verdict not in {"stalking", "unclear"}:
        return CLEAR
    dismissed = case.dismissals
    if not dismissed:
        return CLEAR
    evidence: list[ScoredSpan] = [case.report.four[letter][0] for letter in shown]
    return raises(*dismissed, *evidence, letters=", ".join(shown))


@check("REC005", "CRIME_TYPE.reclassified_to")
def old_crime_type_after_change(case: View) -> Result:
    """The type was changed, and a later entry still names this crime by the old one."""
    for old, new in case.reclassifications:
        later = [
            m
            for m in case.mentions("CRIME_TYPE", old.concept)
            if m.entry > new.entry and m.status not in {"reclassified_from", "reclassified_to"}
        ]
        if later and old.concept != new.concept:
            return raises(new, *later, old=old.concept.replace("_", " "), new=new.concept.replace("_", " "))
    return CLEAR


@check("REC006", "CRIME_TYPE.reclassified_to")
def change_without_reason(case: View) -> Result:
    """The type was changed, and the entry gives neither a reason nor who decided."""
    bare = [
        new
        for _, new in case.reclassifications
        if new.reason is None
        and not any(f.entry == new.entry for f in case.facts("change_reason"))
        and case.role(new.entry) not in {"supervisor", "crime_registrar"}
    ]
    return raise_if(bare)


@check("REC007", "cancellation")
def cancelled_without_information(case: View) -> Result:
    """Cancelled, with no verifiable information that no crime took place."""
    cancelled = case.facts("cancellation")
    if any(f.reason is not None for f in cancelled):
        return CLEAR
    return raise_if(cancelled)


@check("REC008", "isolated")
def called_isolated_against_history(case: View) -> Result:
    """Called one-off or a first incident while the log holds earlier incidents or reports."""
    called = case.facts("isolated")
    history: list[Fact | ScoredSpan] = [*case.facts("earlier_report"), *case.facts("reference", "other")]
    if case.incidents >= 2 and case.verdict in {"stalking", "harassment"}:
        history += case.report.four.get("R", ())[:2]
    if not called or not history:
        return CLEAR
    return raises(*called, *history[:3])


@check("REC009", "reference earlier_report")
def linked_reports_not_joined(case: View) -> Result:
    """Two or more other references or earlier reports, and nobody reads or links them."""
    references, reports = case.facts("reference", "other"), case.facts("earlier_report")
    distinct = {f.text.lower() for f in references}
    told = max((_reports(f) for f in reports), default=0)
    if len(distinct) + told < 2 or case.facts("linked"):
        return CLEAR
    return raises(*references, *reports, count=max(len(distinct), told))


def _reports(fact: Fact) -> int:
    """How many earlier reports one mention of them tells of: several ("three earlier reports"), or one."""
    words = {word.strip(".,;:()") for word in fact.text.lower().split()}
    return 2 if words & SEVERAL and words & REPORTS else 1


@check("REC010")
def breach_recorded_alone(case: View) -> Result:
    """A breach, not recorded as stalking or harassment, and neither considered."""
    if case.record.recorded_as is None:
        return CannotTell("no_recorded_type")
    breaches = case.breaches
    if case.record.recorded_as in COURSE or not breaches:
        return CLEAR
    considered = case.facts("conduct_considered") or [
        m for m in case.mentions("CRIME_TYPE", *COURSE) if m.status != "reclassified_from"
    ]
    if considered:
        return CLEAR
    return raises(*breaches, variant=recording_rule(case), recorded=case.recorded_words)


def recording_rule(case: View) -> str:
    """The practice on the day of the report, today's where it is not known: single crime, one added, principal."""
    day = case.reported.date().isoformat() if case.reported else None
    if day is None or day >= case.policy.dates.principal_crime:
        return "principal"
    return "added" if day >= case.policy.dates.course_of_conduct_added else "single"


@check("REC011")
def serious_effect_not_considered(case: View) -> Result:
    """Under s.2 or s.2A while fear of violence or a substantial effect is shown, s.4 and s.4A not considered."""
    if case.record.recorded_as is None:
        return CannotTell("no_recorded_type")
    if not case.summary_offence or case.facts("serious_offence"):
        return CLEAR
    daily, fear = case.facts("effect", "daily_life"), case.facts("effect", "fear_of_violence")
    if len({f.text for f in daily}) >= 2 or (daily and case.verdict == "stalking"):
        return raises(*daily, variant="daily")
    return raises(*fear, variant="fear") if _occasions(fear) >= 2 else CLEAR


def _occasions(facts: tuple[Fact, ...]) -> int:
    """On how many occasions something is told: what stands close together in one entry is told of one."""
    apart = [
        fact
        for before, fact in zip((None, *facts), facts, strict=False)
        if before is None or fact.entry != before.entry or fact.start - before.end > ONE_TELLING
    ]
    return len(apart)


@check("REC012")
def single_incident_as_course_of_conduct(case: View) -> Result:
    """Recorded as stalking or harassment while one occasion only is described."""
    if case.record.recorded_as is None:
        return CannotTell("no_recorded_type")
    if case.verdict == "unclear":
        return CannotTell("no_verdict")
    history = case.facts("earlier_report") or case.facts("reference", "other")
    # numbers in the account are counted as occasions: a few are still one where nothing shows a course of conduct
    single = case.incidents <= ONE_OR_MISCOUNTED and not case.report.four.get("R") and not history and not case.mutual
    if case.record.recorded_as not in COURSE or case.verdict != "neither" or not single:
        return CLEAR
    return raises(recorded=case.recorded_words)


@check("REC013", "recorded")
def late_recording(case: View) -> Result:
    """The crime was recorded later than the policy's hours after the report."""
    recorded = [f for f in case.facts("recorded") if case.day(f) is not None]
    if not recorded:
        return CLEAR
    if case.reported is None:
        return CannotTell("no_report_date")
    first = min(recorded, key=lambda f: (case.when(f), f.start))
    moment = case.when(first)
    if moment is None or moment - case.reported <= timedelta(hours=case.limits.recording_hours):
        return CLEAR
    days = (moment.date() - case.reported.date()).days
    return raises(first, days=days, limit=case.limits.recording_hours)


@check("REC014")
def da_flag_conflict(case: View) -> Result:
    """The flag says no and the log says domestic, or the other way round."""
    flag, relation = case.record.domestic_abuse, case.relation
    if flag is None:
        return CannotTell("no_da_flag")
    done: tuple[Mention, ...] = case.told_done("RISK_ASSESSMENT", *DA_TOOLS)
    if flag is False and relation in DOMESTIC:
        return raises(*case.relation_evidence, *done, variant="unflagged", relation=str(relation).replace("_", " "))
    if flag is False and done:
        return raises(*done, variant="assessed")
    if flag is True and relation is not None and relation not in DOMESTIC:
        return raises(*case.relation_evidence, variant="flagged", relation=relation.replace("_", " "))
    return CLEAR
