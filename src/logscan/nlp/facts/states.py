"""What stood when: the state of each order, where the victim stood, what the crime was recorded as and who changed it.

All of it is told by mentions; here each becomes a dated fact, so that a reader, or a check, sees the course of a thing
without putting it together again. A fact is made only of what the log says: an order whose last day has passed is not
``expired`` until an entry says so.
"""

from __future__ import annotations

import calendar
import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from logscan.nlp.facts.log import Log
from logscan.report import Fact, Mention, Span, Time

_REACH = 70  # characters around an order in which its sentence tells its state
_UNTIL_REACH = 140  # characters behind it in which its last day stands
_WHY_REACH = 120  # characters of a reason that are shown
_SPAN = re.compile(r"P(?P<number>\d+)(?P<unit>[DWMY])")
_CLOCK = re.compile(r"\d\d?[:.]?\d\d ?(?:hrs|am|pm)?")  # "a curfew until 0900" ends no order
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BETWEEN = r"\s*(?:the\s+|a\s+|a further\s+|at least\s+)?"
_END = re.compile(r"[.;\n]")

_BY_STATUS: Mapping[str, tuple[str, ...]] = {
    "done": ("expired", "varied", "granted", "in_force"),
    "planned": ("applied_for",),
    "not_done": ("refused",),
    "not_applicable": ("refused", "expired"),
    "declined": ("refused",),
}
"""The states that an order's status leaves open; the words beside the order choose."""
_UNSAID = {"done": "in_force", "planned": "planned", "considered": "considered", "breached": "breached"}


def states(log: Log) -> Iterator[Fact]:
    """Facts of kinds ``order_state``, ``position`` and ``crime_type``, each with its day, in the order of mentions."""
    stood: str | None = None
    for mention in log.mentions:
        if mention.label == "ORDER" and mention.concept != "warning":
            yield from _order(log, mention)
        elif mention.label == "VICTIM_POSITION":
            yield _fact(log, mention, "position", _turn(stood, mention.concept), "victim", mention.reason)
            stood = mention.concept
        elif mention.label == "CRIME_TYPE":
            yield from _crime(log, mention)


def _fact(log: Log, mention: Mention, kind: str, status: str, by: str | None, reason: Span | None = None) -> Fact:
    return Fact(
        kind=kind,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        entry=mention.entry,
        concept=mention.concept,
        by=by,
        status=status,
        date=mention.date or log.day(mention.entry),
        reason=reason,
    )


def _turn(before: str | None, now: str) -> str:
    """Whether a position is the first that the log tells, the same as before, or another."""
    return "first" if before is None else "held" if before == now else "changed"


def _order(log: Log, mention: Mention) -> Iterator[Fact]:
    state = _state(log, mention)
    if state is None:
        return
    last = _last_day(log, mention) if state in {"granted", "in_force", "varied"} else None
    if last is not None and state == "in_force":
        state = "granted"  # "bail to 19 February": who tells how long it lasts tells that it was given
    yield _fact(log, mention, "order_state", state, mention.by, mention.reason)
    if last is not None:
        time, day = last
        yield log.fact("order_state", time.start, time.end, concept=mention.concept, status="until", date=day)


def _state(log: Log, mention: Mention) -> str | None:
    """The state that an order is said to be in; None where it is only named."""
    status = str(mention.status)
    if status not in _BY_STATUS:
        return _UNSAID.get(status)
    first, last = log.sentence_at(mention.start)
    left, right = max(first, mention.start - _REACH), min(max(last, mention.end), mention.end + _REACH)
    nearest: tuple[int, str] | None = None
    for state in _BY_STATUS[status]:
        for found in _any("order", state).finditer(log.folded, left, right):
            gap = max(found.start() - mention.end, mention.start - found.end(), 0)
            if nearest is None or gap < nearest[0]:
                nearest = (gap, state)
    if nearest is None:
        return _UNSAID.get(status, "not_pursued")
    if nearest[1] == "refused" and _any("order", "above").search(log.folded, left, right) is None:
        return "not_pursued"
    return nearest[1]


def _last_day(log: Log, mention: Mention) -> tuple[Time, str] | None:
    """The time that says how long an order lasts, and its last day."""
    stop = min(log.entries[mention.entry].end if log.entries else len(log.text), mention.end + _UNTIL_REACH)
    for time in log.times:
        if time.start < mention.start or time.start >= stop or "impossible" in time.flags:
            continue
        if _END.search(log.folded, mention.end, time.start):
            return None
        lead = _any("order", "until", before=True).search(log.folded, max(mention.start, time.start - 24), time.start)
        day = _end_of(time, mention.date or log.day(mention.entry)) if lead is not None else None
        if day is not None:
            return time, day
    return None


def _end_of(time: Time, since: str | None) -> str | None:
    """The day that "until ..." names, or that a duration from ``since`` ends on; ISO, or None."""
    if time.type in {"DATE", "TIME"}:
        return time.value[:10] if _DAY.match(time.value) and not _CLOCK.fullmatch(time.text) else None
    span = _SPAN.fullmatch(time.value) if time.type == "DURATION" else None
    if span is None or since is None or not _DAY.fullmatch(since):
        return None
    start, number = datetime.date.fromisoformat(since), int(span["number"])
    if number > 400:
        return None
    if span["unit"] in {"D", "W"}:
        return (start + datetime.timedelta(days=number * (7 if span["unit"] == "W" else 1))).isoformat()
    months = start.year * 12 + start.month - 1 + number * (12 if span["unit"] == "Y" else 1)
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day).isoformat()


def _crime(log: Log, mention: Mention) -> Iterator[Fact]:
    first, last = log.sentence_at(mention.start)
    if mention.status in {"reclassified_from", "reclassified_to"}:
        status = mention.status.replace("reclassified", "changed")
    elif _any("crime", "considered").search(log.folded, first, mention.end) is not None:
        status = "considered"
    elif _any("crime", "recorded").search(log.folded, max(first, mention.start - _REACH), min(last, mention.end + 40)):
        status = "recorded"
    else:
        return
    reason = _why(log, mention.end, last) if status != "recorded" else None
    yield _fact(log, mention, "crime_type", status, _who(log, mention, first, last), reason)


def _who(log: Log, mention: Mention, first: int, last: int) -> str:
    """Who decides on the crime type: the one that the sentence names, else the entry's author, by role."""
    for role, words in (("crime_registrar", "registrar"), ("supervisor", "supervisor")):
        if _any("crime", words).search(log.folded, first, last) is not None:
            return role
    return log.entries[mention.entry].role if log.entries else "other"


def _why(log: Log, start: int, last: int) -> Span | None:
    """The reason given behind a crime type, to the end of its clause."""
    found = _any("crime", "why").search(log.folded, start, last)
    if found is None:
        return None
    begin = found.end() + 1
    end = min(last, begin + _WHY_REACH)
    stop = _END.search(log.folded, begin, end)
    end = stop.start() if stop is not None else end
    return log.span(begin, end) if end > begin else None


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(resources.files("logscan.lexicon").joinpath("states.toml").read_text(encoding="utf-8"))


@cache
def _any(section: str, name: str, before: bool = False) -> re.Pattern[str]:
    words = "|".join(_words()[section][name])
    tail = _BETWEEN + "$" if before else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{words}){tail}")
