"""Neighbours put together: a day and its clock time, a part of the day and its day, a clock in a part of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from logscan.nlp.times.alone import DEPENDENT, alone
from logscan.nlp.times.expressions import (
    Clock,
    Day,
    Holiday,
    Item,
    Part,
    Shift,
    Timed,
    Weekday,
    replace,
)
from logscan.nlp.times.parts import in_part
from logscan.report import Entry

_THEN_CLOCK = re.compile(
    r"[ \t,]*(?:(?:@|at|-|/|\||am|ar|time:?|,|:|hrs|@ approx|about|around|approx\.?|approximately|"
    r"circa|c\.?|at (?:about|around|approx\.?|approximately|roughly|some point around|circa))[ "
    r"\t]*)?"
)
_THEN_DAY = re.compile(r"[ \t,]*(?:(?:hrs\.?|on|,|on the|the|am|ar|-|/|\||@|dated)[ \t]+|[-/|@][ \t]*)?")
_THEN_PART = re.compile(r"[ \t,]*(?:(?:in the|in|at|the|during the|-|/|,)[ \t]+)?")
_DAYS = (Day, Weekday, Shift, Holiday)
_PART_OF = re.compile(r"[ \t,]*(?:(?:of|on|of the|on the|,|o)[ \t]+)?")
_ROUGHLY = re.compile(r"about|around|approx|circa|roughly")
_SHORTEST_ROUGHLY = 5


def compose(
    items: Sequence[Item], folded: str, entries: Sequence[Entry], latest_year: int
) -> Sequence[Item]:
    """Items with neighbours joined; what no neighbour makes a time is dropped.

    In the headers of ``entries`` four digits are a clock; ``latest_year`` bounds bare years.
    """
    found: list[Item] = []
    at, count = 0, len(items)
    if count == 1:
        if items[0].kind not in DEPENDENT:
            return items
        kept = alone(items[0], None, folded, entries, latest_year)
        return [kept] if kept is not None else found
    while at < count:
        item = items[at]
        while at + 1 < count and (joined := _join(item, items[at + 1], folded)) is not None:
            after = items[at + 2] if at + 2 < count else None
            if _belongs_right(item, items[at + 1], after, folded):
                break
            item = joined
            at += 1
        if (
            item.kind in {"clock", "four"}
            and isinstance(item.meaning, Clock)
            and _recurs(item, found[-1] if found else None, items[at + 1] if at + 1 < count else None, folded)
        ):
            item = replace(item, meaning=replace(item.meaning, recurs=True))
        if item.kind in {"clock", "four"} and isinstance(item.meaning, Clock) and at + 1 < count:
            item = _with_day_of_range(
                item, item.meaning, items[at + 1], items[at + 2] if at + 2 < count else None, folded
            )
        kept = alone(item, found[-1] if found else None, folded, entries, latest_year)
        if kept is not None:
            found.append(kept)
        at += 1
    return found


_RANGE = re.compile(r"\s*(?:hrs|hours)?\s*(?:-|to|x|and|until|till|til|&)\s*(?:about |around |approx |@ ?|at )?")


def _with_day_of_range(item: Item, clock: Clock, second: Item, third: Item | None, folded: str) -> Item:
    """``between 1800 and 1900 on 10/05``: the day is that of both ends, unless the first is the later clock."""
    if (
        item.kind == "four"
        and item.before not in {"dash", "slash"}
        and second.kind in {"clock", "four"}
        and re.fullmatch(r"\s?[-x]\s?|\s(?:to|until|till)\s", folded[item.end : second.start])
    ):
        item = replace(item, kind="clock")
    if second.kind not in {"clock", "four", "day"} or _RANGE.fullmatch(folded, item.end, second.start) is None:
        return item
    if second.kind != "day" and third is not None and isinstance(second.meaning, Clock):
        second = _join(second, third, folded) or second
    if isinstance(second.meaning, Timed) and isinstance(second.meaning.at, Clock) and second.meaning.on is not None:
        end = second.meaning.at
        if (clock.hour, clock.minute) <= (end.hour, end.minute):
            return replace(item, kind="day", meaning=Timed(clock, second.meaning.on))
    return item


def _recurs(item: Item, before: Item | None, after: Item | None, folded: str) -> bool:
    """``every day at 5pm``, ``5am every day``: a clock time of no one day."""
    if (
        before is not None
        and before.kind == "set"
        and re.fullmatch(r"\s*(?:at|,|@|from|around|about|between)?\s*", folded[before.end : item.start])
    ):
        return True
    return (
        after is not None
        and after.kind == "set"
        and re.fullmatch(r",? ?(?:on )?", folded[item.end : after.start]) is not None
    )


def _belongs_right(left: Item, item: Item, after: Item | None, folded: str) -> bool:
    """``0900 12/05/22 1015``: where a stamp follows a clock, the day is the stamp's."""
    if after is None or left.kind not in {"clock", "four"} or item.kind != "day" or after.kind not in {"clock", "four"}:
        return False
    gap = folded[item.end : after.start]
    return not gap.strip(" @,") and folded[left.end : item.start].strip() == "" and not isinstance(item.meaning, Shift)


def _join(left: Item, right: Item, folded: str) -> Item | None:
    gap = folded[left.end : right.start]
    if len(gap) > 24 or "\n" in gap:
        return None
    if (
        left.kind == "day"
        and right.kind in {"clock", "four"}
        and isinstance(right.meaning, Clock)
        and left.mod not in {"WEEK", "LAST_DAY"}
    ):
        return _clock_on(left, right, right.meaning, left, gap == " " or _THEN_CLOCK.fullmatch(gap) is not None, folded)
    if left.kind in {"clock", "four"} and right.kind == "day" and isinstance(left.meaning, Clock):
        return _clock_on(left, right, left.meaning, right, gap == " " or _THEN_DAY.fullmatch(gap) is not None, folded)
    if (
        left.kind == "day"
        and right.kind == "part"
        and isinstance(right.meaning, Part)
        and _is_day(left)
        and _THEN_PART.fullmatch(gap)
    ):
        return Item("day", left.start, right.end, Timed(right.meaning, left.meaning), left.mod, left.before)  # type: ignore[arg-type]
    if left.kind == "part" and right.kind == "day" and isinstance(left.meaning, Part) and _PART_OF.fullmatch(gap):
        if _is_day(right):
            return Item("day", left.start, right.end, Timed(left.meaning, right.meaning), right.mod, left.before)  # type: ignore[arg-type]
        if isinstance(right.meaning, Timed) and isinstance(right.meaning.at, Part):
            return replace(right, start=left.start)
    if (
        left.kind in {"clock", "four"}
        and right.kind == "part"
        and isinstance(left.meaning, Clock)
        and isinstance(right.meaning, Part)
        and _THEN_PART.fullmatch(gap)
    ):
        return Item("clock", left.start, right.end, in_part(left.meaning, right.meaning.code), left.mod, left.before)
    if (
        left.kind == "part"
        and right.kind in {"clock", "four"}
        and isinstance(right.meaning, Clock)
        and isinstance(left.meaning, Part)
        and _THEN_CLOCK.fullmatch(gap)
        and gap.strip()
    ):
        return Item("clock", left.start, right.end, in_part(right.meaning, left.meaning.code), right.mod, left.before)
    return None


def _is_day(item: Item) -> bool:
    return (
        isinstance(item.meaning, _DAYS)
        and item.mod not in {"WEEK", "LAST_DAY"}
        and not item.dob
    )


def _clock_on(left: Item, right: Item, clock: Clock, day: Item, fits: bool, folded: str) -> Item | None:
    if not fits or day.dob:
        return None
    mod = left.mod or right.mod
    if (
        mod is None
        and right.start - left.end >= _SHORTEST_ROUGHLY
        and _ROUGHLY.search(folded, left.end, right.start)
    ):
        mod = "APPROX"
    if isinstance(day.meaning, Timed):
        if not isinstance(day.meaning.at, Part):
            return None
        at = in_part(clock, day.meaning.at.code)
        on = day.meaning.on
        if day.meaning.at.code == "TNI" and at.hour < 6 and isinstance(on, Shift):
            # two in the morning of "last night" is this morning
            on = Shift(on.n + 1, on.unit, on.base)
        return Item("day", left.start, right.end, Timed(at, on), mod, left.before)
    if not _is_day(day):
        return None
    return Item("day", left.start, right.end, Timed(clock, day.meaning), mod, left.before)  # type: ignore[arg-type]


