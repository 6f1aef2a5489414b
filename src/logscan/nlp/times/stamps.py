"""One time stamp, alone in its string, read to ISO: the short way for entry headers and spreadsheet cells."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ion ionawr",
            "feb february chwef chwefror",
            "mar march maw mawrth fawrth",
            "apr april ebr ebrill",
            "may mai fai",
            "jun june meh mehefin fehefin",
            "jul july gorff gorffennaf orffennaf",
            "aug august awst",
            "sep sept september medi fedi",
            "oct october hyd hydref",
            "nov november tach tachwedd dachwedd",
            "dec december rhag rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
# What most stamps are, read at one look.
_PLAIN = re.compile(
    r"(\d\d)([/.-])(\d\d)\2((?:\d\d)?\d\d)[ ,]{1,3}(?:at |@ |- )?(\d\d):?(\d\d)(?: ?hrs)?|(\d\d):(\d\d)(?: ?hrs)?"
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d\d)(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|af|ail|fed|ydd|eg|ain)?[\s-]*(?:of\s+)?([a-z]+)\.?[,\s'-]{0,3}(\d{4}|"
    r"\d\d)(?![\d:])"
)
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)(\d\d)(?=\s+[0-2]\d[0-5]\d(?!\d)))(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:])(?:(\d{1,2})[:.](\d\d)(?:[:.]\d\d(?:\.\d+)?)?|(\d\d)(\d\d)(?=\s?(?:hrs?|"
    r"h|hours)\b|z\b|\s*$)|(\d{1,2}))(?!\d)\s?(a\.?m\b|p\.?m\b)?"
)
_BARE_CLOCK = re.compile(r"(?<!\d)([0-2]\d)([0-5]\d)(?!\d)")


def parse_stamp(stamp: str) -> str | None:
    """ISO date-time, date, or ``T``-led clock time of one folded stamp; None where it names no possible moment.

    Dates are day first: ``parse_stamp("16/01/2022 17:26")`` is ``"2022-01-16T17:26"``, of ``"17:26"`` ``"T17:26"``.
    """
    plain = _PLAIN.fullmatch(stamp)
    if plain is not None:
        day_of, _, month, year, hour, minute, hour_alone, minute_alone = plain.groups()
        clock = _hhmm(int(hour or hour_alone), int(minute or minute_alone), "")
        if day_of is None:
            return f"T{clock}" if clock else None
        full = _iso(year, int(month), day_of)
        return f"{full}T{clock}" if full and clock else full
    day, rest = _day(stamp)
    if day is None and rest is not stamp:
        return None
    clock = _clock(rest)
    if day is None:
        return f"T{clock}" if clock else None
    return f"{day}T{clock}" if clock else day


def plain_moment(stamp: str) -> datetime | None:
    """The moment of a stamp in the plainest form, date and clock time, as :func:`parse_stamp` reads it, or None."""
    plain = _PLAIN.fullmatch(stamp)
    return None if plain is None or plain[1] is None else read_plain(plain)


def read_plain(plain: re.Match[str]) -> datetime | None:
    """The moment of a match whose groups are day, joint, month, year, hour and minute; None where there is no such."""
    day, _, month, year, hour, minute = plain.group(1, 2, 3, 4, 5, 6)
    full = int(year) if len(year) == 4 else century(int(year))
    try:
        return datetime(full, int(month), int(day), int(hour), int(minute))
    except ValueError:
        return None


def _day(stamp: str) -> tuple[str | None, str]:
    """The ISO date of a stamp and what the date leaves; the very same string comes back where there is no date."""
    for expression, order in ((_YEAR_FIRST, "ymd"), (_DAY_FIRST, "dmy"), (_NAMED, "dmy"), (_MONTH_FIRST, "mdy")):
        match = expression.search(stamp)
        if match is None:
            continue
        part = dict(zip(order, match.groups(), strict=True))
        month = int(part["m"]) if part["m"].isdigit() else _MONTHS.get(part["m"])
        if month is None:
            continue
        return _iso(part["y"], month, part["d"]), f"{stamp[: match.start()]} {stamp[match.end() :]}"
    match = _COMPACT.search(stamp)
    if match is None:
        return None, stamp
    rest = f"{stamp[: match.start()]} {stamp[match.end() :]}"
    if match[1]:
        return _iso(match[1], int(match[2]), match[3]), rest
    return _iso(match[6], int(match[5]), match[4]), rest


def _iso(year: str, month: int, day: str) -> str | None:
    full = int(year) if len(year) == 4 else century(int(year))
    try:
        return date(full, month, int(day)).isoformat()
    except ValueError:
        return None


def century(year: int) -> int:
    """The full year of a two-digit one: logs are of this century, births of the last (70 to 99)."""
    return 1900 + year if year >= 70 else 2000 + year


def full_year(number: int) -> int:
    """The year of two or four digits."""
    return century(number) if number < 100 else number


def _clock(rest: str) -> str | None:
    text = re.sub(r"^[t\s,@|/-]+", "", rest)
    for match in _CLOCK.finditer(text):
        hour, minute = (match[1], match[2]) if match[1] else (match[3], match[4]) if match[3] else (match[5], "00")
        half = (match[6] or "").replace(".", "")
        if not match[1] and not match[3] and not half:
            continue
        return _hhmm(int(hour), int(minute), half)
    bare = _BARE_CLOCK.search(text)
    return _hhmm(int(bare[1]), int(bare[2]), "") if bare else None


def _hhmm(hour: int, minute: int, half: str) -> str | None:
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
