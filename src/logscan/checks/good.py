"""GOOD: what the panel may want to commend; reported beside the questions, severity 0."""

from __future__ import annotations

from itertools import pairwise

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.rsk import done_in_time
from logscan.checks.view import DA_TOOLS, PROTECTIVE_ORDERS, STALKING_TOOLS, View
from logscan.report import Mention

DECIDED = ("RISK_ASSESSMENT", "ORDER", "ENQUIRY", "SAFEGUARDING")
ASIDE = frozenset({"not_applicable", "not_done", "considered"})
SPECIALISTS = ("IDVA", "ISVA", "stalking_service", "stalking_coordinator", "DA_service")


@check("GOOD001")
def same_day_response(case: View) -> Result:
    """An officer sees or speaks to the victim on the day of the report."""
    if case.reported is None:
        return CannotTell("no_report_date")
    contact = case.first_contact
    if contact is None or case.day(contact) != case.reported.date():
        return CLEAR
    return raises(contact)


@check("GOOD002")
def risk_assessments_complete(case: View) -> Result:
    """Every risk tool that applies is done, graded and in time; at least one applies."""
    needed = [(STALKING_TOOLS, "sash_days")] * case.s_type + [(DA_TOOLS, "dash_days")] * _domestic(case)
    if not needed or case.reported is None:
        return CLEAR
    found: list[Mention] = []
    for tools, threshold in needed:
        done = done_in_time(case, tools, threshold)
        if not done:
            return CLEAR
        found.append(done[0])
    return raises(*found)


def _domestic(case: View) -> bool:
    """DA-linked, unless the flag says no and the log sets the DASH aside with its reason."""
    aside = case.mentions("RISK_ASSESSMENT", *DA_TOOLS, status="not_applicable")
    told = case.record.domestic_abuse is not True and any(m.reason is not None for m in aside)
    return case.da_linked and not told


@check("GOOD003")
def reasoned_decision(case: View) -> Result:
    """An assessment, order or line of enquiry is set aside, with the reason written down."""
    reasoned = [m for m in case.report.mentions if m.reason is not None and m.status in ASIDE]
    decided = [m for label in DECIDED for m in reasoned if m.label == label]
    others = [
        f
        for f in (*case.facts("lead", status="set_aside"), *case.facts("suspect_contact", status="set_aside"))
        if f.reason
    ]
    reasons = [*case.facts("order_reason"), *case.facts("plan_reason")]
    return raise_if([*decided, *others, *reasons])


@check("GOOD004", "SAFEGUARDING.safety_plan")
def plan_reviewed(case: View) -> Result:
    """A plan is reviewed, updated or built on after a new event."""
    plans = case.mentions("SAFEGUARDING", "safety_plan", status="done")
    reviews = [m for m in plans[1:] if any(case.same_or_later(m, e) for e in case.developments)]
    built_on = [m for m in plans[:1] if case.is_review(m)]
    return raise_if([*built_on, *reviews])


@check("GOOD005", "CONTACT.victim_update")
def victim_kept_informed(case: View) -> Result:
    """Three or more updates to the victim, none further apart than the policy's days."""
    first = {m.entry for m in case.mentions("CONTACT", "first_contact")}
    updates = case.distinct_contacts(m for m in case.mentions("CONTACT", "victim_update") if m.entry not in first)
    if len(updates) < 3:
        return CLEAR
    days = sorted({day for m in updates if (day := case.day(m)) is not None})
    if len(days) < 2:
        return CLEAR
    gaps = [case.days(a, b, "update_gap_days") for a, b in pairwise(days)]
    return raises(*updates, count=len(updates)) if max(gaps) <= case.limits.update_gap_days else CLEAR


@check("GOOD006", "CONTACT")
def same_officer(case: View) -> Result:
    """One officer makes all contact with the victim, three times or more."""
    contacts = case.distinct_contacts(case.mentions("CONTACT", "first_contact", "victim_update"))
    if len(contacts) < 3:
        return CLEAR
    author = case.author_key(contacts[0].entry)
    if author is None or any(case.author_key(m.entry) != author for m in contacts[1:]):
        return CLEAR
    return raises(*contacts, count=len(contacts))


@check("GOOD007", "REFERRAL.done")
def specialist_support(case: View) -> Result:
    """A stalking or domestic abuse advocate, the stalking lead or a stalking service is brought in."""
    return raise_if(case.mentions("REFERRAL", *SPECIALISTS, status="done"))


@check("GOOD008", "exhibit")
def evidence_preserved(case: View) -> Result:
    """Evidence is secured and said to be exhibited, or carries an exhibit reference."""
    return raise_if(case.facts("exhibit"))


@check("GOOD009", "ORDER")
def order_obtained(case: View) -> Result:
    """A protective order or bail conditions are obtained or enforced in this case."""
    enforced = [m for m in case.mentions("ORDER", *PROTECTIVE_ORDERS, status="breached") if case.charged(m)]
    orders = [*case.told_done("ORDER", *PROTECTIVE_ORDERS), *enforced]
    if not orders and case.mentions("ORDER", *PROTECTIVE_ORDERS, status="done"):
        return CannotTell("not_told")
    since = case.reported.date() if case.reported else None
    return raise_if(m for m in orders if since is None or (case.day(m) or since) >= since)
