"""Blocks of words that stand in two entries of one log, found by the hashes of their windows in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.facts.log import Log
from logscan.nlp.vocabulary import GOLDEN
from logscan.report import Fact

_WORD = re.compile(r"\w+(?:['/.-]\w+)*")
_TOKEN = np.dtype([("start", np.int64), ("end", np.int64), ("hash", np.int64)])
WORDS = 25
"""Words of a block that counts as copied (the panel's rule of thumb; the policy may only ask for more)."""

_Tokens = NDArray[np.void]
_Numbers = NDArray[np.int64]


def copied(log: Log, words: int = WORDS) -> Iterator[Fact]:
    """A fact of kind ``copied`` for each later block of at least ``words`` words that an earlier entry holds."""
    if len(log.entries) < 2 or not log.may_repeat:
        return
    tokens, numbers = _tokens(log)
    places, first = _repeated(tokens["hash"], numbers, words)
    ends = np.searchsorted(numbers, np.arange(1, len(log.entries) + 1)).tolist()
    done: set[tuple[int, int]] = set()
    reached = -1
    for at, earlier in zip(places.tolist(), first.tolist(), strict=True):
        if at <= reached:
            continue
        number, start = int(numbers[at]), int(tokens["start"][earlier])
        length = _length(log, start, tokens[: ends[number]], at)
        if length < words:  # two windows with one hash
            continue
        reached = min(at + length, ends[number] - 1)
        if (start, number) not in done:
            done.add((start, number))
            begin, end = int(tokens["start"][at]), int(tokens["end"][at + length - 1])
            yield log.fact("copied", start, start + end - begin, by="police")
            yield log.fact("copied", begin, end, by="police")


def _tokens(log: Log) -> tuple[_Tokens, _Numbers]:
    """The words of the entries: where they start and end, and a hash of each (of this process alone); their entries."""
    by_entry = [
        np.fromiter(
            ((m.start(), m.end(), hash(m.group())) for m in _WORD.finditer(log.folded, entry.body, entry.end)), _TOKEN
        )
        for entry in log.entries
    ]
    return np.concatenate(by_entry), np.repeat(np.arange(len(by_entry)), [len(tokens) for tokens in by_entry])


def _repeated(hashes: _Numbers, numbers: _Numbers, words: int) -> tuple[_Numbers, _Numbers]:
    """Where ``words`` words begin that an earlier entry has on end, and where they first stand."""
    windows = _windows(hashes, words)
    places = np.flatnonzero(numbers[: len(windows)] == numbers[len(numbers) - len(windows) :])  # those inside an entry
    first = places[_first_places(windows[places])]
    repeated = numbers[first] != numbers[places]
    return places[repeated], first[repeated]


def _windows(hashes: _Numbers, words: int) -> NDArray[np.uint64]:
    """A hash of every run of ``words`` words."""
    count = max(0, len(hashes) - words + 1)
    mixed = np.zeros(count, np.uint64)
    for shift in range(words):
        mixed = mixed * GOLDEN + hashes[shift : shift + count].view(np.uint64)
    return mixed


def _first_places(windows: NDArray[np.uint64]) -> NDArray[np.intp]:
    """For every window the first with the same hash."""
    _, first, which = np.unique(windows, return_index=True, return_inverse=True)
    return first[which]


def _length(log: Log, first: int, tokens: _Tokens, at: int) -> int:
    """How many words from ``tokens[at]`` on are the same as those from ``first`` on."""
    folded, starts, ends = log.folded, tokens["start"], tokens["end"]
    count = 0
    for match, place in zip(_WORD.finditer(folded, first), range(at, len(tokens)), strict=False):
        if match.group() != folded[starts[place] : ends[place]]:
            break
        count += 1
    return count
