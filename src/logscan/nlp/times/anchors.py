"""From meanings to values: each expression resolved against the entry it stands in, or the day last named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from logscan.nlp.times import resolve_days, resolve_periods, values
from logscan.nlp.times.context import Context
from logscan.nlp.times.expressions import (
    Clock,
    Day,
    Duration,
    Fixed,
    Holiday,
    Item,
    Month,
    Part,
    Period,
    Recurring,
    Season,
    Shift,
    Timed,
    Weekday,
    Year,
    replace,
)
from logscan.nlp.times.values import TWO_DIGITS, Value

UNSETTLED = frozenset({Duration, Shift})
"""What :func:`settled` may turn to something else."""
_OVERNIGHT = ("overn", "o/n", "o'n", "o-n")
_HABIT = re.compile(
    r"(?<![a-z])(?:starts|finishes|opens|closes|works|leaves for|gets (?:in|home|up)|usually|"
    r"always|normally|often|sometimes|clocks (?:on|off|in|out))(?: work| school| her| his|"
    r" shift)? ?(?:at|by|about|around|from|until|till|to)? ?$"
)


def settled(item: Item, context: Context) -> Item:
    """The item, a length of time turned to the moment at its end where the clause looks ahead."""
    meaning = item.meaning
    if (
        isinstance(meaning, Duration)
        and meaning.ahead is not None
        and (meaning.ahead.unit not in "SMH" or context.has_clock)
        and context.is_future(item)
    ):
        return replace(item, kind="day", meaning=meaning.ahead)
    if isinstance(meaning, Shift) and meaning.unit in "SMH" and meaning.base == "cursor" and context.moment is None:
        n = abs(meaning.n)
        return replace(item, kind="duration", meaning=Duration(f"PT{n}{meaning.unit}"))
    return item


def resolve(item: Item, context: Context) -> Value | None:
    """The value of an item; None where it cannot have one."""
    meaning = item.meaning
    try:
        value = _RESOLVERS[type(meaning)](item, meaning, context)
        if value is not None and item.mod is not None:
            if item.mod == "WEEK" and value.day is not None:
                return values.of_week(value.day)
            if item.mod == "LAST_DAY" and value.latest is not None:
                return values.of_day(value.latest)
    except (OverflowError, ValueError):
        return None
    return value


def _length(item: Item, d: Duration | Recurring, c: Context) -> Value:
    return Value(d.value, alternatives=d.alternatives)


def _timed(item: Item, t: Timed, c: Context) -> Value | None:
    on = _RESOLVERS[type(t.on)](item, t.on, c) if t.on is not None else _context_day(item, c)
    if on is None:
        return None
    if isinstance(t.at, Part):
        code = t.at.code if t.at.code != "TMI" else "T12:00"
        other = (*on.alternatives, on.value) + ((f"{on.value}TEV",) if t.at.code == "TNI" else ())
        value = f"{on.value}{code}"
        return Value(value, on.earliest, on.latest, "part", on.day, other, on.flags)
    clock = t.at
    if clock.open_half:
        clock = _likely(clock)
    said = f"T{TWO_DIGITS[clock.hour]}:{TWO_DIGITS[clock.minute]}"
    other = on.alternatives and tuple(f"{day}{said}" for day in on.alternatives if len(day) == 10)
    flags = on.flags + _clock_flags(clock, on.day)
    return Value(f"{on.value}{said}", on.earliest, on.latest, "minute", on.day, other, flags)


def _likely(clock: Clock) -> Clock:
    """Of an hour with neither a.m. nor p.m.: one to six is afternoon, seven to eleven morning, twelve noon."""
    return Clock(clock.hour + 12 if clock.hour < 7 and clock.hour else clock.hour, clock.minute, False, clock.zone)


def _clock_flags(clock: Clock, day: date | None) -> tuple[str, ...]:
    flags = ("time_zone",) if clock.zone else ()
    if clock.hour != 1 or day is None or day.month not in {3, 10} or day.weekday() != 6 or day.day < 25:
        return flags
    return (*flags, "clock_change")


def _context_day(item: Item, c: Context) -> Value | None:
    """The day of a clock time without one: the day last named in the sentence, else that of the entry."""
    if (c.cursor is not None and c.cursor_end >= c.clause(item.start) - 1) or (
        c.cursor is not None and item.start - c.cursor_end < 90 and item.start >= c.cursor_end
    ):
        assert c.cursor is not None
        return values.of_day(c.cursor)
    day = c.day()
    return values.of_day(day) if day else None


def _clock(item: Item, clock: Clock, c: Context) -> Value:
    habit = clock.recurs or _HABIT.search(c.folded, c.clause(item.start), item.start) is not None
    on = None if habit else _context_day(item, c)
    other: tuple[str, ...] = ()
    if clock.open_half:
        likely = _likely(clock)
        other_hour = (likely.hour + 12) % 24
        if on is not None:
            other = (f"{on.value}T{other_hour:02d}:{clock.minute:02d}",)
        clock = likely
    said = f"T{TWO_DIGITS[clock.hour]}:{TWO_DIGITS[clock.minute]}"
    if on is None:
        return Value(said, precision="minute", alternatives=other, flags=_clock_flags(clock, None))
    return Value(
        f"{on.value}{said}", on.earliest, on.latest, "minute", on.day, (*other, said), _clock_flags(clock, on.day)
    )


def _part(item: Item, part: Part, c: Context) -> Value | None:
    on = _context_day(item, c)
    if (
        on is not None
        and on.day is not None
        and on.day == c.day()
        and c.folded.startswith(_OVERNIGHT, item.start)
        and not c.is_future(item)
    ):
        on = values.of_day(on.day - timedelta(days=1))
    if on is None:
        return Value(f"XXXX-XX-XX{part.code}", precision="part")
    code = part.code if part.code != "TMI" else "T12:00"
    return Value(f"{on.value}{code}", on.earliest, on.latest, "part", on.day, (on.value,))


_RESOLVERS: dict[type, Callable[[Item, Any, Context], Value | None]] = {
    Day: resolve_days.of_day,
    Weekday: resolve_days.of_weekday,
    Shift: resolve_periods.of_shift,
    Period: resolve_periods.of_period,
    Month: resolve_periods.of_month,
    Year: resolve_periods.of_year,
    Season: resolve_periods.of_season,
    Holiday: resolve_periods.of_holiday,
    Timed: _timed,
    Clock: _clock,
    Part: _part,
    Duration: _length,
    Recurring: _length,
    Fixed: resolve_periods.of_fixed,
}
