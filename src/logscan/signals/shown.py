"""What is shown for each letter and act: whether it is there at all, and the passages of the log that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from logscan.nlp.vocabulary import Places
from logscan.signals.model import Choice
from logscan.signals.passages import Cutter, Passage
from logscan.signals.scores import FAR, LETTERS, TARGETS, THEMES, VERDICTS, Floats, Scores

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
SENTENCE = (
    *TARGETS,
    *(f"{letter} {place}" for place in ("1 before", "2 before", "1 after", "2 after") for letter in LETTERS),
    "best of letters",
    "down",
    "length",
)
"""What tells of each sentence whether it is shown: its log odds, its neighbours', where it stands, its length"""
WHOLE = (*(f"{what} {target}" for what in ("most", "present", "crowd") for target in TARGETS), *VERDICTS)
"""... and what tells of the case: its strongest sentences, whether each letter and act is there, how many rivals."""
_NEIGHBOURS = (1, 2)


class Choices:
    """The choices of a model, ready for use."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        found = [choices[target] for target in TARGETS]
        self._present_bias = np.array([choice.present.bias for choice in found])
        self._present = np.array([[c.present.weights.get(name, 0.0) for name in (*OWN, *CASE)] for c in found])
        self._present_from = np.array([choice.present_from for choice in found])
        self._bias = np.array([choice.sentence.bias for choice in found])
        weights = np.array([[c.sentence.weights.get(name, 0.0) for name in (*SENTENCE, *WHOLE)] for c in found]).T
        self._sentence, self._whole = weights[: len(SENTENCE)], weights[len(SENTENCE) :]
        self._cutter = Cutter([(choice.price, choice.beside_from, choice.most) for choice in found])

    def present(
        self, scores: Scores, features: Sequence[Mapping[str, float]], probabilities: Sequence[Mapping[str, float]]
    ) -> Floats:
        """Log odds (cases, 11) that each letter and act is there."""
        table = present_features(scores, features, probabilities)
        found: Floats = (table * self._present).sum(axis=2) + self._present_bias
        return found

    def chances(self, scores: Scores, present: Floats, probabilities: Sequence[Mapping[str, float]]) -> Floats:
        """Probability (n, 11) of each sentence that it shows each letter and act."""
        whole = weighed(whole_features(scores, present, probabilities), self._whole) + self._bias
        own = weighed(sentence_features(scores), self._sentence)
        return np.round(sigmoid(own + whole.take(scores.cases, axis=0)), 3)

    def shown(
        self,
        scores: Scores,
        places: Sequence[Sequence[tuple[int, int]]],
        features: Sequence[Mapping[str, float]],
        probabilities: Sequence[Mapping[str, float]],
        together: Places | None = None,
    ) -> list[dict[str, list[Passage]]]:
        """The passages shown of each case for each letter and act, by start, each with that of its best sentence.

        ``places`` are the sentences of each case, in the log, ``together`` those of all as a table, where there is one.
        """
        present = self.present(scores, features, probabilities)
        chances = self.chances(scores, present, probabilities).T
        found = self._cutter.passages(places, chances, sigmoid(present) >= self._present_from, together)
        return [dict(zip(TARGETS, of_case, strict=True)) for of_case in found]


def present_features(
    scores: Scores, features: Sequence[Mapping[str, float]], probabilities: Sequence[Mapping[str, float]]
) -> Floats:
    """What tells of each case whether each letter or act is there (cases, 11, OWN and CASE)."""
    table = np.zeros((len(features), len(TARGETS), len(OWN) + len(CASE)))
    table[:, :, :3] = scores.strongest.transpose(0, 2, 1)
    table[:, : len(LETTERS), 3] = np.clip(scores.text[:, len(THEMES) - len(LETTERS) :], -FAR, FAR)
    table[:, :, len(OWN) :] = np.array(
        [
            [*map(chance.__getitem__, VERDICTS), *(case.get(name, 0.0) for name in CASE[len(VERDICTS) :])]
            for case, chance in zip(features, probabilities, strict=True)
        ]
    )[:, None]
    return table


def whole_features(scores: Scores, present: Floats, probabilities: Sequence[Mapping[str, float]]) -> Floats:
    """The features of ``WHOLE`` of each case (cases, WHOLE)."""
    crowd = np.full(present.shape, -FAR)
    told = np.flatnonzero(np.diff(scores.first))
    if len(told):
        crowd[told] = np.log(np.add.reduceat(sigmoid(scores.targets), scores.first[told], axis=0))
    chances = np.array([[chance[label] for label in VERDICTS] for chance in probabilities])
    return np.hstack((scores.strongest[:, 0], np.clip(present, -FAR, FAR), crowd, chances))


def weighed(table: Floats, weights: Floats) -> Floats:
    """``table`` (n, features) by ``weights`` (features, 11), added up feature by feature.

    A library for matrices would sum in an order of its own on each processor, and its threads would keep every core
    busy for a while after a product as small as this.
    """
    found = np.zeros((weights.shape[1], len(table)))
    for column, weight in zip(np.ascontiguousarray(table.T), weights, strict=True):
        found += column * weight[:, None]
    return found.T


def sentence_features(scores: Scores) -> Floats:
    """The features of ``SENTENCE`` of each sentence (n, SENTENCE)."""
    count, width, letters = *scores.targets.shape, len(LETTERS)
    cases = scores.cases
    table = np.full((count, len(SENTENCE)), -FAR)
    table[:, :width] = np.clip(scores.targets, -FAR, FAR)
    own = table[:, :letters].copy()
    for column, apart in enumerate(_NEIGHBOURS):
        inner = np.flatnonzero(cases[apart:] == cases[:-apart])
        before = width + column * letters
        after = before + len(_NEIGHBOURS) * letters
        table[inner + apart, before : before + letters] = own.take(inner, axis=0)
        table[inner, after : after + letters] = own.take(inner + apart, axis=0)
    table[:, -3] = own.max(axis=1, initial=-FAR)
    table[:, -2] = (np.arange(count) - scores.first[cases]) / np.diff(scores.first)[cases]
    table[:, -1] = np.log1p(scores.lengths)
    return table


def overlaps(shown: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Spans shown that touch a quote, that touch none, and quotes that none touches."""

    def touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return a[0] < b[1] and b[0] < a[1]

    right = sum(any(touch(s, q) for q in quotes) for s in shown)
    return right, len(shown) - right, sum(not any(touch(s, q) for s in shown) for q in quotes)


def sigmoid(values: Floats) -> Floats:
    """The logistic function."""
    return 1 / (1 + np.exp(-np.clip(values, -30.0, 30.0)))
