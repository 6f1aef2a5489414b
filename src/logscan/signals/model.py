"""The learned part at run time: a file of weights, read as data, evaluated by sums; no code is loaded.

The artefact (``models/signals.json``) holds, for every key that a sentence can have (tokens.py), its weight towards
each FOUR letter and act by sentence, and towards each verdict and FOUR letter by case; how sentence scores and rule
features make a verdict; and what makes a span worth showing (shown.py). ``sha256`` is of the rest of the file.
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
from logscan.signals.tokens import Keys, stem_of

FORMAT = "logscan.signals/2"
VERDICTS: tuple[VerdictLabel, ...] = ("stalking", "harassment", "neither", "unclear")
LETTERS = ("F", "O", "U", "R")
ACTS = ("a", "b", "c", "d", "e", "f", "g")
TARGETS = (*LETTERS, *ACTS)
"""What a sentence can show."""
THEMES = (*VERDICTS, *LETTERS)
"""What the words of a whole case speak for."""
FAR = 6.0
"""The largest log odds that a score counts for."""

_DIGITS = 4
_CACHED = 50_000

Floats = NDArray[np.float64]


class Linear(msgspec.Struct, frozen=True):
    """A weighted sum: a bias and a weight a named feature."""

    bias: float
    weights: dict[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        weights = self.weights
        return self.bias + sum([weights[name] * value for name, value in features.items() if name in weights])


class Choice(msgspec.Struct, frozen=True):
    """What is shown for a letter or an act: is it there at all, which sentences, from which probability, how many."""

    present: Linear
    present_from: float
    sentence: Linear
    sentence_from: float
    beside_from: float
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
    """What a case shows, as log odds: ``targets`` (n sentences, 11) by sentence, ``text`` (8) by theme.

    ``spans`` (n, 2) are the sentences in the log, ``lengths`` (n) those of what the model sees of them.
    """

    targets: Floats
    text: Floats
    spans: NDArray[np.intp]
    lengths: NDArray[np.intp]


class _StemNumbers(dict[str, int]):
    """The number of a word's stem, -1 where no key has it; worked out once a word."""

    def __init__(self, stems: Mapping[str, int]) -> None:
        super().__init__()
        self._stems = stems

    def __missing__(self, word: str) -> int:
        if len(self) > _CACHED:
            self.clear()
        self[word] = found = self._stems.get(stem_of()[word], -1)
        return found


class Weights:
    """The weights of keys, ready for use: stems and pairs of stems by number, so that a log takes a few array sums."""

    def __init__(self, keys: Sequence[str], table: Floats, sentence_bias: Floats, text_bias: Floats) -> None:
        self._index = {key: number for number, key in enumerate(keys)}
        self._sentence = np.ascontiguousarray(table[:, : len(TARGETS)])
        self._text = np.ascontiguousarray(table[:, len(TARGETS) :])
        self._sentence_bias, self._text_bias = sentence_bias, text_bias
        words = {key: key.split(" ") for key in keys if key[0] not in "+=~<>"}
        stems = {stem: number for number, stem in enumerate(sorted({s for parts in words.values() for s in parts}))}
        self._stem = _StemNumbers(stems)
        self._base = len(stems) + 1
        # the last one stands for stems without a key of their own, and for words without a known stem (-1)
        self._single = np.array([self._index.get(stem, -1) for stem in stems] + [-1])
        pairs = sorted(
            (stems[parts[0]] * self._base + stems[parts[1]], self._index[key])
            for key, parts in words.items()
            if len(parts) == 2
        )
        self._pairs = np.array([code for code, _ in pairs] + [1 << 62])
        self._pair_keys = np.array([number for _, number in pairs] + [-1])

    def scores(self, keys: Keys, spans: NDArray[np.intp]) -> Scores:
        """Scores of sentences (n, 2) of the log from their keys; a key counts once a sentence, and once a case."""
        cells = self._cells(keys)
        targets, text = np.tile(self._sentence_bias, (len(spans), 1)), self._text_bias
        if len(cells):
            rows, ids = np.divmod(cells, len(self._index))
            first = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
            targets[rows[first]] += np.add.reduceat(self._sentence[ids], first, axis=0)
            once = _distinct(ids)
            text = self._text[once].sum(axis=0) / sqrt(len(once)) + text
        return Scores(targets, text, spans, keys.lengths)

    def _cells(self, keys: Keys) -> NDArray[np.intp]:
        """Sentence and key of each known key as one number, sorted, each once."""
        size = len(self._index)
        stems = np.fromiter(map(self._stem.__getitem__, keys.words), dtype=np.intp, count=len(keys.words))
        left, right, rows = stems[:-1], stems[1:], keys.rows[:-1]
        beside = np.flatnonzero((rows == keys.rows[1:]) & (left >= 0) & (right >= 0))
        codes = left[beside] * self._base + right[beside]
        at = np.searchsorted(self._pairs, codes)
        pairs = np.where(self._pairs[at] == codes, self._pair_keys[at], -1)
        told = np.array([self._index.get(name, -1) for name in keys.told], dtype=np.intp)
        ids = np.concatenate((self._single[stems], pairs, told))
        places = np.concatenate((keys.rows, rows[beside], keys.told_rows))
        return _distinct((places * size + ids)[(ids >= 0) & (places >= 0)])


def _distinct(values: NDArray[np.intp]) -> NDArray[np.intp]:
    """The values, sorted, each once (for a few hundred, quicker than ``np.unique``)."""
    found = np.sort(values)
    new = np.ones(len(found), dtype=bool)
    np.not_equal(found[1:], found[:-1], out=new[1:])
    return found[new]


class Model:
    """An artefact ready for use."""

    def __init__(self, artefact: Artefact) -> None:
        self.artefact = artefact
        table = np.array(list(artefact.keys.values()), dtype=np.float64).reshape(
            len(artefact.keys), len(TARGETS) + len(THEMES)
        )
        self.weights = Weights(
            list(artefact.keys), table, np.array(artefact.sentence_bias), np.array(artefact.text_bias)
        )

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


def strongest(scores: Scores, count: int) -> Floats:
    """The ``count`` strongest log odds (count, 11) of each target, strongest first; far below where there are fewer."""
    filled = np.vstack([scores.targets, np.full((count, len(TARGETS)), -FAR)])
    found: Floats = np.clip(np.sort(filled, axis=0)[: -count - 1 : -1], -FAR, FAR)
    return found


def aggregates(scores: Scores) -> dict[str, float]:
    """What the sentences of a case come to: by letter the strongest log odds and the mean of three, and the text."""
    best = strongest(scores, 3)[:, : len(LETTERS)]
    found = dict(zip(_BEST, best[0].tolist(), strict=True))
    found.update(zip(_THREE, best.mean(axis=0).tolist(), strict=True))
    found.update(zip(_TEXT, np.clip(scores.text, -FAR, FAR).tolist(), strict=True))
    return found


_BEST = tuple(f"best {letter}" for letter in LETTERS)
_THREE = tuple(f"three {letter}" for letter in LETTERS)
_TEXT = tuple(f"text {theme}" for theme in THEMES)


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
