"""How many occasions the log tells of, by those of its sentences of conduct (counting.py), and by messages in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from logscan.nlp.sentences import enclosing
from logscan.report import Time
from logscan.signals.evidence import Evidence

_STAMP = r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,?\s\d{1,2}[:.]\d{2}(?::\d\d)?(?:\s?[ap]m)?"
_HEAD = (
    rf"\W{{0,3}}(?:from\W{{1,2}}.{{0,60}}\bsent\b|\[?{_STAMP}\]?\s?[-:]?\s?[\w .]{{1,25}}:"
    r"|\d{1,2}[:.]\d{2}\s?[-:]\s?[\"'])"
)
HEAD = re.compile(_HEAD)
"""What a line begins with that heads a message."""
# from line to line: a search can leap to the ends of lines
_MESSAGE = re.compile(rf"\n(?=({_HEAD}))")
_MOST = 999
_OCCASION_ROLES = frozenset({None, "incident"})


def count(evidence: Evidence) -> tuple[int, int]:
    """Occasions of conduct in the whole log, and messages pasted into it (each an occasion of its own)."""
    told = {item.sentence for item in evidence.conduct}
    pasted = 0
    if evidence.headed:
        # the header of an entry looks like that of a message, but stands in no sentence
        pasted = sum(enclosing(evidence.sentences, start) is not None for start in _messages(evidence.text))
    return min(max(sum(evidence.occasions[number] for number in told), pasted), _MOST), pasted


def at_least(counted: int, repeated: int) -> int:
    """The occasions counted, or what the passages that show repetition, ``repeated`` of them, come to at the least."""
    return max(counted, repeated, 2) if repeated else counted


def dates(evidence: Evidence, times: Iterable[Time]) -> tuple[str, ...]:
    """The days (ISO) that the log gives to conduct, in order; what dates a report or a duty is none."""
    told = sorted({evidence.in_log[item.sentence] for item in evidence.conduct if not item.told_again})
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
    reached = 0
    for match in _MESSAGE.finditer("\n" + text):
        start, end = match.span(1)
        if start >= reached:
            yield start - 1
            reached = end
