"""Rules for days and periods told from the day of speaking, or from the day last named."""

from __future__ import annotations

from logscan.nlp.times.durations import amount
from logscan.nlp.times.expressions import Duration, Fixed, Item, Part, Period, Shift, Timed, Weekday
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.weeks import (
    CURSOR_WORDS,
    SIGN,
    week_commencing,
    week_from_day,
    weekday,
    weekday_night,
    weekday_of_week,
    weekday_week,
    weekend,
)

_WELSH_HOW = frozenset({"diwethaf", "dwetha", "ddiwethaf", "d'wetha", "nesaf", "nesa", "hwn", "hon", "yma"})
_MODS = (("about", "APPROX"), ("over", "MORE_THAN"), ("under", "LESS_THAN"))


def mod_of(m: Match) -> str | None:
    """The TIMEX3 ``mod`` that the matched words tell."""
    return next((mod for kind, mod in _MODS if m.has(kind)), None)


def named_day(m: Match) -> Item | None:
    """``today``, ``yesterday``, ``tonight``, ``the day before yesterday``."""
    token = m.of("day")[0]
    offset, part = (
        (token.value[: token.value.index("T")], token.value[-3:]) if "T" in token.value else (token.value, None)
    )
    day = Shift(int(offset), "D")
    named = m.one("part", "unit", "am")
    if named is not None:
        if named.kind == "unit" and named.value != "N":
            return None
        part = named.value if named.kind == "part" else "TMO" if named.kind == "am" else "TNI"
        return Item("day", token.start, named.end, Timed(Part(part), day))
    return Item("day", token.start, token.end, Timed(Part(part), day) if part else day)


def ago(m: Match) -> Item | None:
    """``three weeks ago``, ``3/52 ago``, ``a year earlier``, ``two days later``, ``20 minutes ago``."""
    token = m.of("ago", "earlier", "later")[-1]
    count, unit, approximate = amount(m)
    if unit is None or count is None:
        return None
    sign = 1 if token.kind == "later" else -1
    base = "cursor" if token.kind in {"later", "earlier"} else "anchor"
    start = m.tokens[m.first].start
    if count != int(count):
        halves = {"Y": ("O", 12), "O": ("D", 30), "W": ("D", 7), "H": ("M", 60), "D": ("H", 24)}
        if unit not in halves:
            return None
        smaller, factor = halves[unit]
        count, unit = round(count * factor), smaller
    meaning = Shift(sign * int(count), unit, base)
    mod = mod_of(m) or ("APPROX" if approximate else None)
    kind = "span" if unit in "WOYXCQF" and token.kind == "ago" else "day"
    if approximate and count == 0:
        return Item("span", start, token.end, Fixed("PAST_REF" if sign < 0 else "FUTURE_REF"), mod)
    return Item("day" if kind == "day" else "span", start, token.end, meaning, mod)


def within_period(m: Match) -> Item | None:
    """``earlier in the week``, ``later in the year``."""
    unit, where = m.of("unit")[0], m.of("earlier", "later")[0]
    if unit.value not in "WOY":
        return None
    return Item(
        "span", m.tokens[m.first].start, unit.end, Period(0, unit.value), "START" if where.kind == "earlier" else "END"
    )


def in_time(m: Match) -> Item | None:
    """``in two weeks' time``, ``in 3 days time``."""
    count, unit, approximate = amount(m)
    if unit is None or count is None or count != int(count):
        return None
    return Item(
        "day",
        m.tokens[m.first + 1].start,
        m.tokens[m.last - 1].end,
        Shift(int(count), unit),
        mod_of(m) or ("APPROX" if approximate else None),
    )


def period(m: Match) -> Item | None:
    """``last week``, ``this month``, ``the following year``, ``the next day``, ``that night``, ``the same day``."""
    how, unit = m.of("last", "next", "this", "that", "same")[0], m.of("unit")[-1]
    word = m.word(how)
    code = unit.value
    first = m.tokens[m.first]
    plural = m.word(unit).endswith("s") and m.word(unit) not in {"mis", "wythnos"}
    if plural or code in {"S", "M", "H"}:
        return None
    start, end = first.start, unit.end
    sign = SIGN[how.kind]
    cursor = word in CURSOR_WORDS or (
        how.kind == "next" and m.has("the") and code in "DN" and word in {"next", "following"}
    )
    if code in "DN" and how.kind == "next" and word == "next":
        cursor = True
    base = "cursor" if cursor else "anchor"
    if code == "N":
        if word in {"next", "coming"} and not m.has("the"):
            base = "cursor"
        return Item("day", start, end, Timed(Part("TNI"), Shift(sign, "D", base)))
    if code == "D":
        if how.kind == "last":
            if word == "last" or word == "past":
                return None
            return Item("day", start, end, Shift(-1, "D", "cursor"))
        if how.kind == "this":
            return Item("day", start, end, Shift(0, "D", "anchor"))
        if how.kind == "that" and m.neighbour(1) is not None and m.has("the"):
            return None
        return Item("day", start, end, Shift(sign, "D", base))
    if m.has("the") and how.kind == "last" and word in {"last", "past"}:
        return Item(
            "duration",
            start,
            end,
            Duration(
                {"W": "P1W", "O": "P1M", "Y": "P1Y", "F": "P2W", "X": "P10Y", "Q": "P3M", "C": "P100Y", "E": "P1WE"}[
                    code
                ]
            ),
        )
    if code == "F" and how.kind == "last":
        return Item("duration", start, end, Duration("P2W"))
    mod = next(
        (name for kind, name in (("early", "START"), ("mid", "MID"), ("late", "END"), ("end", "END")) if m.has(kind)),
        None,
    )
    return Item("span", start, end, Period(sign, code, base), mod)


def welsh_period(m: Match) -> Item | None:
    """``wythnos diwethaf``, ``mis nesaf``, ``y penwythnos diwethaf``: the adjective follows."""
    unit, how = m.of("unit")[0], m.of("last", "next", "this")[0]
    if m.word(how) not in _WELSH_HOW:
        return None
    start = m.tokens[m.first].start
    sign = SIGN[how.kind]
    if unit.value == "D":
        return Item("day", start, how.end, Shift(sign, "D", "cursor" if sign else "anchor"))
    if unit.value == "N":
        return Item("day", start, how.end, Timed(Part("TNI"), Shift(sign, "D")))
    if unit.value in "SMH":
        return None
    return Item("span", start, how.end, Period(sign, unit.value, how.kind if unit.value == "E" else "anchor"))


def year_word(m: Match) -> Item:
    """``llynedd``, ``eleni``."""
    token = m.of("year_word")[0]
    return Item("span", m.tokens[m.first].start, token.end, Period(-1 if "lly" in token.value else 0, "Y"))


def same_date(m: Match) -> Item:
    """``same date``, ``that date``."""
    return Item("day", m.tokens[m.first].start, m.tokens[m.last - 1].end, Shift(0, "D", "cursor"))


def end_of_period(m: Match) -> Item | None:
    """``the end of the month``, ``start of this week``, ``end of the day``."""
    unit = m.of("unit")[-1]
    if unit.value not in "WOYDE":
        return None
    start, end = m.tokens[m.first].start, unit.end
    if unit.value == "D":
        return Item("day", start, end, Shift(0, "D"), "END")
    mod = next(
        (name for kind, name in (("early", "START"), ("mid", "MID"), ("late", "END"), ("end", "END")) if m.has(kind)),
        "END",
    )
    how = m.one("last", "next", "this")
    if how is None and m.has("end") and unit.value == "O":
        return Item("day", start, end, Period(0, "O"), "LAST_DAY")
    return Item("span", start, end, Period(SIGN[how.kind] if how else 0, unit.value), mod)


def before_last(m: Match) -> Item | None:
    """``the week before last``, ``the night before last``, ``Friday before last``."""
    unit, named = m.one("unit"), m.one("weekday")
    start, end = m.tokens[m.first].start, m.tokens[m.last - 1].end
    if named is not None:
        return Item("day", start, end, Weekday(named.value, "last", weeks=-1))
    if unit is None or unit.value in "SMHXC":
        return None
    if unit.value == "N":
        return Item("day", start, end, Timed(Part("TNI"), Shift(-2, "D")))
    return Item(
        "day" if unit.value == "D" else "span",
        start,
        end,
        Period(-2, unit.value) if unit.value != "D" else Shift(-2, "D"),
    )


def day_before(m: Match) -> Item | None:
    """``the day before``, ``the night after``, ``the week before``, ``the month after``."""
    unit, where = m.of("unit")[-1], m.of("before", "after", "earlier", "later")[-1]
    sign = -1 if where.kind in {"before", "earlier"} else 1
    start, end = m.tokens[m.first].start, where.end
    if unit.value in "SMH":
        return None
    if unit.value == "N":
        return Item("day", start, end, Timed(Part("TNI"), Shift(sign, "D", "cursor")))
    if unit.value == "D":
        return Item("day", start, end, Shift(sign, "D", "cursor"))
    return Item("span", start, end, Period(sign, unit.value, "cursor"))


def reference(m: Match) -> Item:
    """``now``, ``recently``: kept in news text only."""
    token = m.tokens[m.first]
    return Item("ref", token.start, token.end, Fixed(token.value))


_COUNT = "(a|n|number (dash? number)?|few|few_a|dec|half_a)"
_RANGE = f"{_COUNT} ((dash|to|and) (n|number))?"
_HOW = "(last|next|this|that|same)"

RULES: list[tuple[str, Build]] = [
    ("day (part|am|unit (?!(ago|later|last)))", named_day),
    ("day", named_day),
    (f"{_COUNT} unit on weekday", weekday_week),
    (f"{_COUNT} unit (last|ago|since|ago last|next) weekday", weekday_week),
    ("weekday unit (?!(ago|later|before|after|last|in|next|this))", weekday_week),
    (f"{_COUNT} unit (ago|since)? day", week_from_day),
    (f"(about|over|under)? {_RANGE} plus_half? dash? unit (and {_COUNT} unit)? (ago|earlier|later)", ago),
    ("(about|over|under)? dm (ago|earlier|later)", ago),
    (f"in (about|over|under)? {_RANGE} unit apostrophe? other? time", in_time),
    ("(earlier|later) (in|this)? the? unit", within_period),
    ("weekday (of|in)? (last|this|next) unit", weekday_of_week),
    ("(last|this|next) unit on? weekday", weekday_of_week),
    ("the? (weekday|unit) before last", before_last),
    ("the weekday (before|after) (?!(other|the|day|n|weekday|holiday))", weekday),
    (f"the? {_HOW}{{1,2}} weekday (gone|coming|next|last)? gone?", weekday),
    ("weekday (gone|next (?!unit)|last (?!unit))", weekday),
    ("(wc) the? (date|dm|(weekday)? (n|ord|ordinal) of? month? (comma? n4)?)", week_commencing),
    ("wc month (n|ord) (comma? n4)?", week_commencing),
    ("(end|early|mid|late) (the|last|this|next)? (last|this|next)? unit (?!(ago|later))", end_of_period),
    ("the unit (before|after|earlier|later) (?!(last|other|the|day|n|weekday|holiday|this|that))", day_before),
    ("(the|this|that|last|next|same){1,2} unit", weekend),
    (f"(early|late|mid)? the? {_HOW}{{1,2}} unit", period),
    ("the? (same|that|next|this) date_word", same_date),
    ("the? unit (last|next|this)", welsh_period),
    ("the? year_word", year_word),
    ("weekday (unit|am)", weekday_night),
    ("weekday", weekday),
    ("ref", reference),
]
