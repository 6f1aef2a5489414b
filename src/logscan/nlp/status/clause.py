"""What the cues of one sentence say of a target: auxiliaries joined to predicates, scopes ended, one status chosen.

A status cue rarely decides alone: "not" turns "required" into not_applicable, "completed" into not_done, "wanted" into
declined; "to be" makes a plan of either. So cues are composed first and weighed after (Chapman's ConText knows the
direction and the end of a scope; the composition is what police wording needs besides).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from logscan.nlp.status.lexicon import Cue, CueHit

_HARD = re.compile(r"[.;?!\n](?!\d)")
_MARK = re.compile(r"[,:(\[=|]|\s-+\s?|->|=>")
_FILLER = re.compile(
    r"(?:\W|\b(?:it|its|it's|this|that|they|these|both|all|she|he|her|his|ip|ips|vic|victim|v|agg|aggrieved|complainant|the|an?|was|were|is|are|has|had|have|been|being|be|also|now|"
    r"since|already|still|just|then|there|however|but|and|or|so|today|again|later|subsequently|eventually|fully|verbally|initially|currently|presently|finally|successfully|at present|at this time|at this stage|by|by ip|by vic|by victim|"
    r"by me|by oic|by police|kindly|politely|felt|deemed|thought|believed|who|which|mr|mrs|ms|miss|wedi|ei|hi|ef|gan|wnaeth|result|outcome|status|answer|reply|has now|sadly|unfortunately|ultimately|therefore|though)\b)*"
)
_REACH = 9
_JOIN = 3
_LEAD = 4


@dataclass(frozen=True, slots=True)
class Signal:
    """A cue with its auxiliaries: what it says, where it stands."""

    start: int
    end: int
    status: str
    cue: Cue
    moods: frozenset[str]
    weak: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says of the target; ``status`` is None where it says nothing."""

    status: str | None
    signals: tuple[Signal, ...]
    rule: str
    reason_at: int | None
    frames: tuple[CueHit, ...]
    conditional: CueHit | None
    moods: frozenset[str] = frozenset()
    weak: bool = False


def resolve(cue: Cue, moods: frozenset[str]) -> str:
    """The status of a predicate under its auxiliaries."""
    if not moods:
        return cue.status
    if "impossible" in moods:
        return cue.negated if cue.negated in {"declined"} else "not_applicable"
    if "yet" in moods:
        return "planned"
    if "unreal" in moods:
        return "not_done"
    negated = "negated" in moods
    if "future" in moods:
        if not negated:
            return cue.future
        return cue.negated if cue.negated in {"declined", "done"} else "not_applicable"
    if "conditional" in moods:
        return "not_applicable" if negated else "considered"
    return cue.negated if negated else cue.status


def bare(moods: frozenset[str]) -> str:
    """The status of a target right behind auxiliaries alone: "no DASH", "to arrest", "cannot interview"."""
    if "impossible" in moods:
        return "not_applicable"
    if "yet" in moods:
        return "planned"
    if "unreal" in moods:
        return "not_done"
    if "future" in moods:
        return "not_applicable" if "negated" in moods else "planned"
    if "conditional" in moods:
        return "not_applicable" if "negated" in moods else "considered"
    return "not_done"


def words(folded: str, start: int, end: int) -> int:
    """How many words stand between two places."""
    return len(folded[start:end].split()) if end > start else 0


def read(folded: str, hits: Sequence[CueHit], left: int, start: int, end: int, right: int, *, wide: bool = False) -> Reading:
    """The reading of a target ``folded[start:end]`` from the cues between ``left`` and ``right``.

    ``wide`` lets a negation before the target reach over commas to the end of its clause, as in lists of findings.
    """
    before, lead, inside, after, frames, condition = _compose(folded, hits, left, start, end, right)
    stops_after = [h for h in hits if h.cue.kind == "stop" and h.start >= end]
    chain, reason_at = _chain(folded, [*inside, *after], lead, start, end, stops_after)
    if lead is not None and not (chain and chain[0].start == lead.start):
        if not _blocked(folded, lead.end, start, wide):
            before = [*[s for s in before if s.end <= lead.start], lead]
    first = _nearest(folded, before, hits, start, wide)
    state = None
    for signal in chain:
        state = _combine(state, signal)
    chosen = _choose(first, state)
    if chosen is None:
        return Reading(None, (), "", reason_at, frames, condition)
    used = tuple(s for s in (first, *chain) if s is not None and (s is chosen or s.weak or s.status == chosen.status))
    return Reading(chosen.status, used, chosen.rule, reason_at, frames, condition, chosen.moods, chosen.weak)


def _compose(
    folded: str, hits: Sequence[CueHit], left: int, start: int, end: int, right: int
) -> tuple[list[Signal], Signal | None, list[Signal], list[Signal], tuple[CueHit, ...], CueHit | None]:
    before: list[Signal] = []
    inside: list[Signal] = []
    after: list[Signal] = []
    frames: list[CueHit] = []
    lead: Signal | None = None
    condition: CueHit | None = None
    pending: list[CueHit] = []
    passed = False
    for hit in hits:
        if hit.start < left or hit.end > right:
            continue
        kind = hit.cue.kind
        if not passed and hit.start >= start:
            passed = True
            lead = _lead(folded, pending, start)
        if kind == "frame":
            if not (hit.start >= start and hit.end <= end):
                frames.append(hit)
            continue
        if kind == "auxiliary":
            joined = pending and words(folded, pending[-1].end, hit.start) <= _JOIN and not _HARD.search(folded, pending[-1].end, hit.start)
            pending = [*pending, hit] if joined else [hit]
            if hit.start == start and lead is None:
                lead = _signal(pending, None)
            continue
        if kind != "predicate":
            if kind == "stop" and folded[hit.start : hit.end] in {"if", "in the event", "unless", "os", "in case"} and condition is None:
                condition = hit
            if not (kind == "stop" and hit.cue.ends == "contrast" and pending and words(folded, pending[-1].end, hit.start) == 0):
                pending = []
            continue
        signal = _with_auxiliaries(folded, pending, hit, start, end)
        pending = []
        if hit.end <= start:
            before.append(signal)
        elif hit.start >= end:
            after.append(signal)
        elif hit.start >= start and hit.end <= end:
            inside.append(signal)
    if not passed:
        lead = _lead(folded, pending, start)
    return before, lead, inside, after, tuple(frames), condition


def _with_auxiliaries(folded: str, pending: Sequence[CueHit], hit: CueHit, start: int, end: int) -> Signal:
    if pending:
        last = pending[-1].end
        if last <= start and hit.start >= end:
            gap = words(folded, last, start) + words(folded, end, hit.start)
            apart = _MARK.search(folded, last, start) or _MARK.search(folded, end, hit.start)
        else:
            gap = words(folded, last, hit.start)
            apart = _MARK.search(folded, last, hit.start)
        if gap <= _JOIN and not apart:
            return _signal(pending, hit)
    return _signal((), hit)


def _lead(folded: str, pending: Sequence[CueHit], start: int) -> Signal | None:
    if not pending or words(folded, pending[-1].end, start) > _LEAD or _HARD.search(folded, pending[-1].end, start):
        return None
    return _signal(pending, None)


_BARE = Cue(name="auxiliary", kind="predicate", status="done")


def _signal(pending: Sequence[CueHit], hit: CueHit | None) -> Signal:
    moods = frozenset(h.cue.mood for h in pending)
    first = pending[0] if pending else hit
    assert first is not None
    if hit is None:
        names = "-".join(h.cue.name for h in pending)
        return Signal(first.start, pending[-1].end, bare(moods), _BARE, moods, False, f"{names}.target")
    status = resolve(hit.cue, moods)
    weak = hit.cue.weak and status in {"considered", "planned", "done"}
    names = "-".join([*(h.cue.name for h in pending), hit.cue.name])
    return Signal(first.start, hit.end, status, hit.cue, moods, weak, names)


def _blocked(folded: str, last: int, start: int, wide: bool) -> bool:
    return _MARK.search(folded, last, start) is not None and not wide


def _nearest(folded: str, before: Sequence[Signal], hits: Sequence[CueHit], start: int, wide: bool) -> Signal | None:
    """The signal before the target whose scope still holds at it."""
    for signal in reversed(before):
        if signal.cue.side == "after":
            continue
        if _HARD.search(folded, signal.end, start) or any(
            h.cue.kind == "stop" and signal.end <= h.start < start and (h.cue.ends != "contrast" or not wide) for h in hits
        ):
            return None
        if wide:
            if signal.status in {"not_done", "declined", "not_applicable"}:
                return signal
            continue
        if _MARK.search(folded, signal.end, start) or words(folded, signal.end, start) > 6:
            return None
        return signal
    return None


def _chain(
    folded: str, signals: Sequence[Signal], lead: Signal | None, start: int, end: int, stops: Sequence[CueHit]
) -> tuple[list[Signal], int | None]:
    """The predicates after (or in) the target that hang together, and where the rationale behind them begins."""
    chain: list[Signal] = []
    at = end
    reason_at: int | None = None
    for signal in signals:
        if signal.cue.side == "before":
            continue
        if signal.end <= end:
            chain.append(signal)
            continue
        from_ = at
        stopped = next((h for h in stops if from_ <= h.start < signal.start and h.cue.ends != "contrast"), None)
        if stopped is not None:
            if stopped.cue.ends == "reason":
                reason_at = stopped.start
            break
        if not _linked(folded, at, max(at, signal.start)):
            break
        chain.append(signal)
        at = max(at, signal.end)
    if reason_at is None:
        reason = next((h for h in stops if h.cue.ends == "reason" and h.start >= at and words(folded, at, h.start) <= 10), None)
        if reason is not None and not _HARD.search(folded, at, reason.start):
            reason_at = reason.start
    return chain, reason_at


def _linked(folded: str, at: int, start: int) -> bool:
    if _HARD.search(folded, at, start):
        return False
    mark = None
    for mark in _MARK.finditer(folded, at, start):  # noqa: B007 - the last one is wanted
        pass
    tail = mark.end() if mark else at
    if _FILLER.fullmatch(folded, tail, start):
        return True
    return mark is None and words(folded, at, start) <= _REACH


def _combine(state: Signal | None, new: Signal) -> Signal:
    if state is None:
        return new
    if state.weak:
        return state if new.weak and new.status == "considered" and state.status != "considered" else new
    if new.weak:
        return state
    if state.status == "planned" and new.status != "planned":
        return new
    if state.status == "considered":
        return new
    if state.status == "not_done" and new.status in {"planned", "not_applicable", "declined"}:
        return new
    if state.status == "done" and new.status in {"declined", "breached"}:
        return new
    return state


def _choose(first: Signal | None, state: Signal | None) -> Signal | None:
    if state is None or first is None:
        return state or first
    if first.weak:
        return first if state.weak and state.status == "considered" else state
    if first.status == "done":
        return first if state.weak else state
    if first.status == "planned" and state.status in {"not_done", "not_applicable", "declined"}:
        return state
    return first


def opens(folded: str, left: int, start: int) -> bool:
    """Whether nothing but pronouns and fillers stands between two places."""
    return _FILLER.fullmatch(folded, left, start) is not None
