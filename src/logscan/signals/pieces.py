"""The sentences of the covered text, the long ones cut at their clauses, so that each can be read at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from logscan.nlp.joined import table
from logscan.nlp.sentences import sentences
from logscan.nlp.vocabulary import Places
from logscan.report import Entry
from logscan.signals.mask import Masked

_LONGEST = 240
_CUT = re.compile(r"[,;:]\s+|\s-+\s|\s(?=(?:and|but|then|so|because|who|which)\s)")
_FULL_STOP = re.compile(r"[^\s(.]{0,7}\.(?=\s)")


Told = tuple[Sequence[Entry], Sequence[tuple[int, int]]]
"""The entries of a log, and its sentences, cut inside entries."""


def pieces(folded: str, masked: Masked, logs: Sequence[Told], begins: Places) -> Places:
    """The pieces (n, 2) of the covered text of joined logs; ``begins`` tells where each log begins in ``folded``."""
    counts = [len(sentences) for _, sentences in logs]
    spans = [*chain.from_iterable([sentences for _, sentences in logs])]
    known = table(spans) + np.repeat(begins, counts)[:, None]
    found = masked.forth_all(known) if masked.covered else known
    changed = {int(np.searchsorted(begins, place, side="right")) - 1 for place in _recut(folded, masked.covered, known)}
    if changed:
        parts = np.split(found, np.cumsum(counts)[:-1])
        for at in changed:
            parts[at] = table([*_anew(masked, logs[at][0], int(begins[at]))])
        found = np.concatenate(parts)
    long = np.flatnonzero(found[:, 1] - found[:, 0] > _LONGEST)
    if not len(long):
        return found
    cut = [[*_cut(masked.text, start, end)] for start, end in pairs(found[long])]
    many = np.ones(len(found), dtype=np.intp)
    many[long] = [*map(len, cut)]
    which = np.repeat(np.arange(len(found)), many)
    is_cut = np.zeros(len(found), dtype=bool)
    is_cut[long] = True
    anew: Places = found[which]
    anew[is_cut[which]] = table([*chain.from_iterable(cut)])
    return anew


def pairs(spans: Places) -> list[tuple[int, int]]:
    """The rows of a table (n, 2) as tuples."""
    return [*zip(spans[:, 0].tolist(), spans[:, 1].tolist(), strict=True)]


def _recut(folded: str, covered: Sequence[tuple[int, int]], spans: Places) -> Iterator[int]:
    """Where what is covered can hold the end of a sentence, or hide that a full stop beside it is none."""
    if not covered:
        return
    starts = spans[:, 0]
    before = np.searchsorted(starts, np.array(covered)[:, 0], side="right") - 1
    ends = np.append(spans[:, 1], 0)[before].tolist()  # before the first sentence all have ended
    nexts = np.append(starts, len(folded))[before + 1].tolist()
    for (start, end), sentence_end, following in zip(covered, ends, nexts, strict=True):
        limit = sentence_end if start < sentence_end else following
        if folded[start] == "&" or end > limit:
            yield start
        elif start < sentence_end and (stop := _FULL_STOP.match(folded, end)) and stop.end() < limit:
            yield start  # the full stop of an abbreviation that is covered


def _anew(masked: Masked, entries: Sequence[Entry], begin: int) -> Iterator[tuple[int, int]]:
    for entry in entries:
        body = masked.forth(begin + entry.body)
        yield from sentences(masked.text, body, max(body, masked.forth(begin + entry.end)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cuts = list(_CUT.finditer(text, start + _LONGEST // 4, start + _LONGEST))
        best = max(cuts, key=lambda m: (m.group()[0] in ",;:-", m.start()), default=None)
        stop, onward = best.span() if best else (start + _LONGEST, start + _LONGEST)
        yield start, stop
        start = onward
    if start < end:
        yield start, end
