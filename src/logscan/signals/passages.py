"""The passages of logs that are shown: sentences side by side that are worth their price, read at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import table
from logscan.nlp.vocabulary import Places
from logscan.signals.scores import Floats

_GAP, _LONGEST = 2, 300

Passage = tuple[int, int, float]
_Spans = Sequence[tuple[int, int]]
_Cut = tuple[float, int, int, float]
"""What a passage is expected to gain, its first and its last sentence, and the probability of its best one."""


def passages(spans: _Spans, chances: Sequence[float], price: float, beside: float, most: int) -> list[Passage]:
    """The passages of sentences that are worth their ``price``, at most ``most``, or else the best sentence.

    A passage is of sentences side by side, each of probability ``beside`` or more, and can be read at a glance.
    """
    ((found,),) = Cutter([(price, beside, most)]).passages([spans], np.array([chances]), np.array([[True]]))
    return found


class Cutter:
    """Cuts the sentences of cases into passages; of each target the price, ``beside`` and ``most`` are given."""

    def __init__(self, bounds: Sequence[tuple[float, float, int]]) -> None:
        self._price_of = [price for price, _, _ in bounds]
        self._price, self._beside = np.array(self._price_of), np.array([beside for _, beside, _ in bounds])
        self._most = [most for _, _, most in bounds]

    def passages(
        self, places: Sequence[_Spans], chances: Floats, there: NDArray[np.bool_], together: Places | None = None
    ) -> list[list[list[Passage]]]:
        """The passages by case and target, none where ``there`` (cases, targets) says that a target is not.

        ``places`` are the sentences of each case, ``together`` those of all as a table, where there is one, ``chances``
        (targets, n) what they show.
        """
        first = np.cumsum([0, *map(len, places)])
        spans = table([*chain.from_iterable(places)]) if together is None else together
        found = self._worthy(places, spans, chances, there, first)
        shown: list[list[list[Passage]]] = [[[] for _ in self._most] for _ in places]
        for case, target in zip(*(numbers.tolist() for numbers in np.nonzero(there)), strict=True):
            sentences = places[case]
            if not sentences:
                continue
            cuts, most = found.get((case, target)), self._most[target]
            if cuts is None:
                row = chances[target, first[case] : first[case + 1]]
                best = int(row.argmax())
                cuts = [(0.0, best, best, float(row[best]))]
            elif len(cuts) > most:
                cuts = sorted(sorted(cuts, reverse=True)[:most], key=lambda cut: cut[1])
            shown[case][target] = [(sentences[one][0], sentences[last][1], chance) for _, one, last, chance in cuts]
        return shown

    def _worthy(
        self, places: Sequence[_Spans], spans: Places, chances: Floats, there: NDArray[np.bool_], first: Places
    ) -> dict[tuple[int, int], list[_Cut]]:
        """By case and target, the passages that are worth their price, by start."""
        cases = np.repeat(np.arange(len(places)), np.diff(first))
        apart = np.ones(len(spans), dtype=bool)  # from the sentence before
        apart[1:] = (spans[1:, 0] - spans[:-1, 1] > _GAP) | (cases[1:] != cases[:-1])
        target, sentence = np.nonzero((chances >= self._beside[:, None]) & there.T[:, cases])
        opens = apart[sentence]
        opens[:1] = True
        opens[1:] |= (sentence[1:] != sentence[:-1] + 1) | (target[1:] != target[:-1])
        begins = np.flatnonzero(opens)
        lengths = np.diff(np.append(begins, len(sentence)))
        target, sentence = target[begins], sentence[begins]
        chance = chances[target, sentence]
        price = self._price[target]
        gains = (2 - price) * (1 - (1 - chance)) + price * (chance - 1)  # as in _cut, where it is of one sentence
        kept = np.flatnonzero((gains > 0) | (lengths > 1))
        columns = (cases[sentence], target, sentence, sentence - first[cases[sentence]], lengths, gains, chance)
        found: dict[tuple[int, int], list[_Cut]] = {}
        for case, number, at, start, length, gain, likely in zip(*(row[kept].tolist() for row in columns), strict=True):
            if length == 1:
                cuts = [(gain, start, start, likely)]
            else:
                likely_ones = chances[number, at : at + length].tolist()
                cuts = _cut(places[case][start : start + length], likely_ones, start, self._price_of[number])
            if cuts:
                found.setdefault((case, number), []).extend(cuts)
        return found


def _cut(spans: _Spans, chances: Sequence[float], first: int, price: float) -> list[_Cut]:
    """The cut of a run into passages that is expected to gain most; ``first`` is the number of its first sentence.

    Of a passage that shows with probability ``p``, with ``n`` sentences expected to show, F1 gains where
    ``(2 - price) * p + price * n`` is above ``price``, and ``price`` is the F1 that can be reached
    (Lipton et al. 2014, Optimal thresholding of classifiers to maximize F1 measure, for single answers).
    """
    gains: list[float] = [0.0]
    opened: list[int] = []
    for end in range(len(spans)):
        gain, at, none, many = gains[-1], -1, 1.0, 0.0
        for start in range(end, -1, -1):
            if start < end and spans[end][1] - spans[start][0] > _LONGEST:
                break
            none *= 1 - chances[start]
            many += chances[start]
            value = gains[start] + (2 - price) * (1 - none) + price * (many - 1)
            if value > gain:
                gain, at = value, start
        gains.append(gain)
        opened.append(at)
    found = []
    end = len(spans) - 1
    while end >= 0:
        start = opened[end]
        if start >= 0:
            best = max(chances[start : end + 1])
            found.append((gains[end + 1] - gains[start], first + start, first + end, best))
        end = start - 1 if start >= 0 else end - 1
    return found[::-1]
