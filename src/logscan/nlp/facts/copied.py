"""Blocks of words that stand in two entries of one log, found by the hashes of their windows in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.facts.log import Log
from logscan.nlp.lexicon.words import spaced
from logscan.report import Entry, Fact

_WORD = re.compile(r"\w+(?:['/.-]\w+)*")
_BEYOND_LATIN_1 = re.compile(r"[^\0-ÿ]")
_WELSH = frozenset("ŵŷ")  # plain text has letters for these
_TOKEN = np.dtype([("start", np.int64), ("end", np.int64), ("hash", np.int64)])
_ODD = np.uint64(0x9E3779B97F4A7C15)
WORDS = 25
"""Words of a block that counts as copied (the panel's rule of thumb; the policy may only ask for more)."""

_Tokens = NDArray[np.void]
_Numbers = NDArray[np.int64]


def copied(log: Log, words: int = WORDS) -> Iterator[Fact]:
    """A fact of kind ``copied`` for each later block of at least ``words`` words that an earlier entry holds."""
    if len(log.entries) < 2 or not _may_repeat(log, words):
        return
    tokens = [_tokens(log, entry) for entry in log.entries]
    windows = [_windows(of_entry["hash"], words) for of_entry in tokens]
    numbers = np.repeat(np.arange(len(windows)), [len(of_entry) for of_entry in windows])
    offsets = np.cumsum([0, *(len(of_entry) for of_entry in windows)]).tolist()
    first = _first_places(np.concatenate(windows))
    done: set[tuple[int, int]] = set()
    reached = -1
    for window in np.flatnonzero(numbers[first] != numbers).tolist():
        if window <= reached:
            continue
        number, earlier = int(numbers[window]), int(numbers[first[window]])
        at = window - offsets[number]
        start = int(tokens[earlier]["start"][int(first[window]) - offsets[earlier]])
        length = _length(log, start, tokens[number], at)
        if length < words:  # two windows with one hash
            continue
        reached = min(window + length, offsets[number + 1] - 1)
        if (start, number) not in done:
            done.add((start, number))
            begin, end = int(tokens[number]["start"][at]), int(tokens[number]["end"][at + length - 1])
            yield log.fact("copied", start, start + end - begin, by="police")
            yield log.fact("copied", begin, end, by="police")


def _may_repeat(log: Log, words: int) -> bool:
    """Whether some entry has as many words on end that earlier entries hold: most logs have none, and end here."""
    known: set[str] = set()
    for pieces in _pieces(log):
        # one word in five first: where no five of those are known on end, no 25 of all are
        if _runs(known, pieces[::5], words // 5) and _runs(known, pieces, words):
            return True
        known.update(pieces)
    return False


def _runs(known: set[str], pieces: list[str], words: int) -> bool:
    return b"\1" * words in bytes(map(known.__contains__, pieces))


def _pieces(log: Log) -> Iterator[list[str]]:
    """The words of each entry, made plain where that leaves every word."""
    if _left_by_plain(log.folded):
        text = spaced(log.folded)  # the character at i of the folded text stands at i + 1
        for entry in log.entries:
            yield text[entry.body + 1 : entry.end + 1].split()
    else:
        for entry in log.entries:
            yield _WORD.findall(log.folded, entry.body, entry.end)


def _left_by_plain(folded: str) -> bool:
    """Whether plain text has every word: one in letters of another script, or of low lines, is a blank there."""
    try:
        folded.encode("latin-1")
    except UnicodeEncodeError:
        return "_" not in folded and _WELSH.issuperset(_BEYOND_LATIN_1.findall(folded))
    return True


def _tokens(log: Log, entry: Entry) -> _Tokens:
    """The words of an entry: where they start and end, and a hash of each (of use in this process alone)."""
    found = _WORD.finditer(log.folded, entry.body, entry.end)
    return np.fromiter(((m.start(), m.end(), hash(m.group())) for m in found), _TOKEN)


def _windows(hashes: _Numbers, words: int) -> NDArray[np.uint64]:
    """A hash of every run of ``words`` words."""
    count = max(0, len(hashes) - words + 1)
    mixed = np.zeros(count, np.uint64)
    for shift in range(words):
        mixed = mixed * _ODD + hashes[shift : shift + count].view(np.uint64)
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
