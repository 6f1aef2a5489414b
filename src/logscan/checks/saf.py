"""SAF: is there a plan to keep the victim safe, and did what was learnt reach the people who need it?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, Result, check, raise_if, raises
from logscan.checks.view import View
from logscan.report import Mention

ADVICE = ("safety_advice", "contact_advice")
CHILD_REFERRALS = ("MARF", "social_services")
HIGH_RISK_REFERRALS = ("MARAC", "IDVA", "ISVA", "stalking_service")
SERVICES = ("victim_support", "stalking_service", "DA_service", "IDVA", "ISVA")
FULL_TOOLS = ("DASH", "DARA", "SASH", "S_DASH", "SRP")


@check("SAF001")
def no_safeguarding_plan(case: View) -> Result:
    """S-type or DA-linked, and no plan done or in place and no reason given."""
    if not (case.s_type or case.da_linked):
        return CLEAR
    plans = case.mentions("SAFEGUARDING", "safety_plan", status=("done", "declined"))
    reasoned = [m for m in case.traces("SAFEGUARDING", "safety_plan") if m.reason is not None and m.status != "planned"]
    if plans or reasoned or case.facts("plan_reason"):
        return CLEAR
    near = case.mentions("SAFEGUARDING", *ADVICE, status="done")
    return raises(near[0], variant="advice") if near else raises(variant="none")


@check("SAF002", "SAFEGUARDING.done")
def advice_delivery_not_recorded(case: View) -> Result:
    """Advice was given, and no entry says how."""
    advice = case.mentions("SAFEGUARDING", *ADVICE, status="done")
    if not advice or any(m.how for m in advice) or case.mentions("SAFEGUARDING", "information_pack", status="done"):
        return CLEAR
    bare = [m for m in advice if not case.seen_or_rung(m.entry)]
    return raise_if(bare if len(bare) == len(advice) else ())


@check("SAF003", "SAFEGUARDING.safety_plan")
def plan_not_reviewed(case: View) -> Result:
    """A plan is in place, a new incident follows, and no entry reviews it."""
    plans = case.mentions("SAFEGUARDING", "safety_plan", status="done")
    if not plans:
        return CLEAR
    first = plans[0]
    later = [
        e for e in case.new_events if e.concept != "release" and e.entry != first.entry and case.later(e, first)
    ]
    missed = [e for e in later if not any(case.covers(m, e) and m is not first for m in plans)]
    return raises(missed[0], first, what=case.event_words(missed[0])) if missed else CLEAR


@check("SAF004", "suspect_knows")
def victim_not_told_of_risk(case: View) -> Result:
    """Police learn from another that the suspect knows where the victim is, and no entry tells the victim."""
    learnt = [f for f in case.facts("suspect_knows") if f.by != "victim"]
    told = case.facts("victim_told_risk")
    missed = [f for f in learnt if not any(case.same_or_later(t, f) for t in told)]
    if not missed:
        return CLEAR
    return raises(*missed, what=", ".join(sorted({f.concept or "whereabouts" for f in missed})))


@check("SAF005", "child")
def child_no_referral(case: View) -> Result:
    """A child is concerned, and there is no referral for the child."""
    children = case.facts("child", "household", "witnessed", "concerned")
    if not children:
        return CLEAR
    referrals: list[Mention] = [
        *case.mentions("REFERRAL", *CHILD_REFERRALS, status=("done", "planned")),
        *case.mentions("RISK_ASSESSMENT", "PPN", "VAF", status=("done", "planned")),
    ]
    return CLEAR if referrals else raise_if(children[:3])


@check("SAF006", "RISK_ASSESSMENT.done")
def high_risk_no_referral(case: View) -> Result:
    """Graded high, and no specialist referral nor a reason."""
    high = [m for m in case.mentions("RISK_ASSESSMENT", *FULL_TOOLS, status="done") if m.grade == "high"]
    if not high:
        return CLEAR
    referred = [
        m
        for m in case.traces("REFERRAL", *HIGH_RISK_REFERRALS)
        if m.status in {"done", "planned", "declined"} or m.reason is not None
    ]
    return CLEAR if referred else raises(high[0], tool=high[0].concept)


@check("SAF007")
def no_support_service(case: View) -> Result:
    """No referral to, offer of or refusal of any victim service."""
    return CLEAR if case.traces("REFERRAL", *SERVICES) else raises()


@check("SAF008", "risk incident ORDER.breached RISK_ASSESSMENT.done")
def threat_no_marker(case: View) -> Result:
    """A threat of violence, a breach or a high grade, and no marker."""
    threats = case.facts("risk", "threat", "threat_to_kill", status="stated")
    high = [m for m in case.mentions("RISK_ASSESSMENT", *FULL_TOOLS, status="done") if m.grade == "high"]
    cause = [*threats, *case.breaches, *high]
    return CLEAR if case.traces("SAFEGUARDING", "address_marker") else raise_if(cause[:3])
