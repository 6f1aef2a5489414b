"""What the learned part reads of a sentence: its words, who is named, whose entry it is, what phrases found in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple, get_args

import ahocorasick_rs

from logscan.report import Entry, Person, PersonRole

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_MOST_WORDS = 60  # of a sentence that are read
OPENING = 2  # words that open a sentence, read as such
LENGTHS = tuple(f"=length {sixes}" for sixes in range(7))
_NOTHING = ("none",)
ROLES = frozenset(f"<{role}>" for role in get_args(PersonRole))
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


class Place(NamedTuple):
    """Where in the log a sentence stands: whose entry and which, how far into it, how many officers' before it."""

    role: str
    entry: int
    sentence: int
    officers: int


class Signs:
    """Words of which a sentence that tells of contact holds one or another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(sorted(words))

    def found(self, folded: str) -> list[Found]:
        """Where they stand in a text, as words of their own."""
        size = len(folded)
        return [
            (start, end, "")
            for _, start, end in self._automaton.find_matches_as_indexes(folded)
            if not (start and folded[start - 1].isalnum()) and not (end < size and folded[end].isalnum())
        ]


class Sentence(NamedTuple):
    """What is read of a sentence before keys are made of it; ``number`` counts the sentences of the log."""

    number: int
    words: list[str]
    place: Place
    phrases: set[str]
    others: set[str]

    @property
    def sixes(self) -> int:
        """Its length in sixes of words, as far as it is told."""
        return min(len(self.words) // 6, 6)


def sentence_keys(material: Material) -> Iterator[set[str]]:
    """The keys of each sentence, those of words as they are (``rang``, ``rang <victim>``), all else after ``=``.

    One at a time: the keys of a long log at once are a hundred times the log.
    """
    return map(keys_of, read_sentences(material))


def keys_of(sentence: Sentence) -> set[str]:
    """The keys of a sentence."""
    words = sentence.words
    keys = set(words)
    keys.update(map(" ".join, pairwise(words)))
    keys.update(place_keys(sentence.place))
    keys.update([opening_key(at, word) for at, word in enumerate(words[:OPENING])])
    keys.add(LENGTHS[sentence.sixes])
    for role in ROLES.intersection(words):
        keys.add(role_key(role, sentence.place))
    keys.update(found_keys(sentence))
    return keys


def opening_key(at: int, word: str) -> str:
    """The key of a word as one that opens its sentence."""
    return f"=opens{at} {word}"


def role_key(role: str, place: Place) -> str:
    """The key of somebody named in a sentence of a place."""
    return f"={role} at {min(place.sentence, 1)}"


def found_keys(sentence: Sentence) -> set[str]:
    """The keys of what phrases found in a sentence."""
    keys = {f"=phrase {concept}" for concept in sentence.phrases or _NOTHING}
    for what in sentence.others:
        keys.add(f"=beside {what}")
        keys.add(f"=beside {what.partition(' ')[0]}")
    return keys


def read_sentences(material: Material, signs: Signs | None = None) -> Iterator[Sentence]:
    """Each sentence in order; with ``signs``, only those that hold one of these words or a phrase of a contact."""
    named = sorted((span.start, span.end, f"<{person.role}>") for person in material.people for span in person.spans)
    places = _Places(material.entries)
    contacts, others = _Overlaps(material.contacts), _Overlaps(material.others)
    told = _Overlaps(signs.found(material.folded)) if signs is not None else None
    first = 0
    for number, (start, end) in enumerate(material.sentences):
        place, phrases = places.at(start), contacts.at(start, end)
        if told is not None and not phrases and not told.at(start, end):
            continue
        while first < len(named) and named[first][1] <= start:
            first += 1
        words = _words(material.folded, start, end, named, first)
        yield Sentence(number, words, place, phrases, others.at(start, end))


def _words(folded: str, start: int, end: int, named: Sequence[tuple[int, int, str]], first: int) -> list[str]:
    """The words of a sentence, a person named put as the role, digits as 0."""
    words: list[str] = []
    while first < len(named) and named[first][0] < end and len(words) < _MOST_WORDS:
        begins, ends, role = named[first]
        if begins >= start and ends <= end:
            words += _WORD.findall(folded, start, begins)
            words.append(role)
            start = ends
        first += 1
    words += _WORD.findall(folded, start, end)
    return ["0" if word.isdigit() else word for word in words[:_MOST_WORDS]]


@cache
def place_keys(place: Place) -> tuple[str, ...]:
    """The keys of a place."""
    role, entry, sentence, officers = place
    return (
        f"=role {role}",
        f"=entry {entry}",
        f"=role {role} entry {min(entry, 2)}",
        f"=place {sentence}",
        f"=officers {officers}",
        f"=officers {min(officers, 2)} role {role} place {min(sentence, 1)}",
    )


class _Places:
    """The place of each sentence; sentences must be asked after in order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._starts = [entry.start for entry in entries]
        self._officers = [0, *accumulate(int(entry.role in _OFFICERS) for entry in entries)]
        self._entry, self._sentence = -2, 0

    def at(self, start: int) -> Place:
        number = bisect.bisect_right(self._starts, start) - 1
        entry = self._entries[number] if number >= 0 else None
        if number != self._entry:
            self._entry, self._sentence = number, 0
        sentence = -1  # in the header
        if entry is None or start >= entry.body:
            sentence = min(self._sentence, 4)
            self._sentence += 1
        role = entry.role if entry is not None else "none"
        number = max(number, 0)
        return Place(role, min(number, 5), sentence, min(self._officers[number], 3))


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
