"""Shifts, weeks, months, years, seasons and named days resolved."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from logscan.nlp.times import holidays, values
from logscan.nlp.times.context import Context
from logscan.nlp.times.expressions import Fixed, Holiday, Item, Month, Period, Season, Shift, Year
from logscan.nlp.times.resolve_days import nearest
from logscan.nlp.times.values import Value


def of_shift(item: Item, s: Shift, c: Context) -> Value | None:
    """So many units from the anchor or the cursor."""
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


def of_period(item: Item, p: Period, c: Context) -> Value | None:
    """The week, month or year some way off."""
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
        return of_fixed(item, Fixed(f"{anchor.year // 10 + p.n}X"), c)
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


def of_month(item: Item, m: Month, c: Context) -> Value | None:
    """A month, its year by the anchor where none is said."""
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
        ahead = anchor.month - m.month > 3 and c.is_future(item)
        return values.of_month(year + bool(ahead), m.month)
    future = c.is_future(item)
    if future is None and m.month - anchor.month <= 2:
        future = c.folded[max(0, item.start - 6) : item.start].endswith(("by ", "until ", "till "))
    return values.of_month(year if future else year - 1, m.month)


def of_season(item: Item, s: Season, c: Context) -> Value | None:
    """A season, its year by the anchor where none is said."""
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


def of_holiday(item: Item, h: Holiday, c: Context) -> Value | None:
    """A named day, its year by the anchor where none is said."""
    season = holidays.season_of(h.name)
    if season is not None:
        return of_season(
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
            chosen = past if since else nearest(past, ahead, anchor, item, c)
    if holidays.is_week(h.name):
        return values.of_week(chosen)
    return values.of_day(chosen)


def of_year(item: Item, y: Year, c: Context) -> Value | None:
    """A year, or a part of one."""
    year, day = y.year, c.day()
    if year is None or -2 < year < 2:
        if day is None:
            return None
        year = day.year + (year or 0)
    return values.of_year(year, y.suffix)


def of_fixed(item: Item, meaning: Fixed, c: Context) -> Value:
    """A value that needs no anchor."""
    if len(meaning.value) == 4 and meaning.value.isdigit():
        return values.of_year(int(meaning.value))
    if len(meaning.value) == 4 and meaning.value.endswith("X"):
        first = int(meaning.value[:3]) * 10
        return Value(meaning.value, date(first, 1, 1), date(first + 9, 12, 31), "decade")
    return Value(meaning.value)
