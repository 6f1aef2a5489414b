"""Training of what is shown: whether a letter or an act is there, which sentences show it, and from which score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from logscan.signals.corpus import Example
from logscan.signals.fitting import NEVER, Floats, fit_binary
from logscan.signals.model import ACTS, TARGETS, Choice, Linear, Scores, choose, present_features, sentence_features

_MOST = {"F": 6, "O": 5, "U": 3, "R": 5, **dict.fromkeys(ACTS, 4)}
_STRENGTH = 1.0
_PRESENT_FROM = 0.5
_THRESHOLDS = tuple(round(0.1 + 0.05 * n, 2) for n in range(11))


def choices(
    found: Sequence[Example], scores: Sequence[Scores], probabilities: Sequence[dict[str, float]]
) -> dict[str, Choice]:
    """By letter and act, what is shown; trained on held-out scores and probabilities."""
    present = [present_features(score, chance) for score, chance in zip(scores, probabilities, strict=True)]
    return {
        target: _choice(
            number,
            [_Case(e, s, p[number], c) for e, s, p, c in zip(found, scores, present, probabilities, strict=True)],
        )
        for number, target in enumerate(TARGETS)
    }


class _Case:
    """An example with what held-out models say of it."""

    def __init__(
        self, example: Example, scores: Scores, present: dict[str, float], probabilities: dict[str, float]
    ) -> None:
        self.example, self.scores, self.present, self.probabilities = example, scores, present, probabilities


def _choice(number: int, cases: Sequence[_Case]) -> Choice:
    target = TARGETS[number]
    marked = [case for case in cases if target in case.example.quotes and case.example.keys]
    present = _linear([case.present for case in marked], [bool(case.example.quotes[target]) for case in marked])
    rows = [row for case in marked for row in _rows(case, number)]
    wanted = [bool(value) for case in marked for value in case.example.gold[:, number]]
    sentence = _linear(rows, wanted)
    tried = [Choice(present, _PRESENT_FROM, sentence, threshold, _MOST[target]) for threshold in _THRESHOLDS]
    return max(tried, key=lambda choice: _evidence_f1(choice, number, marked))


def _rows(case: _Case, number: int) -> list[dict[str, float]]:
    features = sentence_features(case.scores, number)
    names = list(features)
    return [
        {**dict(zip(names, values, strict=True)), **case.probabilities}
        for values in zip(*(features[name].tolist() for name in names), strict=True)
    ]


def _linear(cases: Sequence[dict[str, float]], wanted: Sequence[bool]) -> Linear:
    names = sorted({name for case in cases for name in case})
    if not names:
        return Linear(NEVER, {})
    table = np.array([[case[name] for name in names] for case in cases])
    weights, bias = fit_binary(table, np.array(wanted, dtype=float), _STRENGTH)
    return Linear(round(bias, 4), {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)})


def _evidence_f1(choice: Choice, number: int, cases: Sequence[_Case]) -> float:
    totals: Floats = np.zeros(3)
    for case in cases:
        chosen = choose(choice, case.scores, number, case.present, case.probabilities)
        totals += overlaps([case.example.spans[n] for n, _ in chosen], case.example.quotes[TARGETS[number]])
    hit, wrong, missed = totals.tolist()
    return float(2 * hit / max(1.0, 2 * hit + wrong + missed))


def overlaps(shown: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Spans shown that touch a quote, that touch none, and quotes that none touches."""

    def touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return a[0] < b[1] and b[0] < a[1]

    right = sum(any(touch(s, q) for q in quotes) for s in shown)
    return right, len(shown) - right, sum(not any(touch(s, q) for s in shown) for q in quotes)
