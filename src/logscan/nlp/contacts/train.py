"""The model of contacts, fitted to gold cases and measured by author held out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, vstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from logscan.case import Case, Record
from logscan.nlp import entries, mentions, people, pipeline
from logscan.nlp.contacts.keys import Material, sentence_keys
from logscan.nlp.contacts.learned import ATTEMPT, CONCEPTS, FORMAT, Artefact, Model, Reached
from logscan.nlp.contacts.sums import Weighed
from logscan.nlp.times import component as times

Table = NDArray[np.float64]

FOLDS = 8
_RARE = 2  # sentences that a key must stand in
_SLIGHT = 100  # ten-thousandths: a key that weighs no more towards any concept is left out
_GRID = np.round(np.arange(0.06, 0.61, 0.02), 2)
RECALL = 3.0  # how many times recall counts as much as precision: a contact that is missed is asked after by a check
_FEWEST = 4  # sentences to learn a concept from
_NEVER = -6.0  # log odds
_POSITIVE = 2.0  # weight of a sentence that tells of the contact


class Marked(NamedTuple):
    """The sentences of a gold case: keys, and 1 for each concept that gold marks in it."""

    author: str
    keys: list[set[str]]
    gold: Table


class Figures(NamedTuple):
    """Sentences found by author held out, of those marked, and how many found were not marked."""

    concept: str
    hits: int
    marked: int
    false: int

    @property
    def recall(self) -> float:
        return self.hits / self.marked if self.marked else 0.0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits else 0.0


def marked_cases(cases: Iterable[dict[str, Any]]) -> list[Marked]:
    """The cases whose mentions gold marks, as sentences with keys."""
    full = [case for case in cases if case["gold"].get("mentions") and case["gold"].get("times")]
    return [_marked(case, material) for case, material in zip(full, _materials(full), strict=True)]


def train(found: Sequence[Marked], corpus: dict[str, str | int]) -> tuple[Artefact, list[Figures]]:
    """The artefact, its thresholds chosen on chances by author held out, and its figures there.

    Deterministic: the same cases in the same order make the same bytes.
    """
    names = _names(found)
    rows, wanted = _rows(found, names), np.vstack([case.gold for case in found])
    blind = _without_phrases(rows, names)
    held = _held_out(found, rows, blind, wanted)
    least = tuple(_threshold(held[:, n], wanted[:, n]) for n in range(len(CONCEPTS)))
    fitted = [_fit(rows, blind, wanted[:, n]) for n in range(len(CONCEPTS))]
    table = np.round(np.column_stack([weights for weights, _ in fitted]) * 10_000).astype(int)
    keys = {
        name: (int(row[0]), int(row[1]), int(row[2]), int(row[3]))
        for name, row in zip(names, table, strict=True)
        if np.abs(row).max() > _SLIGHT
    }
    first, update, attempted, chasing = (round(bias * 10_000) for _, bias in fitted)
    artefact = Artefact(
        format=FORMAT, corpus=corpus, bias=(first, update, attempted, chasing), least=least, keys=keys
    ).sealed()
    return artefact, list(_figures(found, held, Model(artefact)))


class _Recorder(Model):
    """In place of a model: keeps what a model would be asked about."""

    def __init__(self) -> None:
        self.material: Material | None = None

    def weighed(self, logs: Sequence[Material]) -> list[Weighed]:
        nothing = np.zeros(0, dtype=np.intp)
        return [Weighed(nothing.reshape(0, len(CONCEPTS)), nothing > 0, nothing, [], [], []) for _ in logs]

    def reached(self, material: Material, weighed: Weighed | None = None) -> list[Reached]:
        self.material = material
        return []


def _materials(cases: Sequence[dict[str, Any]]) -> Iterator[Material]:
    """What phrases and names show in each case."""
    recorder = _Recorder()
    stages = (entries.create(), times.create(), people.create(), mentions.MentionFinder(recorder))
    for case in cases:
        record = msgspec.convert(case.get("record") or {}, Record)
        pipeline.facts_of(stages, Case(case_id=case["case_id"], log=case["log"], record=record))
        if recorder.material is None:
            raise ValueError(f"{case['case_id']}: no sentence found")
        yield recorder.material


def _marked(case: dict[str, Any], material: Material) -> Marked:
    gold = np.zeros((len(material.sentences), len(CONCEPTS)))
    for mention in case["gold"]["mentions"]:
        if mention["label"] == "CONTACT":
            start = -1
            for _ in range(mention.get("nth", 1)):
                start = case["log"].index(mention["quote"], start + 1)
            end = start + len(mention["quote"])
            for at, (begins, ends) in enumerate(material.sentences):
                if begins < end and start < ends:
                    gold[at, CONCEPTS.index(mention["concept"])] = 1.0
    return Marked(case["author"], list(sentence_keys(material)), gold)


def _names(found: Sequence[Marked]) -> list[str]:
    counts: dict[str, int] = {}
    for case in found:
        for keys in case.keys:
            for key in keys:
                counts[key] = counts.get(key, 0) + 1
    return sorted(key for key, count in counts.items() if count >= _RARE)


def _rows(found: Sequence[Marked], names: Sequence[str]) -> csr_matrix:
    number = {name: at for at, name in enumerate(names)}
    places, first = [], [0]
    for case in found:
        for keys in case.keys:
            places += sorted(number[key] for key in keys if key in number)
            first.append(len(places))
    return csr_matrix((np.ones(len(places)), places, first), shape=(len(first) - 1, len(names)))


def _without_phrases(rows: csr_matrix, names: Sequence[str]) -> csr_matrix:
    """The rows without what phrases found."""
    kept = np.array([0.0 if name.startswith("=phrase") else 1.0 for name in names])
    blind = (rows @ diags(kept)).tocsr()
    blind.eliminate_zeros()
    return blind


def _fit(rows: csr_matrix, blind: csr_matrix, wanted: Table) -> tuple[Table, float]:
    """Weights and bias, each sentence seen twice: with what phrases found, and without.

    The phrases were written by those who had read these authors. A model that sees nothing but them there trusts them
    elsewhere too, where they find less. A concept that hardly anybody marks is never told.
    """
    if wanted.sum() < _FEWEST:
        return np.zeros(rows.shape[1]), _NEVER
    fitted = LogisticRegression(
        C=1.0, solver="liblinear", random_state=0, max_iter=500, class_weight={0: 1.0, 1: _POSITIVE}
    ).fit(vstack([rows, blind]), np.tile(wanted.astype(int), 2))
    return fitted.coef_[0], float(fitted.intercept_[0])


def _held_out(found: Sequence[Marked], rows: csr_matrix, blind: csr_matrix, wanted: Table) -> Table:
    """Each sentence's chances from a model that saw nothing of its author."""
    authors = sorted({case.author for case in found})
    fold_of = {author: at % FOLDS for at, author in enumerate(authors)}
    folds = np.concatenate([np.full(len(case.keys), fold_of[case.author]) for case in found])
    held = np.zeros(wanted.shape)
    for fold in sorted(set(fold_of.values())):
        seen = np.flatnonzero(folds != fold)
        unseen = np.flatnonzero(folds == fold)
        for concept in range(wanted.shape[1]):
            weights, bias = _fit(rows[seen], blind[seen], wanted[seen, concept])
            held[unseen, concept] = 1 / (1 + np.exp(-(rows[unseen] @ weights + bias)))
    return held


def _threshold(chances: Table, wanted: Table) -> float:
    """The threshold of the grid with the best weighted F."""

    def score(least: float) -> float:
        told = chances >= least
        hits = float((told & (wanted > 0)).sum())
        weight = RECALL * RECALL
        return (1 + weight) * hits / (weight * float(wanted.sum()) + float(told.sum()) or 1.0)

    return float(max(_GRID, key=lambda least: (score(float(least)), -least)))


def _figures(found: Sequence[Marked], held: Table, model: Model) -> Iterator[Figures]:
    """What the model's choices come to on chances by author held out."""
    counts = {concept: [0, 0, 0] for concept in CONCEPTS}
    at = 0
    for case in found:
        chances = [tuple(row) for row in held[at : at + len(case.keys)]]
        at += len(case.keys)
        attempts = [f"=phrase {ATTEMPT}" in keys for keys in case.keys]
        told = {(at, CONCEPTS[concept]) for at, concept in model.choose(attempts, chances)}
        gold = {(int(row), CONCEPTS[int(column)]) for row, column in zip(*np.nonzero(case.gold), strict=True)}
        for concept in CONCEPTS:
            mine, theirs = ({number for number, name in side if name == concept} for side in (told, gold))
            counts[concept][0] += len(mine & theirs)
            counts[concept][1] += len(theirs)
            counts[concept][2] += len(mine - theirs)
    for concept, (hits, marked, false) in counts.items():
        yield Figures(concept, hits, marked, false)
