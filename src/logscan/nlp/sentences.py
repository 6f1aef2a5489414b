"""Sentences and clauses of a log, found by punctuation and line breaks alone.

Officers leave out full stops, write in capitals and part notes by ``//``, ``~`` or ``|``; a statistical splitter
fails on all of that. Text goes in folded (:func:`logscan.nlp.text.fold`), spans come out.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

_ABBREVIATIONS = (
    "mr|mrs|ms|dr|st|no|nos|approx|eg|ie|vs|re|ref|tel|ext|insp|sgt|supt|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
# One class of characters first, what must stand around each behind: the engine then leaps from mark to mark.
_END = re.compile(
    r"[.!?\n;/~*|•●](?:(?<=[.!?])[.!?]*[\"')\]]*(?=\s|$)|(?<=\n)|(?<=;)(?=\s)"
    r"|(?<=\s/)/(?=\s)|(?<=\s~)(?=\s)|(?<=\s\*)\*(?=\s)|(?<=\s\|)\|?(?=\s)|(?<=\s[•●])\s)"
)
_NOT_AN_END = re.compile(rf"(?:^|[\s(])(?:{_ABBREVIATIONS}|[a-z]|s\.?\d?)$")


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where the sentences of ``text[start:end]`` end (exclusive), the last one at ``end``."""
    stop = len(text) if end is None else end
    ends = [m.end() for m in _END.finditer(text, start, stop) if not _is_abbreviation(text, m)]
    if not ends or ends[-1] < stop:
        ends.append(stop)
    return ends


def _is_abbreviation(text: str, mark: re.Match[str]) -> bool:
    if text[mark.start()] != "." or mark.end() - mark.start() > 1:
        return False
    return _NOT_AN_END.search(text, max(0, mark.start() - 8), mark.start()) is not None


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of folded ``text[start:end]``, white space at their edges left out, in order."""
    spans, left = [], start
    for right in sentence_ends(text, start, end):
        piece = text[left:right]
        begin = left + len(piece) - len(piece.lstrip())
        finish = left + len(piece.rstrip())
        if begin < finish:
            spans.append((begin, finish))
        left = right
    return spans


def enclosing(spans: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """The span of ``spans`` (sorted, apart) that holds ``position``, or None."""
    at = bisect.bisect_right(spans, (position, 1 << 60)) - 1
    if at >= 0 and spans[at][0] <= position < spans[at][1]:
        return spans[at]
    return None
