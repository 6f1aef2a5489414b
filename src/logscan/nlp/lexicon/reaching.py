"""Where phrases can begin that may begin before the word by which they are looked for.

Told of several texts at once, in arrays: with which words each phrase can begin stands in one table, by hashes. Two
that share a place there make for a needless try.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import Joined, runs
from logscan.nlp.lexicon.attempts import Later
from logscan.nlp.lexicon.beginnings import Beginning
from logscan.nlp.lexicon.plain_words import hashes, is_told, plain_words, stem_hashes
from logscan.nlp.vocabulary import GOLDEN, Places

_PLACES = 20  # bits of them, in the table
_SHIFT = np.uint64(64 - _PLACES)
_WHOLE = (1 << 64) - 1
_ANY, _WORDS, _STEMS = range(3)
ANYWHERE = -1
"""Where a phrase can begin of which it is not known with which words it does."""


class Reached(NamedTuple):
    """A phrase, where its anchor begins in a word, and how many letters that has."""

    shift: int
    size: int
    later: Later


class Reaching:
    """Phrases by number, and where they can begin."""

    def __init__(self) -> None:
        self.all: list[Reached] = []
        self._known: dict[tuple[int, ...], int] = {}
        self._openings: dict[int, tuple[int, int]] = {}
        self._table = np.zeros(1 << _PLACES, dtype=bool)
        # of each phrase: how far before the word it may begin, by what it is told with which words, and their salt
        self._rows: list[tuple[int, int, int]] = []
        self._columns = np.zeros((3, 0), np.int64)

    def number(self, shift: int, size: int, later: Later) -> int:
        """The number of a phrase at an anchor that stands in a word at ``shift`` and has ``size`` letters."""
        key = shift, size, later.reach, id(later.rule), id(later.tail)
        found = self._known.setdefault(key, len(self.all))
        if found == len(self.all):
            self.all.append(Reached(shift, size, later))
            self._rows.append((later.reach - shift, *self._opening(later.opening)))
        return found

    def _opening(self, opening: Beginning | None) -> tuple[int, int]:
        """By what a beginning is told, and its salt; one that comes anew is put into the table."""
        if opening is None or not all(map(is_told, opening.stems)):
            return _ANY, 0
        found = self._openings.get(id(opening))
        if found is None:
            salt = hash((len(self._openings), _PLACES))
            self._openings[id(opening)] = found = (_STEMS if opening.stems else _WORDS), salt
            begin = np.concatenate((hashes(opening.words), stem_hashes(opening.stems)))
            self._table[_place(begin ^ np.int64(salt).view(np.uint64))] = True
        return found

    def begins(self, together: Joined, at: Places, phrases: Places) -> tuple[Places, Places]:
        """Where ``phrases`` (by number), looked for by the words ``at``, can begin.

        The answer is which of these (by place), in order, and the words with which each can begin, or ``ANYWHERE``.
        """
        if len(self._rows) > self._columns.shape[1]:
            self._columns = np.array(self._rows, np.int64).T.copy()
        reach, told, salt = self._columns
        begin = together.starts[at]
        floor = np.maximum(begin - reach[phrases], together.begins[together.text_at(begin)])
        told = told[phrases]
        counts = np.where(told == _ANY, 0, at + 1 - np.searchsorted(together.starts, floor))
        row = np.repeat(np.arange(len(at)), counts)
        word = runs(at + 1 - counts, counts)
        known = plain_words(together.vocabulary).hashes
        salts = salt[phrases].view(np.uint64)[row]
        numbers = together.numbers[word]
        held = self._table[_place(known[numbers, 0] ^ salts)]
        stems = np.flatnonzero((told == _STEMS)[row] & ~held)
        held[stems] = self._table[_place(known[numbers[stems], 1] ^ salts[stems])]
        left = np.flatnonzero(held)
        row, word = row[left], word[left]
        anywhere = np.flatnonzero(told == _ANY)
        if len(anywhere):
            between = np.searchsorted(row, anywhere)
            row, word = np.insert(row, between, anywhere), np.insert(word, between, ANYWHERE)
        return row, word


def _place(hashes: NDArray[np.uint64]) -> Places:
    return (hashes * GOLDEN >> _SHIFT).view(np.int64)
