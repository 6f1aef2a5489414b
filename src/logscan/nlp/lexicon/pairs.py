"""What pairs of numbers come to, kept by slots as words are (:mod:`logscan.nlp.vocabulary`): all of a batch at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import distinct
from logscan.nlp.vocabulary import Places

_HALF = 32  # bits of the second number
_SECOND = (1 << _HALF) - 1
_SLOTS = 16
_MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio, as a hash multiplier (Knuth, TAOCP 6.4)
_SHIFT, _NEXT_SHIFT = np.uint64(64 - _SLOTS), np.uint64(64 - 2 * _SLOTS)
_MASK = np.uint64((1 << _SLOTS) - 1)


class Pairs:
    """What pairs of numbers come to, none of whose first is 0: ``tell`` is asked of a pair that holds no slot."""

    def __init__(self, tell: Callable[[int, int], int]) -> None:
        self._tell = tell
        self._keys = np.zeros(1 << _SLOTS, dtype=np.intp)
        self._values = np.zeros(1 << _SLOTS, dtype=np.intp)

    def of(self, first: NDArray[Any], second: NDArray[Any]) -> Places:
        """What each number of ``first`` with that of ``second`` comes to."""
        keys = first.astype(np.int64) << _HALF | second
        slots, others = _slots(keys)
        found: Places = self._values[slots]
        left = np.flatnonzero(self._keys[slots] != keys)
        # a pair whose slot another came to first has a second one
        slots = others[left]
        found[left] = self._values[slots]
        left = left[self._keys[slots] != keys[left]]
        if len(left):
            new = distinct(keys[left])
            told = np.array([self._tell(key >> _HALF, key & _SECOND) for key in new.tolist()])
            found[left] = told[np.searchsorted(new, keys[left])]
            self._keep(new, told)
        return found

    def _keep(self, keys: Places, values: Places) -> None:
        slots, others = _slots(keys)
        slots = np.where(self._keys[slots] == 0, slots, others)
        # of those that would have one slot the last one gets it
        self._values[slots] = number = np.arange(len(keys))
        holders = np.flatnonzero(self._values[slots] == number)
        self._keys[slots[holders]], self._values[slots[holders]] = keys[holders], values[holders]


def _slots(keys: Places) -> tuple[Places, Places]:
    mixed = keys.view(np.uint64) * _MIX
    return (mixed >> _SHIFT).view(np.int64), (mixed >> _NEXT_SHIFT & _MASK).view(np.int64)
