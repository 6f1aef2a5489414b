"""What the learned part reads of a sentence: its words, who is named, whose entry it is, what phrases found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple, get_args

from logscan.nlp.lexicon.words import spaced
from logscan.report import Entry, Person, PersonRole

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_PART = re.compile(r"[^\W_]+")  # of a word: "ip" and "s" of "ip's"
MOST_WORDS = 60  # of a sentence that are read
OPENING = 2  # words that open a sentence, read as such
_LENGTHS = tuple(f"=length {sixes}" for sixes in range(7))
_NOTHING = ("none",)
ROLES = frozenset(f"<{role}>" for role in get_args(PersonRole))
_OFFICERS = frozenset({"officer", "specialist"})
_NONE: Set[str] = frozenset()

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
        keys.add(f"=beside {what}")
        keys.add(f"=beside {what.partition(' ')[0]}")
    return keys


def read_sentences(material: Material, signs: Set[str] | None = None) -> Iterator[Sentence]:
    """Each sentence in order; with ``signs``, only those that hold one of these words or a phrase of a contact."""
    folded, sentences = material.folded, material.sentences
    starts = [start for start, _ in sentences]
    phrases, others = (_by_sentence(found, sentences, starts) for found in (material.contacts, material.others))
    named = sorted((span.start, span.end, f"<{person.role}>") for person in material.people for span in person.spans)
    first, following = 0, named[0][0] if named else len(folded)
    bare = spaced(folded)
    for number, ((start, end), place) in enumerate(zip(sentences, _places(starts, material.entries), strict=True)):
        piece = folded[start:end]
        words = bare[start + 1 : end + 1].split() if piece.isascii() else _PART.findall(piece)
        if signs is not None and number not in phrases:
            cut = folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()
            if signs.isdisjoint(_whole(words, folded, start, end) if cut else words):
                continue
        while following < start:
            first += 1
            following = named[first][0] if first < len(named) else len(folded)
        if following < end:
            words = _with_roles(folded, bare, start, end, named, first)
        elif "'" in piece or not piece.isascii():
            words = _WORD.findall(piece)
        words = ["0" if word.isdigit() else word for word in words[:MOST_WORDS]]
        yield Sentence(number, words, place, phrases.get(number, _NONE), others.get(number, _NONE))


def _whole(words: list[str], folded: str, start: int, end: int) -> list[str]:
    """The words without what is but a part of one: the sentence may begin behind a stamp, as in "09:30IP told"."""
    first = folded[start - 1 : start].isalnum() and folded[start].isalnum()
    last = folded[end : end + 1].isalnum() and folded[end - 1].isalnum()
    return words[int(first) : len(words) - int(last)]


def _with_roles(
    folded: str, bare: str, start: int, end: int, named: Sequence[tuple[int, int, str]], first: int
) -> list[str]:
    """The words of a sentence in which people are named, each put as the role."""
    words: list[str] = []
    while first < len(named) and named[first][0] < end and len(words) < MOST_WORDS:
        begins, ends, role = named[first]
        if begins >= start and ends <= end:
            words += _words(folded, bare, start, begins)
            words.append(role)
            start = ends
        first += 1
    return words + _words(folded, bare, start, end)


def _words(folded: str, bare: str, start: int, end: int) -> list[str]:
    """The words of a stretch of text; where it has neither an apostrophe nor an accent, blanks part them."""
    piece = folded[start:end]
    if piece.isascii() and "'" not in piece:
        return bare[start + 1 : end + 1].split()
    return _WORD.findall(piece)


def _by_sentence(
    found: Iterable[Found], sentences: Sequence[tuple[int, int]], starts: Sequence[int]
) -> dict[int, set[str]]:
    """What was found over each sentence, by its number."""
    known: dict[int, set[str]] = {}
    for start, end, what in found:
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(starts) and starts[number] < end:
            if sentences[number][1] > start:
                known.setdefault(number, set()).add(what)
            number += 1
    return known


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


def _places(starts: Sequence[int], entries: Sequence[Entry]) -> list[Place]:
    """The place of each sentence of a log, by where the sentences start."""
    places: list[Place] = []
    officers = 0
    firsts = [bisect_left(starts, entry.start) for entry in entries]
    _, *rest = _entry_places("none", 0, 0)
    _add_places(places, rest, firsts[0] if firsts else len(starts))
    for number, entry in enumerate(entries):
        first = firsts[number]
        end = firsts[number + 1] if number + 1 < len(firsts) else len(starts)
        heading, *rest = _entry_places(entry.role, min(number, 5), min(officers, 3))
        body = min(max(first, bisect_left(starts, entry.body)), end)
        places += [heading] * (body - first)
        _add_places(places, rest, end - body)
        officers += entry.role in _OFFICERS
    return places


def _add_places(places: list[Place], rest: list[Place], count: int) -> None:
    """Add the places of the sentences below an entry's header; the last of ``rest`` is that of all that follow it."""
    places += rest[:count]
    places += rest[-1:] * (count - len(rest))


@cache
def _entry_places(role: str, entry: int, officers: int) -> tuple[Place, ...]:
    """The places in an entry: the header's, and those of the sentences below it."""
    return tuple(Place(role, entry, sentence, officers) for sentence in range(-1, 5))
