"""Numbers that can begin a time stamp, told in arrays of several logs at once: of four in a log, three cannot.

Where a number stands is read from the bytes around it: there may be too many places for the expressions of
:mod:`.headers`, never too few.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import IS_BLANK, Joined, odd_texts, stretches
from logscan.nlp.vocabulary import Places

_Marks = NDArray[np.bool_]
LINE, WEEKDAY = 1, 2
"""How a number stands: at the very beginning of its line, or behind what may be a weekday."""
_SIX, _EIGHT = 6, 8  # digits of a day with no mark in it
_CLOCK = 4


def _table(characters: str) -> _Marks:
    """Which bytes are one of some characters of Latin-1."""
    found = np.zeros(256, bool)
    found[[*characters.encode("latin-1")]] = True
    return found


_JOINT, _NO_CLOCK_BEHIND = _table("/.:-"), _table("£/.:-")
_BY_TENS, _MINUTES = _table("012"), _table("012345")


class Numbers:
    """Finds the numbers with which a stamp can begin.

    ``letters`` are pairs of letters one of which stands behind a day that no digit follows, ``weekdays`` those with
    which a weekday ends.
    """

    def __init__(self, letters: Iterable[str], weekdays: Iterable[str]) -> None:
        self._letters, self._weekdays = _pairs(letters), _pairs(weekdays)

    def find(self, together: Joined) -> list[list[int] | None]:
        """Of each text the places of numbers in order; None for a text with odd blanks or digits.

        A place is told with how the number stands there, in its last two bits. Numbers that begin no stamp may be
        among them.
        """
        data = np.frombuffer(together.data, np.uint8)
        digit = data - np.uint8(ord("0")) <= 9
        starts, ends = stretches(digit)
        starts = starts[self._can_begin(data, digit, starts, ends)]
        before = data[starts - 1]
        words = together.ends[np.searchsorted(together.ends, starts, side="right") - 1]
        weekday = IS_BLANK[before] & self._weekdays[_pair(data, words - 2)]
        line = (before == ord("\n")) | (starts == 0)
        # of each text its own places
        cuts = np.append(np.searchsorted(starts, together.begins), len(starts))
        places = starts - np.repeat(together.begins, np.diff(cuts))
        rows = (places << 2 | np.where(weekday, WEEKDAY, np.where(line, LINE, 0))).tolist()
        odd = odd_texts(together)
        return [
            None if number in odd else rows[left:right] for number, (left, right) in enumerate(pairwise(cuts.tolist()))
        ]

    def _can_begin(self, data: NDArray[np.uint8], digit: _Marks, starts: Places, ends: Places) -> _Marks:
        """Which of the runs of digits can be the first number of a stamp."""
        lengths = ends - starts
        found = np.zeros(len(starts), bool)
        short = np.flatnonzero(lengths <= 2)
        found[short] = self._is_day(data, digit, ends[short])
        clock = np.flatnonzero(lengths == _CLOCK)
        at, behind = starts[clock], data[ends[clock]]
        found[clock] = (
            _BY_TENS[data[at]] & _MINUTES[data[at + 2]] & ~_NO_CLOCK_BEHIND[data[at - 1]] & (behind != ord("/"))
        ) | (behind == ord("-"))
        found |= ((lengths == _SIX) & IS_BLANK[data[ends]]) | (lengths == _EIGHT)
        return found

    def _is_day(self, data: NDArray[np.uint8], digit: _Marks, ends: Places) -> _Marks:
        """Whether a joint and a number stand behind, or letters of a month, an ordinal or half a day."""
        following = data[ends]
        parted = IS_BLANK[following]
        joint = ends + (parted & _JOINT[data[ends + 1]])
        after = joint + 1
        after += IS_BLANK[data[after]]
        numbered = _JOINT[data[joint]] & digit[after]
        found: _Marks = numbered | self._letters[_pair(data, ends + (parted | (following == ord("-"))))]
        return found


def _pair(data: NDArray[np.uint8], at: Places) -> Places:
    """Two characters on end as one number."""
    found: Places = data[at].astype(np.intp) << 8 | data[at + 1]
    return found


def _pairs(letters: Iterable[str]) -> _Marks:
    found = np.zeros(1 << 16, bool)
    found[[int.from_bytes(pair.encode("latin-1"), "big") for pair in letters]] = True
    return found
