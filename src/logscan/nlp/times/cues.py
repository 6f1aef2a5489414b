"""What the clause around a time says: past or future, and what the time dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import ahocorasick_rs

from logscan.nlp.times.tables import load

_REACH, _BEHIND = 110, 50
_NEVER = (-1, 0)
# Of what a sentence ends with, the mark that begins last; tried from the right.
_CLAUSE_START = re.compile(r"(?s:.*)(?:\n|[.;!?|] | (?://|~))")
# One class first, what must stand around each behind: the engine then leaps from mark to mark.
_CLAUSE_END = re.compile(r"[.!?\n;|\s](?:(?<=[.!?])(?=\s)|(?<=[\n;|])|(?<=\s)(?=//|~))")


def clause_start(folded: str, start: int) -> int:
    """Where the sentence of ``start`` begins, at most some hundred characters before."""
    low = max(0, start - _REACH)
    match = _CLAUSE_START.match(folded, low, start)
    return match.end() if match else min(start, low)


def clause_end(folded: str, end: int, reach: int) -> int:
    """Where the sentence of ``end`` ends, at most ``reach`` characters behind."""
    limit = min(len(folded), end + reach)
    match = _CLAUSE_END.search(folded, end, min(len(folded), limit + 2))
    return min(match.start(), limit) if match else limit


def is_future(folded: str, start: int, end: int, left: int) -> bool | None:
    """True or False where the clause, which begins at ``left``, tells; None where it says nothing."""
    future, past, after, deadline = _directions()
    # the cue that ends last decides; of two that end together the longer ("to be seen", "tried to call")
    ahead = _last(future, folded, left, start)
    if ahead > _NEVER and ahead >= _last(past, folded, left, start):
        return True
    due = deadline.search(folded, max(left, start - 16), start) is not None
    if ahead > _NEVER or past.search(folded, left, start):
        # "to have done it by 30 June": a deadline beside a past verb leaves it to the calendar
        return None if due else False
    if due:
        return True
    return True if after.match(folded, end, clause_end(folded, end, _BEHIND)) else None


def _last(cues: re.Pattern[str], folded: str, left: int, right: int) -> tuple[int, int]:
    """Where the last cue ends, and the negative of where it begins."""
    found = None
    for found in cues.finditer(folded, left, right):  # noqa: B007 - the last one is what is asked for
        pass
    return _NEVER if found is None else (found.end(), -found.start())


def role(folded: str, start: int, end: int, left: int, future: bool | None) -> str | None:
    """What a time dates, by the nearest cue of its clause, which begins at ``left``."""
    automaton, by_word = _roles()
    low, high = max(left, start - 70), clause_end(folded, end, _BEHIND)
    clause = folded[low:high]
    best: tuple[int, str] | None = None
    for index, at, stop in automaton.find_matches_as_indexes(clause, overlapping=True):
        if (at and clause[at - 1].isalnum()) or clause[stop : stop + 1].isalnum():
            continue
        for name, expression in by_word[index]:
            match = expression.match(folded, low + at, high)
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
    future, past, after = _by_letter(data["future"]), _by_letter(data["past"]), "|".join(data["future_after"])
    return (
        re.compile(rf"(?<![a-z])(?:{future})(?![a-z'])"),
        re.compile(rf"(?<![a-z])(?:{past})(?![a-z'])"),
        re.compile(rf"[\s,:-]*(?:{after})(?![a-z'])"),
        re.compile(rf"(?<![a-z])(?:{'|'.join(data['deadline'])})\s+(?:at least\s+|on\s+|the\s+)?$"),
    )


def _by_letter(cues: Sequence[str]) -> str:
    """The cues as alternatives, neighbours with the same first letter as one: what begins otherwise is left at a look.

    Only cues that begin with other letters change places, so the first that fits stays the same.
    """
    ways: list[str] = []
    for lettered, run in groupby(cues, key=lambda cue: re.match(r"[a-z](?![?*+{|])", cue) is not None):
        letters: dict[str, list[str]] = {}
        for cue in run:
            letters.setdefault(cue[0] if lettered else "", []).append(cue[1:] if lettered else cue)
        ways += [rf"{letter}(?:{'|'.join(rest)})" for letter, rest in letters.items()]
    return "|".join(ways)


@cache
def _roles() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[tuple[str, re.Pattern[str]], ...]]]:
    """An automaton of the first words of cues, and by word the roles and expressions, in the order of the table."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, row in load("roles").items():
        for cue in row["cues"]:
            first = re.split(r"[^a-z0-9+/'-]", cue, maxsplit=1)[0]
            found.setdefault(first, []).append(
                (name, re.compile(rf"(?:{re.escape(cue) if cue == first else cue})(?![a-z])"))
            )
    return ahocorasick_rs.AhoCorasick(list(found)), [tuple(cues) for cues in found.values()]


@cache
def police() -> re.Pattern[str]:
    """Words that tell a police log from news."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(load('cues')['police'])})(?![a-z])")
