"""Which words of a text are alike: told by their bytes, eight to a number, so that each is looked up once a text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Places = NDArray[np.intp]
_Numbers = NDArray[np.uint64]

_WIDE = 8
_LONGEST = 2 * _WIDE
_KEPT = np.array([(1 << 8 * width) - 1 for width in range(_WIDE + 1)], dtype=np.uint64)
_SLOTS = 15
_MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio, as a hash multiplier (Knuth, TAOCP 6.4)
_SHIFTS = (np.uint64(64 - _SLOTS), np.uint64(64 - 2 * _SLOTS))


def alike(data: bytes, starts: _Places, ends: _Places, told: NDArray[np.bool_]) -> _Places:
    """For each word, the number of one that is spelt as it is, of the first ones of which there are few.

    ``data`` is the text in Latin-1; words that are not ``told`` by it stand for themselves, as do long ones and a few
    that others are in the way of.
    """
    lengths = ends - starts
    windows = np.ndarray(len(data) + 1, dtype="<u8", buffer=data + bytes(_WIDE), strides=(1,))
    first = windows[starts] & _KEPT[np.minimum(lengths, _WIDE)]
    second = np.zeros(len(starts), dtype=np.uint64)
    longer = np.flatnonzero(lengths > _WIDE)
    second[longer] = windows[starts[longer] + _WIDE] & _KEPT[np.minimum(lengths[longer] - _WIDE, _WIDE)]
    found = np.arange(len(starts))
    left = np.flatnonzero(told & (lengths <= _LONGEST))
    holder = np.empty(1 << _SLOTS, dtype=np.intp)
    for shift in _SHIFTS:
        slots = _slots(first[left], second[left], shift)
        holder[slots] = left
        held = holder[slots]
        same = (first[held] == first[left]) & (second[held] == second[left])
        found[left[same]] = held[same]
        left = left[~same]
    return found


def _slots(first: _Numbers, second: _Numbers, shift: np.uint64) -> _Places:
    mixed = (first ^ (second * _MIX)) * _MIX
    return ((mixed >> shift) & np.uint64((1 << _SLOTS) - 1)).astype(np.intp)
