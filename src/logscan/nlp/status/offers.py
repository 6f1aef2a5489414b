"""What comes of an offer or an attempt: the victim's answer behind it, or another go."""

from __future__ import annotations

import re

from logscan.nlp.sentences import sentences
from logscan.nlp.status import clause, reasons, rows
from logscan.nlp.status.compose import NEGATIVE
from logscan.nlp.status.lexicon import finder
from logscan.nlp.status.target import Assessment, Target
from logscan.nlp.status.words import words

FROM_VICTIM = frozenset({"RISK_ASSESSMENT", "REFERRAL", "SAFEGUARDING"})
"""What a victim can turn down."""

_HANDED = frozenset({"victim_support", "stalking_service", "DA_service", "IDVA", "ISVA", "mental_health"})
_REFUSED = frozenset({"declined", "rather-not", "no-consent"})
_SAID = frozenset({"completed", "discussed-with-victim", "accepted"})
_BEHIND = 80  # characters
_BUT = re.compile(r"[,.;]?\s+but\s")
_WEAK_OFFERS = ("offer", "discuss", "asked-whether")
_ALL_REFUSED = re.compile(rf"(?<!\w)(?P<no>{words('row', 'all_refused')})(?!\w)")
_SHE_NO = re.compile(rf"[\s.]*(?P<no>{words('row', 'she_no')})(?=\s*(?:[.,;\n]|$))")
_TRIED = re.compile(r"(?:tried|attempted|attempts?|trying)$")
_AGAIN = re.compile(rf"(?<!\w)(?P<again>{words('row', 'again')})(?!\w)")


def answered(target: Target, reading: clause.Reading) -> Assessment | None:
    """The assessment that an answer makes of an offer, a number given or an attempt; None where none is told."""
    if reading.weak and (later := _next_sentence(target, reading)) is not None:
        return later
    if reading.status != "done":
        return None
    if reading.weak and target.label in FROM_VICTIM and (said := _deflected(target, reading)) is not None:
        return said
    if reading.weak and (tried := _tried(target, reading)) is not None:
        return tried
    if target.concept not in _HANDED:
        return None
    return _refused_behind(target, reading) or _but_says(target, reading)


def _deflected(target: Target, reading: clause.Reading) -> Assessment | None:
    """An offer that the victim answers otherwise than with a yes: "VS offered, says the union sees to him"."""
    if not any(s.cue.name.startswith(_WEAK_OFFERS) for s in reading.signals):
        return None
    left, right = max(target.end, reading.signals[-1].end), target.sentence[1]
    everything = _ALL_REFUSED.search(target.folded, left, right) or _SHE_NO.match(target.folded, right)
    if everything is not None:
        return Assessment("declined", (target.span(*everything.span("no")),), "offer.refused")
    begin = max(target.end, reading.signals[-1].end)
    said = rows.deflected(target.folded, begin, min(len(target.folded), target.line[1], begin + 200))
    return None if said is None else Assessment("declined", (target.span(*said),), "offer.answered")


def _refused_behind(target: Target, reading: clause.Reading) -> Assessment | None:
    """A number or a link that is sent and not wanted, told in the next clause: "link sent, she said she'd no use"."""
    begin = max(target.end, reading.signals[-1].end)
    hits = finder(target.label).find(target.folded, begin, min(target.right, begin + _BEHIND))
    found = next((h for h in hits if h.cue.kind == "predicate" and h.cue.name not in _SAID), None)
    if found is None or found.cue.name not in _REFUSED:
        return None
    return Assessment("declined", (target.span(found.start, found.end),), "sent.refused")


def _but_says(target: Target, reading: clause.Reading) -> Assessment | None:
    """A number that is given, and an answer that is no yes: "number given but she says she has her sister"."""
    begin = max(target.end, reading.signals[-1].end)
    if not _BUT.match(target.folded, begin, target.right):
        return None
    said = rows.deflected(target.folded, begin, min(len(target.folded), target.line[1], begin + 200))
    return None if said is None else Assessment("declined", (target.span(*said),), "sent.answered")


def _tried(target: Target, reading: clause.Reading) -> Assessment | None:
    """An attempt that came to nothing and will be made again: "SASH attempted, she was at work, will try again"."""
    folded = target.folded
    if not any(_TRIED.match(folded, s.start, s.end) for s in reading.signals):
        return None
    again = _AGAIN.search(folded, target.end, target.sentence[1])
    return None if again is None else Assessment("planned", (target.span(*again.span("again")),), "tried.again")


def _next_sentence(target: Target, reading: clause.Reading) -> Assessment | None:
    """What the sentence behind says of an offer or a thought: "Offered Victim Support. Declined."."""
    if all(s.status == "done" and not s.cue.name.startswith(_WEAK_OFFERS) for s in reading.signals):
        return None
    folded, begin = target.folded, target.sentence[1]
    if begin > target.right:
        return None
    while begin < len(folded) and folded[begin] in " \n;":
        begin += 1
    stop = min(len(folded), begin + 90)
    behind = sentences(folded, begin, stop) if begin < stop else ()
    if not behind:
        return None
    left, right = behind[0]
    found = clause.read(folded, target.label, finder(target.label).find(folded, left, right), left, left, left, right)
    if found.status not in NEGATIVE or not clause.opens(folded, left, found.signals[0].start):
        return None
    last = found.signals[-1].end
    if found.signals[0].start - left > 12 or re.match(r"\s+(?:to|a|an|the|any)\b", folded[last:right]):
        return None
    if found.rule.endswith(".target") and len(folded[last:right].split()) > 1:
        return None  # "Offered. No child in the house."
    reason = reasons.after(target.text, folded, last, right, found.reason_at, decided=True)
    status = "not_applicable" if found.status == "not_done" and reason is not None else found.status
    cues = tuple(target.span(s.start, s.end) for s in found.signals)
    return Assessment(status, cues, f"next.{found.rule}", reason)
