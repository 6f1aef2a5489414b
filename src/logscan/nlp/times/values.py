"""Values in TIMEX3, with the window of days that each covers."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
TWO_DIGITS = tuple(f"{number:02d}" for number in range(60))
"""Numbers below sixty with two digits: looked up in a tenth of the time that it takes to write them."""


class Value(Struct, frozen=True, gc=False):
    """A TIMEX3 value, its first and last day, how fine it is, and the day itself where it is one."""

    value: str
    earliest: date | None = None
    latest: date | None = None
    precision: str | None = None
    day: date | None = None
    alternatives: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def of_day(day: date) -> Value:
    """A day."""
    year = day.year
    if year < 1000:
        return Value(day.isoformat(), day, day, "day", day)
    return Value(f"{year}-{TWO_DIGITS[day.month]}-{TWO_DIGITS[day.day]}", day, day, "day", day)


def of_month(year: int, month: int) -> Value:
    """A month."""
    return Value(
        f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
    )


def of_year(year: int, suffix: str = "") -> Value:
    """A year, quarter (Q1 to Q4) or half (H1, H2)."""
    if not suffix:
        return Value(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")
    size = 3 if suffix[0] == "Q" else 6
    first = (int(suffix[1]) - 1) * size + 1
    last = first + size - 1
    return Value(
        f"{year:04d}-{suffix}",
        date(year, first, 1),
        date(year, last, monthrange(year, last)[1]),
        "quarter" if size == 3 else "half",
    )


def of_week(day: date) -> Value:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    first = monday(day)
    return Value(f"{year:04d}-W{week:02d}", first, first + timedelta(days=6), "week")


def of_weekend(day: date) -> Value:
    """The weekend of the ISO week of a day; its Saturday is an alternative."""
    saturday = monday(day) + timedelta(days=5)
    week = of_week(day).value
    return Value(f"{week}-WE", saturday, saturday + timedelta(days=1), "weekend", None, (saturday.isoformat(), week))


def of_season(code: str, year: int) -> Value:
    """A season by the meteorological months; a winter has the year in which it begins."""
    first, last = _SEASON_MONTHS[code]
    last_year = year + (code == "WI")
    return Value(
        f"{year:04d}-{code}", date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1]), "season"
    )


def season_start(code: str, year: int) -> date:
    """The first day of a season."""
    return date(year, _SEASON_MONTHS[code][0], 1)


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """A day some months on; the last of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
