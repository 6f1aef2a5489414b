"""What an item must be where no neighbour was put together with it: four digits, a part of the day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from logscan.nlp.times.expressions import Clock, Fixed, Item, Timed, replace
from logscan.report import Entry

DEPENDENT = frozenset({"four", "part"})
"""The kinds of items that are a time only beside another, or where something speaks for it."""
_CLOCKS = (Clock, Timed)
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
_start = attrgetter("start")


def alone(
    item: Item, previous: Item | None, folded: str, entries: Sequence[Entry], latest_year: int
) -> Item | None:
    """The item itself, what it must be where it stands alone, or None."""
    if item.kind == "four":
        return _four_alone(item, previous, folded, entries, latest_year)
    if item.kind == "part":
        return item if _part_alone(item, folded) else None
    return item


def _four_alone(
    item: Item, previous: Item | None, folded: str, entries: Sequence[Entry], latest_year: int
) -> Item | None:
    dotted = item.before.startswith("dot-")
    said = item.before.removeprefix("dot-")
    if not dotted and _in_header(entries, item.start):
        return replace(item, kind="clock")
    if (
        not dotted
        and _rather_year(folded[item.start : item.end], said, latest_year)
        and not (
            previous is not None and isinstance(previous.meaning, _CLOCKS) and item.start - previous.end <= 8
        )
    ):
        return Item("span", item.start, item.end, _year(item, folded))
    linked = previous is not None and item.start - previous.end <= 8 and isinstance(previous.meaning, _CLOCKS)
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


def _in_header(entries: Sequence[Entry], start: int) -> bool:
    """Whether ``start`` lies in the header of one of the entries."""
    at = bisect_right(entries, start, key=_start) - 1
    return at >= 0 and entries[at].time is not None and start < entries[at].body


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
