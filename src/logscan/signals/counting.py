"""How many occasions a sentence tells of: by numbers, by its dates, and by words that say that it goes on and on.

Numbers and dates are read only where the words and marks beside them let them count: most count something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.vocabulary import Places
from logscan.signals.phrases import Bytes, table
from logscan.signals.words import DIGITS, LINES, Kinds, Words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?<![\w/.])\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{2,4})?"
    rf"|(?:st|nd|rd|th)?\s(?:of\s)?(?:{'|'.join(_MONTHS)})\w*)"
)
_LONGEST = 4  # characters: "12th", "1000"
_BETWEEN = 2  # words between a number and what it counts, which can begin with "e-"
_AHEAD = np.arange(1, _BETWEEN + 3)
_NOTHING = np.zeros(len(_AHEAD), dtype=np.intp)


class Counting:
    """Counts the occasions of sentences."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._numbers = kinds.group([*_words()["numbers"], DIGITS])
        self._digits, self._twice = kinds.group([DIGITS]), kinds.group(["twice"])
        self._what = kinds.group(_words()["counted"])
        self._months = kinds.group([*(f"{month}*" for month in _MONTHS), "of"])

    def settle(self) -> None:
        """The kinds are told apart: those of numbers, as a column that lies close together."""
        self._is_number = np.ascontiguousarray(self._kinds.holds[:, self._numbers])

    def by_sentence(
        self, text: str, data: Bytes, words: Words, rows: Places, often: Iterable[int], count: int
    ) -> list[int]:
        """How many occasions each of ``count`` sentences tells of, at least one; dates count once each.

        ``data`` are the bytes of the text, ``rows`` the sentences of the words, -1 for none, ``often`` those that say
        that it goes on and on.
        """
        counts = [1] * count
        dated, counted = self._telling(data, words, rows)
        dates: dict[int, set[str]] = {}
        for start, row in zip(words.starts[dated].tolist(), rows[dated].tolist(), strict=True):
            if date := _DATE.match(text, start):
                dates.setdefault(row, set()).add(date.group())
        for row, found in dates.items():
            counts[row] = max(counts[row], len(found))
        for row in often:
            counts[row] = max(counts[row], int(_words()["often_counts"]))
        counted_in = _counted()
        for start, row in zip(words.starts[counted].tolist(), rows[counted].tolist(), strict=True):
            if number := counted_in.match(text, start):
                counts[row] = max(counts[row], _number(number.group(1) or number.group(2)))
        return counts

    def _telling(self, data: Bytes, words: Words, rows: Places) -> tuple[Places, Places]:
        """The words (by number) of sentences that may open one of several dates, and those that may count."""
        holds = self._kinds.holds
        telling = np.flatnonzero(self._is_number.take(words.kinds) & (rows >= 0))
        kinds, ends, where = words.kinds[telling], words.ends[telling], rows[telling]
        mark = data[ends]
        digits = holds[kinds, self._digits]
        short = ~digits | (ends - words.starts[telling] <= _LONGEST)
        month = holds[np.append(words.kinds, 0)[telling + 1], self._months]
        dated = np.flatnonzero(digits & short & (month | _PARTS[mark]))
        # the one date of a sentence counts no more than the sentence itself
        several = np.bincount(where[dated])[where[dated]] > 1
        counted = np.flatnonzero(short & _SPACE[mark])
        counted = counted[self._counts(telling[counted], words, data)]
        twice = np.flatnonzero(holds[kinds, self._twice])
        return telling[dated[several]], telling[np.sort(np.concatenate((counted, twice)))]

    def _counts(self, numbers: Places, words: Words, data: Bytes) -> NDArray[np.bool_]:
        """Which numbers may count something: it is named near them, or behind words that hyphens make one."""
        ahead = numbers[:, None] + _AHEAD
        kinds, ends = np.append(words.kinds, _NOTHING), np.append(words.ends, _NOTHING)
        named = self._kinds.holds[:, self._what][kinds[ahead]].any(axis=1)
        found: NDArray[np.bool_] = named | (data[ends[ahead[:, :_BETWEEN]]] == ord("-")).any(axis=1)
        return found


def _marks(expression: str) -> NDArray[np.bool_]:
    """Which characters of Latin-1 match; "?", which stands for all others, always may."""
    return np.array([chr(code) == "?" or re.match(expression, chr(code)) is not None for code in range(256)])


_PARTS, _SPACE = _marks(r"[/.]"), _marks(r"\s")


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(_words()["numbers"][words])


def _words() -> dict[str, Any]:
    return table("occasions")


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    numbers, lines = "|".join(_words()["numbers"]), "|".join(sorted(LINES))
    return re.compile(
        rf"(?<![\w/.:£-])(?!(?:{lines})\b)(\d{{1,4}}|{numbers})\s(?:[\w-]+\s){{0,2}}(?:e-)?(?:{_any('counted')})\b"
        r"|\b(twice)\b"
    )


def _any(name: str) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in _words()[name])
