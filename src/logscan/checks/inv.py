"""INV: were the lines of enquiry followed, recorded and supervised?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raises
from logscan.checks.view import View


@check("INV001", "lead")
def lead_not_followed(case: View) -> Result:
    """A named line of enquiry has no follow-up and no reason against it."""
    open_states = {"open"} if not case.closed else {"open", "planned"}
    missed = [f for f in case.facts("lead") if f.status in open_states]
    if not missed:
        return CLEAR
    lines = ", ".join(dict.fromkeys((f.concept or "lead").replace("_", " ") for f in missed))
    return raises(*missed, lines=lines)


@check("INV002", "bwv attendance")
def bwv_not_mentioned(case: View) -> Result:
    """Officers attend, and body worn video is not mentioned, or not used or kept with no reason."""
    unused = [f for f in case.facts("bwv", status="not_done") if f.reason is None]
    if unused:
        return raises(*unused, variant="unused")
    attended = case.facts("attendance", "victim", "suspect")
    if not attended or case.facts("bwv") or case.traces("ENQUIRY", "BWV"):
        return CLEAR
    return raises(*attended[:3], variant="none")


@check("INV003")
def no_supervisor_review(case: View) -> Result:
    """S-type or DA-linked, a long log, and no supervisor's entry."""
    if not (case.s_type or case.da_linked):
        return CLEAR
    days = case.span("supervisor_review_days")
    if days is None:
        return CannotTell("no_dates")
    if days <= case.limits.supervisor_review_days:
        return CLEAR
    if any(entry.role == "supervisor" for entry in case.report.entries):
        return CLEAR
    return raises(days=days, limit=case.limits.supervisor_review_days)
