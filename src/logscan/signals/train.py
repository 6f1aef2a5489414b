"""Training: sentence and case models of the words, a calibrated verdict over rules and scores, choices of passages.

What builds on scores is trained on scores of unseen authors, so that it learns how far to trust them. To measure by
author held out takes models without one group of authors, and without two (what such a model itself held out): each
is made once (:class:`Words`) and serves every variant. scikit-learn and SciPy train; what they find is written as
plain numbers (model.py). Every step is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from logscan.signals.choosing import choices
from logscan.signals.corpus import Example
from logscan.signals.fitting import NEVER, Floats, fit_many
from logscan.signals.model import (
    FORMAT,
    LETTERS,
    VERDICTS,
    Artefact,
    Choice,
    Linear,
    Model,
    Scores,
    Weights,
    aggregates,
    joined,
    softmax,
)
from logscan.signals.shown import Choices, Passage

Chooser = Callable[[str], bool]

FOLDS = 6
_FEWEST_SENTENCES, _FEWEST_AUTHORS, _MOST_KEYS = 3, 2, 6000
_SENTENCE_C, _TEXT_C, _VERDICT_C = 0.3, 30.0, 0.02
_TEXT_TRUST = 10.0  # how much less the weights of the text are drawn to zero than those of the rules
_RULES = (
    "occasions", "once", "no_conduct", "no_pursuit", "pursuit", "pursuit_kinds", "quarrel", "short", "length",
    "mutual", "single", "grievance", "intimate", "unknown", "vague", "doubted", "pasted", "told_to_stop", "blocked",
    "afraid", "repeated", "volume", "new_routes",
)  # fmt: skip


def everything(name: str) -> bool:
    """Every feature that the verdict uses: what the words speak for, the strongest sentences, the rules that help."""
    return " " in name or name in _RULES


class Words:
    """Models of the words of some examples, each without some groups of authors, made once.

    With ``part`` below one they see the cases of a part of each group's authors only.
    """

    def __init__(self, found: Sequence[Example], part: float = 1.0) -> None:
        self.found = found
        self.fold = _folds([example.author for example in found])
        self._seen = _part_of(found, self.fold, part)
        self._made: dict[frozenset[int], _Table] = {}

    def table(self, without: frozenset[int]) -> _Table:
        """The model that saw none of these groups."""
        if without not in self._made:
            self._made[without] = _table([self.found[n] for n in self._inside(without)])
        return self._made[without]

    def held_out(self, without: frozenset[int]) -> tuple[list[int], Scores]:
        """The examples (by number) outside some groups, and their scores by models that saw none of their group."""
        inside = sorted(self._inside(without), key=self.fold.__getitem__)
        groups = [(fold, [*numbers]) for fold, numbers in groupby(inside, self.fold.__getitem__)]
        return inside, joined([self.scores(numbers, without | {fold}) for fold, numbers in groups])

    def _inside(self, without: frozenset[int]) -> list[int]:
        return [n for n, fold in enumerate(self.fold) if fold not in without and self._seen[n]]

    def scores(self, numbers: Sequence[int], without: frozenset[int]) -> Scores:
        """The scores of examples by the model that saw none of some groups."""
        return self.table(without).weights.scores([self.found[number].keys for number in numbers])


@dataclass(frozen=True)
class Stack:
    """What is built on scores: the verdict and the choices of passages."""

    verdict: dict[str, Linear]
    temperature: float
    choices: dict[str, Choice]


def train(
    found: Sequence[Example], corpus: Mapping[str, str | int], wanted: Chooser = everything, words: Words | None = None
) -> Artefact:
    """A model of all examples; ``wanted`` tells which features the verdict may use."""
    words = words or Words(found)
    return _artefact(words.table(frozenset()), _stack(words, frozenset(), wanted), corpus)


def _artefact(table: _Table, stack: Stack, corpus: Mapping[str, str | int]) -> Artefact:
    return Artefact(
        format=FORMAT,
        corpus=dict(corpus),
        keys=dict(zip(table.keys, table.values.tolist(), strict=True)),
        sentence_bias=table.sentence_bias.tolist(),
        text_bias=table.text_bias.tolist(),
        verdict=stack.verdict,
        temperature=stack.temperature,
        choices=stack.choices,
    ).sealed()


def cross_validate(words: Words, wanted: Chooser = everything) -> Iterator[tuple[list[Example], Model]]:
    """Every example, a group of authors at a time, with a model trained on other authors."""
    for fold in sorted(set(words.fold)):
        without = frozenset((fold,))
        model = Model(_artefact(words.table(without), _stack(words, without, wanted), {}))
        yield [example for number, example in enumerate(words.found) if words.fold[number] == fold], model


def predict(
    model: Model, examples: Sequence[Example]
) -> list[tuple[dict[str, float], dict[str, list[Passage]]]]:
    """Probabilities of the verdicts of each example, and the passages shown for each letter and act."""
    if not examples:
        return []
    scores = model.weights.scores([example.keys for example in examples])
    features = [{**e.features, **more} for e, more in zip(examples, aggregates(scores), strict=True)]
    probabilities = [model.probabilities(case) for case in features]
    shown = Choices(model.artefact.choices).shown(scores, [e.spans for e in examples], features, probabilities)
    return [*zip(probabilities, shown, strict=True)]


def _folds(groups: Sequence[str]) -> list[int]:
    """The group (0 to FOLDS - 1) of each example, all of one author in one."""
    count = min(FOLDS, len(set(groups)))
    if count < 2:
        raise ValueError("a model is trained on cases by at least two authors")
    found = [0] * len(groups)
    places = np.zeros((len(groups), 1))
    for fold, (_, outside) in enumerate(GroupKFold(count).split(places, groups=list(groups))):
        for number in map(int, outside):
            found[number] = fold
    return found


def _part_of(found: Sequence[Example], folds: Sequence[int], part: float) -> list[bool]:
    """Whether an example is by one of a part of its group's authors, always the same ones."""
    authors: dict[int, set[str]] = {}
    for example, fold in zip(found, folds, strict=True):
        authors.setdefault(fold, set()).add(example.author)
    seen: set[str] = set()
    for names in authors.values():
        ranked = sorted(names, key=lambda name: sha256(name.encode()).digest())
        seen.update(ranked[: max(1, round(part * len(ranked)))])
    return [example.author in seen for example in found]


# the words


@dataclass(frozen=True)
class _Table:
    keys: list[str]
    values: Floats
    sentence_bias: Floats
    text_bias: Floats
    weights: Weights


def _table(found: Sequence[Example]) -> _Table:
    """Weights of a key towards each target (by sentence), each verdict and each letter (by case)."""
    keys = _vocabulary(found)
    index = {key: number for number, key in enumerate(keys)}
    sentences, cases = _matrices(found, index)
    gold = np.concatenate([example.gold for example in found])
    by_sentence, sentence_bias = fit_many(sentences, gold, _SENTENCE_C)
    verdicts = np.array([example.verdict for example in found])
    text = LogisticRegression(C=_TEXT_C, max_iter=2000).fit(cases, verdicts)
    wide, text_bias = np.zeros((len(keys), len(VERDICTS))), np.full(len(VERDICTS), NEVER)
    wide[:, text.classes_], text_bias[text.classes_] = text.coef_.T, text.intercept_
    there = np.array([[float(bool(e.quotes[x])) if x in e.quotes else np.nan for x in LETTERS] for e in found])
    letters, letter_bias = fit_many(cases, there, _TEXT_C)
    values: Floats = np.hstack([by_sentence, wide, letters]).round(4)
    heavy = np.sort(np.argsort(-np.abs(values).max(axis=1), kind="stable")[:_MOST_KEYS])
    kept, values = [keys[i] for i in heavy], values[heavy]
    sentence_bias, text_bias = np.round(sentence_bias, 4), np.round(np.concatenate((text_bias, letter_bias)), 4)
    return _Table(kept, values, sentence_bias, text_bias, Weights(kept, values, sentence_bias, text_bias))


def _vocabulary(found: Sequence[Example]) -> list[str]:
    """Keys that enough sentences of enough authors have: what one author alone writes is a habit or a name."""
    sentences: Counter[str] = Counter()
    authors: dict[str, set[str]] = {}
    for example in found:
        for name, _ in example.keys.named():
            sentences[name] += 1
            authors.setdefault(name, set()).add(example.author)
    least = min(_FEWEST_AUTHORS, len({example.author for example in found}) - 1)
    return sorted(k for k, n in sentences.items() if n >= _FEWEST_SENTENCES and len(authors[k]) >= least)


def _matrices(found: Sequence[Example], index: Mapping[str, int]) -> tuple[csr_matrix, csr_matrix]:
    """Sentences by key, of ones; cases by key, each key once, divided by the root of how many a case has."""
    rows: list[set[int]] = []
    cases: list[set[int]] = []
    for example in found:
        mine: list[set[int]] = [set() for _ in range(len(example.spans))]
        for name, row in example.keys.named():
            if (number := index.get(name)) is not None:
                mine[row].add(number)
        rows += mine
        cases.append(set().union(*mine))
    return _matrix(rows, len(index), scaled=False), _matrix(cases, len(index), scaled=True)


def _matrix(rows: Sequence[set[int]], width: int, scaled: bool) -> csr_matrix:
    ids = [sorted(row) for row in rows]
    lengths = [len(row) for row in ids]
    values = np.concatenate([np.full(n, 1 / sqrt(n) if scaled and n else 1.0) for n in lengths])
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return csr_matrix((values, np.array([i for row in ids for i in row], dtype=np.int64), starts), (len(rows), width))


# what is built on scores


def _stack(words: Words, without: frozenset[int], wanted: Chooser) -> Stack:
    inside, scores = words.held_out(without)
    found = [words.found[n] for n in inside]
    features = [{**e.features, **more} for e, more in zip(found, aggregates(scores), strict=True)]
    verdict, temperature, probabilities = _verdict(found, features, [words.fold[n] for n in inside], wanted)
    return Stack(verdict, temperature, choices(found, scores, features, probabilities))


def _verdict(
    found: Sequence[Example], features: Sequence[Mapping[str, float]], folds: Sequence[int], wanted: Chooser
) -> tuple[dict[str, Linear], float, list[dict[str, float]]]:
    """The weights of the verdict, its temperature, and held-out probabilities."""
    verdicts = np.array([example.verdict for example in found])
    names = sorted({name for case in features for name in case if wanted(name)})
    table = np.array([[case.get(name, 0.0) for name in names] for case in features])
    sums = np.zeros((len(found), len(VERDICTS)))
    for fold in sorted(set(folds)):
        outside = np.array(folds) == fold
        weights = _multinomial(table[~outside], verdicts[~outside], names)
        for i in map(int, np.flatnonzero(outside)):
            sums[i] = [weights[label](features[i]) for label in VERDICTS]
    temperature = _temperature(sums, verdicts)
    held_out = [softmax(list(row / temperature)) for row in sums]
    return _multinomial(table, verdicts, names), temperature, held_out


def _multinomial(table: Floats, wanted: NDArray[np.int64], names: Sequence[str]) -> dict[str, Linear]:
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    spread /= [_TEXT_TRUST if name.startswith("text ") else 1.0 for name in names]
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
