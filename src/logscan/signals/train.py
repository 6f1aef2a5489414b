"""Training: a calibrated verdict over the scores of the words and rules, and the choices of passages.

What builds on scores is trained on scores of unseen authors (lexical.py), so that it learns how far to trust them.
scikit-learn and SciPy train; what they find is written as plain numbers (model.py). Every step is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from logscan.signals.choosing import choices
from logscan.signals.corpus import Example
from logscan.signals.fitting import NEVER, Floats
from logscan.signals.lexical import Table, Words
from logscan.signals.model import FORMAT, Artefact, Choice, Linear, Model, Weights, of_a_course, of_fixation, softmax
from logscan.signals.passages import Passage
from logscan.signals.scores import TARGETS, THEMES, VERDICTS, Scores, aggregates
from logscan.signals.shown import Choices

Chooser = Callable[[str], bool]

_VERDICT_C = 0.02
_TEXT_TRUST = 10.0  # how much less the weights of the text are drawn to zero than those of the rules
_RULES = (
    "occasions", "once", "no_conduct", "no_pursuit", "pursuit", "pursuit_kinds", "quarrel", "short", "length",
    "mutual", "single", "grievance", "intimate", "unknown", "vague", "doubted", "pasted", "told_to_stop", "blocked",
    "afraid", "repeated", "volume", "new_routes",
)  # fmt: skip


def everything(name: str) -> bool:
    """Every feature that the verdict uses: what the words speak for, the strongest sentences, the rules that help."""
    return " " in name or name in _RULES


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
    return _artefact(words.table(frozenset()), stack(words, frozenset(), wanted), corpus)


def without_words(built: Stack) -> Artefact:
    """A model that knows no words: it judges by scores that others make."""
    none = np.zeros((0, len(TARGETS) + len(THEMES)))
    bias, text_bias = np.zeros(len(TARGETS)), np.zeros(len(THEMES))
    return _artefact(Table([], none, bias, text_bias, Weights([], none, bias, text_bias)), built, {})


def _artefact(table: Table, stack: Stack, corpus: Mapping[str, str | int]) -> Artefact:
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


def cross_validate(
    words: Words, wanted: Chooser = everything, seen: Words | None = None
) -> Iterator[tuple[list[Example], Model]]:
    """Every example, a group of authors at a time, with a model trained on other authors.

    The models of the words are those of ``seen`` where it is given: made of a part of the other authors, while what
    is built on them is made of all.
    """
    for fold in sorted(set(words.fold)):
        without = frozenset((fold,))
        model = Model(_artefact((seen or words).table(without), stack(words, without, wanted), {}))
        yield [example for number, example in enumerate(words.found) if words.fold[number] == fold], model


def predict(
    model: Model, examples: Sequence[Example], scores: Scores | None = None
) -> list[tuple[dict[str, float], dict[str, list[Passage]]]]:
    """Probabilities of the verdicts of each example, and the passages shown for each letter and act.

    ``scores`` are those of the model's own words where none are given.
    """
    if not examples:
        return []
    if scores is None:
        scores = model.weights.scores([example.keys for example in examples])
    features = [{**e.features, **more} for e, more in zip(examples, aggregates(scores), strict=True)]
    probabilities = [model.probabilities(case) for case in features]
    shown = Choices(model.artefact.choices).shown(scores, [e.spans for e in examples], features, probabilities)
    return [(of_fixation(said, bool(found["F"])), found) for said, found in zip(probabilities, shown, strict=True)]


# what is built on scores


def stack(words: Words, without: frozenset[int], wanted: Chooser = everything) -> Stack:
    """What is built on the held-out scores of the examples outside some groups."""
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
    held_out = [
        of_a_course(softmax(list(row / temperature)), case) for row, case in zip(sums, features, strict=True)
    ]
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
