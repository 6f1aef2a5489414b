"""How many occasions the log tells of, by numbers, dates and words of frequency in the sentences of conduct."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.sentences import enclosing
from logscan.signals.evidence import Evidence
from logscan.signals.phrases import table
from logscan.signals.words import DIGITS, LINES, Kinds

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_DATE = re.compile(rf"(?<![\w/.])\d{{1,2}}(?:[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})")
_STAMP = r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,?\s\d{1,2}[:.]\d{2}(?::\d\d)?(?:\s?[ap]m)?"
_MESSAGE = re.compile(
    rf"^\W{{0,3}}(?:from\W{{1,2}}.{{0,60}}\bsent\b|\[?{_STAMP}\]?\s?[-:]?\s?[\w .]{{1,25}}:"
    r"|\d{1,2}[:.]\d{2}\s?[-:]\s?[\"'])",
    re.M,
)
_MOST = 999


def counting(kinds: Kinds) -> int:
    """The group of the words that count something, or may open a date."""
    return kinds.group([*_words()["numbers"], DIGITS])


def by_sentence(evidence: Evidence, telling: NDArray[np.bool_]) -> list[int]:
    """How many occasions each sentence tells of, at least one; dates count once each.

    ``telling`` is whether each word stands in the group of :func:`counting`.
    """
    text, words = evidence.masked.text, evidence.words
    counts = [1] * len(evidence.spans)
    dates: dict[int, set[str]] = {}
    numbers: list[tuple[int, str]] = []
    for at in np.flatnonzero(telling & (evidence.heads >= 0)).tolist():
        if words.texts[at] in LINES:
            continue
        start, sentence = int(words.starts[at]), int(evidence.heads[at])
        if date := _DATE.match(text, start):
            dates.setdefault(sentence, set()).add(date.group())
        if number := _counted().match(text, start):
            numbers.append((sentence, number.group(1) or number.group(2)))
    for sentence, found in dates.items():
        counts[sentence] = max(counts[sentence], len(found))
    for sentence in evidence.often:
        counts[sentence] = max(counts[sentence], int(_words()["often_counts"]))
    for sentence, number in numbers:
        counts[sentence] = max(counts[sentence], _number(number))
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
