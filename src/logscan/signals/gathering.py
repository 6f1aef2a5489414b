"""Evidence of several logs at once: their folded texts joined, so that each table is gone through once for all.

A seam that is no white space and no word parts the logs; no phrase and no label reaches across it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from logscan.nlp.joined import SEAM, joined, runs
from logscan.nlp.vocabulary import Places
from logscan.report import Entry, Time
from logscan.signals.counting import Counting
from logscan.signals.evidence import Evidence, Shown
from logscan.signals.mask import Masked, mask
from logscan.signals.occasions import HEAD
from logscan.signals.phrases import Bytes, Phrases, bytes_of
from logscan.signals.pieces import pairs, pieces
from logscan.signals.standing import Standing
from logscan.signals.words import Kinds, Words, words_of

_DOUBLE, _SINGLE, _BLANK = map(ord, "\"' ")
_LINE_END = ord("\n")
# what the head of a message can begin with: "from", a number, or what is no letter; "?" stands for all beyond Latin-1
_HEADS = np.array([re.match(r"f|\d|\W", chr(code)) is not None for code in range(256)])
_ASIDE, _ENQUIRY, _OFTEN = "procedure", "enquiry", "often"


class Log(NamedTuple):
    """What the stages before tell of a log; ``named`` are the places where it names FOUR."""

    text: str
    folded: str
    entries: Sequence[Entry]
    sentences: Sequence[tuple[int, int]]
    named: Sequence[int]
    times: Sequence[Time] = ()


class Gatherer:
    """Covers the labels of logs and finds what their conduct shows."""

    def __init__(self) -> None:
        self._kinds = Kinds()
        self._labels = Phrases(self._kinds, "labels")
        self._phrases = Phrases(self._kinds, "conduct", "response", "course", "sentence")
        self._standing = Standing(self._kinds)
        self._counting = Counting(self._kinds)
        self._kinds.settle()
        self._labels.settle()
        self._phrases.settle()
        self._standing.settle()
        self._counting.settle()

    def gather(self, logs: Sequence[Log]) -> list[Evidence]:
        """The evidence of each log, officers' words for it covered."""
        if not logs:
            return []
        together = joined([log.folded for log in logs])
        folded, begins = together.text, together.begins
        words = words_of(together, self._kinds)
        masked = mask(folded, self._labels.find(folded, words))
        spans = pieces(folded, masked, [(log.entries, log.sentences) for log in logs], begins)
        words = masked.shifted(words)
        text, edges = masked.text, masked.forth_all(begins)
        data = bytes_of(text)
        first = np.append(np.searchsorted(spans[:, 0], edges), len(spans))
        first_word = np.append(np.searchsorted(words.starts, edges), len(words.starts))
        inside = _sentence_of(words, spans)
        found = self._phrases.find(text, words, data, inside >= 0)
        hits = [*zip(found, inside[[hit.word for hit in found]].tolist(), strict=True)]
        opinions = _opinions(logs, masked, begins, spans, first)
        marked: dict[str, set[int]] = {_ASIDE: opinions, _ENQUIRY: set(), _OFTEN: set()}
        for hit, number in hits:
            if hit.rule.key in marked:
                marked[hit.rule.key].add(number)
        placed = [(hit, at) for hit, at in hits if at not in marked[_ASIDE] and hit.rule.key not in marked]
        stand = self._standing.stands(text, words, [hit for hit, _ in placed], spans[[at for _, at in placed]])
        # the header of an entry stands in no sentence: its date is no occasion
        each = self._counting.by_sentence(text, data, words, inside, marked[_OFTEN], len(spans))
        rows = np.where(np.isin(inside, [*marked[_ASIDE]]), -1, inside) if marked[_ASIDE] else inside
        rows = np.where(rows >= 0, rows - np.repeat(first[:-1], np.diff(first_word)), -1)
        told_words = np.diff(np.searchsorted(np.flatnonzero(rows >= 0), first_word)).tolist()
        lengths = spans[:, 1] - spans[:, 0]
        many = np.diff(first)
        in_text = spans - np.repeat(edges, many)[:, None]
        places_in_log = masked.back_all(spans) - np.repeat(begins, many)[:, None]
        in_log = pairs(places_in_log)
        log_of = np.repeat(np.arange(len(logs)), np.diff(first)).tolist()
        starts = first.tolist()
        shown: list[list[Shown]] = [[] for _ in logs]
        for (hit, number), stands in zip(placed, stand, strict=True):
            if stands:
                at = log_of[number]
                shown[at].append(Shown(number - starts[at], hit.rule, number in marked[_ENQUIRY]))
        often, aside = (_apart(marked[name], log_of, starts) for name in (_OFTEN, _ASIDE))
        cuts, word_cuts = [*edges.tolist(), len(text) + len(SEAM)], first_word.tolist()
        quoting = _quoting(data, spans, first)
        headed = _headed(text, data, spans, edges)
        openings = _openings(logs, masked, begins, spans, first)
        return [
            Evidence(
                together=text,
                stretch=slice(cuts[at], cuts[at + 1] - len(SEAM)),
                places=in_text[starts[at] : starts[at + 1]],
                in_log=in_log[starts[at] : starts[at + 1]],
                places_in_log=places_in_log[starts[at] : starts[at + 1]],
                lengths=lengths[starts[at] : starts[at + 1]],
                opening=openings[at],
                quoting=quoting[at],
                words=words.numbers[word_cuts[at] : word_cuts[at + 1]],
                vocabulary=words.vocabulary,
                rows=rows[word_cuts[at] : word_cuts[at + 1]],
                told_words=told_words[at],
                shown=tuple(shown[at]),
                often=often[at],
                aside=aside[at],
                occasions=each[starts[at] : starts[at + 1]],
                headed=at in headed,
            )
            for at in range(len(logs))
        ]


def _sentence_of(words: Words, spans: Places) -> Places:
    """The sentence that each word begins in, -1 for none."""
    found = np.full(len(words.starts), -1)
    edges = np.searchsorted(words.starts, spans)
    many = edges[:, 1] - edges[:, 0]
    found[runs(edges[:, 0], many)] = np.repeat(np.arange(len(spans)), many)
    return found


def _opinions(logs: Sequence[Log], masked: Masked, begins: Places, spans: Places, first: Places) -> set[int]:
    """The sentences that name FOUR: they tell what officers made of it."""
    named = [(at, int(begins[at]) + place) for at, log in enumerate(logs) for place in log.named]
    if not named:
        return set()
    places = masked.forth_all(np.array([place for _, place in named]))
    found = np.searchsorted(spans[:, 0], places, side="right") - 1
    return set(found[found >= first[[at for at, _ in named]]].tolist())


def _openings(logs: Sequence[Log], masked: Masked, begins: Places, spans: Places, first: Places) -> list[int]:
    """How many sentences the first entry of each log holds."""
    ends = np.array([log.entries[0].end if log.entries else 0 for log in logs])
    found: list[int] = (np.searchsorted(spans[:, 0], masked.forth_all(begins + ends)) - first[:-1]).tolist()
    return found


def _quoting(data: Bytes, spans: Places, first: Places) -> list[list[int]]:
    """By log, the sentences that hold a quotation mark, by number there; a single one opens after a blank."""
    if not len(spans):
        return [[] for _ in first[1:]]
    single = np.flatnonzero(data == _SINGLE)
    opens = single[data[single - 1] == _BLANK] - 1
    double = np.flatnonzero(data == _DOUBLE)
    starts, ends = np.concatenate((double, opens)), np.concatenate((double + 1, opens + 2))
    number = np.searchsorted(spans[:, 0], starts, side="right") - 1
    number = np.sort(number[(number >= 0) & (ends <= spans[number, 1])])
    cuts = np.searchsorted(number, first).tolist()
    return [(number[a:b] - start).tolist() for (a, b), start in zip(pairwise(cuts), first.tolist(), strict=False)]


def _headed(text: str, data: Bytes, spans: Places, edges: Places) -> set[int]:
    """The logs that have a line in a sentence which can head a message."""
    if not len(spans):
        return set()
    lines = np.concatenate((edges, np.flatnonzero(data == _LINE_END) + 1))
    lines = lines[_HEADS.take(data.take(lines))]
    number = np.searchsorted(spans[:, 0], lines, side="right") - 1
    heads = [line for line in lines[(number >= 0) & (lines < spans[number, 1])].tolist() if HEAD.match(text, line)]
    return set((np.searchsorted(edges, heads, side="right") - 1).tolist())


def _apart(numbers: Iterable[int], log_of: Sequence[int], starts: Sequence[int]) -> list[frozenset[int]]:
    """Sentences (by number in all logs) by log, by their number there."""
    found: list[set[int]] = [set() for _ in starts[1:]]
    for number in numbers:
        found[log_of[number]].add(number - starts[log_of[number]])
    return [frozenset(numbers) for numbers in found]
