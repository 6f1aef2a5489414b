"""Days resolved: of the calendar, of the week."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta

from logscan.nlp.times import values
from logscan.nlp.times.context import Context
from logscan.nlp.times.expressions import Day, Item, Weekday
from logscan.nlp.times.values import Value

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def of_day(item: Item, d: Day, c: Context) -> Value | None:
    """A day of the calendar, completed from the anchor or the cursor."""
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
    if weekday is None and 1 <= month <= 12 and 1 <= day <= 28:
        return values.of_day(date(year, month, day))
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
    if d.weekday is None and (month, d.day) != (2, 29):
        this = date(year, month, d.day)
        if this <= anchor:
            return values.of_day(nearest(this, this.replace(year=year + 1), anchor, item, c))
        return values.of_day(nearest(this.replace(year=year - 1), this, anchor, item, c))
    reach = 1 if (month, d.day) != (2, 29) else 4
    candidates = [date(y, month, d.day) for y in range(year - reach, year + reach + 1) if reach == 1 or isleap(y)]
    if d.weekday is not None:
        fitting = [x for x in candidates if x.weekday() == d.weekday and abs((x - anchor).days) < 400]
        candidates = fitting or candidates
    past = max((x for x in candidates if x <= anchor), default=None)
    ahead = min((x for x in candidates if x > anchor), default=None)
    chosen = nearest(past, ahead, anchor, item, c)
    return _checked(chosen.year, chosen.month, chosen.day, d.weekday)


def nearest(past: date | None, ahead: date | None, anchor: date, item: Item, c: Context) -> date:
    """Of the last and the next such day the one that is meant, by the calendar, else by the clause."""
    if past is None or ahead is None:
        return past or ahead or anchor
    far, near = (anchor - past).days, (ahead - anchor).days
    # "bailed to 10 March" in an entry of that very day is that day
    if near >= 330 or far == 0:
        return past
    # eleven months back without a year is rarely meant; nor nine, where the clause does not look back
    if far > 300 and near < 35:
        return ahead
    future = c.is_future(item)
    return ahead if future or (future is None and far > 240 and near < 75) else past


def _without_month(item: Item, d: Day, anchor: date, c: Context) -> Value | None:
    if d.month_shift is not None:
        base = c.cursor if c.cursor and c.cursor_end > item.start - 120 and d.month_shift == 0 else anchor
        shifted = values.add_months(base.replace(day=1), d.month_shift)
        return _checked(shifted.year, shifted.month, d.day, d.weekday)
    first = anchor.year * 12 + anchor.month - 1
    months = [divmod(number, 12) for number in range(first - 13, first + 14)]
    candidates = [
        date(year, month + 1, d.day)
        for year, month in months
        if d.day < 29 or d.day <= _LONGEST[month] - (month == 1 and not isleap(year))
    ]
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


def of_weekday(item: Item, w: Weekday, c: Context) -> Value | None:
    """A day of the week; past by default, ahead where the clause looks ahead."""
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
