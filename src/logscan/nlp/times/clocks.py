"""Rules for clock times and parts of the day."""

from __future__ import annotations

import re

from logscan.nlp.times import mask
from logscan.nlp.times.expressions import Clock, Item
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.parts import hour_of_part, night_of, part_of_day, this_am
from logscan.nlp.times.spoken import half_past, ish, oclock, spoken_hour, spoken_minutes

_DIGITS = re.compile(r"\d+")
_HALF = re.compile(r"(?<![a-z])?([ap])\.?m\b")
_ZONE = re.compile(r"\b(?:bst|gmt|utc)\b")


def clock_of(text: str) -> Clock | None:
    """The clock of a digit token: ``8.04pm``, ``1430hrs``, ``21:04:33``, ``0900``."""
    if len(text) == 5 and text[2] in ":." and text[3:].isdecimal():  # most are written so
        hour, minute = int(text[:2]), int(text[3:])
        return Clock(hour if hour < 24 else 0, minute) if minute < 60 and hour * 60 + minute <= 1440 else None
    digits = _DIGITS.findall(text)
    if len(digits) == 1 and len(digits[0]) >= 3:
        hour, minute = int(digits[0][:-2]), int(digits[0][-2:])
    else:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = _HALF.search(text)
    if half:
        if not 1 <= hour <= 12:
            return Clock(hour, minute) if hour < 24 and minute < 60 and hour > 12 else None
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return Clock(hour, minute, False, _ZONE.search(text) is not None)


def digital(m: Match) -> Item | None:
    """A clock that nothing else can be."""
    token = m.tokens[m.first]
    made = clock_of(token.value)
    return Item("clock", token.start, token.end, made) if made else None


def four_digits(m: Match) -> Item | None:
    """``1430``: a clock where its neighbours say so; composition decides."""
    token = m.tokens[m.first]
    hour, minute = int(token.value[:2]), int(token.value[2:])
    if hour > 23 or minute > 59:
        return None
    before = m.neighbour(-1)
    after = m.neighbour(1)
    if (
        after is not None
        and after.kind in {"unit", "times", "other"}
        and after.start - token.end <= 1
        and m.word(after) in mask.nouns("after_number")
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
    (f"{_HOUR} (?=ish)", ish),
    (f"(at|by|about|since|until|before|after|between|to|gone) {_HOUR}", spoken_hour),
    (f"(the|early|late|mid)* {_HOW}{{1,2}} (early|late|mid)? part", part_of_day),
    ("the? unit (?=of (the|weekday|n|ord|ordinal|month|day|dm|date))", night_of),
    ("(in the?|at)? (early|late|mid)? part", part_of_day),
]
