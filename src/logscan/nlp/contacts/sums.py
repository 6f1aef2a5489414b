"""The sums of the weights of sentences, without making their keys: most sentences tell of no contact.

What :func:`logscan.nlp.contacts.keys.keys_of` defines is looked up here by word, pair of words and place, of all
sentences of several logs at once. What phrases find in a sentence is added where it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate, chain, pairwise
from operator import add, ge
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.contacts.arrays import PARTS, Read, Words
from logscan.nlp.contacts.keys import (
    MOST_WORDS,
    OPENING,
    ROLES,
    Material,
    Place,
    Sentence,
    beside_key,
    found_keys,
    keys_of,
    length_key,
    opening_key,
    place_keys,
    role_key,
)
from logscan.nlp.contacts.places import ALL, numbered
from logscan.nlp.joined import distinct, joined, table
from logscan.nlp.vocabulary import Places

Weights = tuple[int, int, int, int]
"""Weights in ten-thousandths, one a concept: sums of whole numbers do not depend on their order."""

_NOTHING: Weights = (0, 0, 0, 0)
_MOST_FOUND = 4_096  # sets of what phrases found in a sentence that are kept with their weights


class Weighed(NamedTuple):
    """The sentences of a log, weighed.

    ``sums`` (n, 4) are without what phrases found, ``signed`` (n) are the sentences that hold a sign, ``places`` (n)
    where they stand, by number. ``odd`` are those (by number) that have to be weighed by themselves; of the others that
    hold a sign, ``reaching`` are those that come to a least sum where no phrase finds anything, and ``near`` those that
    may where one other mention stands in them.
    """

    sums: Places
    signed: NDArray[np.bool_]
    places: Places
    odd: list[int]
    reaching: list[int]
    near: list[int]


class Sums:
    """The sums of sentences from a bias, a row of weights for each key, and the least sums that count."""

    def __init__(
        self, bias: Weights, least: Sequence[int], keys: Mapping[str, Weights], signs: Set[str] = frozenset()
    ) -> None:
        self._bias, self._least, self._keys = bias, least, keys
        single = {key: row for key, row in keys.items() if key[:1] != "=" and " " not in key}
        pairs = {(*key.split(" "),): row for key, row in keys.items() if key[:1] != "=" and " " in key}
        opening = [_after(opening_key(at, ""), keys) for at in range(OPENING)]
        self._words = words = Words({*single, *signs, *chain.from_iterable([*pairs, *opening])} | ROLES)
        self._rows = self._by_word(single)
        for role in ROLES:
            for number, part in zip(words.numbers(role), range(PARTS), strict=True):
                self._rows[number] += keys.get(role_key(role, Place("", 0, part - 1, 0)), _NOTHING)
        self._weighs: NDArray[np.bool_] = np.any(self._rows, axis=1)
        self._signs = np.zeros(words.size, dtype=bool)
        self._signs[[words.numbers(sign)[0] for sign in signs]] = True
        self._opening = [self._by_word(rows) for rows in opening]
        self._lengths = np.array([keys.get(length_key(count), _NOTHING) for count in range(MOST_WORDS + 1)])
        self._left, self._right = (self._among([pair[side] for pair in pairs]) for side in range(2))
        wide = self._right.max() + 1
        self._left *= wide
        # small, for it is looked up all over
        self._pairs = np.zeros(self._left.max() + wide, dtype=np.min_scalar_type(len(pairs)))
        for number, (one, other) in enumerate(pairs, start=1):
            self._pairs[self._left[words.numbers(one)[0]] + self._right[words.numbers(other)[0]]] = number
        self._pair_rows = np.array([_NOTHING, *pairs.values()])
        self._none_found = self._sum(found_keys(frozenset(), frozenset()))
        beside = [self._sum(found_keys(frozenset(), {what})) for what in _after(beside_key(""), keys)]
        # the most that one other mention, known or not, adds to a sum where no phrase finds anything
        self._most_beside = [max(column) for column in zip(self._none_found, *beside, strict=True)]
        self._found: dict[tuple[frozenset[str], frozenset[str]], list[int]] = {}
        self._place_rows = np.array([self._sum(place_keys(place)) for place in ALL], dtype=np.intp)
        self._place_rows += np.array(bias, dtype=np.intp)
        self._place_parts = np.array([min(place.sentence, PARTS - 2) + 1 for place in ALL])

    def reaching(self, sentence: Sentence) -> list[int] | None:
        """The sum of each concept, or None where none comes to its least."""
        return self._reached(self._bias, self._sum(keys_of(sentence)))

    def with_found(self, sums: Sequence[int], phrases: Set[str], others: Set[str]) -> list[int] | None:
        """The sums of a sentence with what phrases found in it, or None where none comes to its least."""
        if not phrases and not others:
            return self._reached(sums, self._none_found)
        found = frozenset(phrases), frozenset(others)
        row = self._found.get(found)
        if row is None:
            if len(self._found) > _MOST_FOUND:
                self._found.clear()
            row = self._found[found] = self._sum(found_keys(*found))
        return self._reached(sums, row)

    def of_all(self, logs: Sequence[Material]) -> list[Weighed]:
        """The sentences of logs, weighed; who is named in them is known, what phrases find is not."""
        if not logs:
            return []
        together = joined([log.folded for log in logs])
        counts = [len(log.sentences) for log in logs]
        spans = table([*chain.from_iterable([log.sentences for log in logs])])
        spans += np.repeat(together.begins, counts)[:, None]
        places = numbered(logs, together.begins, spans[:, 0])
        read = self._words.read(logs, together, spans, self._place_parts.take(places))
        sums: Places = self._place_rows.take(places, axis=0) + self._of_words(read)
        signed = np.zeros(len(sums), dtype=bool)
        signed[read.plain_rows[self._signs.take(read.plain)]] = True
        even = signed & ~read.odd
        reaching = (sums + self._none_found >= self._least).any(axis=1) & even
        near = (sums + self._most_beside >= self._least).any(axis=1) & even
        cuts = [*accumulate(counts, initial=0)]
        parts = zip(*(_parted(told, cuts) for told in (read.odd, reaching, near)), strict=True)
        return [
            Weighed(sums[first:end], signed[first:end], places[first:end], *numbers)
            for (first, end), numbers in zip(pairwise(cuts), parts, strict=True)
        ]

    def _of_words(self, read: Read) -> Places:
        """What the words of sentences weigh, those that open it and pairs of them, and how many they are."""
        words, rows, counts = read.words, read.rows, np.minimum(read.counts, MOST_WORDS)
        sums = self._lengths.take(counts, axis=0)
        weighs = np.flatnonzero(self._weighs.take(words))
        _add_once(sums, rows[weighs], words[weighs], self._rows)
        # row and column of the table of pairs as one number; most words of a log have none
        pairs = self._pairs.take(self._left.take(words[:-1]) + self._right.take(words[1:]))
        known = np.flatnonzero((pairs > 0) & (rows[:-1] == rows[1:]))
        _add_once(sums, rows[known], pairs[known], self._pair_rows)
        first = np.cumsum(read.counts) - read.counts
        for place, opening in enumerate(self._opening):
            longer = np.flatnonzero(counts > place)
            sums[longer] += opening.take(words.take(first.take(longer) + place), axis=0)
        return sums

    def _by_word(self, rows: Mapping[str, Weights]) -> Places:
        """Rows by the number of their word."""
        found = np.zeros((self._words.size, len(_NOTHING)), dtype=np.intp)
        for word, row in rows.items():
            for number in self._words.numbers(word):
                found[number] = row
        return found

    def _among(self, words: Iterable[str]) -> Places:
        """By the number of a word, which of these it is, 0 for none."""
        found = np.zeros(self._words.size, dtype=np.intp)
        for at, word in enumerate(dict.fromkeys(words), start=1):
            found[list(self._words.numbers(word))] = at
        return found

    def _sum(self, keys: Iterable[str]) -> list[int]:
        rows = [row for row in map(self._keys.get, keys) if row is not None]
        return [sum(column) for column in zip(_NOTHING, *rows, strict=True)]

    def _reached(self, sums: Sequence[int], more: Sequence[int]) -> list[int] | None:
        found = [*map(add, sums, more)]
        return found if any(map(ge, found, self._least)) else None


def _parted(told: NDArray[np.bool_], cuts: Sequence[int]) -> list[list[int]]:
    """Which are told, by number, between each two cuts."""
    places = np.flatnonzero(told)
    edges = np.searchsorted(places, cuts).tolist()
    found: list[int] = places.tolist()
    return [[number - cut for number in found[a:b]] for cut, (a, b) in zip(cuts, pairwise(edges), strict=False)]


def _add_once(sums: Places, rows: Places, numbers: Places, weights: Places) -> None:
    """Add to the sums of sentences the weights of what they hold, by number, each once."""
    codes = distinct(rows * len(weights) + numbers)
    rows = codes // len(weights)
    numbers = codes - rows * len(weights)
    for concept in range(weights.shape[1]):
        # it counts in floating point, which holds whole numbers of this size as they are
        sums[:, concept] += np.bincount(rows, weights[:, concept].take(numbers), len(sums)).astype(np.intp)


def _after(opening: str, keys: Mapping[str, Weights]) -> dict[str, Weights]:
    """The rows of keys that open so, by what follows."""
    return {key.removeprefix(opening): row for key, row in keys.items() if key.startswith(opening)}
