"""Time stamps that stand where an entry can begin: opening a line, parted from what is before, or beside an author.

Every stamp holds a number, so only the numbers of a log are looked at, and a weekday before one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import resources

from msgspec import Struct

from logscan.nlp.joined import Joined
from logscan.nlp.lexicon.preceding import last_words
from logscan.nlp.numbers import LINE, WEEKDAY, Numbers
from logscan.nlp.times.stamps import parse_stamp, plain_moment, read_plain

DATA: dict[str, list[str]] = tomllib.loads(
    resources.files("logscan.lexicon").joinpath("headers.toml").read_text(encoding="utf-8")
)


def _any(name: str) -> str:
    return f"(?:{'|'.join(DATA[name])})"


def _last_letters(expression: str) -> set[str]:
    """The last two letters with which a match can end: of ``tue(?:s)?`` ue and es."""
    return {word[-2:] for word in last_words(rf"\b{expression}") or ()}


_MONTH = _any("months")
_WEEKDAY = rf"(?:dydd\s+)?{_any('weekdays')}(?:day)?,?\s+"
_YEAR = r"(?:20)?\d\d"
_DATE = (  # dots all with a blank or all without: "1. 19.09.23" is the entry's number and a date
    r"(?:\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}\s?(?:/\s?\d{{1,2}}\s?/|\.\d{{1,2}}\.|\.\s\d{{1,2}}\s?\.\s|-\s?\d{{1,2}}\s?-)\s?{_YEAR}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]?(?:of\s)?{_MONTH}[,\s'-]{{0,2}}{_YEAR}(?!\d|:)"
    r"|20\d{6}(?!\d)|[0-3]\d[01]\d[12]\d(?=\s+[0-2]\d[0-5]\d\b))"
)
_SHORT_DATE = (  # dots all with a blank or all without: "1. 19.09.23" is the entry's number and a date
    rf"(?:(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![/\d])|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?![\w/]))"
)
_CLOCK = (
    r"(?:[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?!\d|/)(?:\s?[ap]m)?(?:\s?hrs)?"
    r"|[0-2]\d[0-5]\d(?:\s?hrs|\s?h)?(?![\d/])|\d{1,2}\s?[ap]m\b)"
)
_JOIN = r"(?:t(?=\d\d:)|[\s,]*(?:@|at|/|-|\||am|ar|time:?)?[\s,]*)"
_STAMP = rf"(?P<date>{_DATE})(?P<full>{_JOIN}{_CLOCK})?|(?P<short>{_SHORT_DATE}{_JOIN}{_CLOCK})"
_FROM_NUMBER = re.compile(rf"{_STAMP}|(?P<clock>(?<![\d£/.:-]){_CLOCK})")
_FROM_WEEKDAY = re.compile(rf"{_WEEKDAY}(?:{_STAMP})")
# What most headers begin with, where nothing behind belongs to it.
_PLAIN = re.compile(
    r"(\d\d)([/.-])(\d\d)\2((?:20)?\d\d) {1,3}(\d\d):(\d\d)(?![\d:./]|\s?(?:[ap]m|hrs))"
)
# Numbers that can begin a stamp, by their length and by what stands around them.
_MARKS_OF_DAYS = ("st", "nd", "rd", "th", "of")
_MONTHS = sorted({month[:3] for month in DATA["months"]})
_LETTERS = "|".join([*_MARKS_OF_DAYS, "[ap]m", *_MONTHS])
_NUMBER = re.compile(
    rf"\d(?<!\d\d)(?:\d?(?!\d)(?=\s?[/.:-]\s?\d|[\s-]?(?:{_LETTERS}))|(?<=[0-2])\d[0-5]\d(?<![\d£/.:-]\d{{4}})(?![\d/])"
    r"|\d{3}(?=-\d\d-)|\d{5}(?=\s)(?!\d)|\d{7}(?!\d))"
)
_WEEKDAY_ENDS = frozenset(["ay", *(end for day in DATA["weekdays"] for end in _last_letters(day))])
_NUMBERS = Numbers({*_MARKS_OF_DAYS, "am", "pm", *(month[:2] for month in _MONTHS)}, _WEEKDAY_ENDS)
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY}$")
_LONGEST_WEEKDAY = 18
_OPENING = re.compile(
    rf"[\s>*•#\[({{|=_-]*(?:{_any('opening')}\b[\s.:#=>-]*)*"
    r"(?:[a-z]{0,5}[-/]?\d[\w/-]*\s*(?:of\s+)?(?:[|:;.,)\]-]+|\s)\s*)?[\s\[({|:>-]*$"
)
_PARTED = ("//", "~", "**", "|", "---", "===", "___", ";;", "•")
_ENDS_RUN = frozenset(".!?)_")
_AUTHOR_BEFORE = re.compile(
    r"[\s>*•#\[({|-]*(?:log\s+\d+\s+)?(?:[a-z]{1,4}[\s/]*)?\d{0,6}\s*(?:[a-z'-]+\s*){0,2}[,|:\s-]*$"
)
_CODE_BEFORE = re.compile(rf"\b{_any('codes_before')}\b")
_AUTHOR_AFTER = re.compile(rf"[\s|:,;\-/)\]]*(?:hrs)?[\s|:,;\-/)\]]*(?:[at]/?)?{_any('codes_after')}\b")
_SHORT_YEAR = re.compile(r"^(\D*\d{1,2}(?:st|nd|rd|th)?[/\s][a-z]*\d*)")
_WINDOW = 60


class Stamp(Struct, frozen=True, gc=False):
    """A stamp that can begin an entry: ``start`` is where the entry would begin, ``at`` and ``end`` the stamp's own."""

    start: int
    at: int
    end: int
    when: datetime
    has_clock: bool


def numbers_of_all(together: Joined) -> list[list[int] | None]:
    """The ``numbers`` of each of some folded texts for :func:`candidates`; None where it is to find them itself."""
    return _NUMBERS.find(together)


def candidates(folded: str, reported_at: str | None, numbers: Iterable[int] | None = None) -> list[Stamp]:
    """Stamps that stand where an entry can begin, in text order; clock times take the day from above.

    ``numbers`` are the places of those that a stamp can begin with, and how they stand (:meth:`.numbers.Numbers.find`).
    """
    if numbers is None:
        numbers = (number.start() << 2 | WEEKDAY for number in _NUMBER.finditer(folded))
    found: list[Stamp] = []
    day = moment(reported_at[:10]) if reported_at else None
    last: datetime | None = None
    reached = 0
    for place in numbers:
        number, how = place >> 2, place & 3
        if number < reached:
            continue
        start = _start(folded, number, reached) if how == WEEKDAY else number
        if how == LINE or (how == WEEKDAY and start == number and (not start or folded[start - 1] == "\n")):
            plain = _PLAIN.match(folded, start)
            when = read_plain(plain) if plain is not None else None
            if plain is not None and when is not None:
                reached = plain.end()
                found.append(Stamp(start, start, reached, when, True))
                day = last = when
                continue
        match = (_FROM_NUMBER if start == number else _FROM_WEEKDAY).match(folded, start)
        if match is None:
            continue
        reached = match.end()
        stamp = _candidate(folded, match, day, last, bool(found))
        if stamp is not None:
            found.append(stamp)
            day = last = stamp.when
    return found


def _start(folded: str, number: int, reached: int) -> int:
    """Where a stamp with its first number at ``number`` begins: there, or at the weekday before it."""
    if not folded[number - 1 : number].isspace():
        return number
    window = folded[max(reached, number - _LONGEST_WEEKDAY) : number]
    if window.rstrip(", \t\n")[-2:] not in _WEEKDAY_ENDS:
        return number
    weekday = _WEEKDAY_BEFORE.search(window)
    return number - len(window) + weekday.start() if weekday else number


def _candidate(
    folded: str, match: re.Match[str], day: datetime | None, last: datetime | None, begun: bool
) -> Stamp | None:
    kind = match.lastgroup
    start = match.start()
    if kind != "full" or (start and folded[start - 1] != "\n"):  # most stand at the very beginning of their lines
        line = folded.rfind("\n", 0, start) + 1
        opening = _opening(folded, line, start)
        if not _may_begin(folded, match, kind, opening, day, begun):
            return None
        if opening == "line":
            start = line
    when = _read(match.group(), kind, day, last)
    if when is None:
        return None
    return Stamp(start, match.start(), match.end(), when, kind != "date")


def _may_begin(
    folded: str, match: re.Match[str], kind: str | None, opening: str | None, day: datetime | None, begun: bool
) -> bool:
    """Whether a stamp of this kind, standing so, begins an entry."""
    if kind in {"clock", "short"} and day is None:
        return False
    if kind == "short":
        return opening is not None
    if opening == "line" or (opening == "parted" and kind != "clock"):
        return True
    if not _AUTHOR_AFTER.match(folded, match.end(), match.end() + 24):
        return False
    return kind == "full" or (kind == "clock" and (opening == "parted" or (opening == "run" and begun)))


def _opening(folded: str, line: int, start: int) -> str | None:
    """How a stamp stands: opening its ``line``, ``parted`` from what is before, in a ``run`` of text, or not at all."""
    before = folded[max(line, start - _WINDOW) : start]
    text = before.rstrip()
    near = start - line <= _WINDOW
    if near and (not text or _OPENING.match(before)):
        return "line"
    if text.endswith(_PARTED):
        return "parted"
    if near and text and _CODE_BEFORE.search(before) and _AUTHOR_BEFORE.match(before):
        return "line"
    last = text[-1:]
    return "run" if text != before and (last.isalnum() or last in _ENDS_RUN) else None


def _read(stamp: str, kind: str | None, day: datetime | None, last: datetime | None) -> datetime | None:
    if kind == "full" and (plain := plain_moment(stamp)) is not None:
        return plain
    value = parse_stamp(stamp)
    if value is None or (kind in {"clock", "short"} and day is None):
        return None
    if kind == "clock" and day is not None:
        if not value.startswith("T"):
            return None
        when = datetime.fromisoformat(f"{day.date().isoformat()}{value}")
        # 23:50 followed by 00:20 is the next day; a small step back is an entry out of order
        return when + timedelta(days=1) if last is not None and last - when > timedelta(hours=14) else when
    if kind == "short" and day is not None:
        joint = "/" if "/" in stamp[:8] else " "
        value = parse_stamp(_SHORT_YEAR.sub(rf"\g<1>{joint}{day.year}", stamp, count=1))
    return moment(value) if value else None


def moment(value: str) -> datetime | None:
    """The moment of an ISO date or date-time, None for a clock time alone."""
    return datetime.fromisoformat(value) if value[:1].isdigit() else None
