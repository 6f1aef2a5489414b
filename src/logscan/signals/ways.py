"""The ways in which words open phrases: by the kind of a word alone, or by that and the kind of the next.

A word opens a handful of phrases, most of which ask for a word that does not come next. Of half a million pairs of
kinds a hundredth open any: these are told by one look-up a pair, so that no other way is gone through.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import beginnings, runs
from logscan.nlp.vocabulary import Places

Table = NDArray[np.bool_]


class Ways:
    """The ways by number. ``opens`` (kinds, ways) tells which kinds open them, ``follows`` (kinds, ways) which may come
    next, ``anyhow`` (ways) of which any may.
    """

    def __init__(self, opens: Table, follows: Table, anyhow: Table) -> None:
        alone, beside = np.flatnonzero(anyhow), np.flatnonzero(~anyhow)
        kind, way = np.nonzero(opens[:, alone])
        self._many = np.bincount(kind, minlength=len(opens))
        self._first = np.cumsum(self._many) - self._many

        left, lefts = _classes(opens[:, beside])
        right, rights = _classes(follows[:, beside])
        by_right = rights.sum(axis=0)
        # each class that opens a way with each that may follow
        opened, one = np.nonzero(lefts.T)
        other = np.nonzero(rights.T)[1]
        many = by_right[opened]
        pairs = np.repeat(one * len(rights), many) + other[runs((np.cumsum(by_right) - by_right)[opened], many)]
        order = np.argsort(pairs, kind="stable")
        pairs, opened = pairs[order], np.repeat(opened, many)[order]
        begins = beginnings(pairs)

        # behind the ways by kind stand those by pair, which are numbered from one on
        self._ways = np.concatenate((alone[way], beside[opened]))
        self._first_of_pair = np.append(0, begins + len(way))
        self._many_of_pair = np.append(0, np.diff(np.append(begins, len(pairs))))
        self._left, self._right = left * len(rights), right
        # small, for it is looked up all over
        self._pairs = np.zeros(len(lefts) * len(rights), dtype=np.min_scalar_type(len(begins)))
        self._pairs[pairs[begins]] = np.arange(1, len(begins) + 1)

    def of(self, kinds: Places, after: Places) -> tuple[Places, Places]:
        """Places among ``kinds`` and the ways that open there, in no order; ``after`` are the kinds that come next."""
        alone = np.flatnonzero(self._many.take(kinds))
        pairs = self._pairs.take(self._left.take(kinds) + self._right.take(after))
        beside = np.flatnonzero(pairs)
        by_kind, by_pair = kinds[alone], pairs[beside]
        many = np.concatenate((self._many[by_kind], self._many_of_pair[by_pair]))
        first = np.concatenate((self._first[by_kind], self._first_of_pair[by_pair]))
        return np.repeat(np.concatenate((alone, beside)), many), self._ways.take(runs(first, many))


def _classes(table: Table) -> tuple[Places, Table]:
    """By row the class of all rows like it, and the row of each class."""
    known: dict[bytes, int] = {}
    found = np.array([known.setdefault(row.tobytes(), len(known)) for row in np.packbits(table, axis=1)], dtype=np.intp)
    return found, table[np.unique(found, return_index=True)[1]]
