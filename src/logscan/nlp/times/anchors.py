"""From meanings to values: each expression resolved against the entry it stands in, or the day last named."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from logscan.nlp.times import cues, holidays, values
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
from logscan.nlp.times.values import Value

_OVERNIGHT = ("overn", "o/n", "o'n", "o-n")
_HABIT = re.compile(
    (
        r"(?<![a-z])(?:starts|finishes|opens|closes|works|leaves for|gets (?:in|home|up)|usually|"
        r"always|normally|often|sometimes|clocks (?:on|off|in|out))(?: work| school| her| his|"
        r" shift)? ?(?:at|by|about|around|from|until|till|to)? ?$"
    )
)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True)
class Context:
    """What a time is resolved against; moved on entry by entry and time by time."""

    folded: str
    anchor: datetime | None
    has_clock: bool
    news: bool = False
    cursor: date | None = None
    cursor_end: int = -1
    moment: str | None = None
    retrospective: bool = False
    clause_of: int = -1
    clause_left: int = 0

    def day(self) -> date | None:
        """The day of the anchor."""
        return self.anchor.date() if self.anchor else None

    def base(self, name: str) -> date | None:
        """The day that an expression counts from."""
        return self.cursor if name == "cursor" and self.cursor is not None else self.day()

    def is_future(self, item: Item) -> bool | None:
        """Whether the clause of an item looks ahead."""
        return cues.is_future(self.folded, item.start, item.end, self.clause(item.start))

    def clause(self, start: int) -> int:
        """Where the sentence of ``start`` begins."""
        if self.clause_of != start:
            self.clause_of, self.clause_left = start, cues.clause_start(self.folded, start)
        return self.clause_left

    def saw(self, day: date, end: int) -> None:
        """Move the cursor to a day just named."""
        self.cursor, self.cursor_end = day, end


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
    try:
        return _resolve(item, context)
    except (OverflowError, ValueError):
        return None


def _resolve(item: Item, c: Context) -> Value | None:
    meaning = item.meaning
    value = _RESOLVERS[type(meaning)](item, meaning, c)
    if value is not None and item.mod == "WEEK" and value.day is not None:
        return values.of_week(value.day)
    if value is not None and item.mod == "LAST_DAY" and value.latest is not None:
        return values.of_day(value.latest)
    return value


def _length(item: Item, d: Duration | Recurring, c: Context) -> Value:
    return Value(d.value, alternatives=d.alternatives)


def _year(item: Item, y: Year, c: Context) -> Value | None:
    year, day = y.year, c.day()
    if year is None or -2 < year < 2:
        if day is None:
            return None
        year = day.year + (year or 0)
    return values.of_year(year, y.suffix)


def _fixed(item: Item, meaning: Fixed, c: Context) -> Value:
    if len(meaning.value) == 4 and meaning.value.isdigit():
        return values.of_year(int(meaning.value))
    if len(meaning.value) == 4 and meaning.value.endswith("X"):
        first = int(meaning.value[:3]) * 10
        return Value(meaning.value, date(first, 1, 1), date(first + 9, 12, 31), "decade")
    return Value(meaning.value)


def _day(item: Item, d: Day, c: Context) -> Value | None:
    if d.year is not None and d.month is not None:
        return _checked(d.year, d.month, d.day, d.weekday)
    anchor = c.day()
    if anchor is None:
        if d.month is None:
            return None
        return Value(f"XXXX-{d.month:02d}-{d.day:02d}", precision="day")
    if d.month is not None:
        return _without_year(item, d, d.month, anchor, c)
    return _without_month(item, d, anchor, c)


def _checked(year: int, month: int, day: int, weekday: int | None) -> Value:
    """A full date, flagged where it does not exist or does not fall on its weekday."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        flags, other = ["impossible"], []
        if 12 < month <= 31 and 1 <= day <= 12:
            flags.append("month_first")
            other.append(date(year, day, month).isoformat() if month <= monthrange(year, day)[1] else "")
        return Value(
            f"{year:04d}-{month:02d}-{day:02d}",
            precision="day",
            alternatives=tuple(o for o in other if o),
            flags=tuple(flags),
        )
    found = values.of_day(date(year, month, day))
    if weekday is None or found.day is None or found.day.weekday() == weekday:
        return found
    near = sorted(
        (found.day + timedelta(days=k) for k in range(-6, 7) if (found.day + timedelta(days=k)).weekday() == weekday),
        key=lambda x: abs(x - date(year, month, day)),
    )
    return Value(
        found.value,
        found.earliest,
        found.latest,
        "day",
        found.day,
        tuple(n.isoformat() for n in near[:2]),
        ("weekday",),
    )


def _without_year(item: Item, d: Day, month: int, anchor: date, c: Context) -> Value:
    year = anchor.year
    if not 1 <= month <= 12 or not 1 <= d.day <= _LONGEST[month - 1]:
        return _checked(year, month, d.day, d.weekday)
    reach = 1 if (month, d.day) != (2, 29) else 4
    candidates = [date(y, month, d.day) for y in range(year - reach, year + reach + 1) if reach == 1 or isleap(y)]
    if d.weekday is not None:
        fitting = [x for x in candidates if x.weekday() == d.weekday and abs((x - anchor).days) < 400]
        candidates = fitting or candidates
    past = max((x for x in candidates if x <= anchor), default=None)
    ahead = min((x for x in candidates if x > anchor), default=None)
    future = c.is_future(item)
    chosen = _choose(past, ahead, anchor, future)
    return _checked(chosen.year, chosen.month, chosen.day, d.weekday)


def _choose(past: date | None, ahead: date | None, anchor: date, future: bool | None) -> date:
    if past is None or ahead is None:
        return past or ahead or anchor
    if future:
        # "bailed to 10 March" in an entry of that very day is that day
        return past if past == anchor else ahead if (ahead - anchor).days < 330 else past
    far, near = (anchor - past).days, (ahead - anchor).days
    # eleven months back without a year is rarely meant; nor nine, where the clause does not look back
    if (far > 300 and near < 35) or (future is None and far > 240 and near < 75):
        return ahead
    return past


def _without_month(item: Item, d: Day, anchor: date, c: Context) -> Value | None:
    if d.month_shift is not None:
        base = c.cursor if c.cursor and c.cursor_end > item.start - 120 and d.month_shift == 0 else anchor
        first = values.add_months(base.replace(day=1), d.month_shift)
        return _checked(first.year, first.month, d.day, d.weekday)
    months = [values.add_months(anchor.replace(day=1), k) for k in range(-13, 14)]
    candidates = [m.replace(day=d.day) for m in months if d.day <= monthrange(m.year, m.month)[1]]
    if d.weekday is not None:
        near = [x for x in candidates if x.weekday() == d.weekday]
        candidates = near or candidates
    past = max((x for x in candidates if x <= anchor), default=None)
    ahead = min((x for x in candidates if x > anchor), default=None)
    if past is None or ahead is None:
        return None
    if c.cursor is not None and 0 <= item.start - c.cursor_end < 160 and d.weekday is None:
        same = [x for x in candidates if (x.year, x.month) == (c.cursor.year, c.cursor.month)]
        if same and (same[0] >= c.cursor or same[0] <= anchor):
            return values.of_day(same[0])
    return values.of_day(ahead if c.is_future(item) else past)


def _weekday(item: Item, w: Weekday, c: Context) -> Value | None:
    anchor = c.day()
    if anchor is None:
        return Value(f"XXXX-WXX-{w.weekday + 1}", precision="day")
    week = values.monday(anchor)
    before = anchor - timedelta(days=(anchor.weekday() - w.weekday - 1) % 7 + 1)
    after = anchor + timedelta(days=(w.weekday - anchor.weekday() - 1) % 7 + 1)
    shift = timedelta(weeks=w.weeks)
    other: tuple[str, ...] = ()
    if w.week_of is not None:
        day = week + timedelta(weeks=w.week_of, days=w.weekday)
    elif w.how == "last":
        day = week + timedelta(days=w.weekday - 7) + shift
        if c.news:
            day = before + shift
        other = (before.isoformat(),) if before != day and not w.weeks else ()
    elif w.how == "next":
        day = week + timedelta(days=w.weekday + 7)
        if c.news:
            day = after
        other = (after.isoformat(),) if after != day else ()
    elif w.how == "this":
        day = week + timedelta(days=w.weekday)
    elif w.how == "gone":
        day = before + shift
    elif w.how == "coming":
        day = after + shift
    elif w.how in {"before", "after", "same"} and c.cursor is not None:
        cursor = c.cursor
        if w.how == "before":
            day = cursor - timedelta(days=(cursor.weekday() - w.weekday - 1) % 7 + 1)
        elif w.how == "after":
            day = cursor + timedelta(days=(w.weekday - cursor.weekday() - 1) % 7 + 1)
        else:
            back = cursor - timedelta(days=(cursor.weekday() - w.weekday) % 7)
            day = back if back == cursor else before
    elif w.how == "after":
        day = after if c.is_future(item) else before
    elif c.is_future(item):
        day = after
    elif c.news and anchor.weekday() == w.weekday:
        day = anchor
    else:
        day = before
    found = values.of_day(day)
    return Value(found.value, found.earliest, found.latest, "day", day, other)


def _shift(item: Item, s: Shift, c: Context) -> Value | None:
    base = c.base(s.base)
    if base is None:
        return None
    if s.unit in "SMH":
        start = datetime.fromisoformat(c.moment) if s.base == "cursor" and c.moment else c.anchor
        if start is None or (s.base == "anchor" and not c.has_clock):
            return None
        moment = start + timedelta(seconds=s.n * {"S": 1, "M": 60, "H": 3600}[s.unit])
        return Value(moment.isoformat(timespec="minutes"), moment.date(), moment.date(), "minute", moment.date())
    if s.unit == "D":
        return values.of_day(base + timedelta(days=s.n))
    if s.unit == "W":
        day = base + timedelta(weeks=s.n)
        week = values.of_week(day)
        if item.kind != "span" or not c.news:
            exact = values.of_day(day)
            return Value(exact.value, day, day, "day" if item.kind != "span" else "week", day, (week.value,))
        return Value(week.value, week.earliest, week.latest, "week", day, (day.isoformat(),))
    months = s.n * {"O": 1, "Y": 12}.get(s.unit, 1)
    day = values.add_months(base, months)
    found = values.of_year(day.year) if s.unit == "Y" else values.of_month(day.year, day.month)
    finer = f"{day.year:04d}-{day.month:02d}"
    return Value(
        found.value,
        found.earliest,
        found.latest,
        found.precision,
        None,
        (finer,) if finer != found.value else (day.isoformat(),),
    )


def _period(item: Item, p: Period, c: Context) -> Value | None:
    anchor = c.base(p.base)
    if anchor is None:
        return None
    if p.unit == "W":
        return values.of_week(anchor + timedelta(weeks=p.n))
    if p.unit == "F":
        return values.of_week(anchor + timedelta(weeks=2 * p.n))
    if p.unit == "O":
        first = values.add_months(anchor.replace(day=1), p.n)
        return values.of_month(first.year, first.month)
    if p.unit == "Y":
        return values.of_year(anchor.year + p.n)
    if p.unit == "X":
        return _fixed(item, Fixed(f"{anchor.year // 10 + p.n}X"), c)
    if p.unit == "C":
        return Value(f"{anchor.year // 100 + p.n}")
    if p.unit == "Q":
        quarter = (anchor.month - 1) // 3 + p.n
        return values.of_year(anchor.year + quarter // 4, f"Q{quarter % 4 + 1}")
    if p.unit == "E":
        return _weekend(item, p, anchor, c)
    return None


def _weekend(item: Item, p: Period, anchor: date, c: Context) -> Value:
    this = values.monday(anchor)
    if p.base == "last":
        return values.of_weekend(this - timedelta(days=7))
    if p.base == "next":
        return values.of_weekend(this + timedelta(days=7))
    if p.base == "this":
        # "this weekend" on a Monday or Tuesday, told as past, is the one just over
        back = anchor.weekday() < 3 and c.is_future(item) is False
        return values.of_weekend(this - timedelta(days=7 if back else 0))
    if p.base == "cursor":
        return values.of_weekend(this + timedelta(weeks=p.n))
    ahead = c.is_future(item)
    return values.of_weekend(this if ahead or anchor.weekday() >= 5 else this - timedelta(days=7))


def _month(item: Item, m: Month, c: Context) -> Value | None:
    anchor = c.day()
    if m.year is not None:
        return values.of_month(m.year, m.month)
    if anchor is None:
        return Value(f"XXXX-{m.month:02d}", precision="month")
    if m.year_shift is not None:
        return values.of_month(anchor.year + m.year_shift, m.month)
    year = anchor.year
    if m.how == "last":
        return values.of_month(year - (m.month >= anchor.month), m.month)
    if m.how == "next":
        return values.of_month(year + (m.month <= anchor.month), m.month)
    if m.how == "this":
        return values.of_month(year, m.month)
    if m.month <= anchor.month:
        ahead = c.is_future(item) and anchor.month - m.month > 3
        return values.of_month(year + bool(ahead), m.month)
    future = c.is_future(item)
    if future is None and m.month - anchor.month <= 2:
        future = c.folded[max(0, item.start - 6) : item.start].endswith(("by ", "until ", "till "))
    return values.of_month(year if future else year - 1, m.month)


def _season(item: Item, s: Season, c: Context) -> Value | None:
    anchor = c.day()
    if s.year is not None:
        return values.of_season(s.code, s.year)
    if anchor is None:
        return Value(f"XXXX-{s.code}", precision="season")
    if s.how.startswith("year-"):
        return values.of_season(s.code, anchor.year + {"last": -1, "next": 1}.get(s.how[5:], 0))
    started = anchor.year if values.season_start(s.code, anchor.year) <= anchor else anchor.year - 1
    latest = values.of_season(s.code, started)
    if s.how == "last":
        over = latest.latest is not None and latest.latest < anchor
        return latest if over else values.of_season(s.code, started - 1)
    if s.how == "next" or (s.how == "bare" and c.is_future(item)):
        return values.of_season(s.code, started + 1)
    if s.how == "this":
        return values.of_season(s.code, anchor.year)
    return latest


def _holiday(item: Item, h: Holiday, c: Context) -> Value | None:
    season = holidays.season_of(h.name)
    if season is not None:
        return _season(
            item,
            Season(season, h.year, h.how if h.year_shift is None else f"year-{'last' if h.year_shift < 0 else 'this'}"),
            c,
        )
    anchor = c.day()
    year = h.year
    if year is None and anchor is not None and h.year_shift is not None:
        year = anchor.year + h.year_shift
    if year is None and anchor is None:
        dates = holidays.on(h.name, 2023)
        return Value(f"XXXX-{dates[0].month:02d}-{dates[0].day:02d}", precision="day")
    if year is not None:
        days = list(holidays.on(h.name, year))
        if not days:
            return None
        chosen = days[0]
    else:
        assert anchor is not None
        days = [d for y in (anchor.year - 1, anchor.year, anchor.year + 1) for d in holidays.on(h.name, y)]
        if not days:
            return None
        past = max((d for d in days if (d < anchor if h.how == "last" else d <= anchor)), default=days[0])
        ahead = min((d for d in days if d > anchor), default=days[-1])
        since = c.folded[max(0, item.start - 6) : item.start] == "since "
        if h.how == "last":
            chosen = past
        elif h.how == "next":
            chosen = ahead
        elif h.how == "this":
            chosen = next((d for d in days if d.year == anchor.year), past)
        else:
            chosen = past if since else _choose(past, ahead, anchor, c.is_future(item))
    if holidays.is_week(h.name):
        return values.of_week(chosen)
    return values.of_day(chosen)


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
    return Value(
        f"{on.value}T{clock.hour:02d}:{clock.minute:02d}",
        on.earliest,
        on.latest,
        "minute",
        on.day,
        tuple(f"{a}T{clock.hour:02d}:{clock.minute:02d}" for a in on.alternatives if len(a) == 10),
        on.flags + _clock_flags(clock, on.day),
    )


def _likely(clock: Clock) -> Clock:
    """Of an hour with neither a.m. nor p.m.: one to six is afternoon, seven to eleven morning, twelve noon."""
    return Clock(clock.hour + 12 if clock.hour < 7 and clock.hour else clock.hour, clock.minute, False, clock.zone)


def _clock_flags(clock: Clock, day: date | None) -> tuple[str, ...]:
    flags = ("time_zone",) if clock.zone else ()
    if day is None or clock.hour not in {1} or day.month not in {3, 10} or day.weekday() != 6 or day.day < 25:
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
    said = f"T{clock.hour:02d}:{clock.minute:02d}"
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
    Day: _day,
    Weekday: _weekday,
    Shift: _shift,
    Period: _period,
    Month: _month,
    Year: _year,
    Season: _season,
    Holiday: _holiday,
    Timed: _timed,
    Clock: _clock,
    Part: _part,
    Duration: _length,
    Recurring: _length,
    Fixed: _fixed,
}
