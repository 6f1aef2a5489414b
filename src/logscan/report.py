"""What goes out: the report of one case, as typed records.

Every ``start`` and ``end`` is a code point offset into the log as it was read, so that ``log[start:end] == text``.
msgspec was chosen over pydantic by measurement: written and read back, 1,301 against 317 reports a second, 5.2 times
(``python -m benchmarks.contract``: 10,000 reports of about 38 KB, medians of three rounds in turn in one run, on a
machine of two processors under other load, 2026-11-25).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from logscan.case import Record

SCHEMA = "logscan.report/1"

TimeType = Literal["DATE", "TIME", "DURATION", "SET", "DOB"]
Label = Literal[
    "RISK_ASSESSMENT",
    "SAFEGUARDING",
    "REFERRAL",
    "ORDER",
    "CONTACT",
    "ENQUIRY",
    "VICTIM_POSITION",
    "OUTCOME",
    "CRIME_TYPE",
]
Status = Literal[
    "done",
    "planned",
    "considered",
    "not_applicable",
    "not_done",
    "declined",
    "breached",
    "mentioned",
    "reclassified_from",
    "reclassified_to",
]
Grade = Literal["standard", "medium", "high"]
AuthorRole = Literal["call_taker", "officer", "supervisor", "specialist", "crime_registrar", "other"]
PersonRole = Literal["victim", "suspect", "reporting_person", "officer", "witness", "child", "other"]
Relation = Literal[
    "partner",
    "ex_partner",
    "family",
    "friend",
    "colleague",
    "neighbour",
    "acquaintance",
    "service_user",
    "stranger",
    "unknown",
]
Conclusion = Literal["met", "not_met", "considered", "absent"]
VerdictLabel = Literal["stalking", "harassment", "neither", "unclear"]
CheckResult = Literal["raise", "clear", "cannot_tell"]

ACT_LETTERS = ("a", "b", "c", "d", "e", "f", "g")
"""The acts of s.2A(3) PHA 1997."""

STATUS_LABELS = frozenset({"RISK_ASSESSMENT", "SAFEGUARDING", "REFERRAL", "ORDER", "ENQUIRY"})
"""The labels whose mentions carry a status; the others carry none, but for a changed CRIME_TYPE."""


class Span(msgspec.Struct, frozen=True, gc=False):
    """Characters of the log."""

    start: int
    end: int
    text: str


class ScoredSpan(msgspec.Struct, frozen=True, gc=False):
    """Characters of the log that show an indicator, with the strength of the showing (0 to 1)."""

    start: int
    end: int
    text: str
    score: float


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of the log; its header (time stamp, author) is ``log[start:body]``, its words ``log[body:end]``."""

    start: int
    end: int
    body: int
    time: str | None = None
    author: str | None = None
    role: AuthorRole = "other"


class Time(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date, time, duration or recurring time, as a TIMEX3 value with its window of days.

    ``earliest`` and ``latest`` are ISO dates; ``anchor`` is the ISO date(-time) that a relative expression was
    resolved against; ``role`` is what the time dates (reported, incident, risk_assessment, update, ...).
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    entry: int
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    mod: str | None = None
    freq: str | None = None
    alternatives: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    anchor: str | None = None
    role: str | None = None


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that a panel asks after: an assessment, an action, an order, a contact, a position.

    ``date`` is when it was done or decided; ``reason`` the span of the rationale; ``by`` who acts
    (police, victim, suspect, court, other); ``how`` the channel; ``cues`` the spans that decided the status.
    """

    id: int
    start: int
    end: int
    text: str
    label: Label
    concept: str
    entry: int
    status: Status | None = None
    date: str | None = None
    grade: Grade | None = None
    reason: Span | None = None
    by: str | None = None
    how: str | None = None
    cues: tuple[Span, ...] = ()
    rule: str | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Someone in the log. ``relation`` is the suspect's relation to the victim; ``named`` tells a name is given."""

    id: int
    role: PersonRole
    relation: Relation | None = None
    named: bool = False
    name: str | None = None
    gender: Literal["female", "male"] | None = None
    spans: tuple[Span, ...] = ()


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a check needs beside mentions; kinds and concepts are listed in docs/facts.md.

    ``by`` is the doer or the source (police, victim, suspect, other); ``status`` what became of it.
    """

    kind: str
    start: int
    end: int
    text: str
    entry: int
    concept: str | None = None
    by: str | None = None
    status: str | None = None
    date: str | None = None
    reason: Span | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A point of the timeline: when, what, and the characters that say so."""

    time: str
    event: str
    start: int
    end: int
    text: str
    entry: int


class Element(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An element of the offences in ss.2A, 4 and 4A PHA 1997: whether the log shows it, in plain words, and where."""

    name: str
    shown: bool
    words: str
    evidence: tuple[Span, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the conduct amounts to, blind to what it was called; ``acts`` by letter of s.2A(3) PHA 1997.

    ``incidents`` counts the occasions told, ``incident_dates`` are the days (ISO) of those that the log dates.
    ``elements`` is a table of the elements of the offences for a crime registrar; ``mutual`` tells that contact goes
    both ways.
    """

    label: VerdictLabel
    probabilities: dict[str, float]
    incidents: int | None
    acts: dict[str, tuple[Span, ...]]
    because: tuple[str, ...] = ()
    because_evidence: tuple[tuple[Span, ...], ...] = ()
    elements: tuple[Element, ...] = ()
    mutual: bool = False
    incident_dates: tuple[str, ...] = ()


class Accepted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who answered a finding, when (an ISO date) and with what reason; the finding stays in the report, marked."""

    reason: str
    who: str
    when: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A question to the panel, tied to its evidence.

    ``searched`` says of an absence what was looked for, ``nearest`` what in the log comes nearest to it; ``accepted``
    stands where a baseline says that it is answered.
    """

    check: str
    name: str
    severity: int
    criteria: tuple[str, ...]
    message: str
    clears_when: str
    evidence: tuple[Span, ...] = ()
    searched: str = ""
    nearest: Span | None = None
    accepted: Accepted | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that logscan says of one case."""

    schema: str = SCHEMA
    case_id: str
    record: Record
    log_sha256: str
    words: int
    policy_sha256: str = ""
    entries: tuple[Entry, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    four: dict[str, tuple[ScoredSpan, ...]]
    four_conclusion: Conclusion
    four_conclusion_evidence: tuple[Span, ...] = ()
    verdict: Verdict
    people: tuple[Person, ...] = ()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: dict[str, CheckResult] = {}
    check_reasons: dict[str, str] = {}
    warnings: tuple[str, ...] = ()


def encode(report: Report) -> bytes:
    """The report as one line of JSON, without its line break."""
    return _ENCODER.encode(report)


def decode(line: bytes | str) -> Report:
    """A report from its line of JSON; raises ``msgspec.ValidationError`` where it is not one."""
    return _DECODER.decode(line)


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Report)


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a report."""
    schema = msgspec.json.schema(Report)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
