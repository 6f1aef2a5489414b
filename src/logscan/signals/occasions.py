"""How many occasions the log tells of, by numbers, dates and words of frequency in the sentences of conduct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from logscan.nlp.sentences import enclosing
from logscan.report import Time
from logscan.signals.evidence import Evidence
from logscan.signals.phrases import table
from logscan.signals.words import DIGITS, LINES, Kinds, Places, Words

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_DATE = re.compile(rf"(?<![\w/.])\d{{1,2}}(?:[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})")
_STAMP = r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,?\s\d{1,2}[:.]\d{2}(?::\d\d)?(?:\s?[ap]m)?"
_MESSAGE = re.compile(
    rf"^\W{{0,3}}(?:from\W{{1,2}}.{{0,60}}\bsent\b|\[?{_STAMP}\]?\s?[-:]?\s?[\w .]{{1,25}}:"
    r"|\d{1,2}[:.]\d{2}\s?[-:]\s?[\"'])",
    re.M,
)
_MOST = 999
_OCCASION_ROLES = frozenset({None, "incident"})


def counting(kinds: Kinds) -> int:
    """The group of the words that count something, or may open a date."""
    return kinds.group([*_words()["numbers"], DIGITS])


def by_sentence(
    text: str, words: Words, telling: Places, rows: Places, often: Iterable[int], count: int
) -> list[int]:
    """How many occasions each of ``count`` sentences tells of, at least one; dates count once each.

    ``telling`` are the words (by number) of the group of :func:`counting`, ``rows`` the sentences of all words,
    ``often`` those that say that it goes on and on.
    """
    counts = [1] * count
    dates: dict[int, set[str]] = {}
    numbers: list[tuple[int, str]] = []
    counted = _counted()
    columns = (telling, words.starts[telling], words.ends[telling], rows[telling])
    for at, start, end, sentence in zip(*(column.tolist() for column in columns), strict=True):
        word = words.texts[at]
        if word in LINES:
            continue
        if word[0].isdigit() and (date := _DATE.match(text, start)):
            dates.setdefault(sentence, set()).add(date.group())
        if (text[end : end + 1].isspace() or word == "twice") and (number := counted.match(text, start)):
            numbers.append((sentence, number.group(1) or number.group(2)))
    for sentence, found in dates.items():
        counts[sentence] = max(counts[sentence], len(found))
    for sentence in often:
        counts[sentence] = max(counts[sentence], int(_words()["often_counts"]))
    for sentence, told in numbers:
        counts[sentence] = max(counts[sentence], _number(told))
    return counts


def count(evidence: Evidence) -> tuple[int, int]:
    """Occasions of conduct in the whole log, and messages pasted into it (each an occasion of its own)."""
    told = {item.sentence for item in evidence.shown if item.conduct}
    # the header of an entry looks like that of a message, but stands in no sentence
    pasted = sum(enclosing(evidence.sentences, start) is not None for start in _messages(evidence.text))
    return min(max(sum(evidence.occasions[number] for number in told), pasted), _MOST), pasted


def at_least(counted: int, repeated: int) -> int:
    """The occasions counted, or what the passages that show repetition, ``repeated`` of them, come to at the least."""
    return max(counted, repeated, 2) if repeated else counted


def dates(evidence: Evidence, times: Iterable[Time]) -> tuple[str, ...]:
    """The days (ISO) that the log gives to conduct, in order; what dates a report or a duty is none."""
    told = sorted({evidence.in_log[item.sentence] for item in evidence.shown if item.conduct and not item.told_again})
    found = {
        time.earliest
        for time in times
        if time.type in {"DATE", "TIME"}
        and time.earliest is not None
        and time.earliest == time.latest
        and time.role in _OCCASION_ROLES
        and enclosing(told, time.start) is not None
    }
    return tuple(sorted(found))


def _messages(text: str) -> Iterator[int]:
    """Where the lines begin that head a message."""
    start = reached = 0
    while True:
        if start >= reached and (match := _MESSAGE.match(text, start)):
            yield start
            reached = match.end()
        start = text.find("\n", start) + 1
        if not start:
            return


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
