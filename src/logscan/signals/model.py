"""The learned part at run time: a file of weights, read as data, evaluated by sums; no code is loaded.

The artefact (``models/signals.json``) holds, for every key that a sentence can have (tokens.py), its weight towards
each FOUR letter and act by sentence, and towards each verdict and FOUR letter by case; how sentence scores and rule
features make a verdict; and what makes a span worth showing (shown.py). ``sha256`` is of the rest of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from math import exp
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import beginnings, distinct
from logscan.nlp.vocabulary import Places, Told
from logscan.sealed import Sealed, load
from logscan.signals.features import TOLD_ONCE
from logscan.signals.scores import TARGETS, THEMES, VERDICTS, Floats, Scores
from logscan.signals.tokens import PAIRS, Keys, stem_of

FORMAT = "logscan.signals/4"
DAMPED = 0.25
"""The power of the number of keys of a sentence by which its score is divided: long sentences say more, not so much."""
_DIGITS = 4
_WITHOUT_FIXATION = 0.5
_BLOCK = 8_192



class Linear(msgspec.Struct, frozen=True):
    """A weighted sum: a bias and a weight a named feature."""

    bias: float
    weights: dict[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        weights = self.weights
        return self.bias + sum([weights[name] * value for name, value in features.items() if name in weights])


class Choice(msgspec.Struct, frozen=True):
    """What is shown for a letter or an act: is it there at all, which sentences, what a passage must gain, how many."""

    present: Linear
    present_from: float
    sentence: Linear
    price: float
    beside_from: float
    most: int


class Artefact(Sealed, frozen=True, kw_only=True):
    """The file of weights."""

    keys: dict[str, list[float]]
    sentence_bias: list[float]
    text_bias: list[float]
    verdict: dict[str, Linear]
    temperature: float
    choices: dict[str, Choice]
    sha256: str = ""



class Weights:
    """The weights of keys, ready for use: stems and pairs of stems by number, so that a log takes a few array sums."""

    def __init__(self, keys: Sequence[str], table: Floats, sentence_bias: Floats, text_bias: Floats) -> None:
        self._index = {key: number for number, key in enumerate(keys)}
        self._sentence = np.ascontiguousarray(table[:, : len(TARGETS)])
        self._text = np.ascontiguousarray(table[:, len(TARGETS) :])
        self._sentence_bias, self._text_bias = sentence_bias, text_bias
        words = {key: _of_words(key) for key in keys if key[0] not in "+=~<>"}
        stems = {stem: n for n, stem in enumerate(sorted({stem for parts, _ in words.values() for stem in parts}))}
        self._stems = stems
        self._told = Told(self._stem)
        # the last one stands for stems without a key of their own, and for words without a known stem (-1)
        self._single = np.array([self._index.get(stem, -1) for stem in stems] + [-1])
        pairs = [
            (apart, stems[parts[0]], stems[parts[1]], number)
            for parts, apart, number in [(*told, self._index[key]) for key, told in words.items()]
            if apart
        ]
        self._pairs = {
            apart: _Pairs([key for far, *key in pairs if far == apart], len(stems)) for apart in PAIRS.values()
        }

    def scores(self, cases: Sequence[Keys]) -> Scores:
        """Scores of cases from their keys; a key counts once a sentence, and once a case."""
        size, counts = len(self._index), [len(keys.lengths) for keys in cases]
        first = np.concatenate(([0], np.cumsum(counts, dtype=np.intp)))
        cells = self._cells(cases, first)
        targets, text = np.tile(self._sentence_bias, (int(first[-1]), 1)), np.tile(self._text_bias, (len(cases), 1))
        if len(cells):
            rows = cells // size
            ids = cells - rows * size
            begins = beginnings(rows)
            counted = np.diff(np.append(begins, len(ids)))
            targets[rows[begins]] += _sums(self._sentence, ids, begins) / (counted**DAMPED)[:, None]
            case = np.repeat(np.arange(len(cases)), counts).take(rows)
            has = np.zeros(len(cases) * size, dtype=bool)
            has[case * size + ids] = True
            once = np.flatnonzero(has)
            case = once // size
            begins = beginnings(case)
            many = np.diff(np.append(begins, len(once)))
            sums = np.add.reduceat(self._text.take(once - case * size, axis=0), begins, axis=0)
            text[case[begins]] = sums / np.sqrt(many)[:, None] + self._text_bias
        return Scores(targets, text, first, np.concatenate([keys.lengths for keys in cases]))

    def _cells(self, cases: Sequence[Keys], first: Places) -> Places:
        """Sentence (in all cases) and key of each known key as one number, sorted, each once."""
        size = len(self._index)
        vocabularies = {id(keys.vocabulary): keys.vocabulary for keys in cases}
        stems_of = {which: self._told.of(vocabulary) for which, vocabulary in vocabularies.items()}
        stems = np.concatenate([stems_of[id(keys.vocabulary)].take(keys.words) for keys in cases])
        places = _apart(np.concatenate([keys.rows for keys in cases]), [len(keys.rows) for keys in cases], first)
        # a pair does not reach into the next case: its sentences are other ones
        found = [(self._single.take(stems), places)]
        for apart, pairs in self._pairs.items():
            numbers = pairs.numbers(stems[:-apart], stems[apart:])
            at = np.flatnonzero((numbers > 0) & (places[:-apart] == places[apart:]))
            found.append((numbers[at].astype(np.intp) - 1, places[at]))
        names = chain.from_iterable([keys.told for keys in cases])
        many = [len(keys.told) for keys in cases]
        told = np.fromiter(map(self._index.get, names, repeat(-1)), dtype=np.intp, count=sum(many))
        told_rows = chain.from_iterable([keys.told_rows for keys in cases])
        found.append((told, _apart(np.fromiter(told_rows, dtype=np.intp, count=sum(many)), many, first)))
        return distinct(np.concatenate([_known(ids, rows, size) for ids, rows in found]))

    def _stem(self, word: str) -> int:
        """The number of the stem of a word, -1 where no key has it."""
        return self._stems.get(stem_of(word), -1)


class _Pairs:
    """The numbers of those keys that are pairs of stems so far apart, in a table of the stems that they have."""

    def __init__(self, keys: Sequence[Sequence[int]], stems: int) -> None:
        left, right, numbers = np.array(keys, dtype=np.intp).reshape(-1, 3).T
        # of each stem its row, or its column: 0 for one that no pair has, as for what is no stem (-1)
        (rows, self._rows), (columns, self._columns) = _ranks(left, stems), _ranks(right, stems)
        self._rows *= columns
        # small, for it is looked up all over
        self._numbers = np.zeros(rows * columns, dtype=np.min_scalar_type(numbers.max(initial=0) + 1))
        self._numbers[self._rows[left] + self._columns[right]] = numbers + 1

    def numbers(self, one: Places, other: Places) -> NDArray[np.integer]:
        """The numbers of the keys of stems and those after them, counted from one; 0 for none."""
        found: NDArray[np.integer] = self._numbers.take(self._rows.take(one) + self._columns.take(other))
        return found


def _ranks(chosen: Places, count: int) -> tuple[int, Places]:
    """How many there are with the 0 of all others, and which is which: by number, and 0 at the end."""
    found = np.zeros(count + 1, dtype=np.intp)
    found[chosen] = 1
    found[chosen] = np.cumsum(found)[chosen]
    return int(found.max()) + 1, found


def _of_words(key: str) -> tuple[list[str], int]:
    """The stems of a key, and how far apart two of them are."""
    for between, apart in sorted(PAIRS.items(), reverse=True):
        if between in key:
            return key.split(between), apart
    return [key], 0


def _known(ids: Places, rows: Places, size: int) -> Places:
    """Row and key as one number, where both are known."""
    kept = np.flatnonzero((ids >= 0) & (rows >= 0))
    return rows[kept] * size + ids[kept]


def _sums(table: Floats, ids: Places, begins: Places) -> Floats:
    """The sums of the rows ``ids`` of a table from each beginning to the next, in blocks: a log can hold millions."""
    found = np.empty((len(begins), table.shape[1]))
    ends = np.append(begins[1:], len(ids))
    for at in range(0, len(begins), _BLOCK):
        low, high = begins[at], ends[at : at + _BLOCK][-1]
        rows = table.take(ids[low:high], axis=0)
        found[at : at + _BLOCK] = np.add.reduceat(rows, begins[at : at + _BLOCK] - low, axis=0)
    return found


def _apart(rows: Places, counts: Sequence[int], first: Places) -> Places:
    """The sentences of the cases, ``counts`` of each, as those of all; -1 stays."""
    return np.where(rows >= 0, rows + np.repeat(first[:-1], counts), -1)


class Model:
    """An artefact ready for use."""

    def __init__(self, artefact: Artefact) -> None:
        self.artefact = artefact
        table = np.array(list(artefact.keys.values()), dtype=np.float64).reshape(
            len(artefact.keys), len(TARGETS) + len(THEMES)
        )
        verdicts = [artefact.verdict[label].weights for label in VERDICTS]
        names = sorted({name for weights in verdicts for name in weights})
        self._weights = {name: [weights.get(name, 0.0) for weights in verdicts] for name in names}
        self.weights = Weights(
            list(artefact.keys), table, np.array(artefact.sentence_bias), np.array(artefact.text_bias)
        )

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Calibrated probability of each verdict, rounded so that they are the same on every machine."""
        stalking = harassment = neither = unclear = 0.0
        for name, value in features.items():
            weights = self._weights.get(name)
            if weights is not None:
                stalking += weights[0] * value
                harassment += weights[1] * value
                neither += weights[2] * value
                unclear += weights[3] * value
        sums = (stalking, harassment, neither, unclear)
        biases = [self.artefact.verdict[label].bias for label in VERDICTS]
        found = softmax([(bias + total) / self.artefact.temperature for bias, total in zip(biases, sums, strict=True)])
        return of_a_course(found, features)

    def contributions(self, features: Mapping[str, float], label: str) -> dict[str, float]:
        """What each feature adds to a verdict, largest first."""
        weights = self.artefact.verdict[label].weights
        found = {name: weights[name] * features[name] for name in weights if features.get(name)}
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))


def of_a_course(probabilities: dict[str, float], features: Mapping[str, float]) -> dict[str, float]:
    """Harassment takes a course of conduct, and that two occasions (s.7(3) PHA 1997): what is told to have happened the
    once is none, however hard its words.
    """
    if not features.get(TOLD_ONCE):
        return probabilities
    neither = round(probabilities["neither"] + probabilities["harassment"], _DIGITS)
    return {**probabilities, "harassment": 0.0, "neither": neither}


def of_fixation(probabilities: dict[str, float], fixated: bool) -> dict[str, float]:
    """Stalking takes fixation or obsession with the person: where no sentence shows that it is fixated, the odds of
    stalking are half of what the words alone make them.

    By author held out (536 logs, 2026) 9 of 11 cases that were called stalking with no fixation shown were none.
    """
    if fixated:
        return probabilities
    whole = 1 - (1 - _WITHOUT_FIXATION) * probabilities["stalking"]
    odds = {**probabilities, "stalking": _WITHOUT_FIXATION * probabilities["stalking"]}
    return {label: round(chance / whole, _DIGITS) for label, chance in odds.items()}


def softmax(sums: Sequence[float]) -> dict[str, float]:
    """Sums as probabilities by verdict."""
    top = max(sums)
    raised = [exp(value - top) for value in sums]
    total = sum(raised)
    return {label: round(value / total, _DIGITS) for label, value in zip(VERDICTS, raised, strict=True)}


def load_model(path: Path) -> Model:
    """The model of a file; raises :class:`LogscanError` where it is not one, or is not whole."""
    return Model(load(path, Artefact, FORMAT, "signals"))
