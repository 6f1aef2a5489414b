"""Rules for clock times and parts of the day."""

from __future__ import annotations

import re

from logscan.nlp.times.expressions import Clock, Item, Part, Shift, Timed
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.tables import load

_DIGITS = re.compile(r"\d+")
_AT = frozenset(
    [
        "at",
        "by",
        "about",
        "since",
        "until",
        "between",
        "from",
        "around",
        "before",
        "after",
        "to",
        "dash",
        "and",
        "x",
        "comma",
    ]
)
_FUNCTION_WORDS = frozenset(
    [
        "he",
        "she",
        "they",
        "i",
        "it",
        "we",
        "you",
        "the",
        "and",
        "but",
        "when",
        "then",
        "for",
        "so",
        "in",
        "on",
        "with",
        "to",
        "by",
        "as",
        "his",
        "her",
        "their",
        "there",
        "this",
        "that",
        "she's",
        "he's",
        "ip",
        "vic",
        "susp",
        "suspect",
        "victim",
        "male",
        "female",
        "who",
        "where",
        "while",
        "o",
        "or",
        "until",
        "till",
        "from",
        "if",
        "because",
        "saying",
        "to",
        "that",
        "which",
        "now",
        "a",
        "an",
        "pc",
        "today",
    ]
)


_CAME_AND_WENT = frozenset(
    [
        "left",
        "arrived",
        "came",
        "home",
        "finished",
        "got",
        "started",
        "rang",
        "back",
        "in",
        "out",
        "went",
        "woke",
        "there",
        "turned",
        "seen",
        "returned",
        "until",
        "from",
    ]
)


def clock_of(text: str) -> Clock | None:
    """The clock of a digit token: ``8.04pm``, ``1430hrs``, ``21:04:33``, ``0900``."""
    digits = _DIGITS.findall(text)
    if len(digits) == 1 and len(digits[0]) >= 3:
        hour, minute = int(digits[0][:-2]), int(digits[0][-2:])
    else:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = re.search(r"(?<![a-z])?([ap])\.?m\b", text)
    if half:
        if not 1 <= hour <= 12:
            return Clock(hour, minute) if hour < 24 and minute < 60 and hour > 12 else None
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return Clock(hour, minute, False, re.search(r"\b(?:bst|gmt|utc)\b", text) is not None)


def digital(m: Match) -> Item | None:
    """A clock that nothing else can be."""
    token = m.of("clk")[0]
    made = clock_of(token.value)
    return Item("clock", token.start, token.end, made) if made else None


def four_digits(m: Match) -> Item | None:
    """``1430``: a clock where its neighbours say so; composition decides."""
    token = m.of("n4")[0]
    hour, minute = int(token.value[:2]), int(token.value[2:])
    if hour > 23 or minute > 59:
        return None
    before = m.neighbour(-1)
    after = m.neighbour(1)
    if (
        after is not None
        and after.kind in {"unit", "times", "other"}
        and after.start - token.end <= 1
        and m.word(after) in load("nouns")["after_number"]
    ):
        return None
    if (
        before is not None
        and before.kind == "at"
        and m.word_before(2) in {"lives", "living", "resides", "residing", "address", "home", "lived", "stays"}
    ):
        return None
    said = before.kind if before is not None and token.start - before.end <= 2 else ""
    return Item("four", token.start, token.end, Clock(hour, minute), None, said)


def dotted(m: Match) -> Item | None:
    """``12.10`` after at, from, by, until, or beside a day."""
    token = m.of("dotted")[0]
    made = clock_of(token.value)
    if made is None:
        return None
    before, after = m.neighbour(-1), m.neighbour(1)
    if (
        after is not None
        and after.kind in {"unit", "times", "hours"}
        and m.folded[after.start : after.end] not in {"hrs", "hours"}
    ):
        return None
    said = before.kind if before is not None and token.start - before.end <= 2 else ""
    open_half = made.hour < 12 and not token.value.startswith("0")
    return Item("four", token.start, token.end, Clock(made.hour, made.minute, open_half), None, f"dot-{said}")


def moment(m: Match) -> Item:
    """``noon``, ``midnight``."""
    token = m.of("moment")[0]
    hour, minute = token.value.split(":")
    return Item("clock", token.start, token.end, Clock(int(hour), int(minute)))


def oclock(m: Match) -> Item | None:
    """``four o'clock``, ``tua 2 o'r gloch``."""
    token = m.of("n", "number")[0]
    hour = int(token.value)
    return (
        Item("clock", token.start, m.tokens[m.last - 1].end, Clock(hour % 24, 0, hour <= 12))
        if 1 <= hour <= 24
        else None
    )


def spoken_minutes(m: Match) -> Item | None:
    """``at seven thirty``, ``about three forty-five``."""
    hour, minutes = m.of("number")[0], m.of("number")[1:]
    value = sum(int(t.value) for t in minutes)
    after = m.neighbour(1)
    if not 1 <= hour.value <= 12 or value not in {10, 15, 20, 25, 30, 35, 40, 45, 50, 55}:
        return None
    if after is not None and after.kind in {"unit", "times", "number"} and after.start - minutes[-1].end <= 1:
        return None
    return Item("clock", hour.start, minutes[-1].end, Clock(hour.value, value, True))


def half_past(m: Match) -> Item | None:
    """``half seven``, ``half past 7``, ``quarter to eight``, ``ten past four``, ``20 mins to 3``."""
    hour_token = m.of("n", "number")[-1]
    hour = int(hour_token.value)
    if not 1 <= hour <= 12:
        return None
    lead = m.tokens[m.first]
    phrase = m.folded[lead.start : hour_token.start]
    after = m.neighbour(1)
    if lead.kind == "half":
        if not m.has("last") and (
            hour == 1
            or (
                after is not None
                and after.kind in {"unit", "times", "number", "oclock", "of"}
                and after.kind != "oclock"
            )
        ):
            return None
        if (
            after is not None
            and after.kind == "other"
            and not m.has("last")
            and m.folded[after.start : after.end] not in _FUNCTION_WORDS
        ):
            return None
        minutes = 30
    elif lead.kind == "quarterhour":
        minutes = 30 if phrase.startswith(("half", "1/2")) else 15
    else:
        minutes = int(lead.value)
        before = m.neighbour(-1)
        said = before is None or before.kind in _AT or m.has("unit")
        if not 1 <= minutes <= 29 or not said or (not m.has("unit") and minutes not in {5, 10, 20, 25}):
            return None
    if re.search(r"\bto\s*$", phrase):
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return Item("clock", lead.start, m.tokens[m.last - 1].end, Clock(hour, minutes, True))


def spoken_hour(m: Match) -> Item | None:
    """``at four``, ``by eleven``, ``about 8``: an hour where nothing follows that it could count."""
    token = m.of("n", "number")[0]
    hour = int(token.value)
    before, after = m.tokens[m.first], m.neighbour(1)
    if not 1 <= hour <= 12 or len(str(token.value)) > 2:
        return None
    if m.folded[token.start : token.end] in {"dozen", "couple"}:
        return None
    tail = m.folded[token.end : token.end + 2]
    if tail[:1] in "%/-'" and tail[:1]:
        return None
    if tail[:1] in ".:" and tail[1:2].isdigit():
        return None
    strong = before.kind == "at"
    if after is not None and after.start - token.end <= 1:
        word = m.folded[after.start : after.end]
        if after.kind == "other" and word.isalpha() and word not in _FUNCTION_WORDS:
            return None
        if after.kind in {
            "unit",
            "times",
            "number",
            "of",
            "plus_half",
            "month",
            "few",
            "n",
            "n4",
            "oclock",
            "slash",
            "dm",
            "ord",
            "frequency",
            "weekdays",
            "every",
        }:
            return None
        if after.kind in {"last", "to"} and (not strong or _number_follows(m)):
            return None
        if after.kind == "and" and not strong:
            return None
    if not strong:
        if m.folded[max(0, before.start - 12) : before.start].rstrip().endswith(("aged", "of", "number", "total")):
            return None
        if token.kind == "n" and not (before.kind == "about" and m.word_before(1) in _CAME_AND_WENT):
            return None
        if (
            before.kind in {"about", "to", "over", "after", "before", "since", "until", "by"}
            and after is not None
            and after.kind not in {"comma", "dot", "break", "mark", "part", "other", "on", "in", "day", "and", "every"}
        ):
            return None
        if m.folded[token.start : token.end] == "one":
            return None
    return Item("clock", token.start, token.end, Clock(hour, 0, True))


def _number_follows(m: Match) -> bool:
    """Whether "past" or "to" and an hour follow: ``at ten past four`` is one clock."""
    beyond = m.neighbour(2)
    return beyond is not None and beyond.kind in {"n", "number"}


def hour_range(m: Match) -> list[Item] | None:
    """``between 9 and 10pm``, ``from 2 to 3pm``, ``7-8pm``: the half of the day holds for both."""
    first, second = m.of("n")[0], m.of("clk")[0]
    end = clock_of(second.value)
    hour = int(first.value)
    if end is None or not 1 <= hour <= 12 or "m" not in second.value:
        return None
    begin = Clock(hour % 12 + (12 if end.hour >= 12 else 0), 0)
    if begin.hour > end.hour and begin.hour >= 12:
        begin = Clock(begin.hour - 12, 0)
    return [Item("clock", first.start, first.end, begin), Item("clock", second.start, second.end, end)]


def hour_of_part(m: Match) -> Item | None:
    """``7 in the morning``, ``three in the afternoon``, ``4 this morning``."""
    token = m.of("n", "number")[0]
    part = m.of("part", "unit", "day")[-1]
    hour = int(token.value)
    if not 1 <= hour <= 12 or (part.kind == "unit" and part.value != "N"):
        return None
    if m.has("at") and part.kind != "unit":
        return None
    before = m.neighbour(-1)
    if part.kind == "day" and ("T" not in part.value and (before is None or before.kind not in {"at", "about", "by"})):
        return None
    if m.has("every"):
        return None
    code = part.value if part.kind == "part" else "TNI"
    clock = in_part(Clock(hour, 0, True), code)
    how = m.one("this", "that", "last")
    if part.kind == "day":
        return None
    if how is not None:
        base = "cursor" if how.kind == "that" else "anchor"
        return Item("day", token.start, part.end, Timed(clock, Shift(-1 if how.kind == "last" else 0, "D", base)))
    return Item("clock", token.start, part.end, clock)


def in_part(clock: Clock, code: str) -> Clock:
    """An open clock put into a part of the day."""
    if not clock.open_half:
        return clock
    hour = clock.hour % 12
    if code in {"TAF", "TEV", "TMI"} or (code == "TNI" and hour >= 6):
        hour += 12
    if code == "TMI" and clock.hour == 11:
        hour = 11
    return Clock(hour, clock.minute)


def part_of_day(m: Match) -> Item | None:
    """``this morning``, ``that evening``, ``the following morning``, ``early hours``, ``in the morning``."""
    part = m.tokens[m.last - 1]
    code = part.value
    how = m.one("this", "that", "last", "next", "same")
    start = m.tokens[m.first].start
    if how is not None:
        word = m.word(how)
        sign = {"last": -1, "next": 1}.get(how.kind, 0)
        cursor = how.kind in {"that", "same", "next"} or word in {"previous", "preceding"}
        return Item("day", start, part.end, Timed(Part(code), Shift(sign, "D", "cursor" if cursor else "anchor")))
    lead = m.one("in", "at")
    return Item(
        "part",
        lead.end + 1 if lead is not None and ("hours" in m.word(part) or lead.kind == "at") else start,
        part.end,
        Part(code),
    )


def this_am(m: Match) -> Item:
    """``this am``: this morning."""
    how = m.one("this", "that", "next")
    base = "anchor" if how is not None and how.kind == "this" else "cursor"
    sign = 1 if how is not None and how.kind == "next" else 0
    return Item("day", m.tokens[m.first].start, m.tokens[m.last - 1].end, Timed(Part("TMO"), Shift(sign, "D", base)))


def night_of(m: Match) -> Item | None:
    """``the night of`` the 17th: a part of the day that follows."""
    unit = m.of("unit")[0]
    return Item("part", m.tokens[m.first].start, unit.end, Part("TNI")) if unit.value == "N" else None


def _ish(m: Match) -> Item | None:
    token: Token = m.of("n", "number")[0]
    hour = int(token.value)
    after = m.neighbour(1)
    if not 1 <= hour <= 12 or after is None:
        return None
    return Item("clock", token.start, after.end, Clock(hour, 0, True), "APPROX")


_HOUR = "(n|number)"
_HOW = "(last|next|this|that|same)"

RULES: list[tuple[str, Build]] = [
    ("n (dash|to|and|until) clk", hour_range),
    ("clk", digital),
    ("n4", four_digits),
    ("dotted", dotted),
    ("moment", moment),
    (f"{_HOUR} oclock", oclock),
    (f"(half last? | quarterhour) {_HOUR} oclock?", half_past),
    (f"{_HOUR} unit? (last|to) {_HOUR} oclock?", half_past),
    (f"{_HOUR} (on|in)? (the|this|that|last) (part|unit)", hour_of_part),
    (f"{_HOUR} at unit", hour_of_part),
    ("(this|that|the? next) am", this_am),
    ("(at|by|about|since|until|before|after|between|to|and) number dash? number (dash? number)?", spoken_minutes),
    (f"{_HOUR} (?=ish)", lambda m: _ish(m)),
    (f"(at|by|about|since|until|before|after|between|to|gone) {_HOUR}", spoken_hour),
    (f"(the|early|late|mid)* {_HOW}{{1,2}} (early|late|mid)? part", part_of_day),
    ("the? unit (?=of (the|weekday|n|ord|ordinal|month|day|dm|date))", night_of),
    ("(in the?|at)? (early|late|mid)? part", part_of_day),
]
