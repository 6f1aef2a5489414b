"""Training: sentence models for FOUR and the acts, a calibrated verdict over rules and sentences, choices of spans.

What builds on scores is trained on scores of unseen authors (grouped folds), so that it learns how far to trust them.
scikit-learn trains; what it finds is written as plain numbers (model.py). Every step is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from logscan.signals.choosing import choices
from logscan.signals.corpus import Example
from logscan.signals.fitting import NEVER, Floats, fit_binary
from logscan.signals.model import FORMAT, TARGETS, VERDICTS, Artefact, Linear, Model, Scores, aggregates, shown, softmax

Chooser = Callable[[str], bool]

FOLDS = 6
_FEWEST_SENTENCES, _FEWEST_AUTHORS, _MOST_KEYS = 3, 2, 6000
_SENTENCE_C, _TEXT_C, _VERDICT_C = 0.3, 10.0, 0.2


def everything(name: str) -> bool:
    """Every feature of the verdict."""
    return True


def train(found: Sequence[Example], corpus: Mapping[str, str | int], wanted: Chooser = everything) -> Artefact:
    """A model of all examples; ``wanted`` tells which features the verdict may use."""
    groups = [example.author for example in found]
    held_out = _held_out_scores(found, groups)
    features = [_chosen({**e.features, **aggregates(s)}, wanted) for e, s in zip(found, held_out, strict=True)]
    verdict, temperature, probabilities = _verdict(found, features, groups)
    sentence = _sentence_model(found)
    artefact = Artefact(
        format=FORMAT,
        corpus=dict(corpus),
        keys=sentence.keys,
        sentence_bias=sentence.bias,
        text_bias=sentence.text_bias,
        verdict=verdict,
        temperature=temperature,
        choices=choices(found, held_out, probabilities),
    )
    return artefact.sealed()


def cross_validate(
    found: Sequence[Example], wanted: Chooser = everything, part: float = 1.0
) -> Iterator[tuple[Example, Model]]:
    """Every example with a model trained on other authors, on ``part`` of them."""
    for inside, outside in _folds([example.author for example in found]):
        authors = sorted({found[i].author for i in inside}, key=lambda name: sha256(name.encode()).digest())
        seen = set(authors[: max(2, round(part * len(authors)))])
        model = Model(train([found[i] for i in inside if found[i].author in seen], {}, wanted))
        for i in outside:
            yield found[i], model


def predict(
    model: Model, example: Example, wanted: Chooser = everything
) -> tuple[dict[str, float], dict[str, list[tuple[int, float]]]]:
    """Probabilities of the verdicts, and the sentences shown for each letter and act."""
    scores = model.scores(example.keys)
    probabilities = model.probabilities(_chosen({**example.features, **aggregates(scores)}, wanted))
    return probabilities, shown(model.artefact, scores, probabilities)


def _chosen(features: dict[str, float], wanted: Chooser) -> dict[str, float]:
    return {name: value for name, value in features.items() if wanted(name)}


def _folds(groups: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    count = min(FOLDS, len(set(groups)))
    if count < 2:
        raise ValueError("a model is trained on cases by at least two authors")
    places = np.zeros((len(groups), 1))
    return [(list(map(int, a)), list(map(int, b))) for a, b in GroupKFold(count).split(places, groups=list(groups))]


# sentences


@dataclass(frozen=True)
class _Sentences:
    keys: dict[str, list[float]]
    bias: list[float]
    text_bias: list[float]


def _held_out_scores(found: Sequence[Example], groups: Sequence[str]) -> list[Scores]:
    scores: dict[int, Scores] = {}
    for inside, outside in _folds(groups):
        model = Model(_only_sentences(_sentence_model([found[i] for i in inside])))
        scores |= {i: model.scores(found[i].keys) for i in outside}
    return [scores[i] for i in range(len(found))]


def _only_sentences(sentence: _Sentences) -> Artefact:
    return Artefact(
        format=FORMAT,
        corpus={},
        keys=sentence.keys,
        sentence_bias=sentence.bias,
        text_bias=sentence.text_bias,
        verdict={},
        temperature=1.0,
        choices={},
    )


def _sentence_model(found: Sequence[Example]) -> _Sentences:
    """Weights a key towards each target (by sentence) and each verdict (by case)."""
    keys = _vocabulary(found)
    index = {key: number for number, key in enumerate(keys)}
    sentences = _matrix([sentence for example in found for sentence in example.keys], index, scaled=False)
    cases = _matrix([[k for s in example.keys for k in s] for example in found], index, scaled=True)
    gold = np.concatenate([example.gold for example in found])
    columns, bias = [], []
    for number in range(len(TARGETS)):
        known = ~np.isnan(gold[:, number])
        weights, constant = fit_binary(sentences[known], gold[known, number], _SENTENCE_C)
        columns.append(weights)
        bias.append(constant)
    verdicts = np.array([example.verdict for example in found])
    text = LogisticRegression(C=_TEXT_C, max_iter=2000).fit(cases, verdicts)
    wide = np.zeros((len(VERDICTS), len(keys)))
    text_bias = np.full(len(VERDICTS), NEVER)
    wide[text.classes_], text_bias[text.classes_] = text.coef_, text.intercept_
    table = np.round(np.vstack([*columns, wide]).T, 4)
    heavy = np.argsort(-np.abs(table).max(axis=1), kind="stable")[:_MOST_KEYS]
    kept = {keys[i]: table[i].tolist() for i in sorted(map(int, heavy))}
    return _Sentences(kept, np.round(bias, 4).tolist(), np.round(text_bias, 4).tolist())


def _vocabulary(found: Sequence[Example]) -> list[str]:
    """Keys that enough sentences of enough authors have: what one author alone writes is a habit or a name."""
    sentences: Counter[str] = Counter()
    authors: dict[str, set[str]] = {}
    for example in found:
        for sentence in example.keys:
            sentences.update(sentence)
            for key in sentence:
                authors.setdefault(key, set()).add(example.author)
    least = min(_FEWEST_AUTHORS, len({example.author for example in found}) - 1)
    return sorted(k for k, n in sentences.items() if n >= _FEWEST_SENTENCES and len(authors[k]) >= least)


def _matrix(rows: Sequence[Sequence[str]], index: Mapping[str, int], scaled: bool) -> csr_matrix:
    """Rows of ones; ``scaled``: each key once, divided by the root of how many a row has."""
    ids = [sorted({index[key] for key in row if key in index}) for row in rows]
    lengths = [len(row) for row in ids]
    values = (
        np.concatenate([np.full(n, 1 / sqrt(n) if scaled and n else 1.0) for n in lengths]) if ids else np.array([])
    )
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return csr_matrix(
        (values, np.array([i for row in ids for i in row], dtype=np.int64), starts), shape=(len(rows), len(index))
    )


# the verdict


def _verdict(
    found: Sequence[Example], features: Sequence[dict[str, float]], groups: Sequence[str]
) -> tuple[dict[str, Linear], float, list[dict[str, float]]]:
    """The weights of the verdict, its temperature, and held-out probabilities."""
    wanted = np.array([example.verdict for example in found])
    names = sorted({name for case in features for name in case})
    table = np.array([[case.get(name, 0.0) for name in names] for case in features])
    sums = np.zeros((len(found), len(VERDICTS)))
    for inside, outside in _folds(groups):
        weights = _multinomial(table[inside], wanted[inside], names)
        for i in outside:
            sums[i] = [weights[label](features[i]) for label in VERDICTS]
    temperature = _temperature(sums, wanted)
    held_out = [softmax(list(row / temperature)) for row in sums]
    return _multinomial(table, wanted, names), temperature, held_out


def _multinomial(table: Floats, wanted: NDArray[np.int64], names: Sequence[str]) -> dict[str, Linear]:
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    fitted = LogisticRegression(C=_VERDICT_C, max_iter=5000).fit((table - mean) / spread, wanted)
    weights = np.zeros((len(VERDICTS), len(names)))
    bias = np.full(len(VERDICTS), 2 * NEVER)
    weights[fitted.classes_] = fitted.coef_ / spread
    bias[fitted.classes_] = fitted.intercept_ - (fitted.coef_ * mean / spread).sum(axis=1)
    return {
        label: Linear(
            round(float(bias[n]), 4), {name: round(float(w), 4) for name, w in zip(names, weights[n], strict=True)}
        )
        for n, label in enumerate(VERDICTS)
    }


def _temperature(sums: Floats, wanted: NDArray[np.int64]) -> float:
    """The temperature that makes held-out probabilities most likely."""

    def loss(log_temperature: float) -> float:
        scaled = sums / np.exp(log_temperature)
        scaled -= scaled.max(axis=1, keepdims=True)
        return float(-(scaled[np.arange(len(wanted)), wanted] - np.log(np.exp(scaled).sum(axis=1))).mean())

    return round(float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x)), 3)
