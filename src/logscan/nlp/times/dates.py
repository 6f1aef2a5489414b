"""Rules for days of the calendar, in full and in part."""

from __future__ import annotations

import re

from logscan.nlp.times.expressions import Clock, Day, Item, Timed
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.month_days import SEPARATED, day_list, day_month, month_day, weekday_day
from logscan.nlp.times.ordinals import PREPOSED
from logscan.nlp.times.stamps import full_year

_DIGITS = re.compile(r"\d+")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def full_date(m: Match) -> Item | None:
    """``14/05/2022``, ``2022-05-14``, ``14.05.22``, ``20220514``, ``02SEP21``, with its weekday where one is said."""
    token = m.tokens[m.last - 1]  # a date is the last of all that the rule takes
    named = m.one("weekday") if m.last - m.first > 1 else None
    day = day_of(token, named.value if named else None)
    if day is None:
        return None
    start = m.tokens[m.first].start
    if token.kind == "iso" and len(parts := _DIGITS.findall(token.value)) >= 5:
        clock = Clock(int(parts[3]), int(parts[4]), False, token.value[-1] == "z" or len(parts) > 6)
        if clock.hour > 23 or clock.minute > 59:
            return None
        return Item("day", start, token.end, Timed(clock, day))
    return Item("day", start, token.end, day)


def day_of(token: Token, weekday: int | None) -> Day | None:
    """The day of a token that is a whole date."""
    return _day_of(token.kind, token.value, weekday)


def _day_of(kind: str, written: str, weekday: int | None) -> Day:
    if kind == "date" and len(written) == 10 and written[2] == written[5] and written[6:].isdecimal():
        return Day(int(written[:2]), int(written[3:5]), full_year(int(written[6:])), weekday)
    parts = [int(p) for p in _DIGITS.findall(written)]
    if kind in {"iso", "ymd"}:
        return Day(parts[2], parts[1], parts[0], weekday)
    if kind == "date8" and written[:2] not in {"19", "20"}:
        return Day(parts[0] // 1000000, parts[0] // 10000 % 100, parts[0] % 10000, weekday)
    if kind == "date8":
        return Day(parts[0] % 100, parts[0] // 100 % 100, parts[0] // 10000, weekday)
    if kind == "named":
        month = _MONTH_NAMES.index(re.sub(r"[^a-z]", "", written)[:3]) + 1
        return Day(parts[0], month, full_year(parts[1]), weekday)
    return Day(parts[0], parts[1], full_year(parts[2]), weekday)


def slash_date(m: Match) -> Item | None:
    """``14/05``, ``Sat 14/05``: day and month; a score, a fraction or a count of days is none."""
    token, named = m.one("dm"), m.one("weekday")
    if token is None:
        return None
    first, second = (p.strip() for p in token.value.split("/"))
    day, month = int(first), int(second)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    padded = len(first) == 2 and len(second) == 2
    before = m.neighbour(-1)
    beyond = m.neighbour(2)
    listed = beyond is not None and beyond.kind == "dm"
    dated = named is not None or listed or (before is not None and before.kind in PREPOSED | {"of"})
    if (
        not padded
        and not dated
        and ((month in {2, 3, 4, 5, 8, 10} and day <= month and not second.startswith("0")) or (day, month) == (24, 7))
    ):
        return None
    if (
        month == 7
        and not padded
        and day < 10
        and named is None
        and not (before is not None and before.kind in {"on", "since", "by", "until"})
    ):
        return None
    return Item(
        "day", named.start if named else token.start, token.end, Day(day, month, None, named.value if named else None)
    )


def dotted_date(m: Match) -> Item | None:
    """``on 04.05``: day and month, where "on" says that it is no clock time."""
    token, before = m.of("dotted")[0], m.neighbour(-1)
    day, month = (int(p) for p in token.value.split("."))
    if before is None or before.kind != "on" or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Item("day", token.start, token.end, Day(day, month))


def compact_date(m: Match) -> Item | None:
    """``160122 0930``: six digits are a date only with a clock time behind them."""
    token = m.one("d6")
    if token is None:
        return None
    day, month, year = (int(token.value[i : i + 2]) for i in (0, 2, 4))
    if not (1 <= day <= 31 and 1 <= month <= 12 and 10 <= year <= 45):
        return None
    return Item("day", token.start, token.end, Day(day, month, 2000 + year))


RULES: list[tuple[str, Build]] = [
    ("(weekday dot? comma? the?)? (iso|date|ymd|named|date8)", full_date),
    ("d6 (?=(comma|at|dash|slash)? (n4|clk))", compact_date),
    (
        (
            f"(weekday comma? the?)? (n|ord|ordinal) (of|dash|slash|month_of)? (the|month_of)? "
            f"month {SEPARATED}{{0,2}} (n4|n)"
        ),
        day_month,
    ),
    (
        (
            f"(weekday comma?)? (n|ord|ordinal) ((comma|and|to|dash|slash|until){{1,2}} the? "
            f"weekday? (n|ord|ordinal)){{1,9}} (of|dash)? month {SEPARATED}{{0,2}} n4?"
        ),
        day_list,
    ),
    ("(weekday dot? comma? the?)? (n|ord|ordinal) (of|dash|slash|month_of)? (the|month_of)? month", day_month),
    ("(weekday comma?)? month (dot|the|comma)? (ord|n|ordinal) comma? n4", month_day),
    ("(weekday comma?)? month (dot|the)? (ord|n) (?!(month|unit))", month_day),
    ("weekday comma? the? (ord|ordinal|n)", weekday_day),
    ("(weekday comma?)? dm", slash_date),
    ("dotted", dotted_date),
]

