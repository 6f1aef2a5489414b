"""What the sentences and the words of cases show, as log odds, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.vocabulary import Places
from logscan.report import VerdictLabel

VERDICTS: tuple[VerdictLabel, ...] = ("stalking", "harassment", "neither", "unclear")
LETTERS = ("F", "O", "U", "R")
ACTS = ("a", "b", "c", "d", "e", "f", "g")
TARGETS = (*LETTERS, *ACTS)
"""What a sentence can show."""
THEMES = (*VERDICTS, *LETTERS)
"""What the words of a whole case speak for."""
FAR = 6.0
"""The largest log odds that a score counts for."""

_RANKS = 3

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """What cases show, as log odds: ``targets`` (n sentences, 11) by sentence, ``text`` (cases, 8) by theme.

    ``first`` (cases + 1) is the first sentence of each case, ``lengths`` (n) are those of what the model sees of them.
    """

    targets: Floats
    text: Floats
    first: Places
    lengths: Places

    @cached_property
    def cases(self) -> Places:
        """The case of each sentence."""
        return np.repeat(np.arange(len(self.text)), np.diff(self.first))

    @cached_property
    def strongest(self) -> Floats:
        """The three strongest log odds (cases, 3, 11) of each target, strongest first; far below where there are
        fewer.
        """
        return _strongest(self, _RANKS)


def joined(scores: Sequence[Scores]) -> Scores:
    """Scores of several lots of cases as one."""
    counts = np.concatenate([np.diff(lot.first) for lot in scores])
    return Scores(
        np.concatenate([lot.targets for lot in scores]),
        np.concatenate([lot.text for lot in scores]),
        np.concatenate(([0], np.cumsum(counts))),
        np.concatenate([lot.lengths for lot in scores]),
    )


def _strongest(scores: Scores, count: int) -> Floats:
    found = np.full((len(scores.text), count, len(TARGETS)), -FAR)
    told = np.flatnonzero(np.diff(scores.first))
    if not len(told):
        return found
    # without the sentences of none, each case begins where the one before it ends
    begins, cases, left = scores.first[told], scores.cases, scores.targets
    for rank in range(count):
        most = np.maximum.reduceat(left, begins, axis=0)
        found[told, rank] = np.clip(most, -FAR, FAR)
        if rank + 1 < count:
            spread = np.full((len(scores.text), len(TARGETS)), np.inf)
            spread[told] = most
            at, target = np.nonzero(left == spread.take(cases, axis=0))
            _, first = np.unique(cases[at] * len(TARGETS) + target, return_index=True)
            left = left.copy()
            left[at[first], target[first]] = -np.inf
    return found


def aggregates(scores: Scores) -> list[dict[str, float]]:
    """What the sentences of each case come to: by letter the strongest log odds and the mean of three, and the text."""
    best = scores.strongest[:, :, : len(LETTERS)]
    table = np.hstack((best[:, 0], best.mean(axis=1), np.clip(scores.text, -FAR, FAR)))
    return [dict(zip(_AGGREGATES, row, strict=True)) for row in table.tolist()]


_BEST = tuple(f"best {letter}" for letter in LETTERS)
_THREE = tuple(f"three {letter}" for letter in LETTERS)
_TEXT = tuple(f"text {theme}" for theme in THEMES)
_AGGREGATES = (*_BEST, *_THREE, *_TEXT)
