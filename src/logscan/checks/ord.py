"""ORD: were protective orders considered, and what was done about the suspect?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.view import PROTECTIVE_ORDERS, Item, View

SUSPECT_ENQUIRIES = ("arrest", "interview")


@check("ORD001")
def no_order_considered(case: View) -> Result:
    """S-type or DA-linked, and no protective order or bail condition is mentioned at all."""
    if not (case.s_type or case.da_linked):
        return CLEAR
    if case.traces("ORDER", *PROTECTIVE_ORDERS) or case.facts("order_reason"):
        return CLEAR
    return raises(*case.mentions("ORDER", "warning", "CPN")[:1])


@check("ORD002", "ORDER.not_done ORDER.not_applicable")
def order_refused_without_reason(case: View) -> Result:
    """An order is set aside, and no reason is given."""
    refused = [
        m for m in case.mentions("ORDER", *PROTECTIVE_ORDERS, status=("not_done", "not_applicable")) if m.reason is None
    ]
    if not refused:
        return CLEAR
    answered = {
        m.concept
        for m in case.mentions("ORDER", *PROTECTIVE_ORDERS)
        if m.status in {"done", "planned"} or m.reason is not None
    }
    reasoned = {f.entry for f in case.facts("order_reason")}
    return raise_if(m for m in refused if m.concept not in answered and m.entry not in reasoned)


@check("ORD003", "VICTIM_POSITION")
def no_spo_on_withdrawal(case: View) -> Result:
    """S-type, the victim withdraws or does not support, and no stalking protection order is mentioned."""
    if not case.s_type:
        return CLEAR
    if case.reported is not None and case.reported.date().isoformat() < case.policy.dates.stalking_protection_orders:
        return CLEAR
    withdrawn = case.mentions("VICTIM_POSITION", "withdraws", "does_not_support")
    return CLEAR if case.traces("ORDER", "SPO") else raise_if(withdrawn[:1])


@check("ORD004", "wasting_police_time ORDER.warning")
def obsolete_warning(case: View) -> Result:
    """A harassment warning or PIN since they are obsolete, or a penalty for wasting police time to the victim."""
    penalty = case.facts("wasting_police_time")
    warnings = [m for m in case.mentions("ORDER", "warning", status="done") if case.formal_warning(m)]
    since = case.policy.dates.warnings_obsolete
    late = [m for m in warnings if (day := case.day(m)) is None or day.isoformat() >= since]
    return raise_if([*late, *penalty])


@check("ORD005", "incident ORDER.breached")
def breach_not_enforced(case: View) -> Result:
    """A breach is logged, and no arrest, interview, charge or decision on it follows."""
    breaches = case.breaches
    if not breaches:
        return CLEAR
    steps: list[Item] = [
        *case.mentions("ENQUIRY", *SUSPECT_ENQUIRIES, status=("done", "planned", "not_applicable")),
        *case.mentions("OUTCOME", "charge", "caution", "CPS_advice"),
        *(f for f in case.facts("suspect_contact") if f.status in {"done", "set_aside"}),
    ]
    missed = [b for b in breaches if not any(case.same_or_later(s, b) for s in steps)]
    return raise_if(missed)


@check("ORD006", "ORDER.warning")
def words_of_advice_in_stalking(case: View) -> Result:
    """The conduct looks like stalking, and words of advice are all that was done towards the suspect."""
    advice = case.mentions("ORDER", "warning", status=("done", "planned"))
    if not advice or case.verdict != "stalking":
        return CLEAR
    more = [
        *case.mentions("ENQUIRY", *SUSPECT_ENQUIRIES, status=("done", "planned")),
        *case.mentions("ORDER", *PROTECTIVE_ORDERS, status=("done", "planned", "breached")),
        *case.mentions("OUTCOME", "charge", "caution", "community_resolution"),
    ]
    return CLEAR if more else raises(*advice)


@check("ORD007")
def known_suspect_no_action(case: View) -> Result:
    """A known suspect, and no step towards them or reason against it in time, or at all."""
    if case.suspect_unknown or not case.suspect_known:
        return CLEAR if case.suspects else CannotTell("no_suspect")
    if case.reported is None:
        return CannotTell("no_report_date")
    if case.verdict == "neither" or any(f.reason is not None for f in case.facts("cancellation")):
        return CLEAR  # nothing to act on: no course of conduct, or shown that no crime took place
    limit = case.limits.suspect_action_days
    steps: list[Item] = [
        *case.mentions("ENQUIRY", *SUSPECT_ENQUIRIES, status=("done", "not_applicable")),
        *case.mentions("ORDER", "warning", "CPN", status="done"),
        *case.mentions("ORDER", "bail_conditions", status=("done", "breached")),
        *case.mentions("OUTCOME", "charge", "caution", "community_resolution"),
        *(f for f in case.facts("suspect_contact") if f.status in {"done", "set_aside"}),
    ]
    reported = case.reported.date()
    when = [(step, day) for step in steps if (day := case.day(step)) is None or day >= reported]
    steps = [step for step, _ in when]
    days = sorted([case.days(reported, day, "suspect_action_days") for _, day in when if day is not None])
    if steps and (not days or days[0] <= limit):
        return CLEAR
    if not steps and case.passed("suspect_action_days") is False and not case.closed:
        return CLEAR
    if steps:
        return raises(steps[0], variant="late", days=days[0], limit=limit)
    return raises(variant="none", limit=limit)
