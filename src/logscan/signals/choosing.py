"""Training of what is shown: whether a letter or an act is there, which sentences show it, and from which score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from logscan.signals.corpus import Example
from logscan.signals.fitting import Floats, fit_binary
from logscan.signals.model import Choice, Linear
from logscan.signals.passages import passages
from logscan.signals.scores import LETTERS, TARGETS, Scores
from logscan.signals.shown import (
    CASE,
    OWN,
    SENTENCE,
    WHOLE,
    Choices,
    overlaps,
    present_features,
    sentence_features,
    sigmoid,
    whole_features,
)

_MOST = {"F": 6, "O": 5, "U": 4, "R": 5}
_PRESENT_STRENGTH, _SENTENCE_STRENGTH = 0.1, 0.05
_PRESENT_FROM = tuple(round(0.3 + 0.05 * n, 2) for n in range(9))
_PRICES = tuple(round(0.48 + 0.08 * n, 2) for n in range(6))
_BESIDE = {"letter": 0.06, "act": 0.2}


def choices(
    found: Sequence[Example],
    scores: Scores,
    features: Sequence[Mapping[str, float]],
    probabilities: Sequence[Mapping[str, float]],
) -> dict[str, Choice]:
    """By letter and act, what is shown; trained on held-out scores and probabilities."""
    tables = present_features(scores, features, probabilities)
    untold = Linear(0.0, {})
    first: dict[str, Choice] = {}
    for number, target in enumerate(TARGETS):
        marked = [n for n, example in enumerate(found) if target in example.quotes and len(example.spans)]
        there = np.array([bool(found[n].quotes[target]) for n in marked], dtype=float)
        rows = tables[marked, number].reshape(-1, len(OWN) + len(CASE))
        linear = _linear(rows, there, (*OWN, *CASE), _PRESENT_STRENGTH)
        first[target] = Choice(linear, _present_from(linear, rows, there), untold, 1.0, 1.0, _MOST.get(target, 4))
    present = Choices(first).present(scores, features, probabilities)
    rows = np.hstack([sentence_features(scores), whole_features(scores, present, probabilities)[scores.cases]])
    return {
        target: _sentences(first[target], number, found, scores, present, rows)
        for number, target in enumerate(TARGETS)
    }


def _present_from(present: Linear, rows: Floats, there: Floats) -> float:
    """From which probability a letter is there: where most agree beyond chance, the middle of several."""
    chances = sigmoid(present.bias + rows @ np.array([present.weights[name] for name in (*OWN, *CASE)]))
    rated = [_kappa(there, chances >= least) for least in _PRESENT_FROM]
    best = [least for least, value in zip(_PRESENT_FROM, rated, strict=True) if value >= max(rated) - 0.005]
    return best[len(best) // 2]


def _kappa(wanted: Floats, said: NDArray[np.bool_]) -> float:
    agree, gold, mine = float((wanted == said).mean()), float(wanted.mean()), float(said.mean())
    chance = gold * mine + (1 - gold) * (1 - mine)
    return (agree - chance) / (1 - chance) if chance < 1 else 1.0


def _sentences(
    first: Choice,
    number: int,
    found: Sequence[Example],
    scores: Scores,
    present: Floats,
    rows: Floats,
) -> Choice:
    target = TARGETS[number]
    marked = [n for n, example in enumerate(found) if target in example.quotes and len(example.spans)]
    if not marked:
        return first
    of_marked = np.isin(scores.cases, marked)
    names = (*SENTENCE, *WHOLE)
    gold = np.concatenate([example.gold[:, number] for example in found])
    linear = _linear(rows[of_marked], gold[of_marked], names, _SENTENCE_STRENGTH)
    chances = np.round(sigmoid(linear.bias + rows @ np.array([linear.weights[name] for name in names])), 3)
    there = sigmoid(present[:, number]) >= first.present_from
    cases = [
        (
            found[n].spans,
            chances[scores.first[n] : scores.first[n + 1]].tolist() if there[n] else None,
            found[n].quotes[target],
        )
        for n in marked
    ]
    beside = _BESIDE["letter" if target in LETTERS else "act"]
    price = max(_PRICES, key=lambda price: _evidence_f1(cases, price, beside, first.most))
    return Choice(first.present, first.present_from, linear, price, beside, first.most)


def _linear(rows: Floats, wanted: Floats, names: Sequence[str], strength: float) -> Linear:
    """A yes or no over features of unit spread, told for the features as they are."""
    if not len(rows):
        return Linear(-6.0, dict.fromkeys(names, 0.0))
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    weights, bias = fit_binary((rows - mean) / spread, wanted, strength)
    weights = weights / spread
    return Linear(
        round(bias - float(weights @ mean), 4),
        {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)},
    )


def _evidence_f1(
    cases: Sequence[tuple[list[tuple[int, int]], list[float] | None, list[tuple[int, int]]]],
    price: float,
    beside: float,
    most: int,
) -> float:
    totals: Floats = np.zeros(3)
    for spans, chances, quotes in cases:
        shown = [] if chances is None else passages(spans, chances, price, beside, most)
        totals += overlaps([(a, b) for a, b, _ in shown], quotes)
    hit, wrong, missed = totals.tolist()
    return float(2 * hit / max(1.0, 2 * hit + wrong + missed))
