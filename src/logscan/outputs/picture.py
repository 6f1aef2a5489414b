"""The timeline of a case as a picture: days along a line, the gaps between them in days.

Distances grow with the square root of the gap, so that a year and a day can stand on one line. A shape says what a
day holds (never its colour alone), and the page sets the same days in a list beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import sqrt

import msgspec

from logscan.outputs import words
from logscan.report import Event, Report

MAX_DAYS = 18
"""More days than this are not drawn: first, last and those beside the longest gaps stay; the list holds all."""

EDGE, STEP, WIDTH, SPARE = 34.0, 46.0, 720.0, 260.0
CONDUCT = frozenset({"incident", "release", "threat", "breach", "breached"})
RECORD = frozenset({"record_reported", "record_closed"})


class Day(msgspec.Struct, frozen=True, gc=False):
    """One day: its events, days since the one before (None for the first), and the shapes that it carries."""

    on: date
    events: tuple[Event, ...]
    gap: int | None
    shapes: tuple[str, ...]


class Point(msgspec.Struct, frozen=True, gc=False):
    """A day as drawn; ``middle`` is halfway to the day before, in the units of the drawing."""

    x: float
    day: str
    year: str
    shapes: tuple[str, ...]
    gap: str
    middle: float
    longest: bool


class Picture(msgspec.Struct, frozen=True, gc=False):
    """The drawing and its text: ``title`` says in words what it shows."""

    width: float
    points: tuple[Point, ...]
    title: str
    days: tuple[Day, ...]
    left_out: int


def picture(report: Report) -> Picture | None:
    """The timeline of a report; None where it holds no dated event."""
    days = _days((*report.timeline, *_record_events(report)))
    if not days:
        return None
    drawn = _chosen(days)
    points = _points(drawn)
    return Picture(points[-1].x + EDGE, points, _title(days), days, len(days) - len(drawn))


def _record_events(report: Report) -> list[Event]:
    given = (("record_reported", report.record.reported_at), ("record_closed", report.record.closed_at))
    return [Event(time=iso, event=name, start=0, end=0, text="", entry=-1) for name, iso in given if iso]


def _days(events: Iterable[Event]) -> tuple[Day, ...]:
    by_day: dict[date, list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.time, e.start, e.event)):
        on = words.day(event.time)
        if on is not None:
            by_day.setdefault(on, []).append(event)
    before: date | None = None
    days = []
    for on in sorted(by_day):
        gap = None if before is None else (on - before).days
        days.append(Day(on, tuple(by_day[on]), gap, _shapes(by_day[on])))
        before = on
    return tuple(days)


def _shapes(events: list[Event]) -> tuple[str, ...]:
    """``conduct`` (suspect), ``police`` (log and actions), ``record`` (crime system): those that the day holds."""
    kinds = {_shape(event.event) for event in events}
    return tuple(sorted(kinds))


@lru_cache(1024)
def _shape(event: str) -> str:
    if event.split()[-1] in CONDUCT:
        return "conduct"
    return "record" if event in RECORD else "police"


def _chosen(days: tuple[Day, ...]) -> tuple[Day, ...]:
    if len(days) <= MAX_DAYS:
        return days
    by_gap = sorted(range(1, len(days)), key=lambda n: (-(days[n].gap or 0), n))
    kept = {0, len(days) - 1}
    for n in by_gap:
        if len(kept | {n - 1, n}) > MAX_DAYS:
            break
        kept |= {n - 1, n}
    return tuple(days[n] for n in sorted(kept))


def _points(days: tuple[Day, ...]) -> tuple[Point, ...]:
    gaps = [(b.on - a.on).days for a, b in pairwise(days)]
    longest = max(gaps, default=0)
    # what is left of the width after the smallest steps is shared out by the square root of each gap
    spare = max(SPARE, WIDTH - 2 * EDGE - STEP * len(gaps)) if gaps else 0.0
    weight = sum(map(sqrt, gaps)) or 1.0
    points: list[Point] = []
    x = EDGE
    for number, day in enumerate(days):
        gap = gaps[number - 1] if number else 0
        here = x + STEP + spare * sqrt(gap) / weight if number else x
        year = str(day.on.year) if not number or days[number - 1].on.year != day.on.year else ""
        label = f"{day.on.day} {words.MONTHS[day.on.month - 1]}"
        middle = round((x + here) / 2, 1)
        stand_out = bool(number) and gap == longest and gap > 1
        apart = words.days(gap) if number else ""
        points.append(Point(round(here, 1), label, year, day.shapes, apart, middle, stand_out))
        x = here
    return tuple(points)


def _title(days: tuple[Day, ...]) -> str:
    first, last = words.when(days[0].on.isoformat()), words.when(days[-1].on.isoformat())
    if len(days) == 1:
        return f"Everything dated falls on {first}."
    longest = max(days[1:], key=lambda day: day.gap or 0)
    return (
        f"{len(days)} dated days from {first} to {last}. The longest gap is {words.days(longest.gap or 0)}, "
        f"before {words.when(longest.on.isoformat())}."
    )
