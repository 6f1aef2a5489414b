"""What the clause around a time says: past or future, and what the time dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from logscan.nlp.times.tables import load

_REACH, _BEFORE, _BEHIND = 110, 70, 50
_NEVER = (-1, 0)
# Of what a sentence ends with, the mark that begins last; tried from the right.
_CLAUSE_START = re.compile(r"(?s:.*)(?:\n|[.;!?|] | (?://|~))")
# One class first, what must stand around each behind: the engine then leaps from mark to mark.
_CLAUSE_END = re.compile(r"[.!?\n;|](?:(?<=[.!?])(?=\s)|(?<=[\n;|]))")
_CLAUSE_END_OR_PART = re.compile(r"[.!?\n;|\s](?:(?<=[.!?])(?=\s)|(?<=[\n;|])|(?<=\s)(?=//|~))")

_FIRST_WORD = re.compile(r"[a-z0-9+/'-]+")
_FIRST_LETTERS = re.compile(r"[a-z0-9]+")
_PHRASE, _MARKS = re.compile(r"[a-z0-9 -]+"), re.compile(r"[^a-z0-9]+")
_LAST_WORD = re.compile(r"[a-z0-9+/'-]+$")


def clause_start(folded: str, start: int) -> int:
    """Where the sentence of ``start`` begins, at most some hundred characters before."""
    low = start - _REACH if start > _REACH else 0
    match = _CLAUSE_START.match(folded, low, start)
    return match.end() if match else low


def clause_end(folded: str, end: int, reach: int) -> int:
    """Where the sentence of ``end`` ends, at most ``reach`` characters behind."""
    behind = folded[end : end + reach + 2]
    match = (_CLAUSE_END_OR_PART if "~" in behind or "//" in behind else _CLAUSE_END).search(behind)
    found = match.start() if match is not None else len(behind)
    return end + (found if found < reach else reach)


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


def near(folded: str, start: int, end: int, places: list[int], cut: Cut) -> list[int]:
    """Those of ``places``, where the first words of cues stand, that are close enough to tell what a time dates.

    ``cut`` is :func:`cut_words`.
    """
    low, high = start - _BEFORE if start > _BEFORE else 0, end + _BEHIND
    found = places[bisect_left(places, low) : bisect_left(places, high)]
    # where the stretch cuts a word in two, the part within counts as a word
    heads, tails = cut
    if folded[low : low + 3] in heads and low and folded[low - 1].isalnum():
        found.insert(0, low)
    if folded[high - 3 : high] in tails and folded[high : high + 1].isalnum():
        last = _LAST_WORD.search(folded, end, high).start()  # type: ignore[union-attr]
        found += [part.start() for part in _FIRST_LETTERS.finditer(folded, last, high)]
    return found


def role(
    folded: str, start: int, end: int, left: int, future: bool | None, places: Sequence[int]
) -> str | None:
    """What a time dates, by the nearest cue of its clause, which begins at ``left``; cues begin at ``places``."""
    low, high = start - _BEFORE, clause_end(folded, end, _BEHIND)
    if left > low:
        low = left
    roles = _roles()
    best: tuple[int, str] | None = None
    for at in places:
        word = _FIRST_LETTERS.match(folded, at, high) if at >= low else None
        if word is None or (at > low and folded[at - 1].isalnum()):
            continue
        for length, name, expression in roles.get(word.group(), ()):
            if at + length < high and folded[at + length].isalnum():
                continue
            match = expression.match(folded, at, high)
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
def _roles() -> dict[str, list[tuple[int, str, re.Pattern[str]]]]:
    """Cues by the first letters of their first words: the word's length, the role, the expression."""
    found: dict[str, list[tuple[int, str, re.Pattern[str]]]] = {}
    for name, cue, first in _cues():
        expression = re.compile(rf"(?:{re.escape(cue) if cue == first else cue})(?![a-z])")
        letters = _FIRST_LETTERS.match(first).group()  # type: ignore[union-attr]
        found.setdefault(letters, []).append((len(first), name, expression))
    return found


Cut = tuple[frozenset[str], frozenset[str]]


@cache
def cut_words() -> Cut:
    """With what a word can begin, and end, that is a cue's first; a cue of one word has three letters or more."""
    firsts = [first for _, _, first in _cues()]
    return frozenset((first + " ")[:3] for first in firsts), frozenset(first[-3:] for first in firsts)


def _cues() -> list[tuple[str, str, str]]:
    """The roles, their cues in the order of the table, and the first word of each."""
    rows = [(name, cue) for name, row in load("roles").items() for cue in row["cues"]]
    return [(name, cue, _FIRST_WORD.match(cue).group()) for name, cue in rows]  # type: ignore[union-attr]


@cache
def openings() -> frozenset[str]:
    """What must stand in a text, as :func:`logscan.nlp.lexicon.words.spaced` gives it, where a cue of a role begins."""
    found = set()
    for _, cue, first in _cues():
        whole = _PHRASE.fullmatch(cue) is not None and cue != first
        found.add(f" {_MARKS.sub(' ', cue)}" if whole else f" {_MARKS.sub(' ', first).strip()} ")
    return frozenset(found)


@cache
def police() -> re.Pattern[str]:
    """Words that tell a police log from news."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(load('cues')['police'])})(?![a-z])")
