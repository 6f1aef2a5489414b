"""Days to come: what is told with a day later than the entry's own has not been done yet.

"Voluntary interview on 3 March", "fixed for 19 February", "arrest by 20/09": no cue says so, the calendar does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from logscan.nlp.status.words import words
from logscan.report import Entry, Time

SCHEDULED = re.compile(rf"(?:{words('ahead', 'scheduled')})$")
"""Done words that only settle a day: "interview fixed for 19 February"."""

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_APART = re.compile(rf"[;?!|\n]|\.\s|(?<!\w)(?:{words('ahead', 'apart')})(?!\w)|,\s*\w+\s+\w+\s")
_NOT_WHEN = re.compile(rf"(?:{words('ahead', 'not_after')})\s+(?:the\s+|at\s+least\s+)?$")
_TOLD = re.compile(r"[a-z]{3,}(?:ed|pt|nt|ght)(?!\w)")
_NEAR, _WORDS = 60, 6  # characters, words


def day_ahead(folded: str, start: int, end: int, entry: Entry, times: Sequence[Time]) -> tuple[int, int] | None:
    """The first time near ``folded[start:end]``, in it or behind it, on a day after the entry's; None for none."""
    if entry.time is None:
        return None
    for time in times:
        if time.start < start or time.type not in {"DATE", "TIME"} or not _FULL_DAY.match(time.value):
            continue
        between = folded[min(end, time.start) : time.start]
        if len(between) > _NEAR or len(between.split()) > _WORDS or _APART.search(between):
            return None
        if _NOT_WHEN.search(folded, max(start, time.start - 30), time.start):
            return None
        told = _TOLD.search(folded, start, min(end, time.start))
        if told is not None and not SCHEDULED.match(told.group()):
            return None  # "both addresses flagged with control 15/10", in an entry whose own day is told wrong
        return (time.start, time.end) if time.value[:10] > entry.time[:10] else None
    return None
