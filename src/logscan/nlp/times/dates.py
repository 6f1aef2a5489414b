"""Rules for dates of the calendar: full and partial dates, months, years, seasons, named days."""

from __future__ import annotations

import re
from functools import cache

from logscan.nlp.times.expressions import Clock, Day, Fixed, Holiday, Item, Month, Season, Timed, Year
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.stamps import century
from logscan.nlp.times.tables import load

_DIGITS = re.compile(r"\d+")
_MONTH_NAMES = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_HOW = ("last", "next", "this", "same")
_YEAR_CUES = frozenset(
    [
        "in",
        "since",
        "early",
        "late",
        "mid",
        "end",
        "of",
        "until",
        "about",
        "dash",
        "before",
        "after",
        "by",
        "between",
        "over",
        "under",
        "season",
        "fiscal",
        "and",
        "to",
        "on",
        "for",
        "last",
    ]
)
_PREPOSED = frozenset(
    [
        "on",
        "since",
        "by",
        "until",
        "between",
        "about",
        "wc",
        "from",
        "for",
        "after",
        "before",
        "at",
        "dash",
        "to",
        "and",
        "every",
        "early",
    ]
)


@cache
def _no_day_after() -> frozenset[str]:
    return frozenset(load("nouns")["after_ordinal"])


def full_date(m: Match) -> Item | None:
    """``14/05/2022``, ``2022-05-14``, ``14.05.22``, ``20220514``, ``02SEP21``, with its weekday where one is said."""
    token = m.of("iso", "date", "ymd", "named", "date8")[-1]
    named = m.one("weekday")
    day = _day_of(token, named.value if named else None)
    if day is None:
        return None
    start = m.tokens[m.first].start
    if token.kind == "iso" and len(parts := _DIGITS.findall(token.value)) >= 5:
        clock = Clock(int(parts[3]), int(parts[4]), False, token.value[-1] == "z" or len(parts) > 6)
        if clock.hour > 23 or clock.minute > 59:
            return None
        return Item("day", start, token.end, Timed(clock, day))
    return Item("day", start, token.end, day)


def _day_of(token: Token, weekday: int | None) -> Day | None:
    parts = [int(p) for p in _DIGITS.findall(token.value)]
    if token.kind in {"iso", "ymd"}:
        return Day(parts[2], parts[1], parts[0], weekday)
    if token.kind == "date8" and token.value[:2] not in {"19", "20"}:
        return Day(parts[0] // 1000000, parts[0] // 10000 % 100, parts[0] % 10000, weekday)
    if token.kind == "date8":
        return Day(parts[0] % 100, parts[0] // 100 % 100, parts[0] // 10000, weekday)
    if token.kind == "named":
        month = _MONTH_NAMES[re.sub(r"[^a-z]", "", token.value)[:3]]
        return Day(parts[0], month, _year(parts[1]), weekday)
    return Day(parts[0], parts[1], _year(parts[2]), weekday)


def _year(number: int) -> int:
    return century(number) if number < 100 else number


def day_month(m: Match) -> Item | None:
    """``14th of May 2022``, ``Sat 14 May``, ``14-MAY-22``."""
    day, month = m.one("n", "ord", "ordinal"), m.one("month")
    if day is None or month is None:
        return None
    number, end = _number(day), month.end
    if not 1 <= number <= 31:
        return None
    year, end = _year_after(m, month, end)
    named = m.one("weekday")
    return Item("day", m.tokens[m.first].start, end, Day(number, month.value, year, named.value if named else None))


def _number(token: Token) -> int:
    return token.value if isinstance(token.value, int) else int(_DIGITS.findall(token.value)[0])


def _year_after(m: Match, month: Token, end: int) -> tuple[int | None, int]:
    """The year behind a month: four digits, two after an apostrophe or a dash, or two that no unit or month follows."""
    for token in m.tokens[m.tokens.index(month, m.first) + 1 : m.last]:
        if token.kind == "n4" and 1900 <= int(token.value) <= 2099:
            return int(token.value), token.end
        if token.kind == "n" and len(token.value) == 2:
            after = m.neighbour(1)
            if (
                after is not None
                and after.kind in {"unit", "month", "times", "oclock", "part", "other"}
                and after.start - token.end <= 1
            ):
                if not (after.kind == "other" and not after.value[0].isalpha()):
                    return None, end
            if 15 <= int(token.value) <= 45:
                return _year(int(token.value)), token.end
    return None, end


def day_list(m: Match) -> list[Item] | None:
    """``19, 21 and 26 September``: each day an item of its own, month and year from the last."""
    month = m.one("month")
    days = m.of("n", "ord", "ordinal")
    if month is None:
        return None
    days = [d for d in days if d.start < month.start]
    if not days or not all(1 <= _number(d) <= 31 for d in days):
        return None
    year, end = _year_after(m, month, month.end)
    items = []
    weekdays = {t.end: t for t in m.of("weekday")}
    for day in days:
        named = next((t for t in weekdays.values() if 0 < day.start - t.end <= 6), None)
        start = named.start if named else day.start
        items.append(
            Item(
                "day",
                start,
                end if day is days[-1] else day.end,
                Day(_number(day), month.value, year, named.value if named else None),
            )
        )
    return items


def month_day(m: Match) -> Item | list[Item] | None:
    """``May 14th``, ``March 1, 2013``, ``Feb. 5``."""
    month = m.one("month")
    days = [t for t in m.of("n", "ord", "ordinal") if month is not None and t.start > month.start]
    if month is None or not days:
        return None
    number = _number(days[0])
    before = m.neighbour(-1)
    if not 1 <= number <= 31 or (days[0].kind == "n" and len(days[0].value) > 2):
        return None
    following = m.neighbour(1)
    if following is not None and following.kind in {"unit", "times"} and not m.has("n4"):
        return None
    if (
        days[0].kind == "n"
        and 18 <= number <= 29
        and not m.has("n4")
        and before is not None
        and before.kind in {"in", "since", "early", "late", "mid", "end", "last"}
    ):
        return Item("span", month.start, days[0].end, Month(month.value, 2000 + number))
    year = m.one("n4")
    named = m.one("weekday")
    if year is not None and not 1900 <= int(year.value) <= 2099:
        year = None
    return Item(
        "day",
        named.start if named else month.start,
        year.end if year else days[0].end,
        Day(number, month.value, int(year.value) if year else None, named.value if named else None),
    )


def weekday_day(m: Match) -> Item | None:
    """``Monday 23rd``, ``Sat the 5th``, ``Friday 14`` (month and year by the context)."""
    named, day = m.one("weekday"), m.one("ord", "ordinal", "n")
    if named is None or day is None or not 1 <= _number(day) <= 31:
        return None
    after = m.neighbour(1)
    if day.kind == "n" and (
        len(day.value) > 2
        or (
            after is not None
            and after.kind
            not in {
                "comma",
                "dot",
                "break",
                "at",
                "and",
                "n4",
                "clk",
                "dash",
                "by",
                "about",
                "since",
                "between",
                "mark",
                "pipe",
                "slash",
                "from",
            }
        )
    ):
        return None
    if _counts_something(m):
        return None
    return Item("day", named.start, day.end, Day(_number(day), None, None, named.value))


def bare_ordinal(m: Match) -> Item | None:
    """``the 5th``, ``on 5th``, ``5th of last month``: a day of the month told by the context."""
    day = m.one("ord", "ordinal")
    if day is None or not 1 <= _number(day) <= 31 or (day.kind == "ordinal" and not m.has("the")):
        return None
    before = m.neighbour(-1)
    if not m.has("the") and (before is None or before.kind not in _PREPOSED) and not _stands_alone(m, day):
        return None
    if day.kind == "ordinal" and (before is None or before.kind not in {"on", "since", "by", "until", "about"}):
        return None
    how = m.one("last", "this", "next", "same", "that")
    start = m.one("the")
    shift = None
    end = day.end
    if m.has("unit"):
        unit = m.one("unit")
        if unit is None or unit.value != "O":
            return None
        shift = {"last": -1, "next": 1}.get(how.kind, 0) if how else 0
        end = unit.end
    elif _counts_something(m) or (before is not None and before.kind == "for"):
        return None
    return Item("day", start.start if start else day.start, end, Day(_number(day), None, None, None, shift))


def _stands_alone(m: Match, day: Token) -> bool:
    """``returns 16th.``: from the fourth on an ordinal that ends its clause is a date."""
    after, before = m.neighbour(1), m.neighbour(-1)
    ends = after is None or after.kind in {"dot", "comma", "break", "mark"}
    if (
        day.kind == "ord"
        and (before is None or before.kind == "break")
        and m.folded[max(0, day.start - 1) : day.start] in {"", "\n"}
    ):
        return True
    return (
        ends
        and day.kind == "ord"
        and _number(day) >= 4
        and before is not None
        and before.kind == "other"
        and before.value.isalpha()
    )


def _counts_something(m: Match) -> bool:
    after = m.neighbour(1)
    if after is None or after.kind not in {"other", "of", "part", "half", "month", "unit", "season", "times"}:
        return False
    last = m.tokens[m.last - 1]
    if after.start - last.end > 1:
        return False
    return (
        after.kind != "other"
        or m.folded[after.start : after.end] in _no_day_after()
        or m.folded[after.end : after.end + 1] == "-"
    )


def ordinal_list(m: Match) -> list[Item] | None:
    """``the 5th and 8th``, ``on 5th, 8th and 9th``: days of the month told by the context."""
    days = m.of("ord")
    before = m.neighbour(-1)
    if not m.has("the") and (before is None or before.kind not in _PREPOSED):
        return None
    if _counts_something(m) or not all(1 <= _number(d) <= 31 for d in days):
        return None
    return [Item("day", d.start, d.end, Day(_number(d))) for d in days]


def slash_date(m: Match) -> Item | None:
    """``14/05``, ``Sat 14/05``: day and month; a score, a fraction or a count of days is none."""
    token, named = m.one("dm"), m.one("weekday")
    if token is None:
        return None
    first, second = (p.strip() for p in token.value.split("/"))
    day, month = int(first), int(second)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    padded = len(first) == 2 and len(second) == 2
    before = m.neighbour(-1)
    beyond = m.neighbour(2)
    listed = beyond is not None and beyond.kind == "dm"
    dated = named is not None or listed or (before is not None and before.kind in _PREPOSED | {"of"})
    if (
        not padded
        and not dated
        and ((month in {2, 3, 4, 5, 8, 10} and day <= month and not second.startswith("0")) or (day, month) == (24, 7))
    ):
        return None
    if (
        month == 7
        and not padded
        and day < 10
        and named is None
        and not (before is not None and before.kind in {"on", "since", "by", "until"})
    ):
        return None
    return Item(
        "day", named.start if named else token.start, token.end, Day(day, month, None, named.value if named else None)
    )


def dotted_date(m: Match) -> Item | None:
    """``on 04.05``: day and month, where "on" says that it is no clock time."""
    token, before = m.of("dotted")[0], m.neighbour(-1)
    day, month = (int(p) for p in token.value.split("."))
    if before is None or before.kind != "on" or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Item("day", token.start, token.end, Day(day, month))


def month_only(m: Match) -> Item | None:
    """``May``, ``last September``, ``early March 2021``, ``June of this year``, ``mid-July``."""
    month = m.one("month")
    if month is None:
        return None
    how = next((t for t in m.of(*_HOW) if t.end <= month.start), None)
    year_how = next((t for t in m.of(*_HOW) if t.start >= month.end), None)
    year, end = _month_year(m, month)
    shift = None
    if year_how is not None:
        unit = m.one("unit")
        if unit is not None and unit.value == "Y":
            shift, end = {"last": -1, "next": 1}.get(year_how.kind, 0), unit.end
        elif unit is None and year_how.kind == "last" and m.word(year_how) in {"last", "diwethaf"}:
            how, end = year_how, year_how.end
    mod = _mod(m)
    start = month.start
    for token in m.of("early", "mid", "late", "end", "month_of", *_HOW):
        start = min(start, token.start) if token.end <= month.start else start
    return Item("span", start, end, Month(month.value, year, shift, how.kind if how else "bare"), mod)


def _month_year(m: Match, month: Token) -> tuple[int | None, int]:
    token = next((t for t in m.of("n4", "n") if t.start >= month.end), None)
    if token is None:
        return None, month.end
    if token.kind == "n4":
        return (int(token.value), token.end) if 1900 <= int(token.value) <= 2099 else (None, month.end)
    return _year(int(token.value)), token.end


def _mod(m: Match) -> str | None:
    return next(
        (name for kind, name in (("early", "START"), ("mid", "MID"), ("late", "END"), ("end", "END")) if m.has(kind)),
        None,
    )


def month_year_digits(m: Match) -> Item | None:
    """``05/2022``."""
    token = m.one("my", "ym")
    if token is None:
        return None
    month, year = (int(p) for p in _DIGITS.findall(token.value))
    if token.kind == "ym":
        month, year = year, month
    return Item("span", token.start, token.end, Month(month, year)) if 1 <= month <= 12 else None


def year_only(m: Match) -> Item | None:
    """``2018`` where a preposition, a season or a verb of the past makes it a year."""
    token = m.one("n4")
    before, after = m.neighbour(-1), m.neighbour(1)
    if token is None or not 1900 <= int(token.value) <= 2099 or m.folded[token.start - 1 : token.start] == "@":
        return None
    if m.has("season") or m.has("early") or m.has("mid") or m.has("late") or m.has("end"):
        mod, start = _mod(m), m.tokens[m.first].start
    else:
        mod, start = None, token.start
        if before is not None and before.kind == "unit" and m.word(before) in {"year", "years", "yr"}:
            return Item("span", start, token.end, Year(int(token.value)), mod)
        if before is None or before.kind not in _YEAR_CUES:
            return None
        clocklike = int(token.value) % 100 < 60
        # 2015 after "at", "by" or "from" may be a quarter past eight; a year there needs "in", "since", ...
        if before.kind == "to" and m.word_before(2) in {
            "back",
            "dating",
            "dates",
            "returned",
            "going",
            "goes",
            "searched",
        }:
            return Item("span", start, token.end, Year(int(token.value)), mod)
        if clocklike and before.kind in {
            "about",
            "until",
            "by",
            "dash",
            "to",
            "between",
            "on",
            "after",
            "before",
            "over",
            "under",
            "for",
        }:
            if before.kind in {"on", "by", "until", "about", "for", "over", "under", "dash"}:
                return None
            if not 2000 <= int(token.value) <= 2030:
                return None
        if before.kind == "since" and m.word(before) in {"from", "fr"} and clocklike:
            beyond = m.neighbour(2)
            if not (
                after is not None
                and after.kind in {"to", "dash", "until"}
                and beyond is not None
                and beyond.kind == "n4"
                and 1990 <= int(beyond.value) <= 2035
            ):
                return None
        if before.kind in {"and", "to"}:
            earlier = m.neighbour(-2)
            if earlier is None or earlier.kind != "n4" or not 1990 <= int(earlier.value) <= 2035:
                return None
        if before.kind in {"of", "last"} and not 1950 <= int(token.value) <= 2035:
            return None
        if after is not None and after.kind in {"hours", "unit", "times"} and after.start - token.end <= 1:
            return None
    return Item("span", start, token.end, Year(int(token.value)), mod)


def season(m: Match) -> Item | None:
    """``last summer``, ``the spring``, ``autumn 2021``; never the verb or the coil."""
    token = m.one("season")
    if token is None:
        return None
    year = next((t for t in m.of("n4", "n") if t.start >= token.end), None)
    how = m.one("last", "next", "this", "same")
    before = m.neighbour(-1)
    unit = m.one("unit")
    if (
        year is None
        and how is None
        and not m.has("the")
        and (
            before is None or before.kind not in {"in", "since", "by", "until", "early", "mid", "late", "end", "every"}
        )
    ):
        return None
    after = m.neighbour(1)
    if (
        year is None
        and after is not None
        and after.kind == "other"
        and m.folded[after.start : after.end]
        in {"clean", "cleaning", "onion", "water", "term", "house", "road", "street", "gardens", "wear", "coat", "back"}
    ):
        return None
    number = None
    end = token.end
    name = "bare" if how is None else how.kind
    if year is not None:
        number, end = _year(int(year.value)), year.end
    elif unit is not None and how is not None:
        if unit.value != "Y":
            return None
        name, end = f"year-{how.kind}", unit.end
    first = m.tokens[m.first]
    start = first.start if first.kind in {"the", "early", "mid", "late", "end", *_HOW} else token.start
    return Item("span", start, end, Season(token.value, number, name), _mod(m))


def holiday(m: Match) -> Item | None:
    """``Boxing Day``, ``last Christmas``, ``Easter 2022``, ``bank holiday Monday``."""
    token = m.one("holiday")
    if token is None:
        return None
    year = m.one("n4")
    unit = m.one("unit")
    how = m.one("last", "next", "this", "same")
    number, end, shift = None, token.end, None
    if year is not None and 1900 <= int(year.value) <= 2099:
        number, end = int(year.value), year.end
    elif unit is not None and how is not None and unit.start > token.end:
        if unit.value == "Y":
            shift, end = {"last": -1, "next": 1}.get(how.kind, 0), unit.end
        how = None
    following = m.folded[token.end : token.end + 10].lstrip(" -'s")
    if following.startswith(
        ("card", "present", "tree", "party", "gift", "lights", "dinner", "jumper", "decorations", "markets", "egg")
    ):
        return None
    start = how.start if how is not None and how.end <= token.start else token.start
    return Item("day", start, end, Holiday(token.value, number, how.kind if how else "bare", shift))


def quarter(m: Match) -> Item | None:
    """``the third quarter of 2012``, ``first half of last year``: parts of a year."""
    which, unit, half = m.one("ordinal", "ord"), m.one("unit"), m.one("half")
    if which is None:
        return None
    number = _number(which)
    year = m.one("n4")
    value = int(year.value) if year is not None and 1900 <= int(year.value) <= 2099 else None
    how = m.one("last", "next", "this")
    end = m.tokens[m.last - 1].end
    suffix = ""
    if half is not None and number <= 2:
        suffix = f"H{number}"
        if value is None and how is None:
            return None
    elif unit is not None and unit.value == "Q" and number <= 4:
        suffix = f"Q{number}"
    else:
        return None
    if value is None and how is not None:
        return Item("span", m.tokens[m.first].start, end, Year({"last": -1, "next": 1}.get(how.kind, 0), suffix))
    return Item("span", m.tokens[m.first].start, end, Year(value, suffix))


def decade(m: Match) -> Item | None:
    """``the 1990s``, ``the 90s``."""
    token = m.one("decade")
    if token is None:
        return None
    digits = _DIGITS.findall(token.value)[0]
    if len(digits) == 2:
        before = m.neighbour(-1)
        if not m.has("the") or int(digits) < 20 or (before is not None and before.kind == "on"):
            return None
        digits = f"19{digits}"
    elif len(digits) != 4:
        return None
    return Item(
        "span", m.tokens[m.first].start if m.has("the") else token.start, token.end, Fixed(digits[:3] + "X"), _mod(m)
    )


def fiscal(m: Match) -> Item | None:
    """``fiscal 1989``, ``financial year 2021/22``."""
    token = m.one("n4", "fy")
    return Item("span", m.tokens[m.first].start, token.end, Year(int(token.value[:4]))) if token else None


def birth(m: Match) -> Item | None:
    """``DOB 12/05/1990``, ``born 3 May 1988``, ``dob 120590``."""
    token = m.one("iso", "date", "ymd", "named", "date8", "d6")
    if token is not None:
        if token.kind == "d6":
            pairs = [int(token.value[i : i + 2]) for i in (0, 2, 4)]
            day: Day | None = Day(pairs[0], pairs[1], 1900 + pairs[2] if pairs[2] > 25 else 2000 + pairs[2])
        else:
            day = _day_of(token, None)
        if day is None or day.year is None:
            return None
        if day.year > 2025 or (len(_DIGITS.findall(token.value)[-1]) == 2 and day.year > 2020):
            day = Day(day.day, day.month, day.year - 100)
        return Item("day", token.start, token.end, day, dob=True)
    number, month, years = m.one("n", "ord", "ordinal"), m.one("month"), m.of("n4", "n")
    if number is None or month is None:
        year = m.one("n4")
        if year is None or m.has("month") or not 1900 <= int(year.value) <= 2099:
            return None
        return Item("span", year.start, year.end, Year(int(year.value)), dob=True)
    last = years[-1] if years and years[-1].start > month.start else None
    if last is None:
        return None
    year_number = int(last.value) if last.kind == "n4" else (1900 if int(last.value) > 25 else 2000) + int(last.value)
    start = min(number.start, month.start)
    return Item("day", start, last.end, Day(_number(number), month.value, year_number), dob=True)


def compact_date(m: Match) -> Item | None:
    """``160122 0930``: six digits are a date only with a clock time behind them."""
    token = m.one("d6")
    if token is None:
        return None
    day, month, year = (int(token.value[i : i + 2]) for i in (0, 2, 4))
    if not (1 <= day <= 31 and 1 <= month <= 12 and 10 <= year <= 45):
        return None
    return Item("day", token.start, token.end, Day(day, month, 2000 + year))


_SEPARATED = "(comma|dash|dot|slash|apostrophe|of|month_of)"

RULES: list[tuple[str, Build]] = [
    ("dob (other|mark|comma|dash|dot|slash|on|in)? (other|mark|dash)? (iso|date|ymd|named|date8|d6)", birth),
    ("dob (other|mark|comma|dash|on|in)? weekday? the? (n|ord|ordinal) of? month comma? (n4|n)", birth),
    ("dob (other|mark|comma|dash|on|in)? month (n|ord) comma? n4", birth),
    ("dob in? n4", birth),
    ("(weekday dot? comma? the?)? (iso|date|ymd|named|date8)", full_date),
    ("d6 (?=(comma|at|dash|slash)? (n4|clk))", compact_date),
    (
        (
            f"(weekday comma? the?)? (n|ord|ordinal) (of|dash|slash|month_of)? (the|month_of)? "
            f"month {_SEPARATED}{{0,2}} (n4|n)"
        ),
        day_month,
    ),
    (
        (
            f"(weekday comma?)? (n|ord|ordinal) ((comma|and|to|dash|slash|until){{1,2}} the? "
            f"weekday? (n|ord|ordinal)){{1,9}} (of|dash)? month {_SEPARATED}{{0,2}} n4?"
        ),
        day_list,
    ),
    ("(weekday dot? comma? the?)? (n|ord|ordinal) (of|dash|slash|month_of)? (the|month_of)? month", day_month),
    ("(weekday comma?)? month (dot|the|comma)? (ord|n|ordinal) comma? n4", month_day),
    ("(weekday comma?)? month (dot|the)? (ord|n) (?!(month|unit))", month_day),
    ("weekday comma? the? (ord|ordinal|n)", weekday_day),
    ("(weekday comma?)? dm", slash_date),
    ("dotted", dotted_date),
    (
        "(the? (ord|ordinal) (quarter|unit|half) of? (n4|fiscal n4|(the|last|this|next)? (last|this|next)? unit))",
        quarter,
    ),
    ("the? (ord|ordinal) unit", quarter),
    ("(my|ym)", month_year_digits),
    ("(ord|the ord) ((comma|and|to|dash){1,2} the? ord){1,9}", ordinal_list),
    ("the? (ord|ordinal) (of (the|this|last|next|that|same){1,2} unit)?", bare_ordinal),
    ("(fiscal (n4|fy))", fiscal),
    ("the? (early|mid|late)? dash? decade", decade),
    (
        (
            "(early|mid|late|end){0,2} the? (last|next|this|same)? holiday ((of|in)? (last|this|"
            "next|same) unit | comma? n4)?"
        ),
        holiday,
    ),
    (
        (
            f"(early|mid|late|end){{0,2}} dash? the? (last|next|this|same)? month_of? month ({_SEPARATED}{{0,2}} "
            f"n4 | (comma|apostrophe|dash|slash){{1,2}} n | (of|in)? the? (last|this|next|same) "
            f"unit?)?"
        ),
        month_only,
    ),
    (
        (
            "(early|mid|late|end)? the? (last|next|this|same)? season ((of|in|comma|apostrophe){0,2} "
            "(n4|n) | (of|in)? (last|this|next) unit)?"
        ),
        season,
    ),
    ("(early|mid|late|end)? (dash|in)? n4", year_only),
]
