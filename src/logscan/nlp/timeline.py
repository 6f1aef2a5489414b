"""The timeline of a case: entries and dated events in the order in which they happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logscan.report import Entry, Event, Fact, Mention, Time

_EVENT_LABELS = frozenset(
    {"RISK_ASSESSMENT", "ORDER", "CONTACT", "VICTIM_POSITION", "OUTCOME", "REFERRAL", "SAFEGUARDING", "ENQUIRY"}
)
_EVENT_FACTS = frozenset({"incident", "cancellation", "closing", "attendance"})
_HAPPENED = frozenset({None, "done", "breached", "declined"})
_PLAIN = frozenset({None, "done"})
_POINTS = frozenset({"DATE", "TIME"})
_NO_EVENT = frozenset({None, "reference", "birth", "planned"})
_Event = tuple[str, int, int, str, str, int]
"""An event before it is one: time, start, end, name, text, entry; its order among others is that of its parts."""


def timeline(
    log: str, entries: Sequence[Entry], times: Sequence[Time], mentions: Sequence[Mention], facts: Sequence[Fact]
) -> tuple[Event, ...]:
    """Events by time: entry stamps, dated mentions and facts, and what other times date by their role.

    ``time`` is an ISO date or date-time; what has no date is left out, so the timeline never guesses.
    """
    told = [*_mentioned(entries, mentions), *_stated(facts)]
    covered = {(entry, when[:10]) for when, _, _, _, _, entry in told}
    events = {*_written(log, entries), *told, *_dated(entries, times, covered)}
    return tuple(
        [
            Event(time=when, event=name, start=start, end=end, text=text, entry=entry)
            for when, start, end, name, text, entry in sorted(events)
        ]
    )


def _written(log: str, entries: Sequence[Entry]) -> list[_Event]:
    return [
        (entry.time, entry.start, entry.body, "entry" if number else "reported", log[entry.start : entry.body], number)
        for number, entry in enumerate(entries)
        if entry.time is not None and not entry.time.startswith("T")
    ]


def _mentioned(entries: Sequence[Entry], mentions: Sequence[Mention]) -> list[_Event]:
    days = [_day(entry.time) for entry in entries]
    happened = [m for m in mentions if m.status in _HAPPENED and m.label in _EVENT_LABELS]
    return [
        (when, m.start, m.end, m.concept if m.status in _PLAIN else f"{m.concept} {m.status}", m.text, m.entry)
        for m in happened
        if (when := m.date or (days[m.entry] if 0 <= m.entry < len(days) else None))
    ]


def _stated(facts: Sequence[Fact]) -> list[_Event]:
    return [
        (f.date, f.start, f.end, f.concept if f.kind == "incident" and f.concept else f.kind, f.text, f.entry)
        for f in facts
        if f.kind in _EVENT_FACTS and f.date
    ]


def _dated(entries: Sequence[Entry], times: Sequence[Time], covered: set[tuple[int, str]]) -> Iterator[_Event]:
    """What a time in an entry's words dates by its role; the rest where no mention or fact of that day tells it.

    A period of a month or more ("since 2015") dates no event: its first day would be a guess.
    """
    told = [t for t in times if t.role not in _NO_EVENT and t.type in _POINTS and t.earliest]
    for time in told:
        if time.latest is not None and time.earliest != time.latest:
            continue
        in_header = 0 <= time.entry < len(entries) and time.start < entries[time.entry].body
        if in_header or (time.role != "incident" and (time.entry, str(time.earliest)) in covered):
            continue
        yield _moment(time), time.start, time.end, str(time.role), time.text, time.entry


def _day(stamp: str | None) -> str | None:
    return stamp[:10] if stamp and not stamp.startswith("T") else None


def _moment(time: Time) -> str:
    exact = time.type == "TIME" and len(time.value) >= 16 and time.value[10] == "T" and time.value[11:13].isdigit()
    return time.value if exact else str(time.earliest)
