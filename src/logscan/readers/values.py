"""Cells as fields: dates day first, yes or no, status and outcome in the words that forces use.

Each function returns None for a cell that says nothing and raises :class:`ValueError` for one that cannot be
understood; the message names what was wanted, never what stands in the cell.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from logscan.case import CaseStatus
from logscan.nlp.text import fold
from logscan.nlp.times.stamps import parse_stamp
from logscan.readers.data import table

_LONDON = "Europe/London"
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_SECONDS = re.compile(r"\d[:.]\d\d:([0-5][1-9]|[1-5]0)(?!\d)", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_TWELVE_HOURS = re.compile(r"(\d\d)\.(\d\d)\.(\d\d)\.\d+ (am|pm)", re.ASCII)
_OUTCOME = re.compile(
    r"(?:(?:ho|home office|crime|final|outcome|oc|o/c|type|code|no\.?|canlyniad)\s?[:#-]?\s?)*"
    r"0*(\d{1,3})(?:\.0+)?\s?\(?([a-z])?\)?(?![a-z0-9])",
    re.ASCII,
)
_DATE_WANTED = "not a date that can be (day first, such as 16/01/2022 17:26)"
# a spreadsheet's day numbers of the years 1990 to 2099, and milliseconds since 1970 from 1990 on
_SERIALS = (32874, 73051)
_MILLISECONDS = 631_152_000_000


def moment(value: Any) -> str | None:
    """ISO local date-time (``2022-01-16T17:26``; seconds where they are not nought), or date where no time is given."""
    if isinstance(value, datetime):
        return _written(value)
    if isinstance(value, date):
        return _possible(value.isoformat())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(float(value))
    if not isinstance(value, str):
        raise ValueError(_DATE_WANTED)
    text = " ".join(value.split())
    if fold(text) in _unknown():
        return None
    if _ISO.fullmatch(text):
        try:
            if len(text) == 10:
                return _possible(date.fromisoformat(text).isoformat())
            return _written(datetime.fromisoformat(text.replace(",", ".").replace(" ", "T", 1).replace(" ", "")))
        except ValueError:
            raise ValueError(_DATE_WANTED) from None
    if _NUMBER.fullmatch(text) and len(text.split(".")[0]) in (5, 12, 13):
        return _counted(float(text))
    stamp = parse_stamp(_TWELVE_HOURS.sub(r"\1:\2:\3 \4", fold(text))) if len(text) <= 60 else None
    if stamp is None or stamp.startswith("T"):
        raise ValueError(_DATE_WANTED)
    seconds = _SECONDS.search(text)
    return _possible(f"{stamp}:{seconds[1]}" if seconds and len(stamp) == 16 else stamp)


def clock(value: Any) -> str | None:
    """``17:26`` of a cell that holds a time of day alone."""
    if isinstance(value, datetime | time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, float) and 0 <= value < 1:
        return (datetime.min + timedelta(minutes=round(value * 1440))).strftime("%H:%M")
    text = fold(str(value)).strip()
    if text in _unknown():
        return None
    if text.isdecimal() and len(text) <= 4:
        text = f"{text.zfill(4)}hrs"
    stamp = parse_stamp(text) if len(text) <= 20 else None
    if stamp is None or not stamp.startswith("T"):
        raise ValueError("not a time of day (such as 17:26)")
    return stamp[1:]


def flag(value: Any) -> bool | None:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    text = fold(str(value)).strip().rstrip(".").removesuffix(".0")
    words = table("columns")["flags"]
    if text in _unknown():
        return None
    if text in words["yes"] or text in words["no"]:
        return text in words["yes"]
    # `Yes - intimate partner`: the word before the first mark decides
    first = re.split(r"\s*[-:;,(/]\s*|\s+", text, maxsplit=1)[0]
    if first in ("y", "yes", "n", "no", "true", "false", "ie", "oes", "ydy"):
        return first not in ("n", "no", "false")
    raise ValueError("not a yes or no")


def status(value: Any) -> CaseStatus | None:
    """``open`` or ``closed``."""
    text = " ".join(fold(str(value)).split())
    if text in _unknown():
        return None
    padded = f" {re.sub(r'[^a-z0-9-]+', ' ', text)} "
    for block in table("columns")["status"]:
        for word in block["words"]:
            if text == word or (len(word) > 1 and f" {word.replace(chr(39), ' ')} " in padded):
                found: CaseStatus = block["value"]
                return found
    raise LookupError("a status word that is not known")


def outcome(value: Any) -> tuple[int | None, str | None]:
    """The outcome's number, 1 to 22, and its letter (``15B``: 15 and ``B``)."""
    text = " ".join(fold(str(value)).split())
    if text in _unknown():
        return None, None
    numbered = _OUTCOME.match(text)
    if numbered:
        code = int(numbered[1])
        if code == 0:
            return None, None
        if code > 22:
            raise ValueError("not an outcome (1 to 22)")
        return code, numbered[2].upper() if numbered[2] else None
    for block in table("columns")["outcome"]:
        if any(words in text for words in block["words"]):
            return block["code"], None
    raise LookupError("an outcome that is not known")


def _written(value: datetime) -> str:
    if value.tzinfo is not None:
        value = value.astimezone(ZoneInfo(_LONDON)).replace(tzinfo=None)
    return _possible(value.isoformat(timespec="seconds" if value.second else "minutes"))


def _counted(number: float) -> str:
    if _SERIALS[0] <= number < _SERIALS[1]:
        day = datetime(1899, 12, 30) + timedelta(seconds=round(number * 86400))
        return _possible(day.date().isoformat()) if number.is_integer() else _written(day)
    if _MILLISECONDS <= number < 5 * _MILLISECONDS:
        return _written(datetime.fromtimestamp(number / 1000, UTC))
    raise ValueError(_DATE_WANTED)


def _possible(iso: str) -> str:
    if not "1950" <= iso[:4] < "2100":
        raise ValueError(_DATE_WANTED)
    return iso


@cache
def _unknown() -> frozenset[str]:
    return frozenset(table("columns")["flags"]["unknown"])
