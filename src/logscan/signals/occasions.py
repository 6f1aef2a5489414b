"""How many occasions the log tells of, by numbers, dates and words of frequency in the sentences of conduct."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any

from logscan.nlp.sentences import enclosing
from logscan.signals.evidence import Evidence
from logscan.signals.phrases import LINES, table

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_DATE = re.compile(rf"(?<![\w/.])\d{{1,2}}(?:[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})")
_STAMP = r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,?\s\d{1,2}[:.]\d{2}(?::\d\d)?(?:\s?[ap]m)?"
_MESSAGE = re.compile(
    rf"^\W{{0,3}}(?:from\W{{1,2}}.{{0,60}}\bsent\b|\[?{_STAMP}\]?\s?[-:]?\s?[\w .]{{1,25}}:"
    r"|\d{1,2}[:.]\d{2}\s?[-:]\s?[\"'])",
    re.M,
)
_MOST = 999
_CACHED = 50_000


def by_sentence(evidence: Evidence) -> list[int]:
    """How many occasions each sentence tells of, at least one; dates count once each."""
    text = evidence.masked.text
    counts = [1] * len(evidence.sentences)
    dates: dict[int, set[str]] = {}
    starts = [start for start, _ in evidence.sentences]
    words = evidence.words
    telling = map(_counting().__getitem__, words.texts)
    counting = [start for start, tells in zip(words.starts, telling, strict=True) if tells]
    for number, match in _placed(map(partial(_DATE.match, text), counting), starts):
        dates.setdefault(number, set()).add(match.group())
    for number, found in dates.items():
        counts[number] = max(counts[number], len(found))
    for number in evidence.often:
        counts[number] = max(counts[number], int(_words()["often_counts"]))
    for number, match in _placed(map(partial(_counted().match, text), counting), starts):
        counts[number] = max(counts[number], _number(match.group(1) or match.group(2)))
    return counts


def count(evidence: Evidence, each: list[int]) -> tuple[int, int]:
    """Occasions of conduct in the whole log, and messages pasted into it (each an occasion of its own).

    ``each`` is what :func:`by_sentence` finds.
    """
    told = {item.sentence for item in evidence.shown if item.conduct}
    # the header of an entry looks like that of a message, but stands in no sentence
    found = _MESSAGE.finditer(evidence.masked.text)
    pasted = sum(enclosing(evidence.sentences, match.start()) is not None for match in found)
    return min(max(sum(each[number] for number in told), pasted), _MOST), pasted


class _Counting(dict[str, bool]):
    """Whether a word counts something, or may open a date; worked out once a word."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _CACHED:
            self.clear()
        self[word] = found = word in _words()["numbers"] or (word[0].isdigit() and word not in LINES)
        return found


@lru_cache(maxsize=1)
def _counting() -> _Counting:
    return _Counting()


def _placed(matches: Iterable[re.Match[str] | None], starts: list[int]) -> Iterable[tuple[int, re.Match[str]]]:
    """Matches with the sentence that each stands in."""
    for match in matches:
        if match is None:
            continue
        number = bisect.bisect_right(starts, match.start()) - 1
        if number >= 0:
            yield number, match


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(_words()["numbers"][words])


def _words() -> dict[str, Any]:
    return table("occasions")


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    numbers = "|".join(_words()["numbers"])
    return re.compile(
        rf"(?<![\w/.:£-])(\d{{1,4}}|{numbers})\s(?:[\w-]+\s){{0,2}}(?:e-)?(?:{_any('counted')})\b|\b(twice)\b"
    )


def _any(name: str) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in _words()[name])
