"""What the learned part reads of a sentence: its words, who is named, whose entry it is, what phrases found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar, get_args

from logscan.report import AuthorRole, Entry, Person, PersonRole

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_PART = re.compile(r"[^\W_]+")  # of a word: "ip" and "s" of "ip's"
MOST_WORDS = 60  # of a sentence that are read
OPENING = 2  # words that open a sentence, read as such
_LENGTHS = tuple(f"=length {sixes}" for sixes in range(7))
_NOTHING = ("none",)
ROLES = frozenset(f"<{role}>" for role in get_args(PersonRole))
OFFICERS = frozenset({"officer", "specialist"})
_NONE: Set[str] = frozenset()
_Of = TypeVar("_Of")

Group = tuple[str, int, int]
"""Who wrote an entry, which it is (up to ``MOST_ENTRIES``), how many officers' came before it (``MOST_OFFICERS``)."""
MOST_ENTRIES, MOST_OFFICERS = 5, 3
AUTHORS = ("none", *get_args(AuthorRole))
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


class Sentence(NamedTuple):
    """What is read of a sentence before keys are made of it; ``number`` counts the sentences of the log."""

    number: int
    words: list[str]
    place: Place
    phrases: Set[str]
    others: Set[str]


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
    keys.add(length_key(len(words)))
    for role in ROLES.intersection(words):
        keys.add(role_key(role, sentence.place))
    keys.update(found_keys(sentence.phrases, sentence.others))
    return keys


def length_key(count: int) -> str:
    """The key of the length of a sentence of so many words, told in sixes."""
    return _LENGTHS[min(count // 6, 6)]


def opening_key(at: int, word: str) -> str:
    """The key of a word as one that opens its sentence."""
    return f"=opens{at} {word}"


def role_key(role: str, place: Place) -> str:
    """The key of somebody named in a sentence of a place."""
    return f"={role} at {min(place.sentence, 1)}"


def found_keys(phrases: Set[str], others: Set[str]) -> set[str]:
    """The keys of what phrases found in a sentence: concepts of contact, and other mentions."""
    keys = {f"=phrase {concept}" for concept in phrases or _NOTHING}
    for what in others:
        keys.add(beside_key(what))
        keys.add(beside_key(what.partition(" ")[0]))
    return keys


def beside_key(what: str) -> str:
    """The key of another mention in a sentence, by label and concept, or by label alone."""
    return f"=beside {what}"


def read_sentences(material: Material) -> Iterator[Sentence]:
    """Each sentence in order."""
    return map(Reading(material).sentence, range(len(material.sentences)))


class Reading:
    """What is read of the sentences of a log, one by one: of most that are weighed nothing is.

    ``place`` tells by number where a sentence stands, if that is known.
    """

    def __init__(self, material: Material, place: Callable[[int], Place] | None = None) -> None:
        self._told_place = place
        self._folded, self._sentences, self._entries = material.folded, material.sentences, material.entries
        self._people = material.people
        self._starts = [start for start, _ in material.sentences]
        self.phrases = self._by_sentence(material.contacts)
        """What phrases say of a contact in each sentence, by its number."""
        self.others = self._by_sentence(material.others)
        """The label and concept of other mentions in each sentence, by its number."""

    def _place(self, number: int) -> Place:
        return self._places[number] if self._told_place is None else self._told_place(number)

    @cached_property
    def _places(self) -> list[Place]:
        return spread(self._sentences, self._entries, entry_places)

    @cached_property
    def _named(self) -> list[tuple[int, int, str]]:
        return sorted((span.start, span.end, f"<{person.role}>") for person in self._people for span in person.spans)

    def holds(self, number: int, signs: Set[str]) -> bool:
        """Whether a sentence holds one of these words, whoever is named in it."""
        folded = self._folded
        start, end = self._sentences[number]
        words = _PART.findall(folded[start:end])
        cut = folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()
        return not signs.isdisjoint(_whole(words, folded, start, end) if cut else words)

    def sentence(self, number: int) -> Sentence:
        """A sentence, by its number."""
        words = _with_roles(self._folded, *self._sentences[number], self._named)[:MOST_WORDS]
        words = ["0" if word.isdigit() else word for word in words]
        phrases, others = self.phrases.get(number, _NONE), self.others.get(number, _NONE)
        return Sentence(number, words, self._place(number), phrases, others)

    def _by_sentence(self, found: Iterable[Found]) -> dict[int, set[str]]:
        """What was found over each sentence, by its number."""
        known: dict[int, set[str]] = {}
        starts = self._starts
        for start, end, what in found:
            number = max(0, bisect_right(starts, start) - 1)
            while number < len(starts) and starts[number] < end:
                if self._sentences[number][1] > start:
                    known.setdefault(number, set()).add(what)
                number += 1
        return known


def _whole(words: list[str], folded: str, start: int, end: int) -> list[str]:
    """The words without what is but a part of one: the sentence may begin behind a stamp, as in "09:30IP told"."""
    first = folded[start - 1 : start].isalnum() and folded[start].isalnum()
    last = folded[end : end + 1].isalnum() and folded[end - 1].isalnum()
    return words[int(first) : len(words) - int(last)]


def _with_roles(folded: str, start: int, end: int, named: Sequence[tuple[int, int, str]]) -> list[str]:
    """The words of a sentence, whoever is named in it put as the role."""
    words: list[str] = []
    first = bisect_left(named, (start,))
    while first < len(named) and named[first][0] < end and len(words) < MOST_WORDS:
        begins, ends, role = named[first]
        if begins >= start and ends <= end:
            words += _WORD.findall(folded, start, begins)
            words.append(role)
            start = ends
        first += 1
    return words + _WORD.findall(folded, start, end)


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


def spread(
    sentences: Sequence[tuple[int, int]], entries: Sequence[Entry], of_entry: Callable[[Group], Sequence[_Of]]
) -> list[_Of]:
    """What ``of_entry`` tells of the header and the first sentences of an entry, by sentence of a log.

    It is asked with the role of who wrote the entry, which it is, and how many officers' came before it.
    """
    told: list[_Of] = []
    officers = 0
    firsts = [bisect_left(sentences, (entry.start,)) for entry in entries]
    _, *rest = of_entry(("none", 0, 0))
    _add(told, rest, firsts[0] if firsts else len(sentences))
    for number, entry in enumerate(entries):
        first = firsts[number]
        end = firsts[number + 1] if number + 1 < len(firsts) else len(sentences)
        heading, *rest = of_entry((entry.role, min(number, MOST_ENTRIES), min(officers, MOST_OFFICERS)))
        body = min(max(first, bisect_left(sentences, (entry.body,))), end)
        told += [heading] * (body - first)
        _add(told, rest, end - body)
        officers += entry.role in OFFICERS
    return told


def _add(told: list[_Of], rest: list[_Of], count: int) -> None:
    """Add what is told of the sentences below an entry's header; the last is that of all that follow it."""
    told += rest[:count]
    told += rest[-1:] * (count - len(rest))


@cache
def entry_places(group: Group) -> tuple[Place, ...]:
    """The places in an entry: the header's, and those of the sentences below it."""
    role, entry, officers = group
    return tuple(Place(role, entry, sentence, officers) for sentence in range(-1, 5))
