"""Dates of a case moved by one number of days, so that every gap stays true.

The number is whole weeks: weekdays stay what they are. What names no day of the calendar ("last Tuesday", "two
days later") needs no change; a month or a year alone is moved as its middle would be; a season or holiday stays.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from logscan.nlp.text import fold
from logscan.panel.redact.patterns import Claims
from logscan.report import Time

_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WELSH = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
]
_MONTH = "|".join([*_ENGLISH, *_WELSH, "sept", *(name[:3] for name in _ENGLISH)])
_EXPRESSIONS = (
    re.compile(r"(?<![\w/.-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])"),
    re.compile(r"(?<![\w/.-])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}|\d{2}))?(?![\w/-])"),
    re.compile(
        rf"(?<![\w/.-])(?P<d>\d{{1,2}})(?P<o>st|nd|rd|th|af|ain|ydd|fed|eg)?(?: of)?[ -]?(?P<mon>{_MONTH})\b\.?"
        r"(?:,?[ -]?(?P<y>\d{4}|\d{2}(?![\d:])))?"
    ),
    re.compile(rf"\b(?P<mon>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?P<o>st|nd|rd|th)?(?![\d:])(?:,? (?P<y>\d{{4}}))?"),
    re.compile(rf"\b(?P<mon>{_MONTH})\b\.?,?(?:[ ]?'?(?P<y>\d{{4}}|\d{{2}}(?![\d:/])))?"),
    re.compile(r"(?<![\w/.:-])(?P<d>\d{2})(?P<m>0[1-9]|1[0-2])(?P<y>20\d{2}|\d{2})(?![\w/:])"),
    re.compile(r"(?<![\w/.:-])(?P<y>20\d{2})(?![\w/:])"),
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?:W(?P<w>\d{2})|(?P<m>\d{2})(?:-(?P<d>\d{2}))?))?(?![\d-])")
_WHOLE_YEARS = re.compile(r"(?<!\w)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?!\w)")
_LEAST, _MOST = 4, 104

Piece = tuple[int, int, str]


def shift_days(key: bytes, case_id: str) -> int:
    """By how many days a case's dates are moved: 4 to 103 whole weeks back, drawn from the key and the case id."""
    drawn = int.from_bytes(hmac.new(key, f"dates\0{case_id}".encode(), hashlib.sha256).digest()[:8], "big")
    return -7 * (_LEAST + drawn % (_MOST - _LEAST))


def iso(value: str, days: int) -> str:
    """A TIMEX3 value or ISO date(-time) moved; what is no date of the calendar (P3W, T17:00) stays."""
    match = _ISO.match(value)
    if match is None:
        return value
    year = int(match["y"])
    rest = value[match.end() :]
    try:
        if match["w"]:
            week = (date.fromisocalendar(year, int(match["w"]), 1) + timedelta(days=days)).isocalendar()
            return f"{week.year:04}-W{week.week:02}{rest}"
        if match["d"]:
            return (date(year, int(match["m"]), int(match["d"])) + timedelta(days=days)).isoformat() + rest
        middle = date(year, int(match["m"] or 7), 15 if match["m"] else 1) + timedelta(days=days)
    except (ValueError, OverflowError):
        return value
    return (f"{middle.year:04}-{middle.month:02}" if match["m"] else f"{middle.year:04}") + rest


def pieces(text: str, times: Sequence[Time], days: int) -> tuple[list[Piece], list[tuple[int, int]]]:
    """The dates of a log rewritten as they were written, and the spans of dates that could not be."""
    folded = fold(text)
    done: list[Piece] = []
    left: list[tuple[int, int]] = []
    for time in times:
        if time.type == "DOB" or not _ISO.match(time.value):
            continue
        found = _first(text, folded, time.start, time.end, time.value, days)
        if found is not None:
            done.append(found)
        elif any(c.isdigit() for c in time.text) and not re.search(
            r"\b(?:ago|later|before|last|next|past)\b", time.text
        ):
            clock = re.fullmatch(r"[^\d]*\d{1,2}[:.]?\d{2}(?: ?hrs?| ?hours)?|\D*\d{1,2} ?[ap]m\D*", fold(time.text))
            left += [] if clock else [(time.start, time.end)]
    taken = Claims((s, e) for s, e, _ in done)
    for match in _WHOLE_YEARS.finditer(folded):
        if taken.free(*match.span()):
            again = _first(text, folded, *match.span(), "", days)
            if again is None:
                left.append(match.span())
            else:
                done.append(again)
    return sorted(done), left


def moved_text(text: str, days: int) -> str:
    """A sentence of ours with its full dates moved."""
    folded, out, at = fold(text), [], 0
    for start, end, new in _full(text, folded, days):
        if start >= at:
            out += [text[at:start], new]
            at = end
    return "".join([*out, text[at:]])


def _full(text: str, folded: str, days: int) -> Iterator[Piece]:
    found = []
    for expression in _EXPRESSIONS[:3]:
        for match in expression.finditer(folded):
            if match["y"]:
                piece = _rewritten(text, match, "", days)
                found += [piece] if piece else []
    return iter(sorted(found))


def _first(text: str, folded: str, start: int, end: int, value: str, days: int) -> Piece | None:
    for expression in _EXPRESSIONS:
        # a date may be cut out of a longer span ("0442 of 18/07/23"); the end is the span's own
        match = expression.search(folded, start, end)
        if match is not None:
            piece = _rewritten(text, match, value, days)
            if piece is not None:
                return piece
    return None


def _rewritten(text: str, match: re.Match[str], value: str, days: int) -> Piece | None:
    """A date in its own form, moved; nothing where it is not the day that ``value`` says."""
    groups = match.groupdict()
    known = _ISO.match(value)
    year = _year(groups.get("y"), known)
    month = _month(groups) or (int(known["m"]) if known and known["m"] else 7)
    if year is None:
        return None
    try:
        old = date(year, month, int(groups["d"]) if groups.get("d") else 15)
        new = old + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    if _ISO_DAY.match(value) and groups.get("d") and value[:10] != old.isoformat():
        return None
    written = {
        "d": lambda was: f"{new.day:0{len(was)}d}",
        "m": lambda was: f"{new.month:0{len(was)}d}",
        "y": lambda was: f"{new.year:04}"[-len(was) :],
        "mon": lambda was: _named(was, new.month),
        "o": lambda was: _ordinal(was, new.day),
    }
    out = text[match.start() : match.end()]
    for name in sorted((n for n in groups if groups[n] is not None), key=lambda n: -match.start(n)):
        start, end = match.start(name) - match.start(), match.end(name) - match.start()
        out = out[:start] + written[name](out[start:end]) + out[end:]
    return match.start(), match.end(), out


def _year(written: str | None, known: re.Match[str] | None) -> int | None:
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    return int(known["y"]) if known else None


def _month(groups: dict[str, str | None]) -> int | None:
    if groups.get("m"):
        return int(str(groups["m"]))
    name = groups.get("mon")
    if name is None:
        return None
    return next(
        i for names in (_ENGLISH, _WELSH) for i, full in enumerate(names, 1) if full == name or full[:3] == name[:3]
    )


def _named(was: str, month: int) -> str:
    welsh = was.lower() in _WELSH and was.lower() not in _ENGLISH
    name = (_WELSH if welsh else _ENGLISH)[month - 1]
    if not welsh and len(was) < 5 and was.lower() not in _ENGLISH:
        name = name[:3]
    return name.upper() if was.isupper() else name if was.islower() else name.capitalize()


def _ordinal(was: str, day: int) -> str:
    if was.lower() not in {"st", "nd", "rd", "th"}:
        return was
    suffix = "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return suffix.upper() if was.isupper() else suffix
