"""The sums of a sentence's weights, without making its keys: most sentences tell of no contact.

What :func:`logscan.nlp.contacts.keys.keys_of` defines is looked up here by word, pair of words and place. The four
weights of a key lie side by side in one whole number, so that one sum serves all concepts and one test says whether
any of them comes to its least. Weights are first added up rounded, in numbers that a machine word holds: they are
rounded up, so that a sentence that does not come to its least by them does not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from sys import intern

from logscan.nlp.contacts.keys import (
    MOST_WORDS,
    OPENING,
    ROLES,
    Place,
    Sentence,
    found_keys,
    length_key,
    opening_key,
    place_keys,
    role_key,
)

Weights = tuple[int, int, int, int]
"""Weights in ten-thousandths, one a concept: sums of whole numbers do not depend on their order."""

_EXACT = 40  # bits of a concept: five hundred keys of a thousand million each
_ROUGH = 15  # bits of a concept where four of them fit into a machine word


class Sums:
    """The sums of sentences from a bias, a row of weights for each key, and the least sums that count."""

    def __init__(self, bias: Weights, least: Sequence[int], keys: dict[str, Weights]) -> None:
        self._least = least
        above = [weight - floor for weight, floor in zip(bias, least, strict=True)]
        # a pair that stands in a sentence twice counts twice in the rough: it must not count against
        rough = {key: _for(row) if _is_pair(key) else row for key, row in keys.items()}
        bits, unit = _rounding(above, rough)
        self._rough = _Rows(above, rough, bits, unit)
        self._exact = _Rows(above, keys, _EXACT, 1)

    def reaching(self, sentence: Sentence) -> list[int] | None:
        """The sum of each concept, or None where none comes to its least; a sentence has no more than MOST_WORDS."""
        if self._rough.reaching(sentence, pairwise(sentence.words)) is None:
            return None
        above = self._exact.reaching(sentence, {*pairwise(sentence.words)})
        return None if above is None else [part + floor for part, floor in zip(above, self._least, strict=True)]


class _Rows:
    """The weights in units, rounded up, each row in one number; of ``above`` in what a sum is above its least."""

    def __init__(self, above: Sequence[int], keys: dict[str, Weights], bits: int, unit: int) -> None:
        self._lanes = range(0, 4 * bits, bits)
        self._half = 1 << (bits - 1)
        # a concept's part comes to half of its range or more where its sum comes to its least
        self._reached = self._packed([self._half] * 4, 1)
        self._bias = self._packed(above, unit) + self._reached
        self._rows = rows = {key: self._packed(row, unit) for key, row in keys.items()}
        # rows of nothing are left out, and a word is one object wherever it stands: less memory to go through
        told = {key: row for key, row in rows.items() if row and key[:1] != "="}
        self._words = {intern(key): row for key, row in told.items() if " " not in key}
        self._pairs = {(*map(intern, key.split(" ")),): row for key, row in told.items() if " " in key}
        self._opening = [_after(opening_key(at, ""), rows) for at in range(OPENING)]
        self._lengths = [rows.get(length_key(count), 0) for count in range(MOST_WORDS + 1)]
        self._nothing_found = sum([rows.get(key, 0) for key in found_keys(frozenset(), frozenset())])
        self._places: dict[Place, tuple[int, dict[str, int]]] = {}

    def reaching(self, sentence: Sentence, pairs: Iterable[tuple[str, str]]) -> list[int] | None:
        """What the sum of each concept is above its least, or None where none comes to it; ``pairs`` are of words."""
        words = sentence.words
        held = {*words}
        total, named = self._places.get(sentence.place) or self._at(sentence.place)
        total += self._lengths[len(words)]
        total += sum(map(self._words.get, held, repeat(0)))
        total += sum(map(self._pairs.get, pairs, repeat(0)))
        for rows, word in zip(self._opening, words, strict=False):
            total += rows.get(word, 0)
        for role in ROLES & held:
            total += named[role]
        if sentence.phrases or sentence.others:
            total += sum(map(self._rows.get, found_keys(sentence.phrases, sentence.others), repeat(0)))
        else:
            total += self._nothing_found
        if not total & self._reached:
            return None
        return [(total >> lane & 2 * self._half - 1) - self._half for lane in self._lanes]

    def _at(self, place: Place) -> tuple[int, dict[str, int]]:
        """The bias with what a place weighs, and what everybody named there does; places are a few hundred."""
        rows = self._rows
        weight = self._bias + sum([rows.get(key, 0) for key in place_keys(place)])
        self._places[place] = weight, {role: rows.get(role_key(role, place), 0) for role in ROLES}
        return self._places[place]

    def _packed(self, row: Sequence[int], unit: int) -> int:
        return sum([-(-weight // unit) << lane for weight, lane in zip(row, self._lanes, strict=True)])


def _is_pair(key: str) -> bool:
    return key[:1] != "=" and " " in key


def _for(row: Weights) -> Weights:
    first, update, attempted, chasing = row
    return max(first, 0), max(update, 0), max(attempted, 0), max(chasing, 0)


def _rounding(above: Sequence[int], keys: dict[str, Weights]) -> tuple[int, int]:
    """Bits of a concept, and the unit in which not even all weights of a sign together overflow them."""
    rows = [above, *keys.values()]
    pairs = [row for key, row in keys.items() if _is_pair(key)]
    most = len(rows) + MOST_WORDS
    bits = max(_ROUGH, most.bit_length() + 1)
    for_it = [sum([max(row[number], 0) for row in rows]) for number in range(4)]
    against = [sum([max(-row[number], 0) for row in rows]) for number in range(4)]
    again = MOST_WORDS * max([max(row) for row in pairs], default=0)
    return bits, (max(for_it + against) + again) // ((1 << bits - 1) - most) + 1


def _after(opening: str, rows: dict[str, int]) -> dict[str, int]:
    """The rows of keys that open so, by what follows."""
    return {key.removeprefix(opening): row for key, row in rows.items() if key.startswith(opening)}
