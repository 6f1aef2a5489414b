"""Working days: Monday to Friday, bank holidays of England and Wales left out (``lexicon/bank_holidays.toml``)."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources

import msgspec

from logscan.nlp.times.holidays import easter

WEEK, WORKING_WEEK = 7, 5


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/bank_holidays.toml``: days of every year, days that were moved, and days that were added."""

    fixed: tuple[str, ...]
    easter: tuple[int, ...]
    mondays: tuple[tuple[int, int], ...]
    moved: dict[str, str]
    added: dict[str, str]


class WorkingDays(int):
    """A number of working days; where days are counted, a plain number is calendar days."""


def working_days(after: date, until: date) -> WorkingDays:
    """The working days after ``after`` up to and with ``until``; 0 where ``until`` is no later."""
    if until <= after:
        return WorkingDays(0)
    weeks, rest = divmod((until - after).days, WEEK)
    odd = sum((until - timedelta(days=n)).weekday() < WORKING_WEEK for n in range(rest))
    free = sum(after < day <= until for year in range(after.year, until.year + 1) for day in bank_holidays(year))
    return WorkingDays(weeks * WORKING_WEEK + odd - free)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays kept in a year; all of them fall on weekdays."""
    rules = _rules()
    kept = {_moved(day) for day in _by_rule(year)} | {date.fromisoformat(day) for day in rules.added}
    fixed = [date.fromisoformat(f"{year:04d}-{day}") for day in rules.fixed]
    kept |= {day for day in fixed if day.weekday() < WORKING_WEEK}
    for day in fixed:
        if day.weekday() >= WORKING_WEEK:
            kept.add(_next_free(day, kept))
    return frozenset(day for day in kept if day.year == year)


def _by_rule(year: int) -> Iterator[date]:
    rules = _rules()
    yield from (easter(year) + timedelta(days=days) for days in rules.easter)
    for nth, month in rules.mondays:
        mondays = [week[0] for week in calendar.monthcalendar(year, month) if week[0]]
        yield date(year, month, mondays[nth - 1 if nth > 0 else nth])


def _moved(day: date) -> date:
    to = _rules().moved.get(day.isoformat())
    return date.fromisoformat(to) if to else day


def _next_free(day: date, taken: set[date]) -> date:
    while day.weekday() >= WORKING_WEEK or day in taken:
        day += timedelta(days=1)
    return day


@cache
def _rules() -> Rules:
    text = resources.files("logscan.lexicon").joinpath("bank_holidays.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Rules)
