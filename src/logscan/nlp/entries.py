"""The log cut into entries: when each was written, by whom, in which role.

Forces export logs in many layouts (``16/01/2022 17:26 CCO 5521``, ``#1 | 22 Feb 2022 10:32 | IRU 6140``, clock times under
a day, entries run together and parted by ``//`` or ``~``). An entry begins at a time stamp that stands where an
entry can begin; a date inside an account (a diary that the victim kept) does not begin one, because it lies before
the report or before the entry above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from spacy.language import Language

from logscan.nlp.authors import find_author
from logscan.nlp.component import Facts, Stage
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold
from logscan.nlp.times.stamps import parse_stamp
from logscan.report import Entry

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)"
)
_WEEKDAY = (
    r"(?:dydd\s+)?(?:mon|tue(?:s)?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|llun|mawrth|mercher|mer|iau|gwener|sadwrn|sul)(?:day)?,?\s+"
)
_DATE = (
    rf"(?:{_WEEKDAY})?(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s?(?:/\s?\d{{1,2}}\s?/|\.\s?\d{{1,2}}\s?\.|-\s?\d{{1,2}}\s?-)\s?(?:20)?\d\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]?(?:of\s)?{_MONTH}[,\s'-]{{0,2}}(?:20)?\d\d(?!\d|:)|20\d{{6}}(?!\d)|[0-3]\d[01]\d[12]\d(?=\s+[0-2]\d[0-5]\d\b))"
)
_SHORT_DATE = rf"(?:{_WEEKDAY})?(?:(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![/\d])|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?![\w/]))"
_CLOCK = r"(?:[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?!\d|/)(?:\s?[ap]m)?(?:\s?hrs)?|[0-2]\d[0-5]\d(?:\s?hrs|\s?h)?(?![\d/])|\d{1,2}\s?[ap]m\b)"
_JOIN = r"(?:t(?=\d\d:)|[\s,]*(?:@|at|/|-|\||am|ar|time:?)?[\s,]*)"
_STAMP = re.compile(
    rf"(?P<full>{_DATE}{_JOIN}{_CLOCK})|(?P<date>{_DATE})|(?P<short>{_SHORT_DATE}{_JOIN}{_CLOCK})|(?P<clock>(?<![\d£/.:-]){_CLOCK})"
)
# What may stand on a line before the stamp of an entry: its number, a bullet, the kind of entry, its author.
_OPENING = re.compile(
    r"[\s>*•#\[({|=_-]*(?:(?:oel|log|cad|entry|ent|event|inc(?:ident)?|update|no|number|item|cofnod|crime|crime log|call|enq(?:uiry)? log|entered|created|added|date(?:/time)?|time|sent|on|dated|dyddiad"
    r"|web report|online(?: report)?|third party report|summary|report|from web|email|e-mail)\b[\s.:#=>-]*)*(?:[a-z]{0,5}[-/]?\d[\w/-]*\s*(?:of\s+)?(?:[|:;.,)\]-]+|\s)\s*)?[\s\[({|:>-]*$"
)
_PARTED = re.compile(r"(?://+|~+|\*\*+|\|\|?|-{3,}|={3,}|_{3,}|;;+|•)[\s]*$")
_SEPARATOR_LINE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|_{3,}|\*{3,}|~{3,}|#{3,})[ \t]*$|\s(?://+|~+|\*\*+)\s", re.M)
_AFTER_HEADER = re.compile(r"[\s|:;,.)\]\-–>/=*]*")
_HEADING_WORDS = 30
_LATE = timedelta(days=1, hours=12)


@dataclass(frozen=True, slots=True)
class _Stamp:
    start: int
    end: int
    at: int
    when: datetime
    has_clock: bool
    author: str | None
    body: int


def process(text: str, folded: str, reported_at: str | None) -> tuple[Entry, ...]:
    """The entries of a log, in text order; they cover it from the first character to the last."""
    if not text:
        return ()
    stamps = _accepted(_candidates(text, folded, reported_at), reported_at)
    if not stamps:
        return _without_stamps(text, folded, reported_at)
    entries = []
    account = _account_before(text, folded, stamps[0].start, reported_at)
    if account is not None:
        entries.append(account)
    for number, stamp in enumerate(stamps):
        start = 0 if number == 0 and account is None else stamp.start
        end = stamps[number + 1].start if number + 1 < len(stamps) else len(text)
        author, role, after = find_author(text, folded, start, stamp.at, stamp.end, end)
        body = min(end, max(stamp.end, after))
        gap = _AFTER_HEADER.match(folded, body, end)
        entries.append(
            Entry(start=start, end=end, body=gap.end() if gap else body, time=_iso(stamp), author=author, role=role)
        )
    return tuple(entries)


def _account_before(text: str, folded: str, end: int, reported_at: str | None) -> Entry | None:
    """An entry for the account that stands above the first stamp (a form, a call typed in), longer than a heading."""
    if len(text[:end].split()) < _HEADING_WORDS:
        return None
    author, role, _ = find_author(text, folded, 0, 0, 0, end)
    return Entry(start=0, end=end, body=0, time=reported_at[:16] if reported_at else None, author=author, role=role)


def _iso(stamp: _Stamp) -> str:
    return stamp.when.isoformat(timespec="minutes") if stamp.has_clock else stamp.when.date().isoformat()


def _without_stamps(text: str, folded: str, reported_at: str | None) -> tuple[Entry, ...]:
    """A log with no time stamp: one entry, or one a part where separators stand."""
    cuts = [0, *(m.end() for m in _SEPARATOR_LINE.finditer(folded)), len(text)]
    spans = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if folded[a:b].strip()] or [(0, len(text))]
    spans = [(0 if i == 0 else a, spans[i + 1][0] if i + 1 < len(spans) else len(text)) for i, (a, b) in enumerate(spans)]
    entries = []
    for start, end in spans:
        author, role, _ = find_author(text, folded, start, start, start, end)
        entries.append(Entry(start=start, end=end, body=start, author=author, role=role))
    return tuple(entries)


def _candidates(text: str, folded: str, reported_at: str | None) -> list[_Stamp]:
    """Stamps that stand where an entry can begin, each with its moment; clock times take the day from above."""
    found: list[_Stamp] = []
    day: datetime | None = _moment(reported_at[:10]) if reported_at else None
    clock_day, last = day, None
    for match in _STAMP.finditer(folded):
        kind = match.lastgroup
        line = folded.rfind("\n", 0, match.start()) + 1
        opening = _opening(folded, line, match.start())
        has_author = _author_follows(folded, match.end())
        if kind == "clock":
            if clock_day is None or not (opening == "line" or (opening == "parted" and has_author)):
                if not (clock_day is not None and opening == "run" and has_author and found):
                    continue
        elif kind == "short":
            if opening is None or clock_day is None:
                continue
        elif not (opening in {"line", "parted"} or (kind == "full" and has_author)):
            continue
        when = _read(match.group(), kind, clock_day, last)
        if when is None:
            continue
        start = line if opening == "line" else match.start()
        found.append(_Stamp(start, match.end(), match.start(), when, kind != "date", None, match.end()))
        clock_day, last = when, when
    return found


def _opening(folded: str, line: int, start: int) -> str | None:
    """How a stamp stands: opening its ``line``, ``parted`` from what is before, in a ``run`` of text, or not at all."""
    before = folded[max(line, start - 60) : start]
    if start - line <= 60 and (not before.strip() or _OPENING.match(before)):
        return "line"
    if _PARTED.search(before):
        return "parted"
    if start - line <= 60 and line < start and _opens_with_author(before):
        return "line"
    return "run" if re.search(r"[.!?)\w]\s+$", before) else None


def _opens_with_author(before: str) -> bool:
    return re.fullmatch(r"[\s>*•#\[({|-]*(?:log\s+\d+\s+)?(?:[a-z]{1,4}[\s/]*)?\d{0,6}\s*(?:[a-z'-]+\s*){0,2}[,|:\s-]*", before) is not None and (
        re.search(r"\b(?:pc|dc|ps|ds|di|sgt|insp|pcso|fcr|cco|iru|log|cad)\b", before) is not None
    )


def _author_follows(folded: str, end: int) -> bool:
    return re.match(r"[\s|:,;\-/)\]]*(?:hrs)?[\s|:,;\-/)\]]*(?:[at]/?)?(?:pc|dc|tdc|ps|ds|di|dci|sgt|insp|pcso|imu|fcr|fcc|cco|iru|ddm|cmu)\b", folded[end : end + 24]) is not None


def _read(stamp: str, kind: str | None, day: datetime | None, last: datetime | None) -> datetime | None:
    value = parse_stamp(stamp)
    if value is None:
        return None
    if kind == "clock":
        if day is None or not value.startswith("T"):
            return None
        when = datetime.fromisoformat(f"{day.date().isoformat()}{value}")
        # 23:50 followed by 00:20 is the next day; a small step back is an entry out of order
        return when + timedelta(days=1) if last is not None and last - when > timedelta(hours=14) else when
    if kind == "short" and day is not None:
        value = parse_stamp(re.sub(r"^(\D*\d{1,2}(?:st|nd|rd|th)?[/\s][a-z]*\d*)", rf"\g<1>/{day.year}" if "/" in stamp[:8] else rf"\g<1> {day.year}", stamp, count=1))
        if value is None:
            return None
    return _moment(value)


def _moment(value: str) -> datetime | None:
    return datetime.fromisoformat(value) if re.match(r"\d{4}-\d\d-\d\d", value) else None


def _accepted(stamps: Sequence[_Stamp], reported_at: str | None) -> list[_Stamp]:
    """The stamps that begin entries: none before the report, none well before the entry above."""
    floor = _moment(reported_at[:10]) if reported_at else None
    kept: list[_Stamp] = []
    for stamp in stamps:
        above = kept[-1].when if kept else floor
        if above is not None and above - stamp.when > _LATE:
            continue
        if kept and kept[-1].start == stamp.start:
            kept[-1] = stamp  # "LOG 1502 OF 10/03/22": the number read as a clock was none
            continue
        if kept and _only_heading(kept[-1], stamp):
            kept[-1] = _Stamp(kept[-1].start, stamp.end, kept[-1].at, stamp.when, stamp.has_clock, None, stamp.end)
            continue
        kept.append(stamp)
    return kept


def _only_heading(above: _Stamp, stamp: _Stamp) -> bool:
    """A day on a line of its own, with the first clock time right below, is one header."""
    return not above.has_clock and stamp.start - above.end <= 2 and stamp.when.date() == above.when.date()


class EntryCutter(Stage):
    """Pipeline component: writes entries and their sentences to ``doc.user_data``, entries to ``doc.spans["entries"]``."""

    group = "entries"

    def annotate(self, text: str, facts: Facts) -> None:
        folded = facts.setdefault("logscan.folded", fold(text))
        entries = process(text, folded, facts.get("logscan.reported_at"))
        facts["logscan.entries"] = entries
        facts["logscan.sentences"] = [s for entry in entries for s in sentences(folded, entry.body, entry.end)]

    def spans(self, facts: Facts) -> Iterable[tuple[int, int, str, str]]:
        return ((entry.start, entry.end, "ENTRY", "") for entry in facts["logscan.entries"])


@Language.factory("logscan_entries")
def create(nlp: Language, name: str) -> EntryCutter:
    """The component that cuts a log into entries."""
    return EntryCutter()
