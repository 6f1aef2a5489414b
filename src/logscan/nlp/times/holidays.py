"""Named days: Easter, bank holidays, Christmas and the like, computed once a year and kept."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from logscan.nlp.times.tables import load


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=4096)
def on(name: str, year: int) -> tuple[date, ...]:
    """The dates of a named day in a year; several for "bank holiday" and half-term."""
    rule: dict[str, Any] = load("holidays")[name]
    if "on" in rule:
        month, day = rule["on"].split("-")
        return (date(year, int(month), int(day)),)
    if "easter" in rule:
        return (easter(year) + timedelta(days=rule["easter"]),)
    if "rule" in rule:
        return (_nth_weekday(year, *rule["rule"]),)
    if "dates" in rule:
        return tuple(date.fromisoformat(d) for d in rule["dates"] if d.startswith(f"{year:04d}-"))
    if "weeks" in rule:
        return tuple(_monday(date(year, int(w[:2]), int(w[3:]))) for w in rule["weeks"])
    return tuple(sorted(day for other in rule.get("nearest", ()) for day in on(other, year)))


def season_of(name: str) -> str | None:
    """The season that a long holiday stands for, if it is one."""
    code = load("holidays")[name].get("season")
    return str(code) if code else None


def is_week(name: str) -> bool:
    """Whether the name is of a week, not of a day."""
    return "weeks" in load("holidays")[name]


def _nth_weekday(year: int, nth: int, weekday: int, month: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
