"""The assessment that a reading comes to: what an answer, an office, an "if" or the concept makes of it."""

from __future__ import annotations

import re

from logscan.nlp.status import clause, concepts, offers, reasons
from logscan.nlp.status.target import Assessment, Target
from logscan.nlp.status.words import words
from logscan.report import Span

_NOT_THE_VICTIMS = frozenset({"social_media", "CCTV", "forensics", "intelligence_check"})
_OFFICE = re.compile(rf"(?<!\w)(?:{words('between', 'office')})(?!\w)")
_BY_OFFICE = re.compile(rf"\s+by\s+(?:the\s+|our\s+)?(?:{words('between', 'office')})(?!\w)")
_MADE_BY_OFFICE = frozenset({"SPO", "restraining_order", "DVPN", "DVPO", "DAPO", "bail_conditions", "CPN"})
_VICTIM = re.compile(r"(?<!\w)(?:she|he|her|his|ip|vic|victim|aggrieved|they|complainant)(?!\w)")


def settled(target: Target, reading: clause.Reading) -> Assessment:
    """The assessment of a target of which a sentence says something."""
    status, rule = reading.status, reading.rule
    assert status is not None
    answer = offers.answered(target, reading)
    if answer is not None:
        return answer
    cues = tuple(target.span(s.start, s.end) for s in reading.signals)
    if status == "declined":
        first, last = reading.signals[0].start, reading.signals[-1].end
        if refused_above(target, max(target.sentence[0], first - 60), last):
            status, rule = "not_applicable", f"{rule}.office"
    if target.label is None:
        return Assessment(status, cues, rule, None if status == "done" else _reason(target, reading))
    reason = None if status in {"done", "breached"} else _reason(target, reading)
    if status == "not_done" and reason is not None:
        status, rule = "not_applicable", f"{rule}.reason"
    if reading.condition is not None and target.label == "ORDER" and status == "planned":
        status, rule = "considered", f"{rule}.if"
    if reading.condition is not None and status == "breached" and reading.condition.start < reading.signals[0].start:
        status, rule = "done", f"{rule}.if"
    status, rule = concepts.as_meant(target, reading, status, rule)
    return Assessment(status, cues, rule, None if status == "done" else reason)


def refused_above(target: Target, left: int, right: int) -> bool:
    """Whether it is an office that says no, not the victim: an order, or a request that no victim can refuse."""
    if target.label == "ENQUIRY":
        return target.concept in _NOT_THE_VICTIMS
    if target.label != "ORDER":
        return False
    if target.concept in _MADE_BY_OFFICE and _VICTIM.search(target.folded, left, right) is None:
        return True
    return _OFFICE.search(target.folded, left, right) is not None or _BY_OFFICE.match(target.folded, right) is not None


def _reason(target: Target, reading: clause.Reading) -> Span | None:
    text, folded, end = target.text, target.folded, target.end
    last = max(s.end for s in reading.signals)
    decided = reading.status in {"not_done", "not_applicable"}
    limit = max(end, target.sentence[1])
    begins = [last, end] if last < end else [last]
    if last < end and (mark := clause.mark(folded, last, end)) is not None:
        begins.insert(1, mark)  # a long target may hold its own rationale: "no enquiries next door, the house is empty"
    found = None
    for begin in begins:
        found = found or reasons.after(text, folded, begin, limit, reading.reason_at, decided=decided)
    if found is None:
        found = reasons.before(text, folded, target.left, min(target.start, reading.signals[0].start))
    if found is None:
        found = reasons.before(text, folded, end, reading.signals[-1].start)
    return found
