"""OUT: does the outcome fit what the log says of suspect, victim and evidence?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.view import View
from logscan.report import Mention

NOT_SUPPORTED = frozenset({14, 16})
UNIDENTIFIED = frozenset({14, 18})
IDENTIFIED = frozenset({15, 16})
SUPPORTIVE = frozenset({"supports", "re_engages"})


@check("OUT001")
def outcome_against_victim_position(case: View) -> Result:
    """Outcome 14 or 16, and the victim's latest stated position supports."""
    if case.outcome is None:
        return CannotTell("no_outcome") if case.closed else CLEAR
    positions = _stated(case)
    if case.outcome not in NOT_SUPPORTED or not positions or positions[-1].concept not in SUPPORTIVE:
        return CLEAR
    return raises(*positions[-2:], outcome=case.outcome)


def _stated(case: View) -> tuple[Mention, ...]:
    """The victim's positions in order; a closing entry that cites an earlier withdrawal states none of its own."""
    positions = case.mentions("VICTIM_POSITION")
    if len(positions) < 3 or positions[-1].entry < case.decision_entry or positions[-1].concept in SUPPORTIVE:
        return positions
    earlier = [m for m in positions[:-1] if m.concept not in SUPPORTIVE]
    return positions[:-1] if earlier and positions[-2].concept in SUPPORTIVE else positions


@check("OUT002")
def outcome_against_suspect_known(case: View) -> Result:
    """An outcome for an unidentified suspect with a known one, or the other way round."""
    if case.outcome is None:
        return CannotTell("no_outcome") if case.closed else CLEAR
    if case.outcome in UNIDENTIFIED and case.suspect_known:
        return raises(*case.suspect_spans, *case.outcome_mentions, variant="known", outcome=case.outcome)
    if case.outcome in IDENTIFIED and case.suspect_unknown:
        return raises(*case.outcome_mentions, variant="unknown", outcome=case.outcome)
    return CLEAR


@check("OUT003")
def outcome_missing(case: View) -> Result:
    """Closed with no outcome code in the record and no outcome in the log."""
    if case.record.status is None:
        return CannotTell("no_status")
    if (
        not case.closed
        or case.record.outcome_code is not None
        or case.mentions("OUTCOME")
        or case.facts("cancellation")
    ):
        return CLEAR
    return raises(*case.facts("closing")[-1:])


@check("OUT004", "VICTIM_POSITION")
def withdrawal_not_evidenced(case: View) -> Result:
    """The victim withdraws or declines, and neither a reason nor a record of it is in the log."""
    withdrawn = case.mentions("VICTIM_POSITION", "withdraws", "does_not_support")
    if case.facts("withdrawal") or case.verdict == "neither" or any(m.reason is not None for m in withdrawn):
        return CLEAR
    return raise_if(withdrawn)


@check("OUT005")
def closed_with_open_actions(case: View) -> Result:
    """Closed while a planned or awaited action has no result."""
    if case.record.status is None:
        return CannotTell("no_status")
    if not case.closed:
        return CLEAR
    return raise_if(case.open_actions)
