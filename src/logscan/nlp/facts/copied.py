"""Blocks of words that stand in two entries of one log, found by the hashes of their windows in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.facts.log import Log
from logscan.nlp.lexicon.words import spaced
from logscan.report import Fact

_WORD = re.compile(r"\w+(?:['/.-]\w+)*")
_BEYOND_LATIN_1 = re.compile(r"[^\0-ÿ]")
_LOW_LINES = re.compile(r"_(?<!\w_)_*(?!\w)")
_WELSH = frozenset("ŵŷ")  # plain text has letters for these
_TOKEN = np.dtype([("start", np.int64), ("end", np.int64), ("hash", np.int64)])
_ODD = np.uint64(0x9E3779B97F4A7C15)
_BLANK = ord(" ")
_MANY = 5_000  # words of a log too long to look its blocks up one by one: the time would grow with the square
WORDS = 25
"""Words of a block that counts as copied (the panel's rule of thumb; the policy may only ask for more)."""

_Tokens = NDArray[np.void]
_Numbers = NDArray[np.int64]


def copied(log: Log, words: int = WORDS) -> Iterator[Fact]:
    """A fact of kind ``copied`` for each later block of at least ``words`` words that an earlier entry holds."""
    if len(log.entries) < 2 or not _may_repeat(log, words):
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


def _may_repeat(log: Log, words: int) -> bool:
    """Whether an entry may have as many words on end that stand before it; most logs have none, and end here.

    Of each word only its initial is looked at. As many words on end hold, wherever they begin, one of the blocks of
    half their number that an entry is cut into (less one, for an entry's edge may part a word), and few blocks have
    the same initials by chance.
    """
    if not _left_by_plain(log.folded):
        return True
    initials, bounds = _initials(log)
    if len(initials) > _MANY:
        return True
    size = (words - 1) // 2
    find = initials.find
    for begin, end in bounds[1:]:
        for at in range(begin, end - size + 1, size):
            there = find(initials[at : at + size], 0, begin)
            if there >= 0 and (
                find(initials[at : at + size], there + 1, begin) >= 0  # more than one place: look closer
                or _same(initials, there, at, words) >= words - 2
            ):
                return True
    return False


def _same(initials: bytes, here: int, there: int, most: int) -> int:
    """How many of the words around two places have the same initials, up to ``most`` on either side."""
    before = (initials[max(0, at - most) : at][::-1] for at in (here, there))
    behind = (initials[at : at + most] for at in (here, there))
    return _alike(*before) + _alike(*behind)


def _alike(one: bytes, other: bytes) -> int:
    differ = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def _initials(log: Log) -> tuple[bytes, list[tuple[int, int]]]:
    """The first letter of every word of the log, and which of them are those of each entry's words."""
    text = np.frombuffer(spaced(log.folded).encode("ascii"), np.uint8)  # the character at i of the log is at i + 1
    blank = text == _BLANK
    (before,) = (blank[:-1] > blank[1:]).nonzero()
    edges = before.searchsorted([edge for entry in log.entries for edge in (entry.body, entry.end)]).tolist()
    return text[before + 1].tobytes(), list(zip(edges[::2], edges[1::2], strict=True))


def _left_by_plain(folded: str) -> bool:
    """Whether plain text has every word: one in letters of another script, or of low lines, is a blank there."""
    if "_" in folded and _LOW_LINES.search(folded) is not None:
        return False
    try:
        folded.encode("latin-1")
    except UnicodeEncodeError:
        return not any(mark.isalnum() and mark not in _WELSH for mark in set(_BEYOND_LATIN_1.findall(folded)))
    return True


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
