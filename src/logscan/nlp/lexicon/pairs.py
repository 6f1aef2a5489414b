"""What pairs of numbers come to, kept by slots as words are (:mod:`logscan.nlp.vocabulary`): all of a batch at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import distinct
from logscan.nlp.vocabulary import GOLDEN, SLOTS, Places, first_slots, second_slots

_HALF = 32  # bits of the second number
_SECOND = (1 << _HALF) - 1


class Pairs:
    """What pairs of numbers come to, none of whose first is 0: ``tell`` is asked of a pair that holds no slot."""

    def __init__(self, tell: Callable[[int, int], int]) -> None:
        self._tell = tell
        self._keys = np.zeros(1 << SLOTS, dtype=np.intp)
        self._values = np.zeros(1 << SLOTS, dtype=np.intp)

    def of(self, first: NDArray[Any], second: NDArray[Any]) -> Places:
        """What each number of ``first`` with that of ``second`` comes to."""
        keys = first.astype(np.int64) << _HALF | second
        mixed = _mixed(keys)
        slots = first_slots(mixed)
        found: Places = self._values[slots]
        left = np.flatnonzero(self._keys[slots] != keys)
        # a pair whose slot another came to first has a second one
        slots = second_slots(mixed[left])
        found[left] = self._values[slots]
        left = left[self._keys[slots] != keys[left]]
        if len(left):
            new = distinct(keys[left])
            told = np.array([self._tell(key >> _HALF, key & _SECOND) for key in new.tolist()])
            found[left] = told[np.searchsorted(new, keys[left])]
            self._keep(new, told)
        return found

    def _keep(self, keys: Places, values: Places) -> None:
        mixed = _mixed(keys)
        slots = first_slots(mixed)
        slots = np.where(self._keys[slots] == 0, slots, second_slots(mixed))
        # of those that would have one slot the last one gets it
        self._values[slots] = number = np.arange(len(keys))
        holders = np.flatnonzero(self._values[slots] == number)
        self._keys[slots[holders]], self._values[slots[holders]] = keys[holders], values[holders]


def _mixed(keys: Places) -> NDArray[np.uint64]:
    return keys.view(np.uint64) * GOLDEN
