"""Cues joined to signals: a predicate under its auxiliaries says one thing.

A cue rarely decides alone: "not" turns "required" into not_applicable, "completed" into not_done, "wanted" into
declined; "to be" makes a plan of either. So cues are composed here, and weighed in :mod:`logscan.nlp.status.clause`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from logscan.nlp.status.lexicon import Cue, CueHit
from logscan.nlp.status.words import words as lexicon_words

HARD = re.compile(
    r"[;?!\n.](?:(?<!\.)(?!\d)|(?<=\.)(?:(?<!\bno\.)(?<!\bmr\.)(?<!\bdr\.)(?<!\bmrs\.)(?<!\bst\.)(?!\d)"
    r"|(?<=\bno\.)(?!\s?\d)))"
)
"""What no scope passes; it begins with its class of marks, so that the engine leaps to the next of them."""
MARK = re.compile(r"[,:(\[=|]|(?<=\s)\(?(?:\d{1,2}|[a-z])\)\s|\s-+\s?|->|=>|[ \t]{3,}")
"""What a scope passes only in some company."""
FINAL = re.compile(rf"\s*(?:$|[.,;:!)(|\n/-]|\b(?:{lexicon_words('between', 'after_particle')})\b)")
VERB = 2
"""Words between a negation and the verb that it denies ("neither CT nor the MRI showed")."""
NEGATIVE = frozenset({"not_done", "not_applicable", "declined"})

_JOIN, _AROUND, _LEAD = 4, 6, 4  # words that may part auxiliaries, a predicate across the target, a target
_AND = re.compile(r"\s*(?:/|&|,?\s*(?:and|or|then|ac|neu))\s*")
_OPENS = re.compile(r"(?:^|[.,:;(\-\n\])/•*]|\b(?:and|then|so|also|just|kindly|\d+))\s*$")
_END_MARK = re.compile(r"\s*(?:$|[.,;!)(|\n])")
_PLEASE = re.compile(rf"(?:{lexicon_words('between', 'please')})")
_OWN_NOUN = re.compile(rf"(?<!\w)(?:{lexicon_words('between', 'determiner')})$")
_DETERMINER = re.compile(r"(?<!\w)(?:no|a|an|the|any|nil|without|her|his|their|my|our|lack of)\s+$")
_PARTICIPLE = re.compile(r"\s[a-z]{2,}(?:ed|en|wn|ne|ght|id|ut|pt|lt|nt)\b")
_VERB_BEFORE = re.compile(r"[a-z]ing\s+$")  # "moving in with her mother"
_CAUSED = re.compile(r"(?<!\w)(?:get|have)\s+(?:[\w'/]+\s+){0,4}$")
_POSSIBLE = re.compile(r"(?:possible|feasible)$")
_UNABLE = re.compile(r"(?:unable|not able|impossible|cannot|can'?t|could not|couldn'?t)$")
_NUMBER = re.compile(r"no\.?\s?\d")
_RANGE = re.compile(rf"(?:to|till|until)\s+(?:\d|(?:{lexicon_words('between', 'calendar')})(?!\w))")
_CLOCK = re.compile(r"(?<!\w)\d{3,4}(?!\w)|\d:\d")


class Signal(msgspec.Struct, frozen=True, gc=False):
    """A cue with its auxiliaries: what it says, where it stands."""

    start: int
    end: int
    status: str
    cue: Cue
    moods: frozenset[str]
    weak: bool
    rule: str


@dataclass(slots=True)
class Composed:
    """The signals of a sentence as seen from its target; ``lead`` is auxiliaries right before it, no predicate."""

    before: list[Signal]
    inside: list[Signal]
    after: list[Signal]
    lead: Signal | None = None
    frames: tuple[CueHit, ...] = ()
    condition: CueHit | None = None


ALONE = Cue(name="auxiliary", kind="predicate", status="done")
"""Stands for the predicate where auxiliaries speak alone."""


def resolve(cue: Cue, moods: frozenset[str]) -> str:
    """The status of a predicate under its auxiliaries; of a bare target where the predicate is :data:`ALONE`."""
    if not moods:
        return cue.status
    negated = "negated" in moods
    if "refused" in moods:
        return "declined"
    if "impossible" in moods:
        return "declined" if cue.negated == "declined" else "not_applicable"
    if "yet" in moods:
        return "planned"
    if "unreal" in moods:
        return "not_done"
    if "future" in moods and negated:
        return cue.negated if cue.negated in {"declined", "done"} else "not_applicable"
    if "conditional" in moods:
        return "not_applicable" if negated else cue.status if cue.status in NEGATIVE else "considered"
    if negated:
        return cue.negated or "not_done"
    if moods & {"future", "progress"}:
        return cue.future or "planned"
    return cue.status or "done"  # "has been put on": a verb whose participle is itself


def count(folded: str, start: int, end: int) -> int:
    """How many words stand between two places."""
    return len(folded[start:end].split()) if end > start else 0


def compose(
    folded: str, hits: Sequence[CueHit], left: int, start: int, end: int, right: int, wide: bool
) -> Composed:
    """The signals between ``left`` and ``right`` around a target ``folded[start:end]``, from cues in text order."""
    found = Composed([], [], [])
    frames: list[CueHit] = []
    pending: list[CueHit] = []
    passed = False
    last: Signal | None = None
    for number, hit in enumerate(hits):
        kind = hit.cue.kind
        if kind == "frame":
            if not (hit.start >= start and hit.end <= end):
                frames.append(hit)
            continue
        if hit.start < left or hit.end > right:
            continue
        if not passed and hit.start >= start:
            passed = True
            found.lead = _lead(folded, pending, start, wide)
        if hit.start >= end and pending:
            # "house to house" has no future; "SASH not" as a span hands its last word on
            pending = [h for h in pending if not start < h.start < h.end < end]
        if kind == "auxiliary":
            if _NUMBER.match(folded, hit.start) or _RANGE.match(folded, hit.start):
                continue  # "no 7 knocked" is a house, "3 to 6 February" a span of days
            pending = [*pending, hit] if pending and _joined(folded, pending[-1], hit, start, end) else [hit]
            if hit.start == start:
                found.lead = _signal(pending, None)
            elif hit.start > start and (status := _alone(folded, hit, hits[number + 1 : number + 2], right)):
                moods = frozenset({hit.cue.mood})
                alone = Signal(hit.start, hit.end, status, ALONE, moods, False, f"{hit.cue.name}.alone")
                (found.after if hit.start >= end else found.inside).append(alone)
                pending = pending if hit.cue.mood == "refused" else []
        elif kind == "stop":
            if hit.cue.name == "condition" and found.condition is None:
                found.condition = hit
            if hit.cue.ends == "verb" and pending and _gap(folded, pending[-1].end, hit.start, start, end) <= VERB:
                continue
            if hit.cue.ends != "contrast" or not (wide or (pending and pending[-1].end + 1 >= hit.start)):
                pending = []
        elif kind == "pseudo":
            pending = []
        else:
            signal = _predicate(folded, pending, hit, last, left, start, end, right)
            if signal is None:
                continue
            pending, last = [], signal
            side = found.before if hit.end <= start else found.after if hit.start >= end else found.inside
            if hit.end <= start or hit.start >= end or (hit.start >= start and hit.end <= end):
                side.append(signal)
    if not passed:
        found.lead = _lead(folded, pending, start, wide)
    found.frames = tuple(frames)
    return found


def _predicate(
    folded: str,
    pending: Sequence[CueHit],
    hit: CueHit,
    last: Signal | None,
    left: int,
    start: int,
    end: int,
    right: int,
) -> Signal | None:
    """The signal of a predicate, or None where the word is no predicate here."""
    if hit.cue.final and (not FINAL.match(folded, hit.end, right) or _VERB_BEFORE.search(folded, start, hit.start)):
        return None
    signal = _with_auxiliaries(folded, pending, hit, start, end)
    if signal.moods:
        return signal
    if last is not None and last.moods and last.end <= hit.start and _AND.fullmatch(folded, last.end, hit.start):
        # under the auxiliaries of the one that it is joined to: "to be viewed and seized"
        status = resolve(hit.cue, last.moods)
        return Signal(hit.start, hit.end, status, hit.cue, last.moods, hit.cue.weak, f"{last.rule}-{hit.cue.name}")
    if last is not None and last.moods and last.cue.base and _CAUSED.search(folded, last.end - 4, hit.start):
        return Signal(hit.start, hit.end, last.status, hit.cue, last.moods, False, f"{last.rule}-{hit.cue.name}")
    if not hit.cue.base:
        return signal
    if hit.end <= start and (hit.start == left or _OPENS.search(folded, max(0, hit.start - 8), hit.start)):
        return Signal(hit.start, hit.end, "planned", hit.cue, frozenset(), True, "order")
    return signal if hit.end > start and hit.cue.status else None


def _with_auxiliaries(folded: str, pending: Sequence[CueHit], hit: CueHit, start: int, end: int) -> Signal:
    if not pending:
        return _signal((), hit)
    first, last = pending[-1].start, pending[-1].end
    most = 1 if hit.cue.base or hit.cue.final else _JOIN
    if last <= start and hit.start >= end:
        own = _OWN_NOUN.search(folded, first, last) is not None
        preposition = len(pending) == 1 and folded[first:last] == "to"
        far = count(folded, last, start) > (2 if own else 4)
        most = -1 if preposition or far or hit.cue.status in NEGATIVE else _AROUND
    if hit.cue.base and _DETERMINER.search(folded, first, hit.start):
        most = -1
    return _signal(pending, hit) if _gap(folded, last, hit.start, start, end) <= most else _signal((), hit)


def _joined(folded: str, auxiliary: CueHit, hit: CueHit, start: int, end: int) -> bool:
    """Whether two auxiliaries go together; a "no" or "without" has a noun of its own."""
    most = 1 if _OWN_NOUN.search(folded, auxiliary.start, auxiliary.end) else _JOIN
    return _gap(folded, auxiliary.end, hit.start, start, end) <= most


def _gap(folded: str, left: int, right: int, start: int, end: int) -> int:
    """Words between two places, the target left out; a mark or an end of sentence between them is too far."""
    if left <= start < end <= right:
        return _gap(folded, left, start, start, start) + _gap(folded, end, right, end, end)
    if HARD.search(folded, left, right) or MARK.search(folded, left, right):
        return 99
    return count(folded, left, right)


def _lead(folded: str, pending: Sequence[CueHit], start: int, wide: bool) -> Signal | None:
    """Auxiliaries that speak of the target itself: "no DASH", "unable to interview"."""
    if not pending or HARD.search(folded, pending[-1].end, start):
        return None
    most = 2 if _OWN_NOUN.search(folded, pending[-1].start, pending[-1].end) else _LEAD
    if not wide and (count(folded, pending[-1].end, start) > most or _CLOCK.search(folded, pending[-1].end, start)):
        return None
    if folded[pending[-1].start : pending[-1].end] == "to":
        # a preposition, unless the target opens with a verb, which then is a cue itself
        return _signal(pending[:-1], None) if len(pending) > 1 else None
    return _signal(pending, None)


def _alone(folded: str, hit: CueHit, following: Sequence[CueHit], right: int) -> str | None:
    """What an auxiliary behind the target says with no predicate: "SASH pls.", "offered, no."."""
    if hit.cue.mood == "refused":
        return "declined"
    if hit.cue.mood == "impossible" and _POSSIBLE.search(folded, hit.start, hit.end):
        return "not_applicable"
    passive = hit.cue.mood == "future" and folded.endswith(" be", hit.start, hit.end)
    if passive and _PARTICIPLE.match(folded, hit.end, right):
        # "to be talked over": a verb that no list holds
        return None if following and following[0].start <= hit.end + 1 else "planned"
    if not _END_MARK.match(folded, hit.end, right):
        return None
    if hit.cue.mood == "impossible" and _UNABLE.match(folded, hit.start, hit.end):
        return "not_applicable"  # "SASH: unable, she has gone abroad"
    if _PLEASE.fullmatch(folded, hit.start, hit.end):
        return "planned"
    parted = folded[max(0, hit.start - 3) : hit.start].rstrip()[-1:] in {",", "-", ":", "/"}
    return "declined" if parted and folded[hit.start : hit.end] == "no" else None


def _signal(pending: Sequence[CueHit], hit: CueHit | None) -> Signal:
    if hit is None:
        status, moods, _, rule = _said(tuple([h.cue for h in pending]), ALONE)
        return Signal(pending[0].start, pending[-1].end, status, ALONE, moods, False, rule)
    if not pending:
        status, moods, weak, rule = _said((), hit.cue)
        return Signal(hit.start, hit.end, status, hit.cue, moods, weak, rule)
    status, moods, weak, rule = _said(tuple([h.cue for h in pending]), hit.cue)
    return Signal(pending[0].start, hit.end, status, hit.cue, moods, weak, rule)


@lru_cache(maxsize=4096)
def _said(auxiliaries: tuple[Cue, ...], predicate: Cue) -> tuple[str, frozenset[str], bool, str]:
    """The status of a predicate under its auxiliaries, their moods, whether it is weak, and the name of the rule."""
    moods = frozenset(cue.mood for cue in auxiliaries)
    names = "-".join(cue.name for cue in auxiliaries)
    status = resolve(predicate, moods)
    if predicate is ALONE:
        return status, moods, False, f"{names}.target"
    weak = predicate.weak and status not in NEGATIVE
    return status, moods, weak, f"{names}-{predicate.name}" if names else predicate.name
