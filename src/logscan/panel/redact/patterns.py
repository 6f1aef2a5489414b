"""Identifiers that have a form of their own: telephones, numbers, marks, handles, addresses on the net."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from logscan.panel.redact.model import PLACEHOLDER, Found
from logscan.panel.redact.vocabulary import load, vocabulary

_LETTERS = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile(PLACEHOLDER)


class Claims:
    """Stretches of a text that are taken; what comes first keeps its characters."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            self.add(start, end)

    def free(self, start: int, end: int) -> bool:
        """Whether no character of a stretch is taken."""
        at = bisect_right(self._starts, start)
        if at and self._ends[at - 1] > start:
            return False
        return at >= len(self._starts) or self._starts[at] >= end

    def add(self, start: int, end: int) -> None:
        """Take a stretch; one that touches another is joined to it."""
        low = bisect_right(self._starts, start)
        if low and self._ends[low - 1] >= start:
            low -= 1
            start = self._starts[low]
        high = low
        while high < len(self._starts) and self._starts[high] <= end:
            end = max(end, self._ends[high])
            high += 1
        self._starts[low:high], self._ends[low:high] = [start], [end]


@dataclass(frozen=True, slots=True)
class _Pattern:
    type: str
    expression: re.Pattern[str]
    weak: bool
    capitals: bool
    initial: bool
    not_words: bool


def placeholders(text: str) -> list[tuple[int, int]]:
    """What an earlier redaction put in."""
    return [match.span() for match in _PLACEHOLDER.finditer(text)]


def find_patterns(text: str, folded: str, times: Sequence[tuple[int, int]]) -> list[Found]:
    """Every identifier with a form of its own, in the order of the patterns; ``times`` are spans of dates and times."""
    claims = Claims(placeholders(text))
    dates = Claims(times)
    found = []
    for pattern in _patterns():
        for match in pattern.expression.finditer(folded):
            start, end = match.span("x" if "x" in pattern.expression.groupindex else 0)
            if start >= end or not claims.free(start, end):
                continue
            if pattern.weak and not dates.free(start, end):
                continue
            if pattern.capitals and not text[start:end].isupper():
                continue
            if pattern.initial and not text[start].isupper():
                continue
            if pattern.not_words and _ordinary(folded[start:end]):
                continue
            claims.add(start, end)
            found.append(Found(start, end, pattern.type, value(pattern.type, folded[start:end])))
    return found


def value(type: str, folded: str) -> str:
    """What is the same however it is written: digits of a telephone, letters and digits of a number."""
    squeezed = "".join(c for c in folded if c.isalnum())
    if type == "PHONE":
        for prefix in ("0044", "440", "44"):
            if squeezed.startswith(prefix) and len(squeezed) > 10:
                return "0" + squeezed[len(prefix) :].lstrip("0")
    return squeezed


def _ordinary(folded: str) -> bool:
    words = [word for word in _LETTERS.findall(folded) if len(word) > 1]
    known = vocabulary()
    return bool(words) and all(
        word in known.words or word in known.jargon or word in known.short_caps for word in words
    )


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            item["type"],
            re.compile(item["expression"]),
            item.get("weak", False),
            item.get("capitals", False),
            item.get("initial", False),
            item.get("not_words", False),
        )
        for item in load("patterns")["pattern"]
    )
