"""The timeline of a case: entries and dated events in the order in which they happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logscan.report import Entry, Event, Fact, Mention, Time

_EVENT_LABELS = frozenset(
    {"RISK_ASSESSMENT", "ORDER", "CONTACT", "VICTIM_POSITION", "OUTCOME", "REFERRAL", "SAFEGUARDING", "ENQUIRY"}
)
_EVENT_FACTS = frozenset({"incident", "cancellation", "closing", "attendance"})
_HAPPENED = frozenset({None, "done", "breached", "declined"})
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
    covered = {(entry, when[:10]) for when, *_, entry in told}
    events = {*_written(log, entries), *told, *_dated(entries, times, covered)}
    return tuple(
        [
            Event(time=when, event=name, start=start, end=end, text=text, entry=entry)
            for when, start, end, name, text, entry in sorted(events)
        ]
    )


def _written(log: str, entries: Sequence[Entry]) -> Iterator[_Event]:
    for number, entry in enumerate(entries):
        if entry.time is not None and not entry.time.startswith("T"):
            name = "entry" if number else "reported"
            yield entry.time, entry.start, entry.body, name, log[entry.start : entry.body], number


def _mentioned(entries: Sequence[Entry], mentions: Sequence[Mention]) -> Iterator[_Event]:
    for m in mentions:
        if m.status not in _HAPPENED or m.label not in _EVENT_LABELS:
            continue
        if when := m.date or _day(entries, m.entry):
            name = m.concept if m.status in {None, "done"} else f"{m.concept} {m.status}"
            yield when, m.start, m.end, name, m.text, m.entry


def _stated(facts: Sequence[Fact]) -> Iterator[_Event]:
    for fact in facts:
        if fact.kind in _EVENT_FACTS and fact.date:
            name = fact.concept if fact.kind == "incident" and fact.concept else fact.kind
            yield fact.date, fact.start, fact.end, name, fact.text, fact.entry


def _dated(entries: Sequence[Entry], times: Sequence[Time], covered: set[tuple[int, str]]) -> Iterator[_Event]:
    """What a time in an entry's words dates by its role; the rest where no mention or fact of that day tells it.

    A period of a month or more ("since 2015") dates no event: its first day would be a guess.
    """
    for time in times:
        if time.role in _NO_EVENT or time.type not in {"DATE", "TIME"} or not time.earliest or not _one_day(time):
            continue
        in_header = 0 <= time.entry < len(entries) and time.start < entries[time.entry].body
        if in_header or (time.role != "incident" and (time.entry, time.earliest) in covered):
            continue
        yield _moment(time), time.start, time.end, str(time.role), time.text, time.entry


def _one_day(time: Time) -> bool:
    return time.latest is None or time.earliest == time.latest


def _day(entries: Sequence[Entry], number: int) -> str | None:
    stamp = entries[number].time if 0 <= number < len(entries) else None
    return stamp[:10] if stamp and not stamp.startswith("T") else None


def _moment(time: Time) -> str:
    exact = time.type == "TIME" and len(time.value) >= 16 and time.value[10] == "T" and time.value[11:13].isdigit()
    return time.value if exact else str(time.earliest)
