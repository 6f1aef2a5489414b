"""Rules for days of the calendar, in full and in part."""

from __future__ import annotations

import re
from functools import cache

from logscan.nlp.times.expressions import Clock, Day, Item, Month, Timed
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.stamps import century
from logscan.nlp.times.tables import load

_DIGITS = re.compile(r"\d+")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PREPOSED = frozenset(
    [
        "on",
        "since",
        "by",
        "until",
        "between",
        "about",
        "wc",
        "from",
        "for",
        "after",
        "before",
        "at",
        "dash",
        "to",
        "and",
        "every",
        "early",
    ]
)


@cache
def _no_day_after() -> frozenset[str]:
    return frozenset(load("nouns")["after_ordinal"])


def full_date(m: Match) -> Item | None:
    """``14/05/2022``, ``2022-05-14``, ``14.05.22``, ``20220514``, ``02SEP21``, with its weekday where one is said."""
    token = m.of("iso", "date", "ymd", "named", "date8")[-1]
    named = m.one("weekday")
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
    parts = [int(p) for p in _DIGITS.findall(token.value)]
    if token.kind in {"iso", "ymd"}:
        return Day(parts[2], parts[1], parts[0], weekday)
    if token.kind == "date8" and token.value[:2] not in {"19", "20"}:
        return Day(parts[0] // 1000000, parts[0] // 10000 % 100, parts[0] % 10000, weekday)
    if token.kind == "date8":
        return Day(parts[0] % 100, parts[0] // 100 % 100, parts[0] // 10000, weekday)
    if token.kind == "named":
        month = _MONTH_NAMES.index(re.sub(r"[^a-z]", "", token.value)[:3]) + 1
        return Day(parts[0], month, full_year(parts[1]), weekday)
    return Day(parts[0], parts[1], full_year(parts[2]), weekday)


def full_year(number: int) -> int:
    """The year of two or four digits."""
    return century(number) if number < 100 else number


def day_month(m: Match) -> Item | None:
    """``14th of May 2022``, ``Sat 14 May``, ``14-MAY-22``."""
    day, month = m.one("n", "ord", "ordinal"), m.one("month")
    if day is None or month is None:
        return None
    number, end = number_of(day), month.end
    if not 1 <= number <= 31:
        return None
    year, end = _year_after(m, month, end)
    named = m.one("weekday")
    return Item("day", m.tokens[m.first].start, end, Day(number, month.value, year, named.value if named else None))


def number_of(token: Token) -> int:
    """The number of a digit, ordinal or number-word token."""
    return token.value if isinstance(token.value, int) else int(_DIGITS.findall(token.value)[0])


def _year_after(m: Match, month: Token, end: int) -> tuple[int | None, int]:
    """The year behind a month: four digits, two after an apostrophe or a dash, or two that no unit or month follows."""
    for token in m.tokens[m.tokens.index(month, m.first) + 1 : m.last]:
        if token.kind == "n4" and 1900 <= int(token.value) <= 2099:
            return int(token.value), token.end
        if token.kind == "n" and len(token.value) == 2:
            after = m.neighbour(1)
            if (
                after is not None
                and after.kind in {"unit", "month", "times", "oclock", "part", "other"}
                and after.start - token.end <= 1
            ):
                return None, end
            if 15 <= int(token.value) <= 45:
                return full_year(int(token.value)), token.end
    return None, end


def day_list(m: Match) -> list[Item] | None:
    """``19, 21 and 26 September``: each day an item of its own, month and year from the last."""
    month = m.one("month")
    days = m.of("n", "ord", "ordinal")
    if month is None:
        return None
    days = [d for d in days if d.start < month.start]
    if not days or not all(1 <= number_of(d) <= 31 for d in days):
        return None
    year, end = _year_after(m, month, month.end)
    items = []
    weekdays = {t.end: t for t in m.of("weekday")}
    for day in days:
        named = next((t for t in weekdays.values() if 0 < day.start - t.end <= 6), None)
        start = named.start if named else day.start
        items.append(
            Item(
                "day",
                start,
                end if day is days[-1] else day.end,
                Day(number_of(day), month.value, year, named.value if named else None),
            )
        )
    return items


def month_day(m: Match) -> Item | list[Item] | None:
    """``May 14th``, ``March 1, 2013``, ``Feb. 5``."""
    month = m.one("month")
    days = [t for t in m.of("n", "ord", "ordinal") if month is not None and t.start > month.start]
    if month is None or not days:
        return None
    number = number_of(days[0])
    before = m.neighbour(-1)
    if not 1 <= number <= 31 or (days[0].kind == "n" and len(days[0].value) > 2):
        return None
    following = m.neighbour(1)
    if following is not None and following.kind in {"unit", "times"} and not m.has("n4"):
        return None
    if (
        days[0].kind == "n"
        and 18 <= number <= 29
        and not m.has("n4")
        and before is not None
        and before.kind in {"in", "since", "early", "late", "mid", "end", "last"}
    ):
        return Item("span", month.start, days[0].end, Month(month.value, 2000 + number))
    year = m.one("n4")
    named = m.one("weekday")
    if year is not None and not 1900 <= int(year.value) <= 2099:
        year = None
    return Item(
        "day",
        named.start if named else month.start,
        year.end if year else days[0].end,
        Day(number, month.value, int(year.value) if year else None, named.value if named else None),
    )


def weekday_day(m: Match) -> Item | None:
    """``Monday 23rd``, ``Sat the 5th``, ``Friday 14`` (month and year by the context)."""
    named, day = m.one("weekday"), m.one("ord", "ordinal", "n")
    if named is None or day is None or not 1 <= number_of(day) <= 31:
        return None
    after = m.neighbour(1)
    if day.kind == "n" and (
        len(day.value) > 2
        or (
            after is not None
            and after.kind
            not in {
                "comma",
                "dot",
                "break",
                "at",
                "and",
                "n4",
                "clk",
                "dash",
                "by",
                "about",
                "since",
                "between",
                "mark",
                "pipe",
                "slash",
                "from",
            }
        )
    ):
        return None
    if _counts_something(m):
        return None
    return Item("day", named.start, day.end, Day(number_of(day), None, None, named.value))


def bare_ordinal(m: Match) -> Item | None:
    """``the 5th``, ``on 5th``, ``5th of last month``: a day of the month told by the context."""
    day = m.one("ord", "ordinal")
    if day is None or not 1 <= number_of(day) <= 31 or (day.kind == "ordinal" and not m.has("the")):
        return None
    before = m.neighbour(-1)
    if not m.has("the") and (before is None or before.kind not in _PREPOSED) and not _stands_alone(m, day):
        return None
    if day.kind == "ordinal" and (before is None or before.kind not in {"on", "since", "by", "until", "about"}):
        return None
    how = m.one("last", "this", "next", "same", "that")
    start = m.one("the")
    shift = None
    end = day.end
    if m.has("unit"):
        unit = m.one("unit")
        if unit is None or unit.value != "O":
            return None
        shift = {"last": -1, "next": 1}.get(how.kind, 0) if how else 0
        end = unit.end
    elif _counts_something(m) or (before is not None and before.kind == "for"):
        return None
    return Item("day", start.start if start else day.start, end, Day(number_of(day), None, None, None, shift))


def _stands_alone(m: Match, day: Token) -> bool:
    """``returns 16th.``: from the fourth on an ordinal that ends its clause is a date."""
    after, before = m.neighbour(1), m.neighbour(-1)
    ends = after is None or after.kind in {"dot", "comma", "break", "mark"}
    if (
        day.kind == "ord"
        and (before is None or before.kind == "break")
        and m.folded[max(0, day.start - 1) : day.start] in {"", "\n"}
    ):
        return True
    return (
        ends
        and day.kind == "ord"
        and number_of(day) >= 4
        and before is not None
        and before.kind == "other"
        and before.value.isalpha()
    )


def _counts_something(m: Match) -> bool:
    after = m.neighbour(1)
    if after is None or after.kind not in {"other", "of", "part", "half", "month", "unit", "season", "times"}:
        return False
    last = m.tokens[m.last - 1]
    if after.start - last.end > 1:
        return False
    return (
        after.kind != "other"
        or m.folded[after.start : after.end] in _no_day_after()
        or m.folded[after.end : after.end + 1] == "-"
    )


def ordinal_list(m: Match) -> list[Item] | None:
    """``the 5th and 8th``, ``on 5th, 8th and 9th``: days of the month told by the context."""
    days = m.of("ord")
    before = m.neighbour(-1)
    if not m.has("the") and (before is None or before.kind not in _PREPOSED):
        return None
    if _counts_something(m) or not all(1 <= number_of(d) <= 31 for d in days):
        return None
    return [Item("day", d.start, d.end, Day(number_of(d))) for d in days]


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
    dated = named is not None or listed or (before is not None and before.kind in _PREPOSED | {"of"})
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


SEPARATED = "(comma|dash|dot|slash|apostrophe|of|month_of)"

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
ORDINALS: list[tuple[str, Build]] = [
    ("(ord|the ord) ((comma|and|to|dash){1,2} the? ord){1,9}", ordinal_list),
    ("the? (ord|ordinal) (of (the|this|last|next|that|same){1,2} unit)?", bare_ordinal),
]
