"""New events after the report, releases and breaches; actions set going and what became of them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from logscan.nlp.facts.log import Log, holds
from logscan.nlp.facts.scope import denied, planned, police_does, supposed
from logscan.nlp.lexicon import Hit
from logscan.report import Fact

_RECENT = re.compile(
    r"\b(?:this morning|this afternoon|this evening|tonight|last night|today|yesterday|just now|overnight"
    r"|over the weekend|at the weekend|since (?:then|last|the|her|his|our|we)|again|another|y bore 'ma|neithiwr"
    r"|heddiw|ddoe|dros y penwythnos)\b"
)
_THREAT = re.compile(r"\bthreat|\bkill\b|\bhurt you|weapon|knife")
_THREATS = ("threat", "kill", "hurt you", "weapon", "knife")


def incidents(log: Log, hits: Sequence[Hit]) -> Iterator[Fact]:
    """Facts of kind ``incident``: what later entries tell of the time after the report; one a concept and entry."""
    report_day = (log.record.reported_at or "")[:10] or log.day(0)
    given: set[tuple[int, str]] = set()
    reported = log.entries[1].start if len(log.entries) > 1 else len(log.text)
    for hit in hits:
        if hit.start < reported or not hit.rule.key.startswith("incident."):
            continue
        concept, number = hit.rule.key[9:], log.entry_at(hit.start)
        if concept != "incident" and (number, concept) in given:
            continue  # what is told once of an entry needs no second look; an incident may yet be a threat
        if hit.rule.attributes["when"] == "dated" and not _after_report(log, hit.start, number, report_day):
            continue
        if not _happened(log, hit, hit.start, hit.end):
            continue
        first, last = log.sentence_at(hit.start)
        if (
            concept == "incident"
            and holds(log.masked, first, last, _THREATS)
            and _THREAT.search(log.masked, first, last)
        ):
            concept = "threat"
        if (number, concept) not in given:
            given.add((number, concept))
            yield log.fact("incident", hit.start, hit.end, concept=concept, by="suspect", date=log.day(number))


def _happened(log: Log, hit: Hit, start: int, end: int) -> bool:
    if denied(log, start, end) or planned(log, start) or supposed(log, start):
        return False
    release = hit.rule.key == "incident.release"
    if not release and police_does(log, start):
        return False
    question = log.masked[end : log.sentence_at(start)[1]].rstrip().endswith("?")
    return not question


def _after_report(log: Log, start: int, entry: int, report_day: str | None) -> bool:
    """Whether a time in the sentence lies after the day of the report (where times are not read: "again", "today")."""
    day = log.day(entry)
    if report_day is None or day is None or day <= report_day:
        return False
    first, last = log.sentence_at(start)
    at = bisect.bisect_left(log.time_starts, first)
    dated = False
    for time in log.times[at:]:
        if time.start >= last:
            break
        if time.type in {"DATE", "TIME"} and time.earliest and abs(time.start - start) < 120:
            dated = True
            if time.earliest > report_day and time.earliest <= day:
                return True
    if dated:
        return False
    return not log.times and _RECENT.search(log.masked, max(first, start - 80), min(last, start + 120)) is not None


def actions(log: Log, found: Sequence[Hit], handovers: Sequence[Fact]) -> Iterator[Fact]:
    """Facts of kind ``action``: set or awaited; ``done`` where a later entry resolves it."""
    asked = [f for f in handovers if f.status == "asked"]
    last_answer = max((f.start for f in handovers if f.status in {"accepted", "result"}), default=-1)
    for fact in asked:
        answered = last_answer > fact.start
        yield log.fact("action", fact.start, fact.end, by="police", status="done" if answered else "open")
    hits = [hit for hit in found if hit.rule.key.startswith("action.")]
    last_done: dict[int, int] = {}
    asked_at = sorted(f.start for f in asked)
    reach = -1
    for hit in hits:
        if hit.start < reach or log.quoted(hit.start) or denied(log, hit.start, hit.end):
            continue
        reach = log.sentence_at(hit.start)[1]
        first, last = log.sentence_at(hit.start)
        if log.masked[first:last].rstrip().endswith("?"):
            continue
        if bisect.bisect_left(asked_at, first) < bisect.bisect_left(asked_at, last):
            continue  # what another force is asked to do is told by the handover
        status = "done" if _done_later(log, hit, log.masked[first:last], last_done) else "open"
        yield log.fact(
            "action",
            max(first, hit.start - 60) if first < hit.start - 60 else first,
            last,
            by="police",
            status=status,
        )


_TOPICS = (
    (
        re.compile(
            r"\bsusp\b[^.;\n]*\b(?:to be|spoken|seen|interview|arrest|will)|\b(?:interview|arrest|see|speak to"
            r"|spoken to|ring|call) (?:the )?susp\b|\barrest\b"
        ),
        re.compile(
            r"\bsusp\b[^.;\n]{0,30}\b(?:interviewed|arrested|nicked|spoken to|seen|intvd|int'd|attended|admits?"
            r"|denie[sd]|accepts?|came in|rung|rang)\b|\b(?:arrested|interviewed|nicked)\b|\b(?:saw|spoke to"
            r"|spoken to|rang|visited|seen) (?:the )?susp\b"
        ),
    ),
    (
        re.compile(
            r"call|ring|rang|phone|contact|speak|spoke|update|visit|see (?:her|him|ip)|text|e-?mail|try again"
            r"|\btell\b|inform|view"
        ),
        re.compile(
            r"\b(?:spoke|spoken|rang|rung|called|phoned|t/?c|toc|updated|told|informed|saw|seen|met|visited"
            r"|contacted|e-?mail(?:ed)?|answered|attended|text(?:ed)?|voicemail|no (?:reply|answer))\b"
        ),
    ),
    (
        re.compile(r"statement|mg11"),
        re.compile(
            r"\b(?:statements?|mg11)\b[^.;\n]{0,30}\b(?:taken|obtained|done|signed|in|received|completed|made)\b"
            r"|\b(?:taken|obtained|got|made)\b[^.;\n]{0,20}\b(?:statements?|mg11)"
        ),
    ),
    (
        re.compile(r"cctv|camera|footage|doorbell"),
        re.compile(
            r"\b(?:cctv|camera|footage|doorbell|clip)\b[^.;\n]{0,60}\b(?:viewed|seized|watched|obtained|burned|burnt"
            r"|downloaded|shows?|exhibited|negative|overwritten|no)\b|\b(?:viewed|seized|watched|obtained|got"
            r"|collected)\b[^.;\n]{0,40}\b(?:cctv|footage|camera|clip)"
        ),
    ),
    (
        re.compile(r"download|handset|phone|laptop"),
        re.compile(
            r"\b(?:download|handset|phone|laptop|results?)\b[^.;\n]{0,40}\b(?:back|received|returned|completed|done"
            r"|examined|reviewed|exhibited|read|shows?)\b|three hundred searches"
        ),
    ),
    (
        re.compile(r"sash|dash"),
        re.compile(
            r"\bs?-?(?:sash|dash)\b[^.;\n]{0,25}\b(?:done|completed?|finished|submitted|now on|medium|high|standard"
            r"|low|moderate)\b"
        ),
    ),
    (
        re.compile(r"repl|response|result|request|information|record|data"),
        re.compile(
            r"\b(?:repl(?:y|ied)|response|results?|received|returned|back|comes? back|came back|in now|provided"
            r"|supplied)\b"
        ),
    ),
    (
        re.compile(r"cps|advice|decision|review|file"),
        re.compile(r"\b(?:cps|decision|advice|reviewed|authori[sz]ed|charge)\b"),
    ),
)


_LINES = 800  # characters of a log that are looked through at a time


def _last_done(log: Log, done: re.Pattern[str], since: int) -> int:
    """Where the log last tells of a thing as done, from the line at ``since`` on; -1 where it does not."""
    masked = log.masked
    line = masked.rfind("\n", 0, since) + 1  # no expression reaches over the end of a line
    end = len(masked)
    while end > line:  # from the last lines on
        begin = max(line, masked.rfind("\n", line, max(line, end - _LINES)) + 1)
        for match in reversed(list(done.finditer(masked, begin, end))):
            if not planned(log, match.start()) and not denied(log, *match.span()):
                return match.start()
        end = begin
    return -1


def _done_later(log: Log, hit: Hit, sentence: str, last_done: dict[int, int]) -> bool:
    """Whether a later entry tells of the same thing as done; ``last_done`` keeps by topic what was looked up."""
    entry = log.entry_at(hit.start)
    if entry + 1 >= len(log.entries):
        return False
    start = log.entries[entry + 1].body
    for number, (topic, done) in enumerate(_TOPICS):
        if topic.search(sentence) is None:
            continue
        if number not in last_done:
            last_done[number] = _last_done(log, done, start)
        if last_done[number] >= start:
            return True
    return False
