"""The learned part at run time: a file of weights, read as data, evaluated by sums; no code is loaded.

The artefact (``models/signals.json``) holds, for every key that a sentence can have (tokens.py), its weight towards
each FOUR letter, each act and each verdict; how sentence scores and rule features make a verdict; and how a verdict
and a score make a span worth showing. ``sha256`` is of the rest of the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from logscan.errors import LogscanError
from logscan.report import VerdictLabel

FORMAT = "logscan.signals/1"
VERDICTS: tuple[VerdictLabel, ...] = ("stalking", "harassment", "neither", "unclear")
LETTERS = ("F", "O", "U", "R")
ACTS = ("a", "b", "c", "d", "e", "f", "g")
TARGETS = (*LETTERS, *ACTS)
_DIGITS = 4
_FAR = 6.0

Floats = NDArray[np.float64]


class Linear(msgspec.Struct, frozen=True):
    """A weighted sum: a bias and a weight a named feature."""

    bias: float
    weights: dict[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        return self.bias + sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())


class Choice(msgspec.Struct, frozen=True):
    """Which sentences are shown for a letter or an act: is it there at all, which sentences, and how many at most."""

    present: Linear
    present_from: float
    sentence: Linear
    sentence_from: float
    most: int


class Artefact(msgspec.Struct, frozen=True, kw_only=True):
    """The file of weights."""

    format: str
    corpus: dict[str, str | int]
    keys: dict[str, list[float]]
    sentence_bias: list[float]
    text_bias: list[float]
    verdict: dict[str, Linear]
    temperature: float
    choices: dict[str, Choice]
    sha256: str = ""

    def sealed(self) -> Artefact:
        """The artefact with the hash of its own content."""
        return msgspec.structs.replace(self, sha256=self._hash())

    def whole(self) -> bool:
        """Whether the content is what the hash was made of."""
        return self.sha256 == self._hash()

    def _hash(self) -> str:
        return hashlib.sha256(
            msgspec.json.encode(msgspec.structs.replace(self, sha256=""), order="deterministic")
        ).hexdigest()


@dataclass(frozen=True)
class Scores:
    """What a case shows, as log odds: ``targets`` (n sentences, 11) by sentence, ``text`` (4) by verdict."""

    targets: Floats
    text: Floats


class Model:
    """An artefact ready for use."""

    def __init__(self, artefact: Artefact) -> None:
        self.artefact = artefact
        self._index = {key: number for number, key in enumerate(artefact.keys)}
        width = len(TARGETS) + len(VERDICTS)
        table = np.array(list(artefact.keys.values()), dtype=np.float64).reshape(len(artefact.keys), width)
        self._sentence = np.ascontiguousarray(table[:, : len(TARGETS)])
        self._text = np.ascontiguousarray(table[:, len(TARGETS) :])

    def scores(self, keys: Sequence[Sequence[str]]) -> Scores:
        """Scores of sentences from their keys."""
        index = self._index
        known = [[index[key] for key in sentence if key in index] for sentence in keys]
        targets = np.tile(np.array(self.artefact.sentence_bias), (len(keys), 1))
        filled = [number for number, ids in enumerate(known) if ids]
        if filled:
            flat = np.array([i for ids in known for i in ids])
            lengths = np.array([len(known[number]) for number in filled])
            starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
            targets[filled] += np.add.reduceat(self._sentence[flat], starts, axis=0)
            once = np.unique(flat)
            text = self._text[once].sum(axis=0) / sqrt(len(once)) + np.array(self.artefact.text_bias)
        else:
            text = np.array(self.artefact.text_bias)
        return Scores(targets, text)

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Calibrated probability of each verdict, rounded so that they are the same on every machine."""
        sums = [self.artefact.verdict[label](features) / self.artefact.temperature for label in VERDICTS]
        return softmax(sums)

    def contributions(self, features: Mapping[str, float], label: str) -> dict[str, float]:
        """What each feature adds to a verdict, largest first."""
        weights = self.artefact.verdict[label].weights
        found = {name: weights[name] * features[name] for name in weights if features.get(name)}
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))


def softmax(sums: Sequence[float]) -> dict[str, float]:
    """Sums as probabilities by verdict."""
    top = max(sums)
    raised = [exp(value - top) for value in sums]
    total = sum(raised)
    return {label: round(value / total, _DIGITS) for label, value in zip(VERDICTS, raised, strict=True)}


def aggregates(scores: Scores) -> dict[str, float]:
    """What the sentences of a case come to: by target the strongest log odds and the mean of three, and the text."""
    best = _strongest(scores, 3)
    found = {f"best {target}": best[0][n] for n, target in enumerate(TARGETS)}
    found |= {f"three {target}": (best[0][n] + best[1][n] + best[2][n]) / 3 for n, target in enumerate(TARGETS)}
    text = np.clip(scores.text, -_FAR, _FAR).tolist()
    return found | {f"text {label}": value for label, value in zip(VERDICTS, text, strict=True)}


def _strongest(scores: Scores, count: int) -> list[list[float]]:
    """The ``count`` strongest log odds of each target, strongest first; far below where there are fewer sentences."""
    filled = np.vstack([scores.targets, np.full((count, len(TARGETS)), -_FAR)])
    found: list[list[float]] = np.clip(np.sort(filled, axis=0)[::-1][:count], -_FAR, _FAR).tolist()
    return found


def present_features(scores: Scores, probabilities: Mapping[str, float]) -> list[dict[str, float]]:
    """What tells, by target, whether a letter or an act is there at all."""
    first, second = _strongest(scores, 2)
    return [{"best": a, "second": b, **probabilities} for a, b in zip(first, second, strict=True)]


def sentence_features(scores: Scores, target: int) -> dict[str, Floats]:
    """What tells of each sentence whether it is shown for a target.

    Its log odds, how far it is behind the best, its log odds for the letters, how many sentences are better, and how
    far down the log it stands.
    """
    table = np.clip(scores.targets, -_FAR, _FAR)
    own = table[:, target]
    count = len(own)
    found = {"own": own, "behind": own.max(initial=-_FAR) - own}
    found |= {f"own {letter}": table[:, number] for number, letter in enumerate(LETTERS)}
    found["best of letters"] = table[:, : len(LETTERS)].max(axis=1, initial=-_FAR)
    found["better"] = np.log1p(np.searchsorted(np.sort(-own), -own, side="left").astype(np.float64))
    found["down"] = np.arange(count) / max(1, count)
    return found


def choose(
    choice: Choice, scores: Scores, target: int, present: Mapping[str, float], probabilities: Mapping[str, float]
) -> list[tuple[int, float]]:
    """The sentences shown for a letter or an act, by number, with their probability."""
    if not len(scores.targets) or sigmoid(choice.present(present)) < choice.present_from:
        return []
    weights = choice.sentence.weights
    sums = np.full(len(scores.targets), choice.sentence(probabilities))
    for name, values in sentence_features(scores, target).items():
        sums += weights.get(name, 0.0) * values
    rated = [(number, round(sigmoid(value), 3)) for number, value in enumerate(sums.tolist())]
    rated.sort(key=lambda item: (-item[1], item[0]))
    kept = [item for item in rated if item[1] >= choice.sentence_from] or rated[:1]
    return sorted(kept[: choice.most])


def shown(artefact: Artefact, scores: Scores, probabilities: Mapping[str, float]) -> dict[str, list[tuple[int, float]]]:
    """The sentences shown for each letter and act."""
    present = present_features(scores, probabilities)
    return {
        target: choose(artefact.choices[target], scores, number, present[number], probabilities)
        for number, target in enumerate(TARGETS)
    }


def sigmoid(value: float) -> float:
    """The logistic function."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def load_model(path: Path) -> Model:
    """The model of a file; raises :class:`LogscanError` where it is not one, or is not whole."""
    try:
        artefact = msgspec.json.decode(path.read_bytes(), type=Artefact)
    except (OSError, msgspec.DecodeError) as error:
        raise LogscanError(
            f"{path}: not a model of signals ({type(error).__name__}); `logscan train` makes one"
        ) from error
    if artefact.format != FORMAT or not artefact.whole():
        raise LogscanError(f"{path}: of another format, or changed since it was made; `logscan train` makes one anew")
    return Model(artefact)
