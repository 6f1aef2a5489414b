"""The verdict from features: a weighted sum a class and a softmax, every contribution readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp

import msgspec

from logscan.report import Verdict, VerdictLabel
from logscan.signals.phrases import table

LABELS: tuple[VerdictLabel, ...] = ("stalking", "harassment", "neither", "unclear")
_DIGITS = 4


@dataclass(frozen=True)
class Weighing:
    """Weights by class and feature, and a bias a class."""

    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Probability of each verdict, rounded so that they are the same on every machine."""
        sums = {label: self.bias[label] + sum(self.contributions(features, label).values()) for label in LABELS}
        top = max(sums.values())
        raised = {label: exp(value - top) for label, value in sums.items()}
        total = sum(raised.values())
        return {label: round(value / total, _DIGITS) for label, value in raised.items()}

    def contributions(self, features: Mapping[str, float], label: str) -> dict[str, float]:
        """What each feature adds to a verdict."""
        weights = self.weights[label]
        return {name: weights[name] * features[name] for name in sorted(weights) if name in features}


@lru_cache(maxsize=1)
def by_rules() -> Weighing:
    """The weights set by hand."""
    rules = table("verdict")
    return Weighing(rules["bias"], rules["weights"])


def decide(probabilities: Mapping[str, float], abstain_below: float) -> VerdictLabel:
    """The most probable verdict, or ``unclear`` where none is probable enough."""
    best = max(LABELS, key=lambda label: probabilities[label])
    return best if probabilities[best] >= abstain_below else "unclear"


def abstaining(verdict: Verdict, abstain_below: float) -> Verdict:
    """The verdict under a policy's threshold; its reasons stay those of the most probable one."""
    label = decide(verdict.probabilities, abstain_below)
    return verdict if label == verdict.label else msgspec.structs.replace(verdict, label=label)
