"""The stamps that open most lines of most logs, read without the grammar; those of entries are told at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from logscan.nlp.times.expressions import Clock, Day, Item, Timed
from logscan.nlp.times.stamps import century
from logscan.report import Entry, Time

# A date with its clock time, or a clock alone.
_AT = r"([01]\d|2[0-3])[:.]?([0-5]\d)(?:[:.][0-5]\d)?(?:\ ?hrs?)?"
_STAMP = re.compile(
    rf"""\n[\ \t\[]*(?:
        (\d\d)([/.-])(\d\d)\2((?:20)?\d\d)[\ ,]{{1,3}}(?:@\ |at\ |-\ )?{_AT}
      | (\d\d?)\ ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?
        \ ?(20\d\d),?\ {{1,3}}(?:@\ |at\ |-\ )?{_AT}
      | ([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?=[\ \t]+[a-z(\[])
        (?![\ \t]+(?:on|to|and|or|until|till|today|tomorrow|yesterday|this|last|next|every|am|pm|a\.m|p\.m|hrs?
          |each|mon|tue|wed|thu|fri|sat|sun|in|of|the|x|gmt|bst|utc)\b)
    )(?=[\ \t]+[a-z(\[|#/-]|[\n,:;|)\]]|$)""",
    re.X,
)
_MONTHS = {
    name: f"{number:02d}"
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_LATE_WORDS = ("retro", "late entry", "correct at", "delayed entry", "backdated")
_BY_CHANCE = "entry made late"  # says so only in a log with one of the words
_RETROSPECTIVE = re.compile(
    r"(?:retrospective|late entry|correct at (?:the )?time of|delayed entry|entry made (?:late|retro)|backdated)"
)
Stamped = Item | Time


def stamps(text: str, folded: str, entries: Sequence[Entry]) -> list[Stamped]:
    """Dates with clock times, and clock times alone, that open a line, in order.

    Where the entry cutter has read the same date and clock time in the same header, the time itself.
    """
    found: list[Stamped] = []
    number, next_start, length = -1, entries[0].start if entries else len(text), len(entries)
    said, body = "", -1
    # a line break before the first line lets the expression look for line breaks alone; it is taken off the offsets
    for match in _STAMP.finditer("\n" + folded):
        day, _, month, year, hour, minute, day2, name, year2, hour2, minute2, hour3, minute3 = match.groups()
        end = match.end() - 1
        if day is not None:
            start = match.start(1) - 1
            if len(year) == 2:
                year = str(century(int(year)))
        elif day2 is not None:
            start = match.start(7) - 1
            day, month, year, hour, minute = day2.zfill(2), _MONTHS[name], year2, hour2, minute2
        else:
            found.append(Item("clock", match.start(12) - 1, end, Clock(int(hour3), int(minute3))))
            continue
        while next_start <= start and number + 1 < length:
            number += 1
            said, body = entries[number].time or "", entries[number].body
            next_start = entries[number + 1].start if number + 1 < length else len(text)
        if start < body and said[:16] == f"{year}-{month}-{day}T{hour}:{minute}":
            found.append(header_time(text, folded, start, end, entries[number], number))
        else:
            given = Day(int(day), int(month), int(year))
            found.append(Item("day", start, end, Timed(Clock(int(hour), int(minute)), given)))
    return found


def header_time(text: str, folded: str, start: int, end: int, header: Entry, number: int) -> Time:
    """The stamp of an entry, its ``number`` the entry's, as the entry cutter has read it."""
    said = header.time or ""
    return Time(
        start=start,
        end=end,
        text=text[start:end],
        type="TIME",
        value=said[:16],
        entry=number,
        earliest=said[:10],
        latest=said[:10],
        precision="minute",
        flags=("retrospective",) if is_retrospective(folded, header) else (),
        role="update" if number else "reported",
    )


def is_retrospective(folded: str, header: Entry) -> bool:
    """Whether an entry says, right behind its header, that it was written long after what it tells."""
    stop = header.body + 120 if header.body + 120 < header.end else header.end
    behind = folded[header.body : stop]
    for word in _LATE_WORDS:
        if word in behind:
            return _RETROSPECTIVE.search(folded, header.body, stop) is not None
    return _BY_CHANCE in behind and any(word in folded for word in _LATE_WORDS)
