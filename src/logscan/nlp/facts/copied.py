"""Blocks of words that stand in two entries of one log, found by hashed shingles in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from logscan.nlp.facts.log import Log
from logscan.nlp.lexicon.words import plain
from logscan.report import Fact

_WORD = re.compile(r"\w+(?:['/.-]\w+)*")
_RUN = 8
WORDS = 25
"""Words of a block that counts as copied (the panel's rule of thumb; the policy may only ask for more)."""


def copied(log: Log, words: int = WORDS) -> Iterator[Fact]:
    """A fact of kind ``copied`` for each later block of at least ``words`` words that an earlier entry holds."""
    if len(log.entries) < 2 or not _may_repeat(log, words):
        return
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    repeated = _repeated(log)
    if not repeated:
        return
    done: set[tuple[int, int]] = set()
    for number, entry in enumerate(log.entries):
        spans = [m.span() for m in _WORD.finditer(log.folded, entry.body, entry.end)]
        tokens = [log.folded[s:e] for s, e in spans]
        skip = -1
        for at in range(len(tokens) - words + 1):
            if tuple(tokens[at : at + _RUN]) not in repeated:
                continue
            key = tuple(tokens[at : at + words])
            first = seen.get(key)
            if first is None:
                seen[key] = (number, spans[at][0])
            elif first[0] != number and at > skip:
                length = _length(log, first[1], spans, at)
                skip = at + length
                if (first[1], number) not in done:
                    done.add((first[1], number))
                    begin, end = spans[at][0], spans[at + length - 1][1]
                    size = end - begin
                    yield log.fact("copied", first[1], first[1] + size, by="police")
                    yield log.fact("copied", begin, end, by="police")


def _may_repeat(log: Log, words: int) -> bool:
    """Whether some entry has as many words on end that earlier entries hold: most logs have none, and end here."""
    try:
        log.folded.encode("latin-1")
    except UnicodeEncodeError:  # a word in letters of another script is a blank below: the exact look tells
        return True
    known: set[str] = set()
    for entry in log.entries:
        pieces = plain(log.folded[entry.body : entry.end]).split()
        if b"\1" * words in bytes(map(known.__contains__, pieces)):
            return True
        known.update(pieces)
    return False


def _repeated(log: Log) -> set[tuple[str, ...]]:
    """Runs of a few words that stand in two entries: the look that spares most of the others the dear one."""
    seen: set[tuple[str, ...]] = set()
    found: set[tuple[str, ...]] = set()
    for entry in log.entries:
        tokens = _WORD.findall(log.folded, entry.body, entry.end)
        runs = set(zip(*(tokens[i:] for i in range(_RUN)), strict=False))
        found |= runs & seen
        seen |= runs
    return found


def _length(log: Log, first: int, spans: list[tuple[int, int]], at: int) -> int:
    """How many words from ``spans[at]`` on are the same as those from ``first`` on."""
    count = 0
    for match, (start, end) in zip(_WORD.finditer(log.folded, first), spans[at:], strict=False):
        if match.group() != log.folded[start:end]:
            break
        count += 1
    return max(count, 1)
