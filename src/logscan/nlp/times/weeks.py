"""Rules for days of the week, weekends and weeks told by a day."""

from __future__ import annotations

from logscan.nlp.times.durations import amount
from logscan.nlp.times.expressions import Day, Item, Part, Period, Shift, Timed, Weekday
from logscan.nlp.times.grammar import Match

SIGN = {"last": -1, "next": 1, "this": 0, "same": 0, "that": 0}
CURSOR_WORDS = frozenset({"following", "previous", "preceding", "same", "that", "ensuing"})
_NAMED_AFTER_DAYS = frozenset(
    [
        "shift",
        "shifts",
        "class",
        "late",
        "early",
        "lates",
        "earlies",
        "market",
        "club",
        "group",
        "session",
        "slot",
        "service",
        "league",
        "team",
        "run",
        "roast",
        "paper",
        "night",
        "round",
        "rota",
    ]
)


def weekday_night(m: Match) -> Item | None:
    """``Friday night``, ``Saturday nite``: not the plural, which recurs."""
    named, unit = m.of("weekday")[0], m.of("unit", "am")[0]
    if unit.kind == "am":
        return Item("day", named.start, unit.end, Timed(Part("TMO"), Weekday(named.value)))
    if unit.value != "N" or m.word(unit) in {"nights", "nites", "nosweithiau"}:
        return None
    return Item("day", named.start, unit.end, Timed(Part("TNI"), Weekday(named.value)))


def weekday(m: Match) -> Item | None:
    """``last Tues``, ``Tues gone``, ``this Friday coming``, ``the following Monday``, ``Monday``."""
    named = m.of("weekday")[0]
    how = "bare"
    before, after = m.neighbour(-1), m.neighbour(1)
    # "each is a Monday", "the Thursday shift": any such day, or a thing named after it
    named_after = after is not None and m.word(after) in _NAMED_AFTER_DAYS
    if (
        before is not None
        and len(m.of("weekday")) == m.last - m.first
        and (before.kind == "a" or (before.kind == "the" and named_after))
    ):
        return None
    start, end = named.start, named.end
    for token in m.of("last", "next", "this", "that", "same"):
        word = m.word(token)
        if token.start < named.start:
            start = min(start, token.start)
            if word in {"following", "ensuing"}:
                how = "after"
            elif word in {"previous", "preceding"}:
                how = "before"
            elif word in {"coming", "upcoming", "forthcoming"}:
                how = "coming"
            elif word == "past":
                how = "gone"
            elif token.kind in {"same", "that"}:
                how = "same"
            elif how == "bare":
                how = token.kind
        elif word in {"coming", "nesaf", "nesa", "next"}:
            how, end = "coming" if word != "next" else "next", token.end
        elif word in {"last", "past", "diwethaf", "dwetha", "ddiwethaf", "d'wetha"}:
            how, end = "gone", token.end
    gone = m.one("gone")
    if gone is not None:
        how, end = "gone", gone.end
    beside = m.one("before", "after")
    if beside is not None:
        how, end = beside.kind, beside.end
    the = m.one("the")
    if the is not None and how != "bare":
        start = min(start, the.start)
    day = Weekday(named.value, how)
    if m.word(named).startswith("nos "):
        return Item("day", start, end, Timed(Part("TNI"), day))
    return Item("day", start, end, day)


def weekday_of_week(m: Match) -> Item | None:
    """``Weds last week``, ``Monday of this week``, ``next week Friday``."""
    named, how, unit = m.of("weekday")[0], m.of("last", "this", "next")[0], m.of("unit")[0]
    if unit.value != "W":
        return None
    return Item(
        "day", m.tokens[m.first].start, m.tokens[m.last - 1].end, Weekday(named.value, "bare", week_of=SIGN[how.kind])
    )


def weekday_week(m: Match) -> Item | None:
    """``a week on Monday``, ``Monday week``, ``a week last Tuesday``, ``a week ago Friday``, ``Friday fortnight``."""
    named, unit = m.of("weekday")[0], m.of("unit")[0]
    if unit.value not in "WF":
        return None
    count = m.one("n", "number")
    weeks = (int(count.value) if count is not None else 1) * (2 if unit.value == "F" else 1)
    start, end = m.tokens[m.first].start, m.tokens[m.last - 1].end
    if m.has("last") or m.has("ago") or m.has("since"):
        return Item("day", start, end, Weekday(named.value, "gone", weeks=-weeks))
    return Item("day", start, end, Weekday(named.value, "coming", weeks=weeks))


def week_from_day(m: Match) -> Item | None:
    """``a week today``, ``a fortnight tomorrow``, ``two weeks from today``, ``a week yesterday``."""
    count, unit, _ = amount(m)
    day = m.of("day")[-1]
    if unit not in ("W", "F", "D") or count is None or count != int(count) or "T" in day.value:
        return None
    offset = int(day.value)
    days = int(count) * {"W": 7, "F": 14, "D": 1}[unit]
    if m.has("ago") or offset < 0:
        days = -days
    return Item("day", m.tokens[m.first].start, m.tokens[m.last - 1].end, Shift(offset + days, "D"))


def weekend(m: Match) -> Item | None:
    """``over the weekend``, ``last weekend``, ``this weekend``, ``bank holiday weekend``."""
    unit = m.of("unit")[-1]
    if unit.value != "E" or m.word(unit).endswith("ends") or m.word(unit) == "penwythnosau":
        return None
    how = m.one("last", "next", "this", "that", "same")
    word = m.word(how) if how else ""
    start = m.tokens[m.first].start
    if how is None:
        return Item("span", start, unit.end, Period(0, "E"))
    base = "cursor" if word in CURSOR_WORDS else "anchor"
    if how.kind in {"last", "next", "this"} and word not in CURSOR_WORDS:
        return Item("span", start, unit.end, Period({"last": -1, "next": 1, "this": 0}[how.kind], "E", f"{how.kind}"))
    return Item("span", start, unit.end, Period(SIGN[how.kind], "E", base))


def week_commencing(m: Match) -> Item | None:
    """``w/c 9th May``: the week of that day."""
    date = m.one("dm", "date")
    day, month = m.one("ord", "n", "ordinal"), m.one("month")
    end = m.tokens[m.last - 1].end
    start = m.tokens[m.first].start
    if day is None and m.has("month"):
        return None
    if date is not None:
        numbers = [int(p) for p in date.value.replace(".", "/").replace("-", "/").split("/")]
        year = numbers[2] if len(numbers) > 2 else None
        given = Day(numbers[0], numbers[1], None if year is None else year if year > 99 else 2000 + year)
    elif day is not None:
        number = int("".join(c for c in str(day.value) if c.isdigit()) or 0)
        n4 = m.one("n4")
        given = Day(number, month.value if month else None, int(n4.value) if n4 else None)
    else:
        return None
    return Item("day", start, end, given, "WEEK")
