"""Sentences and clauses of a log, found by punctuation and line breaks alone.

Officers leave out full stops, write in capitals and part notes by ``//``, ``~`` or ``|``; a statistical splitter
fails on all of that. Text goes in folded (:func:`logscan.nlp.text.fold`), spans come out.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

# No sentence ends at the full stop of these, of a single letter, or of a section ("s.", "s.2").
_ABBREVIATIONS = (
    "mr|mrs|ms|dr|st|no|nos|approx|eg|ie|vs|re|ref|tel|ext|insp|sgt|supt|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_SHORT = {1: ["[a-z]"], 2: [r"s\.", r"s\d"], 3: [r"s\.\d"]}

ABBREVIATED = frozenset([*_ABBREVIATIONS.split("|"), *(f"s{digit}" for digit in range(10))])
"""Words behind which a full stop may end no sentence, beside those of one letter."""


def _no_abbreviation() -> str:
    """Behind a full stop: the word before it is none of the above; told by its length first, for most are not."""
    ways = [r"(?<=[!?])"]
    for opening in (r"[\s(]", "^"):
        for length in (4, 3, 5, 2, 6, 1, 0):
            words = [*(word for word in _ABBREVIATIONS.split("|") if len(word) == length), *_SHORT.get(length, [])]
            ways.append(
                rf"(?<={opening}[^\s(]{{{length}}}\.)" + (rf"(?<!(?:{'|'.join(words)})\.)" if words else "")
            )
    ways.insert(4, r"(?<=[^\s(]{7}\.)")
    return f"(?:{'|'.join(ways)})"


# One class of characters first, what must stand around each behind: the engine then leaps from mark to mark.
END = re.compile(
    r"[.!?\n;/~*|•●](?:(?<=\n)|(?<=[.!?])(?:[.!?]+[\"')\]]*+(?=\s|$)|[\"')\]]++(?=\s|$)|(?=\s|$)"
    + _no_abbreviation()
    + r")|(?<=;)(?=\s)|(?<=\s/)/(?=\s)|(?<=\s~)(?=\s)|(?<=\s\*)\*(?=\s)|(?<=\s\|)\|?(?=\s)|(?<=\s[•●])\s)"
)


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where the sentences of ``text[start:end]`` end (exclusive), the last one at ``end``."""
    stop = len(text) if end is None else end
    ends = [m.end() for m in END.finditer(text, start, stop)]
    if not ends or ends[-1] < stop:
        ends.append(stop)
    return ends


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of folded ``text[start:end]``, white space at their edges left out, in order."""
    spans, left = [], start
    for right in sentence_ends(text, start, end):
        piece = text[left:right].lstrip()
        if piece:
            begin = right - len(piece)
            spans.append((begin, begin + len(piece.rstrip())))
        left = right
    return spans


def enclosing(spans: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """The span of ``spans`` (sorted, apart) that holds ``position``, or None."""
    at = bisect.bisect_right(spans, (position, 1 << 60)) - 1
    if at >= 0 and spans[at][0] <= position < spans[at][1]:
        return spans[at]
    return None
