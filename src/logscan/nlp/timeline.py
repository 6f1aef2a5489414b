"""The timeline of a case: entries and dated events in the order in which they happened."""

from __future__ import annotations

from collections.abc import Sequence

from logscan.case import Record
from logscan.report import Entry, Event, Fact, Mention, Time

_EVENT_LABELS = frozenset({"RISK_ASSESSMENT", "ORDER", "CONTACT", "VICTIM_POSITION", "OUTCOME", "REFERRAL", "SAFEGUARDING", "ENQUIRY"})
_EVENT_FACTS = frozenset({"incident", "cancellation", "closing", "attendance"})
_HAPPENED = frozenset({None, "done", "breached", "declined"})


def timeline(
    log: str,
    record: Record,
    entries: Sequence[Entry],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    facts: Sequence[Fact],
) -> tuple[Event, ...]:
    """Events by time: entry stamps, dated mentions and facts, and times that date an event of the case.

    ``time`` is an ISO date or date-time; what has no date is left out, so the timeline never guesses.
    """
    events = [
        Event(time=entry.time, event="reported" if number == 0 else "entry", start=entry.start, end=entry.body, text=log[entry.start : entry.body], entry=number)
        for number, entry in enumerate(entries)
        if entry.time is not None and not entry.time.startswith("T")
    ]
    for mention in mentions:
        when = mention.date or _entry_day(entries, mention.entry)
        if when and mention.label in _EVENT_LABELS and mention.status in _HAPPENED:
            name = mention.concept if mention.status in {None, "done"} else f"{mention.concept} {mention.status}"
            events.append(Event(time=when, event=name, start=mention.start, end=mention.end, text=mention.text, entry=mention.entry))
    for fact in facts:
        if fact.kind in _EVENT_FACTS and fact.date:
            name = fact.concept if fact.kind == "incident" and fact.concept else fact.kind
            events.append(Event(time=fact.date, event=name, start=fact.start, end=fact.end, text=fact.text, entry=fact.entry))
    for time in times:
        if time.role == "incident" and time.type in {"DATE", "TIME"} and time.earliest:
            events.append(Event(time=_moment(time), event="incident", start=time.start, end=time.end, text=time.text, entry=time.entry))
    return tuple(sorted(set(events), key=lambda e: (e.time, e.start, e.end, e.event)))


def _entry_day(entries: Sequence[Entry], number: int) -> str | None:
    stamp = entries[number].time if 0 <= number < len(entries) else None
    return stamp[:10] if stamp and not stamp.startswith("T") else None


def _moment(time: Time) -> str:
    exact = time.type == "TIME" and len(time.value) >= 16 and time.value[10] == "T" and time.value[11:13].isdigit()
    return time.value if exact else str(time.earliest)
