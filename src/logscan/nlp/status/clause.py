"""What the signals of one sentence say of a target: scopes ended, predicates chained, one status chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from logscan.nlp.status.compose import ALONE, FINAL, HARD, MARK, NEGATIVE, VERB, Signal, compose, count
from logscan.nlp.status.lexicon import CueHit, finder
from logscan.nlp.status.words import words as lexicon_words

_FILLER = re.compile(rf"(?:\W|\b(?:{lexicon_words('between', 'filler')})\b)*")
_INCLUDING = re.compile(rf"(?<!\w)(?:{lexicon_words('between', 'including')})(?!\w)")
_NEW_SUBJECT = re.compile(r"(?:no|nil)\s+(?!longer|thanks|thank|consent|need|requirement)\w")
_LABELLED = re.compile(r"\s*(?:[:=]|-+>?)\s*")
_LISTED = re.compile(r"(?:\s*,\s*(?:[\w'/]+\s*){1,2})+(?:(?:and|&)\s+(?:[\w'/]+\s*){1,2})?")
_ANYWAY = re.compile(r"(?<!\w)(?:so|but|therefore|instead|hence|and)(?!\w)")
_UNDECIDED = "thinks-it-over"
_REACH_AFTER, _REACH_BEFORE, _REASON = 9, 6, 10  # words


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What a sentence says of the target; ``status`` is None where it says nothing.

    ``reason_at`` is where a word of reason stands behind the deciding cue; ``frames`` are the sentence's marks of
    policy, prompt, wish or another's history, ``condition`` its "if".
    """

    status: str | None
    signals: tuple[Signal, ...]
    rule: str
    reason_at: int | None
    frames: tuple[CueHit, ...]
    condition: CueHit | None
    weak: bool = False


def read(
    folded: str,
    label: str | None,
    hits: Sequence[CueHit],
    left: int,
    start: int,
    end: int,
    right: int,
    *,
    wide: bool = False,
    content: bool = False,
) -> Reading:
    """The reading of a target ``folded[start:end]`` from the cues between ``left`` and ``right``.

    ``content`` tells that what stands behind the target is its content ("Bail conditions: not to go ..."), so that only
    a predicate right beside it speaks of it. ``wide`` lets a negation before the target reach over commas to the end
    of its clause, as in lists of findings.
    """
    astride = [hit for hit in hits if hit.start < start < hit.end or hit.start < end < hit.end]
    if astride:
        start, end, whole = _whole_verbs(folded, astride, start, end)
        if not whole:
            # a cue that runs over the target's edge hides the one outside it ("safety plan | to be done")
            parts = ((left, start), (start, end), (end, right))
            hits = [h for a, b in parts for h in finder(label).find(folded, a, b)]
    found = compose(folded, hits, left, start, end, right, wide)
    before, inside, after, lead = found.before, found.inside, found.after, found.lead
    if not (before or inside or after or lead):
        return Reading(None, (), "", None, found.frames, found.condition)
    if inside and after and after[0].status in NEGATIVE and _beside(folded, end, after[0].start):
        inside = []  # "body worn was off": a word of the target's name is no predicate
    stops = [h for h in hits if h.cue.kind == "stop"]
    chain, reason_at = _chain(folded, [*inside, *after], start, end, [h for h in stops if h.start >= start], content)
    composed = lead is None or (chain and chain[0].start == lead.start)
    if lead is not None and not composed and (wide or mark(folded, lead.end, start) is None):
        before = [*(s for s in before if s.end <= lead.start), lead]
    first = _nearest(folded, before, stops, start, wide)
    state = None
    for signal in chain:
        state = _combine(state, signal)
    chosen = _choose(first, state)
    if label == "RISK_ASSESSMENT" and _done_anyway(folded, first, state, end):
        chosen = state
    if chosen is None:
        return Reading(None, (), "", reason_at, found.frames, found.condition)
    used = tuple(s for s in (first, *chain) if s is not None and (s is chosen or s.weak or s.status == chosen.status))
    return Reading(chosen.status, used, chosen.rule, reason_at, found.frames, found.condition, chosen.weak)


def _whole_verbs(folded: str, astride: Sequence[CueHit], start: int, end: int) -> tuple[int, int, bool]:
    """The target without half a verb at its edges, cues being ``astride`` of them; and whether no cue is any more."""
    over = next((h for h in astride if start <= h.start < end < h.end), None)
    if over is not None and over.cue.kind == "predicate" and not folded.startswith("plan", over.start):
        end = over.end  # the target holds half of its verb: "call data applied | for"
    onto = next((h for h in astride if h.start < start < h.end < end), None)
    if onto is not None and onto.cue.kind == "predicate" and onto.cue.side == "before":
        start = onto.end  # the other half: "agrees | to a voluntary interview"
    return start, end, not any(h.start < start < h.end or h.start < end < h.end for h in astride)


def opens(folded: str, left: int, start: int) -> bool:
    """Whether nothing but pronouns and fillers stands between two places."""
    return _FILLER.fullmatch(folded, left, start) is not None


def mark(folded: str, left: int, right: int) -> int | None:
    """Where the first comma, colon or dash stands between two places."""
    found = MARK.search(folded, left, right)
    return found.start() if found else None


def _denied(folded: str, signal: Signal, stop: CueHit) -> bool:
    """Whether a verb that would open a scope is itself what a negation denies: "never complained of"."""
    if stop.cue.ends != "verb" or mark(folded, signal.end, stop.start) is not None:
        return False
    return count(folded, signal.end, stop.start) <= VERB


def _beside(folded: str, left: int, start: int) -> bool:
    parted = HARD.search(folded, left, start) is not None or mark(folded, left, start) is not None
    return not parted and opens(folded, left, start)


def _nearest(folded: str, before: Sequence[Signal], stops: Sequence[CueHit], start: int, wide: bool) -> Signal | None:
    """The signal before the target whose scope still holds at it."""
    for signal in reversed(before):
        if signal.cue.side == "after":
            continue
        between = (h for h in stops if signal.end <= h.start < start and not (wide and h.cue.ends == "contrast"))
        if HARD.search(folded, signal.end, start) or any(not _denied(folded, signal, h) for h in between):
            return None
        if not wide:
            named = signal.weak and folded[signal.end : start].strip() == ":"  # "OIC to consider: SASH"
            joined = named or mark(folded, signal.end, start) is None
            near = joined and count(folded, signal.end, start) <= _REACH_BEFORE
            return signal if near or _INCLUDING.search(folded, signal.end, start + 40) else None
        if signal.status in NEGATIVE:
            return signal
    return None


def _chain(
    folded: str, signals: Sequence[Signal], start: int, end: int, stops: Sequence[CueHit], content: bool
) -> tuple[list[Signal], int | None]:
    """The predicates in and after the target that hang together, and where the rationale behind them begins."""
    chain: list[Signal] = []
    at = end
    for signal in signals:
        if signal.cue.side == "before":
            continue
        since = min(at, chain[-1].end if chain else start)
        stopped = next((h for h in stops if since <= h.start < signal.start and h.cue.ends != "contrast"), None)
        if stopped is not None:
            if stopped.cue.ends == "reason":
                return chain, stopped.start
            break
        if chain and signal.cue.final and not signal.moods and _parts_with(folded, chain[-1], signal):
            continue  # the particle of the verb before it: "waiting for them to put it on", "is to be asked in"
        if signal.end <= end:
            chain.append(signal)
            continue
        if not _linked(folded, at, max(at, signal.start), signal, at == end, content):
            break
        if chain and signal.cue.base and mark(folded, at, signal.start) is not None:
            break  # the next action, not the fate of this one: "considered, will speak to legal"
        chain.append(signal)
        at = max(at, signal.end)
    reasons = (h for h in stops if h.cue.ends == "reason" and h.start >= at and count(folded, at, h.start) <= _REASON)
    reason = next(reasons, None)
    if reason is None or HARD.search(folded, at, reason.start):
        return chain, None
    return chain, reason.start


def _parts_with(folded: str, verb: Signal, particle: Signal) -> bool:
    return bool(verb.moods) or (verb.status == "planned" and not folded[verb.end : particle.start].strip())


def _linked(folded: str, at: int, start: int, signal: Signal, first: bool, content: bool) -> bool:
    """Whether a predicate at ``start`` still speaks of what ended at ``at``."""
    if HARD.search(folded, at, start):
        return False
    marks = [m.end() for m in MARK.finditer(folded, at, start)]
    far = count(folded, at, start)
    if opens(folded, marks[-1] if marks else at, start):
        if marks and _NEW_SUBJECT.match(folded, start):
            return False
        return (len(marks) < 2 or far <= 4) and not (content and far > 2)
    if content or (signal.cue.final and far > 2):
        return False
    listed = first and signal.moods == {"future"} and _LISTED.fullmatch(folded, at, start)
    if listed and FINAL.match(folded, signal.end):
        return True  # "statement, photographs, phone to get"
    if first and len(marks) == 1 and signal.moods and _LABELLED.match(folded, at, start):
        return far <= _REACH_AFTER
    return not marks and far <= _REACH_AFTER


def _combine(state: Signal | None, new: Signal) -> Signal:
    """Which of two predicates of a chain holds: the later one, unless it only elaborates."""
    if state is None:
        return new
    if state.weak:
        return state if new.weak and new.status == "considered" and state.status != "considered" else new
    if new.weak:
        return state
    overruled = {
        "planned": new.status != "planned",
        "considered": True,
        "not_done": new.status in {"planned", "not_applicable", "declined"},
        "done": (new.status in {"declined", "breached"} and new.cue is not ALONE) or new.cue.name == _UNDECIDED,
    }
    return new if overruled.get(state.status, False) else state


def _done_anyway(folded: str, first: Signal | None, state: Signal | None, end: int) -> bool:
    """Whether an officer filled in what the victim would not: "declined the DASH so completed on what we know"."""
    if first is None or state is None or first.status not in {"declined", "not_applicable"}:
        return False
    done = state.status == "done" and not state.weak and not state.moods and state.start >= end
    return done and _ANYWAY.search(folded, end, state.start) is not None


def _choose(first: Signal | None, state: Signal | None) -> Signal | None:
    """Between the signal before the target and the state told behind it."""
    if state is None or first is None:
        return state or first
    if first.weak:
        return first if state.weak and state.status == "considered" else state
    if first.status == "done":
        return first if state.weak and not state.moods else state
    return state if state.status in NEGATIVE else first
