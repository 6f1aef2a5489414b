"""The text without its labels: what officers called the matter is covered before anything reads the conduct.

Offence names and codes, FOUR conclusions, grades, outcome codes and the names of assessments become one sign, ``_``,
whatever their length, so that one label can stand for another without a trace. Escapes of exports (``&#39;``) become
the characters that they stand for on the way. Every place in the covered text leads back to the log.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.lexicon import Rule
from logscan.signals.phrases import Words

SIGN = "_"
_ESCAPE = re.compile(r"&(?:#0?39|apos|#8217);|&(?:quot|#34);|&(?:amp|#38);|&(?:gt|lt);|&nbsp;")
_PLAIN = {"&quot;": '"', "&#34;": '"', "&amp;": "&", "&#38;": "&", "&gt;": ">", "&lt;": "<", "&nbsp;": " "}


@dataclass(frozen=True, slots=True)
class Masked:
    """Folded text with its labels covered; ``back`` leads from a place in it to the place in the log."""

    text: str
    _new: tuple[int, ...]
    _old: tuple[int, ...]
    _covered: tuple[tuple[int, int], ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the log that a span of the covered text stands for."""
        return self._back(start), self._back(end)

    def _back(self, place: int) -> int:
        at = bisect.bisect_right(self._new, place) - 1
        return min(self._old[at] + place - self._new[at], self._old[at + 1] if at + 1 < len(self._old) else 1 << 60)

    def back_all(self, spans: Sequence[tuple[int, int]]) -> NDArray[np.intp]:
        """The spans of the log (n, 2) that spans of the covered text stand for."""
        new, old = np.array(self._new, dtype=np.intp), np.array([*self._old, 1 << 60], dtype=np.intp)
        places = np.array(spans, dtype=np.intp).reshape(-1, 2)
        at = np.searchsorted(new, places, side="right") - 1
        found: NDArray[np.intp] = np.minimum(old[at] + places - new[at], old[at + 1])
        return found

    def forth(self, place: int) -> int:
        """The place in the covered text of a place in the log."""
        at = bisect.bisect_right(self._old, place) - 1
        return min(
            self._new[at] + place - self._old[at], self._new[at + 1] if at + 1 < len(self._new) else len(self.text)
        )

    def shifted(self, words: Words) -> Words:
        """The words of the log that are not covered, at their places here."""
        starts: list[int] = []
        texts: list[str] = []
        ends = (*self._covered, (1 << 60, 1 << 60))
        first = 0
        for (until, onward), new, old in zip(ends, self._new, self._old, strict=True):
            last = bisect.bisect_left(words.starts, until, first)
            kept = words.starts[first:last]
            starts += kept if new == old else [start - old + new for start in kept]
            texts += words.texts[first:last]
            first = bisect.bisect_left(words.starts, onward, last)
        return Words(starts, texts)


def mask(folded: str, labels: Iterable[tuple[int, int, Rule]]) -> Masked:
    """``folded`` with every label (start, end, rule) covered."""
    spans = [(start, end, SIGN) for start, end in _merged((start, end) for start, end, _ in labels)]
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
