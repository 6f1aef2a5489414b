"""What the cues of one sentence say of a target: auxiliaries joined to predicates, scopes ended, one status chosen.

A status cue rarely decides alone: "not" turns "required" into not_applicable, "completed" into not_done, "wanted" into
declined; "to be" makes a plan of either. So cues are composed first and weighed after (Chapman's ConText knows the
direction and the end of a scope; the composition is what police wording needs besides).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from logscan.nlp.status.lexicon import Cue, CueHit, finder

_HARD = re.compile(r"[.;?!\n](?!\d)")
_MARK = re.compile(r"[,:(\[=|]|(?<=\s)\(?(?:\d{1,2}|[a-z])\)\s|\s-+\s?|->|=>")
_FILLER = re.compile(
    r"(?:\W|\b(?:it|its|it's|this|that|they|these|both|all|she|he|her|his|ip|ips|vic|victim|v|agg|aggrieved|complainant|the|an?|was|were|is|are|has|had|have|been|being|be|also|now|"
    r"since|already|still|just|then|there|however|but|and|or|so|today|again|later|subsequently|eventually|fully|verbally|initially|currently|presently|finally|successfully|at present|at this time|at this stage|by|by ip|by vic|by victim|"
    r"by me|by oic|by police|kindly|politely|remains?|stays?|seems?|appears?|results|felt|deemed|thought|believed|who|which|mr|mrs|ms|miss|wedi|wedi'u|wedi'i|wedi'i|eu|ei|hi|ef|gan|wnaeth|result|outcome|status|answer|reply|has now|sadly|unfortunately|ultimately|therefore|though)\b)*"
)
_FINAL = re.compile(r"\s*(?:$|[.,;:!)(|\n/-]|\b(?:for|now|from|by|with|today|yesterday|this|at|and|throughout|since|already|again|ymlaen)\b)")
_FINAL_MARK = re.compile(r"\s*(?:$|[.,;!)(|\n])")
_PLEASE = frozenset({"please", "pls", "plz", "pse"})
_LISTED = re.compile(r"(?:\s*,\s*(?:[\w'/]+\s*){1,2})+(?:(?:and|&)\s+(?:[\w'/]+\s*){1,2})?")
_DETERMINER = re.compile(r"(?<!\w)(?:no|a|an|the|any|nil|without|her|his|their|my|our|lack of)\s+$")
_INCLUDING = re.compile(r"(?<!\w)(?:including|incl|such as|e\.?g\.?|namely|included|inclusive)(?!\w)")
_NEW = re.compile(r"(?:no|nil)\s+(?!longer|thanks|thank|consent|need|requirement)\w")
_NO = re.compile(r"(?<!\w)(?:no|nil|zero|without|w/o|lack of|absence of)$")
_NEGATIVE = frozenset({"not_done", "not_applicable", "declined"})
_CLOCK = re.compile(r"(?<!\w)\d{3,4}(?!\w)|\d:\d")
_TRANSPARENT = re.compile(r"\s*(?:[:=]|-+>?)\s*")
_REACH = 9
_JOIN = 4
_AROUND = 6
_LEAD = 4
_AND = re.compile(r"\s*(?:/|&|,?\s*(?:and|or|then|ac|neu))\s*")
_OPENS = re.compile(r"(?:^|[.,:;(\-\n\])/•*]|\b(?:and|then|so|also|just|kindly|\d+))\s*$")


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
    if "refused" in moods:
        return "declined"
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
    if "progress" in moods and not negated:
        return cue.future
    return cue.negated if negated else cue.status


def bare(moods: frozenset[str]) -> str:
    """The status of a target right behind auxiliaries alone: "no DASH", "to arrest", "cannot interview"."""
    if "refused" in moods:
        return "declined"
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
    if "negated" in moods:
        return "not_done"
    return "planned" if "progress" in moods else "done"


def words(folded: str, start: int, end: int) -> int:
    """How many words stand between two places."""
    return len(folded[start:end].split()) if end > start else 0


def read(
    folded: str, label: str | None, hits: Sequence[CueHit], left: int, start: int, end: int, right: int, *, wide: bool = False,
    content: bool = False,
) -> Reading:
    """The reading of a target ``folded[start:end]`` from the cues between ``left`` and ``right``.

    ``content`` tells that what stands behind the target is its content ("Bail conditions: not to go ..."), so that only
    a predicate right beside it speaks of it. ``wide`` lets a negation before the target reach over commas to the end of its clause, as in lists of findings.
    """
    if any(h.start < start < h.end or h.start < end < h.end for h in hits):
        # a cue that runs over the target's edge hides the one outside it ("safety plan | to be done")
        hits = [h for a, b in ((left, start), (start, end), (end, right)) for h in finder(label).find(folded, a, b)]
    before, lead, inside, after, frames, condition = _compose(folded, hits, left, start, end, right, wide)
    if inside and after and after[0].status in _NEGATIVE and not _MARK.search(folded, end, after[0].start):
        if opens(folded, end, after[0].start):
            inside = []  # "body worn was off": a word of the target's name is no predicate
    stops = [h for h in hits if h.cue.kind == "stop" and h.start >= start]
    chain, reason_at = _chain(folded, [*inside, *after], start, end, stops, content)
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
    folded: str, hits: Sequence[CueHit], left: int, start: int, end: int, right: int, wide: bool
) -> tuple[list[Signal], Signal | None, list[Signal], list[Signal], tuple[CueHit, ...], CueHit | None]:
    before: list[Signal] = []
    inside: list[Signal] = []
    after: list[Signal] = []
    frames: list[CueHit] = []
    lead: Signal | None = None
    condition: CueHit | None = None
    pending: list[CueHit] = []
    passed = False
    last: Signal | None = None
    for hit in hits:
        kind = hit.cue.kind
        if kind == "frame":
            if not (hit.start >= start and hit.end <= end):
                frames.append(hit)
            continue
        if hit.start < left or hit.end > right:
            continue
        if not passed and hit.start >= start:
            passed = True
            lead = _lead(folded, pending, start, wide)
        if hit.start >= end and pending:
            # "house to house" has no future; "SASH not" as a span hands its last word on
            pending = [h for h in pending if not start < h.start < h.end < end]
        if kind == "auxiliary":
            joined = pending and _gap(folded, pending[-1].end, hit.start, start, end) <= _join(folded, pending[-1])
            pending = [*pending, hit] if joined else [hit]
            if hit.start == start and lead is None:
                lead = _signal(pending, None)
            elif hit.start > start and (status := _alone(folded, hit, right)):
                (after if hit.start >= end else inside).append(Signal(hit.start, hit.end, status, _BARE, frozenset(), False, f"{hit.cue.name}.alone"))
                if status != "declined" or hit.cue.mood != "refused":
                    pending = []
        elif kind == "stop":
            if hit.cue.name == "condition" and condition is None:
                condition = hit
            if hit.cue.ends != "contrast" or not (wide or (pending and pending[-1].end + 1 >= hit.start)):
                pending = []
        elif kind == "pseudo":
            pending = []
        else:
            if hit.cue.final and not _FINAL.match(folded, hit.end, right):
                continue
            signal = _with_auxiliaries(folded, pending, hit, start, end)
            if not signal.moods and last is not None and last.moods and last.end <= hit.start and _AND.fullmatch(folded, last.end, hit.start):
                signal = _under(last, hit)
            if hit.cue.base and not signal.moods:
                ordered = hit.end <= start and _OPENS.search(folded, max(0, hit.start - 8), hit.start) is not None
                if ordered or hit.start == left and hit.end <= start:
                    signal = Signal(hit.start, hit.end, "planned", hit.cue, signal.moods, True, "order")
                elif hit.end <= start or not hit.cue.status:
                    continue
            pending = []
            last = signal
            if hit.end <= start:
                before.append(signal)
            elif hit.start >= end:
                after.append(signal)
            elif hit.start >= start and hit.end <= end:
                inside.append(signal)
    if not passed:
        lead = _lead(folded, pending, start, wide)
    return before, lead, inside, after, tuple(frames), condition


def _alone(folded: str, hit: CueHit, right: int) -> str | None:
    """What an auxiliary behind the target says with no predicate: "SASH pls.", "offered, no.", "he did not want to"."""
    if hit.cue.mood == "refused":
        return "declined"
    if not _FINAL_MARK.match(folded, hit.end, right):
        return None
    word = folded[hit.start : hit.end]
    if word in _PLEASE:
        return "planned"
    return "declined" if word == "no" and folded[max(0, hit.start - 3) : hit.start].rstrip()[-1:] in {",", "-", ":", "/"} else None


def _join(folded: str, auxiliary: CueHit) -> int:
    """How many words may part two auxiliaries: a "no" or "without" has a noun of its own."""
    return 1 if _NO.search(folded, auxiliary.start, auxiliary.end) else _JOIN


def _under(last: Signal, hit: CueHit) -> Signal:
    """A predicate under the auxiliaries of the one that it is joined to: "to be viewed and seized"."""
    status = resolve(hit.cue, last.moods)
    return Signal(hit.start, hit.end, status, hit.cue, last.moods, hit.cue.weak, f"{last.rule}-{hit.cue.name}")


def _gap(folded: str, left: int, right: int, start: int, end: int) -> int:
    """Words between two places, the target left out; a mark or an end of sentence between them is too far."""
    if left <= start < end <= right:
        return _gap(folded, left, start, start, start) + _gap(folded, end, right, end, end)
    if _HARD.search(folded, left, right) or _MARK.search(folded, left, right):
        return 99
    return words(folded, left, right)


def _with_auxiliaries(folded: str, pending: Sequence[CueHit], hit: CueHit, start: int, end: int) -> Signal:
    if pending:
        last = pending[-1].end
        around = last <= start and hit.start >= end
        most = _AROUND if around else 1 if hit.cue.base or hit.cue.final else _JOIN
        if around and (hit.cue.status in _NEGATIVE or words(folded, last, start) > (2 if _NO.search(folded, pending[-1].start, last) else 4)):
            most = -1
        if hit.cue.base and _DETERMINER.search(folded, pending[-1].start, hit.start):
            most = -1
        if _gap(folded, last, hit.start, start, end) <= most:
            return _signal(pending, hit)
    return _signal((), hit)


def _lead(folded: str, pending: Sequence[CueHit], start: int, wide: bool) -> Signal | None:
    if not pending or _HARD.search(folded, pending[-1].end, start):
        return None
    most = _LEAD if not _NO.search(folded, pending[-1].start, pending[-1].end) else 2
    if not wide and (words(folded, pending[-1].end, start) > most or _CLOCK.search(folded, pending[-1].end, start)):
        return None
    if folded[pending[-1].start : pending[-1].end] == "to":
        # a preposition, unless the target opens with a verb, which then is a cue itself
        return _signal(pending[:-1], None) if len(pending) > 1 else None
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
        if not _INCLUDING.search(folded, signal.end, start + 40) and (
            _MARK.search(folded, signal.end, start) or words(folded, signal.end, start) > 6
        ):
            return None
        return signal
    return None


def _chain(
    folded: str, signals: Sequence[Signal], start: int, end: int, stops: Sequence[CueHit], content: bool
) -> tuple[list[Signal], int | None]:
    """The predicates after (or in) the target that hang together, and where the rationale behind them begins."""
    chain: list[Signal] = []
    at = end
    reason_at: int | None = None
    for signal in signals:
        if signal.cue.side == "before":
            continue
        from_ = min(at, chain[-1].end if chain else start)
        stopped = next((h for h in stops if from_ <= h.start < signal.start and h.cue.ends != "contrast"), None)
        if stopped is not None:
            if stopped.cue.ends == "reason":
                reason_at = stopped.start
            break
        if signal.end <= end:
            chain.append(signal)
            continue
        if not _linked(folded, at, max(at, signal.start), signal, at == end, content):
            break
        if chain and signal.cue.base and _MARK.search(folded, at, signal.start):
            break  # the next action, not the fate of this one: "considered, will speak to legal"
        chain.append(signal)
        at = max(at, signal.end)
    if reason_at is None:
        reason = next((h for h in stops if h.cue.ends == "reason" and h.start >= at and words(folded, at, h.start) <= 10), None)
        if reason is not None and not _HARD.search(folded, at, reason.start):
            reason_at = reason.start
    return chain, reason_at


def _linked(folded: str, at: int, start: int, signal: Signal, first: bool, content: bool) -> bool:
    """Whether a predicate at ``start`` still speaks of what ended at ``at``."""
    if _HARD.search(folded, at, start):
        return False
    marks = [m.end() for m in _MARK.finditer(folded, at, start)]
    tail = marks[-1] if marks else at
    if _FILLER.fullmatch(folded, tail, start):
        new_subject = marks and _NEW.match(folded, start) is not None
        return not new_subject and (len(marks) < 2 or words(folded, at, start) <= 4) and not (content and words(folded, at, start) > 2)
    if content or (signal.cue.final and words(folded, at, start) > 2):
        return False
    if first and signal.moods == {"future"} and _LISTED.fullmatch(folded, at, start) and _FINAL.match(folded, signal.end):
        return True  # "statement, foreman, HR to get"
    if marks and first and len(marks) == 1 and _TRANSPARENT.match(folded, at, start) and signal.moods:
        return words(folded, at, start) <= _REACH
    return not marks and words(folded, at, start) <= _REACH


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
    return state if state.status in _NEGATIVE else first


def opens(folded: str, left: int, start: int) -> bool:
    """Whether nothing but pronouns and fillers stands between two places."""
    return _FILLER.fullmatch(folded, left, start) is not None


def mark(folded: str, left: int, right: int) -> int | None:
    """Where the first comma, colon or dash stands between two places."""
    found = _MARK.search(folded, left, right)
    return found.start() if found else None
