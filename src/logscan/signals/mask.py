"""The text without its labels: what officers called the matter is covered before anything reads the conduct.

Offence names and codes, FOUR conclusions, grades, outcome codes and the names of assessments become one sign, ``_``,
whatever their length, so that one label can stand for another without a trace. Escapes of exports (``&#39;``) become
the characters that they stand for on the way. Every place in the covered text leads back to the log.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from logscan.nlp.vocabulary import Places
from logscan.signals.phrases import Found
from logscan.signals.words import Words

SIGN = "_"
_ESCAPE = re.compile(r"&(?:#0?39|apos|#8217);|&(?:quot|#34);|&(?:amp|#38);|&(?:gt|lt);|&nbsp;")
_PLAIN = {"&quot;": '"', "&#34;": '"', "&amp;": "&", "&#38;": "&", "&gt;": ">", "&lt;": "<", "&nbsp;": " "}


@dataclass(frozen=True, slots=True)
class Masked:
    """Folded text with its labels covered; ``back`` leads from a place in it to the place in the log.

    ``covered`` are the spans of the log that are other here: labels, and escapes written out.
    """

    text: str
    _new: tuple[int, ...]
    _old: tuple[int, ...]
    covered: tuple[tuple[int, int], ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the log that a span of the covered text stands for."""
        return self._back(start), self._back(end)

    def _back(self, place: int) -> int:
        at = bisect.bisect_right(self._new, place) - 1
        return min(self._old[at] + place - self._new[at], self._old[at + 1] if at + 1 < len(self._old) else 1 << 60)

    def back_all(self, places: Places) -> Places:
        """The places in the log that places in the covered text stand for."""
        if not self.covered:
            return places
        new, old = np.array(self._new, dtype=np.intp), np.array([*self._old, 1 << 60], dtype=np.intp)
        at = np.searchsorted(new, places, side="right") - 1
        found: Places = np.minimum(old[at] + places - new[at], old[at + 1])
        return found

    def forth(self, place: int) -> int:
        """The place in the covered text of a place in the log."""
        at = bisect.bisect_right(self._old, place) - 1
        return min(
            self._new[at] + place - self._old[at], self._new[at + 1] if at + 1 < len(self._new) else len(self.text)
        )

    def forth_all(self, places: Places) -> Places:
        """The places in the covered text of places in the log."""
        new, old = np.array([*self._new, len(self.text)]), np.array(self._old)
        at = np.searchsorted(old, places, side="right") - 1
        found: Places = np.minimum(new[at] + places - old[at], new[at + 1])
        return found

    def shifted(self, words: Words) -> Words:
        """The words of the log that are not covered, at their places here."""
        if not self.covered:
            return words
        edges = np.searchsorted(words.starts, np.array(self.covered)).ravel()
        kept = np.ones(len(words.starts), dtype=bool)
        for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            kept[first:last] = False
        starts = words.starts[kept]
        new, old = np.array(self._new), np.array(self._old)
        moved = np.repeat(new - old, np.diff(np.searchsorted(starts, old), append=len(starts)))
        ends = words.ends[kept] + moved
        return Words(starts + moved, ends, words.kinds[kept], words.numbers[kept], words.vocabulary)


def mask(folded: str, labels: Iterable[Found]) -> Masked:
    """``folded`` with every label covered."""
    spans = [(start, end, SIGN) for start, end in _merged((label.start, label.end) for label in labels)]
    if "&" in folded:
        spans.extend((m.start(), m.end(), _PLAIN.get(m.group(), "'")) for m in _ESCAPE.finditer(folded))
        spans.sort()
    parts: list[str] = []
    new, old = [0], [0]
    covered = []
    left = length = 0
    for start, end, sign in spans:
        if start < left:
            continue
        parts += (folded[left:start], sign)
        length += start - left + len(sign)
        left = end
        covered.append((start, end))
        new.append(length)
        old.append(end)
    parts.append(folded[left:])
    return Masked("".join(parts), tuple(new), tuple(old), tuple(covered))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap, made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
