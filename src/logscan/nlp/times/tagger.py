"""All times of a text: windows, tokens, grammar, composition, anchors, roles; in proportion to what is found."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from msgspec import structs

from logscan.nlp.component import finished
from logscan.nlp.times import cues
from logscan.nlp.times.anchors import UNSETTLED, resolve, settled
from logscan.nlp.times.compose import compose
from logscan.nlp.times.context import Context
from logscan.nlp.times.expressions import Clock, Day, Duration, Fixed, Item, Part, Recurring, Timed
from logscan.nlp.times.grammar import grammar
from logscan.nlp.times.lexer import tokens, windows
from logscan.nlp.times.lines import Stamped, header_time, is_retrospective, stamps
from logscan.nlp.times.values import Value
from logscan.report import Entry, Time, TimeType

_RANGE = re.compile(r"\s*(?:hrs|hours)?\s*(?:-|to|x|and|until|till|til|&)\s*(?:about |around |approx |@ ?|at )?")
_SENT = re.compile(r"(?:sent|date|received|posted|dated|anfonwyd)\s*:\s*(?:on\s+)?$")
_OPEN_LINES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ">*[("
_NEWS_LENGTH = 400
_start = attrgetter("start")


def find_times(text: str, folded: str, entries: Sequence[Entry], reported_at: str | None) -> tuple[Time, ...]:
    """The times of ``text``, by start; ``folded`` is the text folded, ``entries`` its entries in order (or none).

    Each is resolved against the stamp of its entry, else against ``reported_at``, else against the last full date.
    """
    return finished(steps(text, folded, entries, reported_at))


def steps(
    text: str, folded: str, entries: Sequence[Entry], reported_at: str | None
) -> Generator[None, None, tuple[Time, ...]]:
    """:func:`find_times` in steps: where times may stand, what is said there, what that is in its place.

    The tables and functions of each are large, and slow unless they were used a moment before, on another text.
    """
    news = _is_news(folded, entries)
    fixed = stamps(text, folded, entries)
    stretches, roles = windows(folded, fixed, news)
    yield
    latest_year = _latest_year(entries, reported_at)
    items: list[Stamped] = []
    parse = grammar().parse
    for start, end in stretches:
        found = parse(tokens(text, folded, start, end), folded)
        if found:
            items.extend(compose(found, folded, entries, latest_year))
    if fixed:
        items = sorted([*items, *fixed], key=_start)
    yield
    return _resolved(items, text, entries, reported_at, Context(folded, roles, news))


def _is_news(folded: str, entries: Sequence[Entry]) -> bool:
    """Long text with neither stamped entries nor the words of a police log: there "now" and "recently" are times."""
    return (
        len(folded) >= _NEWS_LENGTH
        and not any(e.time is not None for e in entries)
        and cues.police().search(folded) is None
    )


def _latest_year(entries: Sequence[Entry], reported_at: str | None) -> int:
    stamps = [e.time for e in entries if e.time and e.time[0] != "T"] + ([reported_at] if reported_at else [])
    return max([int(s[:4]) for s in stamps], default=2035)


def _moment(stamp: str | None) -> tuple[datetime | None, bool]:
    if not stamp or stamp[0] == "T":
        return None, False
    try:
        return datetime.fromisoformat(stamp[:16]), len(stamp) > 10
    except ValueError:
        return None, False


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _resolved(
    items: Sequence[Stamped], text: str, entries: Sequence[Entry], reported_at: str | None, context: Context
) -> tuple[Time, ...]:
    fallback, fallback_clock = _moment(reported_at)
    context.anchor, context.has_clock = fallback, fallback_clock
    times: list[Time] = []
    number, end = -1, len(text) + 1
    next_start = entries[0].start if entries else end
    last: date | None = None
    anchor_name: str | None = reported_at
    header: Entry | None = None
    for item in items:
        if isinstance(item, Time):
            times.append(item)
            continue
        if next_start <= item.start:
            while next_start <= item.start:
                number += 1
                next_start = entries[number + 1].start if number + 1 < len(entries) else end
            entry = entries[number]
            header = entry if entry.time is not None else None
            moment, has_clock = _moment(entry.time)
            anchor_name = (
                entry.time if moment is not None else reported_at or (last.isoformat() if last else None)
            )
            context.anchor = moment or fallback or (_midnight(last) if last else None)
            context.has_clock = has_clock if moment else fallback_clock and fallback is not None
            context.cursor, context.cursor_end, context.moment = None, -1, None
        if header is not None and item.start >= header.body:
            header = None
        meaning = item.meaning
        if header is not None and type(meaning) is Timed and item.kind == "day":
            stamp = _header_stamp(item, meaning, text, header, number, context)
            if stamp is not None:
                times.append(stamp)
                continue
        if type(meaning) in UNSETTLED:
            item = settled(item, context)
            meaning = item.meaning
        made = _time(item, text, context, header, number, anchor_name)
        if made is None:
            continue
        time, value = made if type(meaning) is not Clock else _over_midnight(item, made, times, context)
        times.append(time)
        if value.day is not None and header is None and time.type in {"DATE", "TIME"}:
            context.cursor, context.cursor_end = value.day, item.end
            context.moment = value.value if time.precision == "minute" and len(value.value) == 16 else None
            given = meaning.on if type(meaning) is Timed else meaning
            if type(given) is not Day or given.year is None:
                continue
            if _heads_message(context.folded, item):
                # what is quoted below a message's own stamp is told from that stamp
                context.anchor, context.has_clock = _moment(value.value)
                anchor_name = value.value
            last = value.day
            if context.anchor is None:
                context.anchor, anchor_name = _midnight(last), last.isoformat()
    return tuple(times)


def _over_midnight(item: Item, made: tuple[Time, Value], times: list[Time], context: Context) -> tuple[Time, Value]:
    """``2230x0200hrs``: the second clock of a range that is earlier than the first is the next day's."""
    time, value = made
    if not times or not isinstance(item.meaning, Clock) or value.day is None or item.meaning.open_half:
        return made
    first = times[-1]
    if first.type != "TIME" or first.value[:10] != time.value[:10] or first.value[11:16] <= time.value[11:16]:
        return made
    if item.start - first.end > 20 or _RANGE.fullmatch(context.folded, first.end, item.start) is None:
        return made
    if (
        context.anchor is not None
        and context.has_clock
        and value.day == context.anchor.date()
        and first.anchor is not None
        and len(first.text) < 8
    ):
        # both ends have no day of their own, and the range is over: it began on the day before
        before = (value.day - timedelta(days=1)).isoformat()
        times[-1] = structs.replace(first, value=before + first.value[10:], earliest=before, latest=before)
        return made
    after = (value.day + timedelta(days=1)).isoformat()
    moved = Value(
        after + time.value[10:],
        value.day + timedelta(days=1),
        value.day + timedelta(days=1),
        "minute",
        value.day,
        value.alternatives,
        value.flags,
    )
    return structs.replace(time, value=moved.value, earliest=after, latest=after), moved


def _heads_message(folded: str, item: Item) -> bool:
    """Whether a full date is the stamp of a quoted message: behind ``Sent:``, or opening a line."""
    before = folded[item.start - 12 if item.start > 12 else 0 : item.start]
    if ":" in before and _SENT.search(before):
        return True
    if type(item.meaning) is not Timed or type(item.meaning.at) is not Clock:
        return False
    words = before.rstrip(_OPEN_LINES)
    return not words or "\n" in before[len(words) :]


def _time(
    item: Item, text: str, context: Context, header: Entry | None, number: int, anchor: str | None
) -> tuple[Time, Value] | None:
    if item.kind == "ref" and not context.news:
        return None
    value = resolve(item, context)
    if value is None:
        return None
    if header is not None and header.time is not None and type(item.meaning) is Clock:
        moment, has_clock = _moment(header.time)
        if moment is not None and has_clock and value.value.endswith(header.time[10:16]):
            value = Value(header.time[:16], moment.date(), moment.date(), "minute", moment.date())
    meaning = item.meaning
    kind: TimeType = (
        "DOB" if item.dob else _TYPES.get(type(meaning)) or ("TIME" if "T" in value.value else "DATE")
    )
    flags = value.flags
    future: bool | None = None
    role: str | None = None
    if kind == "DOB":
        role = "birth"
    elif header is not None:
        role = "reported" if number == 0 else "update"
        if is_retrospective(context.folded, header):
            flags = (*flags, "retrospective")
    elif kind in {"DATE", "TIME"}:
        if value.day is not None and context.anchor is not None and value.day > context.anchor.date():
            future = True
        role = context.role(item, future)
    # of what is a day, or on one, the value begins with the day
    earliest = (
        None
        if value.earliest is None
        else value.value[:10]
        if value.earliest is value.day
        else value.earliest.isoformat()
    )
    latest = (
        earliest if value.latest is value.earliest else value.latest.isoformat() if value.latest is not None else None
    )
    absolute = kind in {"DURATION", "SET"} or (type(meaning) is Day and meaning.year is not None)
    return (
        Time(
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            type=kind,
            value=value.value,
            entry=number if number > 0 else 0,
            earliest=earliest,
            latest=latest,
            precision=value.precision,
            mod=item.mod if item.mod not in {"WEEK", "LAST_DAY"} else None,
            freq=meaning.freq if type(meaning) is Recurring else None,
            alternatives=value.alternatives,
            flags=flags,
            anchor=None if absolute else anchor,
            role=role,
        ),
        value,
    )


def _header_stamp(
    item: Item, meaning: Timed, text: str, header: Entry, number: int, context: Context
) -> Time | None:
    """The stamp of an entry, which the entry cutter has read already; None where the two differ."""
    day, at = meaning.on, meaning.at
    if not isinstance(day, Day) or day.weekday is not None or day.month is None:
        return None
    if not isinstance(at, Clock) or at.zone or at.open_half:
        return None
    said = header.time or ""
    if said[:16] != f"{day.year}-{day.month:02d}-{day.day:02d}T{at.hour:02d}:{at.minute:02d}":
        return None
    return header_time(text, context.folded, item.start, item.end, header, number)


_TYPES: dict[type, TimeType] = {
    Duration: "DURATION",
    Recurring: "SET",
    Timed: "TIME",
    Clock: "TIME",
    Part: "TIME",
    Fixed: "DATE",
}
"""The types that a meaning alone tells."""
