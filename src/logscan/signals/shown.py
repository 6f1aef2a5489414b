"""What is shown for each letter and act: whether it is there at all, and the passages of the log that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from logscan.signals.model import Choice
from logscan.signals.scores import FAR, LETTERS, TARGETS, THEMES, VERDICTS, Floats, Scores, strongest

CASE = (
    *VERDICTS,
    "occasions",
    "once",
    "no_conduct",
    "pursuit",
    "told_to_stop",
    "blocked",
    "afraid",
    "life_changed",
    "repeated",
    "volume",
    "mutual",
    "short",
)
"""Features of the case that tell whether a letter or an act is there: probabilities of verdicts, rule evidence."""
OWN = ("best", "second", "third", "text")
"""What a letter or an act has of its own: its strongest sentences, and what the words of the case speak for."""
SENTENCE = ("own", "before", "after", *LETTERS, "best of letters", "down", "length")
"""What tells of each sentence whether it is shown: its log odds, its neighbours', those of the letters, ..."""
WHOLE = ("most", "present", *VERDICTS)
"""... and what tells of the case, for each letter or act: its strongest sentence, and whether it is there."""
_GAP, _LONGEST = 2, 300

Passage = tuple[int, int, float]


class Choices:
    """The choices of a model, ready for use."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        found = [choices[target] for target in TARGETS]
        self._present_bias = np.array([choice.present.bias for choice in found])
        self._present = np.array([[c.present.weights.get(name, 0.0) for name in (*OWN, *CASE)] for c in found])
        self._present_from = np.array([choice.present_from for choice in found])
        self._bias = np.array([choice.sentence.bias for choice in found])
        self._whole = np.array([[choice.sentence.weights.get(name, 0.0) for name in WHOLE] for choice in found])
        self._sentence = _spread(np.array([[c.sentence.weights.get(name, 0.0) for name in SENTENCE] for c in found]))
        self._bounds = [(choice.sentence_from, choice.beside_from, choice.most) for choice in found]

    def present(
        self, scores: Scores, features: Sequence[Mapping[str, float]], probabilities: Sequence[Mapping[str, float]]
    ) -> Floats:
        """Log odds (cases, 11) that each letter and act is there."""
        table = present_features(scores, features, probabilities)
        found: Floats = (table * self._present).sum(axis=2) + self._present_bias
        return found

    def chances(self, scores: Scores, present: Floats, probabilities: Sequence[Mapping[str, float]]) -> Floats:
        """Probability (n, 11) of each sentence that it shows each letter and act."""
        whole = (whole_features(scores, present, probabilities) * self._whole).sum(axis=2) + self._bias
        return np.round(sigmoid(sentence_features(scores) @ self._sentence + whole[scores.cases]), 3)

    def shown(
        self,
        scores: Scores,
        places: Sequence[Sequence[tuple[int, int]]],
        features: Sequence[Mapping[str, float]],
        probabilities: Sequence[Mapping[str, float]],
    ) -> list[dict[str, list[Passage]]]:
        """The passages shown of each case for each letter and act, by start, each with that of its best sentence.

        ``places`` are the sentences of each case, in the log.
        """
        present = self.present(scores, features, probabilities)
        chances = self.chances(scores, present, probabilities).T.tolist()
        there = (sigmoid(present) >= self._present_from).tolist()
        found = []
        for spans, which, first in zip(places, there, scores.first.tolist()[:-1], strict=True):
            last = first + len(spans)
            found.append(
                {
                    target: passages(spans, chances[number][first:last], *self._bounds[number])
                    if which[number] and spans
                    else []
                    for number, target in enumerate(TARGETS)
                }
            )
        return found


def present_features(
    scores: Scores, features: Sequence[Mapping[str, float]], probabilities: Sequence[Mapping[str, float]]
) -> Floats:
    """What tells of each case whether each letter or act is there (cases, 11, OWN and CASE)."""
    table = np.zeros((len(features), len(TARGETS), len(OWN) + len(CASE)))
    table[:, :, :3] = strongest(scores, 3).transpose(0, 2, 1)
    table[:, : len(LETTERS), 3] = np.clip(scores.text[:, len(THEMES) - len(LETTERS) :], -FAR, FAR)
    table[:, :, len(OWN) :] = np.array(
        [
            [*map(chance.__getitem__, VERDICTS), *(case.get(name, 0.0) for name in CASE[len(VERDICTS) :])]
            for case, chance in zip(features, probabilities, strict=True)
        ]
    )[:, None]
    return table


def whole_features(scores: Scores, present: Floats, probabilities: Sequence[Mapping[str, float]]) -> Floats:
    """The features of ``WHOLE`` of each case for each letter and act (cases, 11, WHOLE)."""
    table = np.empty((len(present), len(TARGETS), len(WHOLE)))
    table[:, :, 0] = strongest(scores, 1)[:, 0]
    table[:, :, 1] = np.clip(present, -FAR, FAR)
    table[:, :, 2:] = np.array([[chance[label] for label in VERDICTS] for chance in probabilities])[:, None]
    return table


def sentence_features(scores: Scores) -> Floats:
    """The features of sentences, side by side: own, before and after (11 each), best of letters, down, length."""
    count, width = scores.targets.shape
    own = np.clip(scores.targets, -FAR, FAR)
    cases = scores.cases
    inner = np.flatnonzero(cases[1:] == cases[:-1])
    table = np.full((count, 3 * width + 3), -FAR)
    table[:, :width] = own
    table[inner + 1, width : 2 * width] = own[inner]
    table[inner, 2 * width : 3 * width] = own[inner + 1]
    table[:, -3] = own[:, : len(LETTERS)].max(axis=1, initial=-FAR)
    table[:, -2] = (np.arange(count) - scores.first[cases]) / np.diff(scores.first)[cases]
    table[:, -1] = np.log1p(scores.lengths)
    return table


def of_target(table: Floats, number: int) -> Floats:
    """The features of ``SENTENCE`` towards one target, from those of :func:`sentence_features`."""
    width = len(TARGETS)
    return table[:, [number, width + number, 2 * width + number, *range(len(LETTERS)), -3, -2, -1]]


def _spread(weights: Floats) -> Floats:
    """Weights (11, SENTENCE) as a table towards each target over the features side by side."""
    width = len(TARGETS)
    table = np.zeros((3 * width + 3, width))
    for number, row in enumerate(weights):
        table[[number, width + number, 2 * width + number], number] = row[:3]
        table[: len(LETTERS), number] += row[3 : 3 + len(LETTERS)]
        table[-3:, number] = row[-3:]
    return table


def passages(
    spans: Sequence[tuple[int, int]], chances: Sequence[float], least: float, beside: float, most: int
) -> list[Passage]:
    """The sentences of probability ``least`` or more, at most ``most``, or else the best one.

    Those that stand side by side are made one where that can still be read at a glance, and so is a neighbour of
    probability ``beside`` or more.
    """
    chosen = [number for number, chance in enumerate(chances) if chance >= least]
    if not chosen:
        chosen = [max(range(len(chances)), key=chances.__getitem__)]
    elif len(chosen) > most:
        chosen = sorted(sorted(chosen, key=lambda number: -chances[number])[:most])
    found: list[list[int]] = []
    for number in chosen:
        if found and found[-1][1] == number - 1 and _readable(spans, found[-1][0], number - 1, number):
            found[-1][1] = number
        else:
            found.append([number, number])
    taken = set(chosen)
    for piece in found:
        _widen(piece, spans, chances, beside, taken)
    return [(spans[first][0], spans[last][1], max(chances[first : last + 1])) for first, last in found]


def _widen(
    piece: list[int], spans: Sequence[tuple[int, int]], chances: Sequence[float], beside: float, taken: set[int]
) -> None:
    """Takes the neighbours of a passage in, the likelier first."""
    while True:
        first, last = piece
        sides = [
            (chances[number], number)
            for number, joint in ((first - 1, first - 1), (last + 1, last))
            if 0 <= number < len(spans)
            and chances[number] >= beside
            and number not in taken
            and spans[joint + 1][0] - spans[joint][1] <= _GAP
            and spans[max(last, number)][1] - spans[min(first, number)][0] <= _LONGEST
        ]
        if not sides:
            return
        number = max(sides)[1]
        taken.add(number)
        piece[:] = [min(first, number), max(last, number)]


def _readable(spans: Sequence[tuple[int, int]], first: int, last: int, onward: int) -> bool:
    return spans[onward][0] - spans[last][1] <= _GAP and spans[onward][1] - spans[first][0] <= _LONGEST


def overlaps(shown: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Spans shown that touch a quote, that touch none, and quotes that none touches."""

    def touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return a[0] < b[1] and b[0] < a[1]

    right = sum(any(touch(s, q) for q in quotes) for s in shown)
    return right, len(shown) - right, sum(not any(touch(s, q) for s in shown) for q in quotes)


def sigmoid(values: Floats) -> Floats:
    """The logistic function."""
    return 1 / (1 + np.exp(-np.clip(values, -30.0, 30.0)))
