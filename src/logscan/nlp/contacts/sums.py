"""The sums of a sentence's weights, without making its keys: most sentences tell of no contact.

What :func:`logscan.nlp.contacts.keys.keys_of` defines is looked up here by word, pair of words and place. The four
weights of a key lie side by side in one whole number, so that one sum serves all concepts and one test says whether
any of them comes to its least.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from logscan.nlp.contacts.keys import (
    LENGTHS,
    OPENING,
    ROLES,
    Place,
    Sentence,
    found_keys,
    opening_key,
    place_keys,
    role_key,
)

Weights = tuple[int, int, int, int]
"""Weights in ten-thousandths, one a concept: sums of whole numbers do not depend on their order."""

_BITS = 40  # of a concept: five hundred keys of a thousand million each
_LANES = range(0, 4 * _BITS, _BITS)
_HALF = 1 << (_BITS - 1)
_LANE = (1 << _BITS) - 1
_REACHED = sum([_HALF << lane for lane in _LANES])


class Sums:
    """The sums of sentences from a bias, a row of weights for each key, and the least sums that count."""

    def __init__(self, bias: Weights, least: Sequence[int], keys: dict[str, Weights]) -> None:
        self._least = least
        # a concept's part comes to half of its range or more where its sum comes to its least
        self._bias = _packed([weight - floor + _HALF for weight, floor in zip(bias, least, strict=True)])
        self._rows = rows = {key: _packed(row) for key, row in keys.items()}
        self._words = {key: row for key, row in rows.items() if not key.startswith("=") and " " not in key}
        self._pairs = {(*key.split(" "),): row for key, row in rows.items() if not key.startswith("=") and " " in key}
        self._opening = [_after(opening_key(at, ""), rows) for at in range(OPENING)]
        self._lengths = [rows.get(key, 0) for key in LENGTHS]
        self._places: dict[Place, tuple[int, dict[str, int]]] = {}

    def reaching(self, sentence: Sentence) -> list[int] | None:
        """The sum of each concept, or None where none comes to its least."""
        words = sentence.words
        total, named = self._places.get(sentence.place) or self._at(sentence.place)
        total += sum(filter(None, map(self._words.get, {*words})))
        total += sum(filter(None, map(self._pairs.get, {*pairwise(words)})))
        total += self._lengths[sentence.sixes]
        for rows, word in zip(self._opening, words, strict=False):
            total += rows.get(word, 0)
        for role in ROLES.intersection(words):
            total += named[role]
        for key in found_keys(sentence):
            total += self._rows.get(key, 0)
        if not total & _REACHED:
            return None
        parts = [total >> lane & _LANE for lane in _LANES]
        return [part - _HALF + floor for part, floor in zip(parts, self._least, strict=True)]

    def _at(self, place: Place) -> tuple[int, dict[str, int]]:
        """The bias with what a place weighs, and what everybody named there does; places are a few hundred."""
        rows = self._rows
        weight = self._bias + sum([rows.get(key, 0) for key in place_keys(place)])
        self._places[place] = weight, {role: rows.get(role_key(role, place), 0) for role in ROLES}
        return self._places[place]


def _packed(row: Sequence[int]) -> int:
    return sum([weight << lane for weight, lane in zip(row, _LANES, strict=True)])


def _after(opening: str, rows: dict[str, int]) -> dict[str, int]:
    """The rows of keys that open so, by what follows."""
    return {key.removeprefix(opening): row for key, row in rows.items() if key.startswith(opening)}
