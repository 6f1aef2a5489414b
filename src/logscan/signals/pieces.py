"""The sentences of the covered text, the long ones cut at their clauses, so that each can be read at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from logscan.nlp.sentences import sentences
from logscan.report import Entry
from logscan.signals.mask import Masked
from logscan.signals.words import Places

_LONGEST = 240
_CUT = re.compile(r"[,;:]\s+|\s-+\s|\s(?=(?:and|but|then|so|because|who|which)\s)")
_FULL_STOP = re.compile(r"[^\s(.]{0,7}\.(?=\s)")


def pieces(folded: str, masked: Masked, entries: Sequence[Entry], spans: Sequence[tuple[int, int]]) -> Places:
    """The pieces (n, 2) of the covered text; ``spans`` are the sentences of the log (folded), cut inside entries."""
    known = np.array(spans, dtype=np.intp).reshape(-1, 2)
    if not masked.covered:
        found = known
    elif _still_cut(folded, masked.covered, known):
        found = masked.forth_all(known)
    else:
        found = np.array([*_anew(masked, entries)], dtype=np.intp).reshape(-1, 2)
    if (found[:, 1] - found[:, 0] <= _LONGEST).all():
        return found
    return np.array([piece for span in found.tolist() for piece in _cut(masked.text, *span)], dtype=np.intp)


def _still_cut(folded: str, covered: Sequence[tuple[int, int]], spans: Places) -> bool:
    """Whether the text is cut where it was before it was covered: no end is, or becomes one."""
    ends = spans[:, 1].tolist()
    inside = np.searchsorted(spans[:, 0], np.array(covered)[:, 0], side="right") - 1
    starts = [*spans[:, 0].tolist(), len(folded)]
    for (start, end), number in zip(covered, inside.tolist(), strict=True):
        if folded[start] == "&":  # an escape can hold a mark, or become one
            return False
        if number < 0 or start >= ends[number]:
            if end > starts[number + 1]:
                return False
        elif end > ends[number]:
            return False
        elif (stop := _FULL_STOP.match(folded, end)) and stop.end() < ends[number]:
            return False  # the full stop of an abbreviation that is covered
    return True


def _anew(masked: Masked, entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    for entry in entries:
        body = masked.forth(entry.body)
        yield from sentences(masked.text, body, max(body, masked.forth(entry.end)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cuts = list(_CUT.finditer(text, start + _LONGEST // 4, start + _LONGEST))
        best = max(cuts, key=lambda m: (m.group()[0] in ",;:-", m.start()), default=None)
        stop, onward = best.span() if best else (start + _LONGEST, start + _LONGEST)
        yield start, stop
        start = onward
    if start < end:
        yield start, end
