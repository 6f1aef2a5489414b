"""How a stretch of a log is typed: in capitals, in small letters, or as prose is."""

from __future__ import annotations

import re
from bisect import bisect_right

_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n[^\S\n]*)([^\W\d_])")
_OPENS = re.compile(r"(?:^|[.!?:;\n\r\t\"“(|*/>\]-])[\s\"'“”‘’(*\d.)-]*$")
_CAPITALS_SHARE = 0.7
_ENOUGH_LETTERS = 8
_ENOUGH_SMALL = 20
_TITLE = re.compile(r"(?<![^\W_])[A-ZÀ-ÞŴŶ](?![A-Z\d])")


class Layout:
    """Lines in capitals, and whether the whole is typed without capitals."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._capitals: list[bool] = []
        self._small: list[bool] = []
        position, last = 0, False
        for line in text.splitlines(keepends=True):
            upper = sum(map(str.isupper, line))
            lower = sum(map(str.islower, line))
            if upper + lower >= _ENOUGH_LETTERS:
                last = upper > _CAPITALS_SHARE * (upper + lower)
            self._starts.append(position)
            self._capitals.append(last)
            self._small.append(lower >= _ENOUGH_SMALL and _TITLE.search(line) is None)
            position += len(line)
        starts = [m[1] for m in _SENTENCE_START.finditer(text)]
        self._small_whole = len(starts) > 2 and sum(letter.islower() for letter in starts) > 0.6 * len(starts)

    def capitals(self, at: int) -> bool:
        """Whether the line around an offset is typed in capitals."""
        line = bisect_right(self._starts, at) - 1
        return line >= 0 and self._capitals[line]

    def small(self, at: int) -> bool:
        """Whether the log, or the line around an offset, is typed without capitals."""
        line = bisect_right(self._starts, at) - 1
        return self._small_whole or (line >= 0 and self._small[line])

    def opens(self, at: int) -> bool:
        """Whether a sentence, line or quotation begins at an offset."""
        return _OPENS.search(self._text[max(0, at - 12) : at]) is not None
