"""Neighbours put together: a day and its clock time, a part of the day and its day, a clock in a part of the day."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from logscan.nlp.times.clocks import in_part
from logscan.nlp.times.expressions import (
    Clock,
    Day,
    Fixed,
    Holiday,
    Item,
    Part,
    Shift,
    Timed,
    Weekday,
    replace,
)

_THEN_CLOCK = re.compile(
    r"[ \t,]*(?:(?:@|at|-|/|\||am|ar|time:?|,|:|hrs|@ approx|about|around|approx\.?|approximately|"
    r"circa|c\.?|at (?:about|around|approx\.?|approximately|roughly|some point around|circa))[ "
    r"\t]*)?"
)
_THEN_DAY = re.compile(r"[ \t,]*(?:(?:hrs\.?|on|,|on the|the|am|ar|-|/|\||@|dated)[ \t]+|[-/|@][ \t]*)?")
_THEN_PART = re.compile(r"[ \t,]*(?:(?:in the|in|at|the|during the|-|/|,)[ \t]+)?")
_PART_OF = re.compile(r"[ \t,]*(?:(?:of|on|of the|on the|,|o)[ \t]+)?")
_SAYS_CLOCK = frozenset(
    ["at", "by", "about", "since", "until", "between", "x", "dash", "to", "from", "before", "after", "around", "for"]
)
_DONE_AT = re.compile(
    r"(?<![a-z])(?:[a-z]{3,}ed|left|rang|rung|seen|told|back|home|eta|arr|dep|in|out|remand|"
    r"start|finish|sent|began|spoke|met|off|on|phone|tel|text|desk|email|vm|v/m|voicemail|"
    r"reply|there|here|call|her|him|them|ip|vic|victim) $"
)
_CONTACT = re.compile(
    r"(?<![a-z])(?:rang|rung|called|phoned|told|spoke|seen|updated|texted|emailed|attended|"
    r"arrested|informed|visited|met)\s(?!.*(?<![a-z])(?:pc|dc|ps|ds|di|pcso|sgt|insp)\s)[a-z' "
    r"]{1,24}$"
)
_AFTER_CLOCK = re.compile(r"[,.;)\n]|$|\s+(?:and|by|to|when|hrs|//|~|-|\||but|who|he|she|ip)(?![a-z])")


def compose(items: Sequence[Item], folded: str, bodies: Sequence[tuple[int, int]], latest_year: int) -> list[Item]:
    """Items with neighbours joined; what no neighbour makes a time is dropped.

    ``bodies`` are the spans of entry headers, in which four digits are a clock; ``latest_year`` bounds bare years.
    """
    found: list[Item] = []
    at, count = 0, len(items)
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
        kept = _alone(item, found[-1] if found else None, folded, bodies, latest_year)
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
        return _clock_on(left, right, right.meaning, left, _THEN_CLOCK.fullmatch(gap) is not None, folded)
    if left.kind in {"clock", "four"} and right.kind == "day" and isinstance(left.meaning, Clock):
        return _clock_on(left, right, left.meaning, right, _THEN_DAY.fullmatch(gap) is not None, folded)
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
        isinstance(item.meaning, Day | Weekday | Shift | Holiday)
        and item.mod not in {"WEEK", "LAST_DAY"}
        and not item.dob
    )


def _clock_on(left: Item, right: Item, clock: Clock, day: Item, fits: bool, folded: str) -> Item | None:
    if not fits or day.dob:
        return None
    mod = (
        left.mod
        or right.mod
        or ("APPROX" if re.search(r"about|around|approx|circa|roughly", folded[left.end : right.start]) else None)
    )
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


def _alone(
    item: Item, previous: Item | None, folded: str, headers: Sequence[tuple[int, int]], latest_year: int
) -> Item | None:
    """The item itself, what it must be where it stands alone, or None."""
    if item.kind == "four":
        return _four_alone(item, previous, folded, headers, latest_year)
    if item.kind == "part":
        return item if _part_alone(item, folded) else None
    return item


def _four_alone(
    item: Item, previous: Item | None, folded: str, headers: Sequence[tuple[int, int]], latest_year: int
) -> Item | None:
    dotted = item.before.startswith("dot-")
    said = item.before.removeprefix("dot-")
    if not dotted and _in_header(headers, item.start):
        return replace(item, kind="clock")
    if (
        not dotted
        and _rather_year(folded[item.start : item.end], said, latest_year)
        and not (
            previous is not None and isinstance(previous.meaning, Clock | Timed) and item.start - previous.end <= 8
        )
    ):
        return Item("span", item.start, item.end, _year(item, folded))
    linked = previous is not None and item.start - previous.end <= 8 and isinstance(previous.meaning, Clock | Timed)
    if said in {"dash", "to", "x", "until", "and"}:
        if linked and re.fullmatch(
            r"\s*(?:hrs)?\s*(?:-|to|x|until|till|and|&|til)\s*", folded[previous.end : item.start] if previous else ""
        ):
            return replace(item, kind="clock")
        if said in {"dash", "and", "x"} or (dotted and said != "until"):
            return None
        return (
            replace(item, kind="clock")
            if said == "until" or (said == "to" and item.end < len(folded) and folded[item.end] in ".,;")
            else None
        )
    if said in _SAYS_CLOCK:
        if dotted and (item.end - item.start < 4 or said in {"for", "dash"}):
            return None
        if (
            said in {"for", "after", "before", "about"}
            and not dotted
            and 1990 <= int(folded[item.start : item.start + 4]) <= latest_year
            and said != "about"
        ):
            return Item("span", item.start, item.end, _year(item, folded))
        if said in {"for", "about"} and said == "for":
            return None
        return replace(item, kind="clock")
    if dotted:
        return replace(item, kind="clock") if _dotted_clock(folded, item) else None
    digits = folded[item.start : item.end]
    if _line_start(folded, item.start) and not re.match(r"\d", folded[item.end + 1 : item.end + 2]):
        return replace(item, kind="clock")
    following = folded[item.end : item.end + 1]
    yearlike = 1990 <= int(digits) <= latest_year
    if (
        not yearlike
        and _AFTER_CLOCK.match(folded, item.end)
        and (
            _DONE_AT.search(folded, max(0, item.start - 16), item.start)
            or _CONTACT.search(folded, max(0, item.start - 40), item.start)
        )
    ):
        return replace(item, kind="clock")
    if digits.isdigit() and 1990 <= int(digits) <= latest_year and (following in ",.;:)/\n" or not following):
        return Item("span", item.start, item.end, _year(item, folded))
    return None


def _in_header(headers: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether ``start`` lies in one of the spans, which are in order and apart."""
    at = bisect.bisect_right(headers, (start, 1 << 60)) - 1
    return at >= 0 and start < headers[at][1]


def _rather_year(digits: str, said: str, latest_year: int) -> bool:
    """``until 2019``, ``from 2017``: minutes that are no multiple of five are rare in speech, years are not."""
    number = int(digits)
    return (
        2000 <= number <= latest_year
        and number % 5 != 0
        and said in {"until", "by", "since", "before", "after", "for", "about", "to", "from", "around"}
    )


def _dotted_clock(folded: str, item: Item) -> bool:
    """``arrested 12.34,``: two digits, a dot, two digits, and no word of money or measure before."""
    if item.end - item.start != 5 or not (folded[item.end : item.end + 1] in ",.;)\n" or item.end == len(folded)):
        return False
    return (
        re.search(
            (
                r"(?:paid|cost|costs|worth|total|totalling|version|price|at|of|for|is|was|average|"
                r"just|about|over|only)\s*:?\s*$"
            ),
            folded[max(0, item.start - 12) : item.start],
        )
        is None
    )


def _year(item: Item, folded: str) -> Fixed:
    return Fixed(folded[item.start : item.start + 4])


def _line_start(folded: str, start: int) -> bool:
    left = folded[max(0, start - 4) : start].rstrip(" \t")
    return not left or left[-1] in "\n~|*" or left.endswith("//")


def _part_alone(item: Item, folded: str) -> bool:
    words = folded[item.start : item.end]
    if "hours" in words or words.startswith(("overn", "o/n", "o'n", "o-n")) or "middle of the night" in words:
        return True
    if words.startswith("in ") or re.search(r"(?:early|late) ", words):
        return (
            words.startswith("in ")
            or re.search(r"(?:in|during|the|until|by|since)\s(?:the\s)?$", folded[max(0, item.start - 12) : item.start])
            is not None
        )
    return re.search(
        r"\b(?:at|around|about|by|since|until|over|before|after)\s$", folded[max(0, item.start - 9) : item.start]
    ) is not None and words.endswith(("time", "dusk", "dawn"))
