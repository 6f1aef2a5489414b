"""Rules for days with the month in words: 14th of May 2022, May 14th, Monday 23rd."""

from __future__ import annotations

from logscan.nlp.times.expressions import Day, Item, Month
from logscan.nlp.times.grammar import Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.ordinals import counts_something, number_of
from logscan.nlp.times.stamps import full_year


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
    if counts_something(m):
        return None
    return Item("day", named.start, day.end, Day(number_of(day), None, None, named.value))


SEPARATED = "(comma|dash|dot|slash|apostrophe|of|month_of)"
