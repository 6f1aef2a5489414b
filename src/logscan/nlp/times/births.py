"""Rules for dates of birth."""

from __future__ import annotations

import re

from logscan.nlp.times.dates import day_of
from logscan.nlp.times.expressions import Day, Item, Year
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.ordinals import number_of

_DIGITS = re.compile(r"\d+")


def birth(m: Match) -> Item | None:
    """``DOB 12/05/1990``, ``born 3 May 1988``, ``dob 120590``."""
    token = m.one("iso", "date", "ymd", "named", "date8", "d6")
    if token is not None:
        if token.kind == "d6":
            pairs = [int(token.value[i : i + 2]) for i in (0, 2, 4)]
            day: Day | None = Day(pairs[0], pairs[1], 1900 + pairs[2] if pairs[2] > 25 else 2000 + pairs[2])
        else:
            day = day_of(token, None)
        if day is None or day.year is None:
            return None
        if day.year > 2025 or (len(_DIGITS.findall(token.value)[-1]) == 2 and day.year > 2020):
            day = Day(day.day, day.month, day.year - 100)
        return Item("day", token.start, token.end, day, dob=True)
    number, month, years = m.one("n", "ord", "ordinal"), m.one("month"), m.of("n4", "n")
    if number is None or month is None:
        year = m.one("n4")
        if year is None or m.has("month") or not 1900 <= int(year.value) <= 2099:
            return None
        return Item("span", year.start, year.end, Year(int(year.value)), dob=True)
    last = years[-1] if years and years[-1].start > month.start else None
    if last is None:
        return None
    year_number = int(last.value) if last.kind == "n4" else (1900 if int(last.value) > 25 else 2000) + int(last.value)
    start = min(number.start, month.start)
    return Item("day", start, last.end, Day(number_of(number), month.value, year_number), dob=True)


RULES: list[tuple[str, Build]] = [
    ("dob (other|mark|comma|dash|dot|slash|on|in)? (other|mark|dash)? (iso|date|ymd|named|date8|d6)", birth),
    ("dob (other|mark|comma|dash|on|in)? weekday? the? (n|ord|ordinal) of? month comma? (n4|n)", birth),
    ("dob (other|mark|comma|dash|on|in)? month (n|ord) comma? n4", birth),
    ("dob in? n4", birth),
]
