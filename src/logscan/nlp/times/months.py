"""Rules for what is coarser than a day (months, years, quarters, seasons, decades), and for named days."""

from __future__ import annotations

import re

from logscan.nlp.times.expressions import Fixed, Holiday, Item, Month, Season, Year
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.month_days import SEPARATED
from logscan.nlp.times.ordinals import number_of
from logscan.nlp.times.stamps import full_year

_DIGITS = re.compile(r"\d+")
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


def month_only(m: Match) -> Item | None:
    """``May``, ``last September``, ``early March 2021``, ``June of this year``, ``mid-July``."""
    month = m.one("month")
    if month is None:
        return None
    if m.last - m.first == 1:
        return Item("span", month.start, month.end, Month(month.value))
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
    return full_year(int(token.value)), token.end


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
    token = m.tokens[m.last - 1]
    if not 1900 <= int(token.value) <= 2099 or m.folded[token.start - 1 : token.start] == "@":
        return None
    before, after = m.neighbour(-1), m.neighbour(1)
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
        number, end = full_year(int(year.value)), year.end
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
    number = number_of(which)
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


RULES: list[tuple[str, Build]] = [
    (
        "(the? (ord|ordinal) (quarter|unit|half) of? (n4|fiscal n4|(the|last|this|next)? (last|this|next)? unit))",
        quarter,
    ),
    ("the? (ord|ordinal) unit", quarter),
    ("(my|ym)", month_year_digits),
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
            f"(early|mid|late|end){{0,2}} dash? the? (last|next|this|same)? month_of? month ({SEPARATED}{{0,2}} "
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
