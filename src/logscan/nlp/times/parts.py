"""Rules for parts of the day, and for hours put into one."""

from __future__ import annotations

from logscan.nlp.times.expressions import Clock, Item, Part, Shift, Timed
from logscan.nlp.times.grammar import Match


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
