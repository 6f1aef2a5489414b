"""What the clause around a time says: past or future, and what the time dates."""

from __future__ import annotations

import re
from functools import cache

from logscan.nlp.times.tables import load

_REACH = 110
_NEVER = (-1, 0)
_WORD = re.compile(r"[a-z0-9][a-z0-9+/-]*")
_CLAUSE_END = re.compile(r"[.!?](?=\s)|\n|;|\s//|\s~|\|")


def clause_start(folded: str, start: int) -> int:
    """Where the sentence of ``start`` begins, at most some hundred characters before."""
    low = max(0, start - _REACH)
    ends = [low]
    for mark in ("\n", ". ", "; ", "! ", "? ", " //", " ~", "| "):
        at = folded.rfind(mark, low, start)
        if at >= 0:
            ends.append(at + len(mark))
    return min(start, max(ends))


def clause_end(folded: str, end: int) -> int:
    """Where the sentence of ``end`` ends, at most some eighty characters behind."""
    match = _CLAUSE_END.search(folded, end, min(len(folded), end + 80))
    return match.start() if match else min(len(folded), end + 80)


def is_future(folded: str, start: int, end: int) -> bool | None:
    """True or False where the clause tells; None where it says nothing."""
    future, past, after, deadline = _directions()
    left = clause_start(folded, start)
    # the cue that ends last decides; of two that end together the longer ("to be seen", "tried to call")
    ahead = max(((m.end(), -m.start()) for m in future.finditer(folded, left, start)), default=_NEVER)
    behind = max(((m.end(), -m.start()) for m in past.finditer(folded, left, start)), default=_NEVER)
    due = deadline.search(folded, max(left, start - 16), start) is not None
    if ahead > _NEVER or behind > _NEVER:
        # "to have done it by 30 June": a deadline beside a past verb leaves it to the calendar
        return True if ahead >= behind else None if due else False
    if due:
        return True
    return True if after.match(folded, end, min(clause_end(folded, end), end + 50)) else None


def role(folded: str, start: int, end: int, future: bool | None) -> str | None:
    """What a time dates, by the nearest cue of its clause."""
    left, right = clause_start(folded, start), clause_end(folded, end)
    low, high = max(left, start - 70), min(right, end + 50)
    by_word = _roles()
    if by_word.keys().isdisjoint(_WORD.findall(folded, low, high)):
        return None
    best: tuple[int, str] | None = None
    for word in _WORD.finditer(folded, low, high):
        for name, expression in by_word.get(word.group(), ()):
            match = expression.match(folded, word.start(), high)
            if match is None or (match.start() < end and match.end() > start):
                continue
            distance = start - match.end() if match.end() <= start else match.start() - end + 6
            if best is None or distance < best[0]:
                best = (distance, name)
    if best is None:
        return None
    return "planned" if future and best[1] not in {"reference", "planned"} else best[1]


@cache
def _directions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = load("cues")
    past = "|".join(data["past"])
    future, after = ("|".join(data[key]) for key in ("future", "future_after"))
    return (
        re.compile(rf"(?<![a-z])(?:{future})(?![a-z'])"),
        re.compile(rf"(?<![a-z])(?:{past})(?![a-z'])"),
        re.compile(rf"[\s,:-]*(?:{after})(?![a-z'])"),
        re.compile(rf"(?<![a-z])(?:{'|'.join(data['deadline'])})\s+(?:at least\s+|on\s+|the\s+)?$"),
    )


@cache
def _roles() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """By the first word of a cue: roles and expressions, in the order of the table."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, row in load("roles").items():
        for cue in row["cues"]:
            for first in cue.split(" ")[0].split("|"):
                found.setdefault(first, []).append((name, re.compile(rf"(?:{cue})(?![a-z])")))
    return {first: tuple(cues) for first, cues in found.items()}


@cache
def police() -> re.Pattern[str]:
    """Words that tell a police log from news."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(load('cues')['police'])})(?![a-z])")
