"""How good the signals are: figures with intervals, calibration, coverage and slices of outcomes on marked cases."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from logscan.report import VerdictLabel
from logscan.signals.corpus import Example
from logscan.signals.scores import LETTERS, VERDICTS
from logscan.signals.shown import overlaps
from logscan.signals.verdict import decide

_DRAWS = 1000
_BINS = 10


@dataclass(frozen=True)
class Outcome:
    """A case with what was said of it: probabilities of the verdicts, and the spans shown for letters and acts."""

    example: Example
    probabilities: Mapping[str, float]
    shown: Mapping[str, Sequence[tuple[int, int]]]

    @property
    def wanted(self) -> VerdictLabel:
        """The verdict of the gold."""
        return VERDICTS[self.example.verdict]

    @property
    def top(self) -> VerdictLabel:
        """The most probable verdict."""
        return decide(self.probabilities, 0.0)


Figure = Callable[[Sequence[Outcome]], float]


def accuracy(outcomes: Sequence[Outcome], abstain_below: float = 0.0) -> float:
    """Share of right verdicts, where nothing below ``abstain_below`` is decided."""
    return sum(decide(o.probabilities, abstain_below) == o.wanted for o in outcomes) / max(1, len(outcomes))


def confusion(outcomes: Sequence[Outcome]) -> dict[tuple[str, str], int]:
    """Counts by (gold, said)."""
    return dict(Counter((o.wanted, o.top) for o in outcomes))


def precision_recall(outcomes: Sequence[Outcome], label: str) -> tuple[float, float]:
    """Precision and recall of one verdict."""
    right = sum(o.wanted == o.top == label for o in outcomes)
    return right / max(1, sum(o.top == label for o in outcomes)), right / max(
        1, sum(o.wanted == label for o in outcomes)
    )


def macro_f1(outcomes: Sequence[Outcome]) -> float:
    """Mean F1 of the four verdicts."""
    pairs = [precision_recall(outcomes, label) for label in VERDICTS]
    return sum(2 * p * r / (p + r) if p + r else 0.0 for p, r in pairs) / len(VERDICTS)


def kappa(outcomes: Sequence[Outcome], letter: str) -> float:
    """Cohen's kappa of a letter's presence over the cases that mark it."""
    marked = [o for o in outcomes if letter in o.example.quotes]
    pairs = Counter((bool(o.example.quotes[letter]), bool(o.shown.get(letter))) for o in marked)
    n = max(1, len(marked))
    agree = (pairs[True, True] + pairs[False, False]) / n
    gold, said = (pairs[True, True] + pairs[True, False]) / n, (pairs[True, True] + pairs[False, True]) / n
    chance = gold * said + (1 - gold) * (1 - said)
    return (agree - chance) / (1 - chance) if chance < 1 else 1.0


def four_kappa(outcomes: Sequence[Outcome]) -> float:
    """Mean kappa of the four letters."""
    return sum(kappa(outcomes, letter) for letter in LETTERS) / len(LETTERS)


def evidence_f1(outcomes: Sequence[Outcome], names: Sequence[str] = LETTERS) -> float:
    """F1 of the spans shown, letter by letter, all counts pooled."""
    totals = np.zeros(3)
    for outcome in outcomes:
        for name in names:
            if name in outcome.example.quotes:
                totals += overlaps(list(outcome.shown.get(name, ())), outcome.example.quotes[name])
    hit, wrong, missed = totals
    return float(2 * hit / max(1.0, 2 * hit + wrong + missed))


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """Expected calibration error of the most probable verdict, ten bins of equal width."""
    return sum(n * abs(right - said) for n, said, right in reliability(outcomes)) / max(1, len(outcomes))


def reliability(outcomes: Sequence[Outcome]) -> list[tuple[int, float, float]]:
    """By bin of confidence that holds a case: cases, mean confidence, share right."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for outcome in outcomes:
        confidence = max(outcome.probabilities.values())
        bins.setdefault(min(_BINS - 1, int(confidence * _BINS)), []).append((confidence, outcome.top == outcome.wanted))
    return [
        (len(cases), sum(c for c, _ in cases) / len(cases), sum(r for _, r in cases) / len(cases))
        for _, cases in sorted(bins.items())
    ]


def calibration_of_chance(outcomes: Sequence[Outcome], seed: int = 7) -> float:
    """The 95th percentile of the calibration error that a perfectly calibrated model of these confidences shows."""
    confidence = np.array([max(o.probabilities.values()) for o in outcomes])
    which = np.minimum(_BINS - 1, (confidence * _BINS).astype(int))
    draws = np.random.default_rng(seed).random((_DRAWS, len(outcomes))) < confidence
    errors = np.zeros(_DRAWS)
    for number in range(_BINS):
        inside = which == number
        if inside.any():
            errors += inside.sum() * np.abs(draws[:, inside].mean(axis=1) - confidence[inside].mean())
    return float(np.percentile(errors / max(1, len(outcomes)), 95))


def coverage(outcomes: Sequence[Outcome]) -> list[tuple[float, float, float]]:
    """By threshold: share of cases decided, and share right among them."""
    rows = []
    for threshold in np.arange(0.25, 1.0, 0.05):
        decided = [o for o in outcomes if max(o.probabilities.values()) >= threshold]
        rows.append((round(float(threshold), 2), len(decided) / max(1, len(outcomes)), accuracy(decided)))
    return rows


def recorded_otherwise(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The cases that were not recorded as stalking."""
    return [o for o in outcomes if o.example.facets["recorded as"] != "stalking"]


def stalking_curve(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    """Recall and precision of "recorded as something else, looks like stalking" at each threshold."""
    pool = recorded_otherwise(outcomes)
    ranked = sorted(pool, key=lambda o: (-o.probabilities["stalking"], o.example.case_id))
    total = max(1, sum(o.wanted == "stalking" for o in pool))
    found, curve = 0, []
    for place, outcome in enumerate(ranked, 1):
        found += outcome.wanted == "stalking"
        curve.append((found / total, found / place))
    return curve


def precision_at(curve: Sequence[tuple[float, float]], recall: float) -> float:
    """The best precision at a recall or better."""
    return max((p for r, p in curve if r >= recall), default=0.0)


def interval(outcomes: Sequence[Outcome], figure: Figure, seed: int = 7) -> tuple[float, float]:
    """A 95 % bootstrap interval of a figure, over cases."""
    rng = random.Random(seed)
    if not outcomes:
        return 0.0, 0.0
    values = sorted(figure(rng.choices(outcomes, k=len(outcomes))) for _ in range(_DRAWS // 2))
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def slices(outcomes: Sequence[Outcome]) -> dict[str, dict[str, list[Outcome]]]:
    """Cases by facet and value."""
    found: dict[str, dict[str, list[Outcome]]] = {}
    for outcome in outcomes:
        for facet, value in outcome.example.facets.items():
            found.setdefault(facet, {}).setdefault(value, []).append(outcome)
    return found
