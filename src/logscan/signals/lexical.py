"""Models of the words: of stems, pairs and rule hits towards letters, acts and verdicts, without some authors.

To measure by author held out takes models without one group of authors, and without two (what such a model itself held
out): each is made once (:class:`Words`) and serves every variant of what is built on it. Every step is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations, groupby

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from logscan.signals.corpus import Example
from logscan.signals.fitting import NEVER, Floats, fit_many
from logscan.signals.model import DAMPED, Weights
from logscan.signals.scores import LETTERS, VERDICTS, Scores, joined

FOLDS = 6
FEW = 100
"""For so few examples processes cost more than they save."""
_FEWEST_SENTENCES, _FEWEST_AUTHORS, _MOST_KEYS = 3, 2, 6000
_SENTENCE_C, _TEXT_C = 1.0, 30.0


class Words:
    """Models of the words of some examples, each without some groups of authors, made once.

    With ``part`` below one they see the cases of a part of each group's authors only.
    """

    def __init__(self, found: Sequence[Example], part: float = 1.0) -> None:
        self.found = found
        self.fold = _folds([example.author for example in found])
        self._seen = _part_of(found, self.fold, part)
        self._made: dict[frozenset[int], Table] = {}

    def table(self, without: frozenset[int]) -> Table:
        """The model that saw none of these groups."""
        if without not in self._made:
            self._made[without] = _table([self.found[n] for n in self._inside(without)])
        return self._made[without]

    def prepare(self, most: int) -> None:
        """Make the models without up to ``most`` groups that are not made yet, on all processors.

        Each is made on its own, so that none depends on how many processors there are.
        """
        groups = sorted(set(self.fold))
        missing = [
            without
            for count in range(most + 1)
            for without in map(frozenset, combinations(groups, count))
            if without not in self._made
        ]
        if len(self.found) < FEW:
            return
        with ProcessPoolExecutor(initializer=_hold, initargs=(self.found,)) as pool:
            parts = [self._inside(without) for without in missing]
            self._made.update(zip(missing, pool.map(_table_of, parts), strict=True))

    def cases_seen(self) -> int:
        """How many cases the models see that are without one group, in the mean."""
        groups = set(self.fold)
        return round(sum(len(self._inside(frozenset((fold,)))) for fold in groups) / len(groups))

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


_held: list[Example] = []


def _hold(found: Sequence[Example]) -> None:
    """What a process needs once; threads of its own would only be in the way of the other processes."""
    _held[:] = found
    threadpool_limits(1)


def _table_of(numbers: Sequence[int]) -> Table:
    return _table([_held[number] for number in numbers])


@dataclass(frozen=True)
class Table:
    keys: list[str]
    values: Floats
    sentence_bias: Floats
    text_bias: Floats
    weights: Weights


def _table(found: Sequence[Example]) -> Table:
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
    return Table(kept, values, sentence_bias, text_bias, Weights(kept, values, sentence_bias, text_bias))


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
    """Sentences by key, and cases by key, each key once, divided by a power of how many there are."""
    rows: list[set[int]] = []
    cases: list[set[int]] = []
    for example in found:
        mine: list[set[int]] = [set() for _ in range(len(example.spans))]
        for name, row in example.keys.named():
            if (number := index.get(name)) is not None:
                mine[row].add(number)
        rows += mine
        cases.append(set().union(*mine))
    return _matrix(rows, len(index), DAMPED), _matrix(cases, len(index), 0.5)


def _matrix(rows: Sequence[set[int]], width: int, damped: float) -> csr_matrix:
    ids = [sorted(row) for row in rows]
    lengths = [len(row) for row in ids]
    values = np.concatenate([np.full(n, max(1, n) ** -damped) for n in lengths])
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return csr_matrix((values, np.array([i for row in ids for i in row], dtype=np.int64), starts), (len(rows), width))
