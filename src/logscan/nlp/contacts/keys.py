"""What the learned part reads of a sentence: its words, who is named, whose entry it is, what phrases found in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from logscan.report import Entry, Person

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_MOST_WORDS = 60  # of a sentence that are read
_OPENING = 2  # words that open a sentence, read as such
_OFFICERS = frozenset({"officer", "specialist"})

Found = tuple[int, int, str]
"""Start, end, and what phrases say of it: a concept of contact, or the label and concept of another mention."""


class Material(NamedTuple):
    """What is known of a log before contacts are told."""

    folded: str
    sentences: Sequence[tuple[int, int]]
    entries: Sequence[Entry]
    people: Sequence[Person]
    contacts: Sequence[Found]
    others: Sequence[Found]


def sentence_keys(material: Material) -> list[set[str]]:
    """The keys of each sentence, those of words as they are (``rang``, ``rang <victim>``), all else after ``=``."""
    named = sorted((span.start, span.end, person.role) for person in material.people for span in person.spans)
    places = _Places(material.entries)
    contacts, others = _Overlaps(material.contacts), _Overlaps(material.others)
    found, first = [], 0
    for start, end in material.sentences:
        while first < len(named) and named[first][1] <= start:
            first += 1
        words = _words(material.folded, start, end, named, first)
        keys = set(words)
        keys.update(map(" ".join, pairwise(words)))
        keys.update(f"=opens{at} {word}" for at, word in enumerate(words[:_OPENING]))
        keys.update(places.keys(start))
        keys.add(f"=length {min(len(words) // 6, 6)}")
        roles = [word for word in words if word[0] == "<"]
        keys.update(f"={role} at {places.early}" for role in roles)
        here = contacts.at(start, end)
        keys.update(f"=phrase {concept}" for concept in here or ("none",))
        for what in others.at(start, end):
            keys.add(f"=beside {what}")
            keys.add(f"=beside {what.partition(' ')[0]}")
        found.append(keys)
    return found


def _words(folded: str, start: int, end: int, named: Sequence[tuple[int, int, str]], first: int) -> list[str]:
    """The words of a sentence, a person named put as the role, digits as 0."""
    words: list[str] = []
    at, over = first, start
    for match in _WORD.finditer(folded, start, end):
        here = match.start()
        while at < len(named) and named[at][0] <= here:
            if named[at][0] >= over and named[at][1] <= end:
                words.append(f"<{named[at][2]}>")
                over = named[at][1]
            at += 1
        if here >= over:
            word = match.group()
            words.append("0" if word.isdigit() else word)
        if len(words) >= _MOST_WORDS:
            break
    return words


class _Places:
    """Where in the log a sentence stands: whose entry, how many officers' entries before it, how far into it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._starts = [entry.start for entry in entries]
        self._officers = [0]
        for entry in entries:
            self._officers.append(self._officers[-1] + (entry.role in _OFFICERS))
        self._entry, self._place = -2, 0
        self.early = 0
        """Whether the sentence last asked after stands behind the first of its entry."""

    def keys(self, start: int) -> Iterable[str]:
        """The keys of a sentence; sentences must be asked after in order."""
        number = bisect.bisect_right(self._starts, start) - 1
        entry = self._entries[number] if number >= 0 else None
        headed = entry is not None and start < entry.body
        if number != self._entry:
            self._entry, self._place = number, 0
        place = -1 if headed else min(self._place, 4)
        if not headed:
            self._place += 1
        self.early = min(place, 1)
        role = entry.role if entry is not None else "none"
        before = self._officers[max(number, 0)]
        yield f"=role {role}"
        yield f"=entry {min(max(number, 0), 5)}"
        yield f"=role {role} entry {min(max(number, 0), 2)}"
        yield f"=place {place}"
        yield f"=officers {min(before, 3)}"
        yield f"=officers {min(before, 2)} role {role} place {self.early}"


class _Overlaps:
    """What was found over a stretch of text; stretches must be asked after in order."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = sorted(found)
        self._first = 0

    def at(self, start: int, end: int) -> set[str]:
        found, first = self._found, self._first
        while first < len(found) and found[first][1] <= start:
            first += 1
        self._first = first
        here = set()
        while first < len(found) and found[first][0] < end:
            if found[first][1] > start:
                here.add(found[first][2])
            first += 1
        return here
