"""TIM: was the victim spoken to in time, and kept informed?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.view import Item, View
from logscan.report import Mention

SPOKEN = ("first_contact", "victim_update")


@check("TIM001")
def slow_first_contact(case: View) -> Result:
    """Police first speak to the victim later than the policy's days after the report, or never."""
    if case.reported is None:
        return CannotTell("no_report_date")
    limit = case.limits.first_contact_days
    contact = case.first_contact
    if contact is None:
        passed = case.passed("first_contact_days")
        if not passed:
            return CannotTell("no_dates") if passed is None else CLEAR
        tried = case.mentions("CONTACT", "attempted_contact")
        return raises(*tried, variant="never", limit=limit, attempts=len(tried))
    day = case.day(contact)
    if day is None:
        return CannotTell("not_dated")
    days = case.days(case.reported.date(), day, "first_contact_days")
    return raises(contact, variant="late", days=days, limit=limit) if days > limit else CLEAR


@check("TIM002")
def investigation_gap(case: View) -> Result:
    """Too many days between two consecutive entries while the case is open."""
    dated = [(day, entry) for day, entry in zip(case.entry_days, case.report.entries, strict=True) if day]
    if case.closed and (end := case.closed_on) is not None:
        # what is added to a closed case opens no gap
        dated = [d for n, d in enumerate(dated) if n == 0 or dated[n - 1][0] < end]
    if not dated:
        return CannotTell("no_dates")
    limit = case.limits.gap_days
    gaps = case.gaps([day for day, _ in dated], "gap_days")
    if gaps and max(gaps) >= limit:
        long = [(gap, dated[n][1], dated[n + 1][1]) for n, gap in enumerate(gaps) if gap >= limit]
        days, before, after = max(long, key=lambda gap: gap[0])
        return raises(case.header(before), case.header(after), days=days, limit=limit, count=len(long))
    day, last = dated[-1]
    still = case.days(day, case.as_of, "gap_days") if case.as_of else 0
    return raises(case.header(last), variant="since", days=still, limit=limit) if still >= limit > 0 else CLEAR


@check("TIM003", "CONTACT.victim_chasing")
def victim_chased_update(case: View) -> Result:
    """The victim had to ask for an update."""
    return raise_if(case.mentions("CONTACT", "victim_chasing"))


@check("TIM004")
def decision_not_communicated(case: View) -> Result:
    """The case is closed, and no entry tells the victim the outcome."""
    if case.record.status is None:
        return CannotTell("no_status")
    if not case.closed:
        return CLEAR
    if any(f.status != "planned" for f in case.facts("outcome_told")):
        return CLEAR
    seen: list[Item] = [*case.mentions("CONTACT", *SPOKEN), *case.facts("attendance", "victim")]
    if seen and max([item.entry for item in seen]) >= case.disposal_entry:
        return CLEAR
    return raises(*case.facts("closing")[-1:], *case.mentions("OUTCOME")[-1:])


def _times(attempt: Mention) -> int:
    """How many attempts one mention tells of ("rang x2, no reply")."""
    words = attempt.text.lower()
    return next((n for n in (2, 3, 4, 5) if f"x{n}" in words or f"x {n}" in words), 2 if "twice" in words else 1)


@check("TIM005", "CONTACT.attempted_contact")
def unanswered_attempts_only(case: View) -> Result:
    """Two or more unanswered attempts by one channel, no other channel, and no contact after."""
    tried, spoken = case.mentions("CONTACT", "attempted_contact"), case.mentions("CONTACT", *SPOKEN)
    attempts = [m for m in tried if not any(case.same_or_later(s, m) for s in spoken)]
    if not attempts:
        return CLEAR
    channels = {m.how or "telephone" for m in attempts}
    if sum(_times(m) for m in attempts) < 2 or len(channels) > 1:
        return CLEAR
    return raises(*attempts, count=sum(_times(m) for m in attempts), channel=next(iter(channels)))
