"""The words that logs hold, each with its number: told by their bytes, eight to a number of 64 bits.

Most words of a log were in one just before: a word is compared with the one that holds its slot, all words of a text at
once, and only new words are made strings and looked up. What is kept is bounded in words and in characters.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""The golden ratio, as a hash multiplier (Knuth, TAOCP 6.4)."""
_WIDE = 8
_LONGEST = 2 * _WIDE
_KEPT = np.array([(1 << 8 * width) - 1 for width in range(_WIDE + 1)], dtype=np.uint64)
SLOTS = 16
"""Bits of them, in a table of what is kept by slots."""
_SHIFT, _NEXT_SHIFT = np.uint64(64 - SLOTS), np.uint64(64 - 2 * SLOTS)
_MASK = np.uint64((1 << SLOTS) - 1)
_MOST_WORDS, _MOST_CHARACTERS = 40_000, 1_000_000
_NONE: Places = np.zeros(0, dtype=np.intp)


def first_slots(mixed: NDArray[np.uint64]) -> Places:
    """The slots of what is hashed."""
    return (mixed >> _SHIFT).astype(np.intp)


def second_slots(mixed: NDArray[np.uint64]) -> Places:
    """The slots of what finds its first one held."""
    return (mixed >> _NEXT_SHIFT & _MASK).astype(np.intp)


class Told:
    """What is told of each word of a vocabulary as a number: it is asked once a word."""

    def __init__(self, tell: Callable[[str], int]) -> None:
        self._tell = tell
        self._known: tuple[list[str], Places, int] = ([], _NONE, 0)

    def of(self, vocabulary: list[str]) -> Places:
        """What is told of the words of a vocabulary, by number; one that comes again is gone through where it grew."""
        known, told, count = self._known
        if known is not vocabulary:
            count = 0
        more = [*map(self._tell, vocabulary[count:])]
        if more:
            length = count + len(more)
            if count == 0 or length > len(told):
                room = np.zeros(2 * length, dtype=np.intp)  # what grows by and by is copied seldom
                room[:count] = told[:count]
                told = room
            told[count:length] = more
            count = length
            self._known = vocabulary, told, count
        return told[:count]


class Vocabulary:
    """Words by number, in the order in which they came."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._known: dict[str, int] = {}
        self._characters = 0
        # of each slot, side by side: the bytes of the word that holds it, and its number
        slots = np.zeros((1 << SLOTS, 3), dtype=np.uint64)
        self._first, self._second, self._number = slots[:, 0], slots[:, 1], slots[:, 2].view(np.intp)

    @property
    def full(self) -> bool:
        """Whether it is time for a new one."""
        return len(self.words) > _MOST_WORDS or self._characters > _MOST_CHARACTERS

    def numbers(self, text: str, data: bytes, starts: Places, ends: Places, plain: NDArray[np.bool_]) -> Places:
        """The numbers of the words of a text.

        ``data`` is the text in Latin-1 and eight bytes more; words that are not ``plain`` have letters that it has not.
        """
        lengths = ends - starts
        windows = np.ndarray(len(data) - _WIDE + 1, dtype="<u8", buffer=data, strides=(1,))
        first = windows[starts] & _KEPT[np.minimum(lengths, _WIDE)]
        second = np.zeros(len(starts), dtype=np.uint64)
        longer = np.flatnonzero(lengths > _WIDE)
        second[longer] = windows[starts[longer] + _WIDE] & _KEPT[np.minimum(lengths[longer] - _WIDE, _WIDE)]
        mixed = (first ^ (second * GOLDEN)) * GOLDEN
        slots = first_slots(mixed)
        short = plain & (lengths <= _LONGEST)
        known = (self._first[slots] == first) & (self._second[slots] == second) & short
        left = np.flatnonzero(~known)
        # a word whose slot another came to first has a second one
        taken = left[self._first[slots[left]] != 0]
        at = slots[taken] = second_slots(mixed[taken])
        known[taken] = (self._first[at] == first[taken]) & (self._second[at] == second[taken]) & short[taken]
        found: Places = self._number[slots]
        left = np.flatnonzero(~known)
        short_left = left[short[left]]
        # of new words that would have one slot, the last one gets it
        self._number[slots[short_left]] = short_left
        holders = short_left[self._number[slots[short_left]] == short_left]
        self._first[slots[holders]], self._second[slots[holders]] = first[holders], second[holders]
        self._number[slots[holders]] = self._added(text, starts[holders], ends[holders])
        at = slots[left]
        known[left] = (self._first[at] == first[left]) & (self._second[at] == second[left]) & short[left]
        found[left] = self._number[at]
        rest = np.flatnonzero(~known)
        found[rest] = self._added(text, starts[rest], ends[rest])
        return found

    def _added(self, text: str, starts: Places, ends: Places) -> list[int]:
        """The numbers of words that hold no slot: new ones, and those that gave way to another."""
        words, known = self.words, self._known
        numbers = []
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            word = text[start:end]
            number = known.get(word)
            if number is None:
                number = known[word] = len(words)
                words.append(word)
                self._characters += end - start
            numbers.append(number)
        return numbers
