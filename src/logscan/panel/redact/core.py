"""One case redacted: its log, its record, and its report."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

import msgspec

from logscan.case import Case, Record
from logscan.nlp.text import fold
from logscan.panel.redact.dates import iso, moved_text, pieces, shift_days
from logscan.panel.redact.edit import Edit
from logscan.panel.redact.finder import FIGURES, find, learn
from logscan.panel.redact.known import ROLES, Known, name_parts
from logscan.panel.redact.leaks import check
from logscan.panel.redact.model import PLACEHOLDER, Doubt, Found, Redacted, Replacement
from logscan.panel.redact.patterns import Claims, value
from logscan.panel.redact.rewrite import rewrite
from logscan.panel.redact.vocabulary import WORD, load, vocabulary
from logscan.report import Report

_ROUNDS = 5
_PLAIN_LABEL = re.compile(r"(?:CASE-[a-p]{8}|[A-Za-z]{1,8}(?:-[A-Za-z]{1,3})?[- ]?\d{0,4})")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_BETWEEN = re.compile(r"[ \t,\"'()-]*")


def redact(
    case: Case, report: Report, *, secret: bytes = b"", label: str | None = None, shift_dates: bool = False
) -> Redacted:
    """``case`` and its ``report`` without what identifies.

    ``label`` takes the place of the case id; without one, an id that is more than a plain word and a short number
    becomes ``CASE-`` and eight letters, drawn from it with ``secret`` (without a secret: with the log itself,
    which nobody has who has the redacted one alone).
    ``shift_dates`` moves every date of the case by one number of whole
    weeks, drawn in the same way. The same input gives the same output.
    """
    key = secret or hashlib.sha256(case.log.encode()).digest()
    known = Known(m[0] for m in re.finditer(PLACEHOLDER, case.log))
    _seed(case, report, known)
    times = [(t.start, t.end) for t in report.times if t.type != "DOB" and not case.log[t.start : t.end].isalpha()]
    known.dates |= {figures for start, end in times for figures in FIGURES.findall(case.log[start:end])}
    births = [(t.start, t.end) for t in report.times if t.type == "DOB"]
    learn(case.log, known, times)
    days = shift_days(key, case.case_id) if shift_dates else 0
    dates, unmoved = pieces(case.log, report.times, days) if days else ([], [])
    log, edits = _log(case.log, known, times, births, dates)

    def words(text: str) -> str:
        return _text(moved_text(text, days) if days else text, known)

    new_id = label if label is not None else _label(case.case_id, key)
    record = _record(case.record, known, days)
    new_case = Case(case_id=new_id, log=log, record=record, warnings=tuple(words(w) for w in case.warnings))

    def moved(start: int, end: int) -> tuple[int, int]:
        for edit in edits:
            start, end = edit.start(start), max(edit.start(start), edit.end(end))
        return start, end

    new_report = rewrite(report, log, moved, words, lambda value: iso(value, days) if days else value)
    new_report = msgspec.structs.replace(
        new_report, case_id=new_id, record=record, log_sha256=hashlib.sha256(log.encode()).hexdigest()
    )
    leaks, doubts = check(new_case, new_report, known, case.case_id if new_id != case.case_id else "")
    late = [moved(*span) for span in unmoved]
    return Redacted(
        case=new_case,
        report=new_report,
        replacements=_replacements(case.log, log, edits),
        doubts=(*(Doubt("log", s, e, "a date that was not moved", log[s:e]) for s, e in late), *doubts),
        leaks=leaks,
        shift_days=days,
    )


def _seed(case: Case, report: Report, known: Known) -> None:
    """What the record and the report know: whose name is whose, and what the columns of the crime system hold."""
    for column, cell in case.record.extra.items():
        type = _column(column)
        if type is None or not isinstance(cell, str | int) or isinstance(cell, bool) or not str(cell).strip():
            continue
        if type in {"VICTIM", "SUSPECT", "OFFICER", "PERSON"}:
            _someone(str(cell), type, known)
        else:
            folded = fold(str(cell))
            squeezed = value(type, folded)
            known.values.setdefault(squeezed, (type, squeezed))
            if not folded.isalpha() or not vocabulary().knows(folded):
                known.phrases.setdefault(folded, (type, squeezed))
    for person in report.people:
        parts = name_parts(person.name) if person.name else []
        if parts:
            known.person(parts, ROLES[person.role])
    for author in {entry.author for entry in report.entries if entry.author}:
        for number in re.findall(r"\d{2,6}", author):
            names = [w for w in name_parts(author[author.index(number) :]) if w not in vocabulary().common]
            owner = known.person(names, "OFFICER") if names else None
            known.officer(number, owner if owner and owner[0] == "OFFICER" else None)


def _someone(cell: str, type: str, known: Known) -> tuple[str, str] | None:
    """The person of a column: by name, by collar number, or both ("PC 12 FROST")."""
    parts = name_parts(cell)
    owner = known.person(parts, type) if parts else None
    number = re.search(r"\d{2,6}", cell) if type == "OFFICER" else None
    return known.officer(number[0], owner) if number else owner


def _column(name: str) -> str | None:
    folded = fold(name).replace("_", " ")
    words = set(WORD.findall(folded))
    for type, cues in load("cues")["columns"].items():
        if any(cue in words or (" " in cue and cue in folded) for cue in cues):
            return str(type)
    return None


def _log(
    text: str,
    known: Known,
    times: list[tuple[int, int]],
    births: list[tuple[int, int]],
    dates: list[tuple[int, int, str]],
) -> tuple[str, list[Edit]]:
    """The log redacted, again and again until nothing more is found, with the edits in order."""
    edits: list[Edit] = []
    first = [Found(s, e, "DOB", value("DOB", fold(text[s:e]))) for s, e in births]
    for number in range(_ROUNDS):
        found = find(text, known, times)
        if number == 0:
            found = sorted(
                [*first, *(f for f in found if not any(b.start < f.end and f.start < b.end for b in first))]
            )
            for birth in first:
                known.keep(birth, fold(text[birth.start : birth.end]))
        moved = dates if number == 0 else []
        if not found and not moved:
            break
        edit = Edit(text, _with_dates(_pieces(text, found, known), moved))
        times = [(edit.start(s), max(edit.start(s), edit.end(e))) for s, e in times]
        text = edit.text
        edits.append(edit)
    return text, edits


def _pieces(text: str, found: list[Found], known: Known) -> list[tuple[int, int, str]]:
    """Replacements in order; neighbours with one pseudonym are one ("PC 12 FROST": one officer)."""
    pieces: list[tuple[int, int, str]] = []
    for item in found:
        label = known.label(item.type, item.key)
        if pieces and pieces[-1][2] == label and _same(text[pieces[-1][1] : item.start]):
            pieces[-1] = (pieces[-1][0], item.end, label)
        else:
            pieces.append((item.start, item.end, label))
    return pieces


def _with_dates(named: list[tuple[int, int, str]], moved: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Replacements and moved dates in order; a date inside an identifier goes with it."""
    claims = Claims((start, end) for start, end, _ in named)
    free = []
    for start, end, new in moved:
        if claims.free(start, end):
            claims.add(start, end)
            free.append((start, end, new))
    return sorted([*named, *free])


def _same(between: str) -> bool:
    return len(between) < 4 and "\n" not in between and _BETWEEN.fullmatch(between) is not None


def _text(text: str, known: Known) -> str:
    for _ in range(_ROUNDS):
        found = find(text, known)
        if not found:
            return text
        text = Edit(text, _pieces(text, found, known)).text
    return text


def _record(record: Record, known: Known, days: int) -> Record:
    offence = record.recorded_offence
    return msgspec.structs.replace(
        record,
        reported_at=iso(record.reported_at, days) if record.reported_at and days else record.reported_at,
        closed_at=iso(record.closed_at, days) if record.closed_at and days else record.closed_at,
        recorded_offence=_text(offence, known) if offence else offence,
        extra={column: _cell(column, cell, known, days) for column, cell in record.extra.items()},
    )


def _cell(column: str, cell: Any, known: Known, days: int) -> Any:
    if isinstance(cell, dict):
        return {name: _cell(name, item, known, days) for name, item in cell.items()}
    if isinstance(cell, list | tuple):
        return [_cell(column, item, known, days) for item in cell]
    if cell is None or isinstance(cell, bool) or not str(cell).strip():
        return cell
    type = _column(column)
    if type is not None and not re.fullmatch(PLACEHOLDER, str(cell)):
        folded = fold(str(cell))
        owner = _someone(str(cell), type, known) if type in {"VICTIM", "SUSPECT", "OFFICER", "PERSON"} else None
        found = Found(0, len(folded), *(owner or (type, value(type, folded))))
        known.keep(found, folded)
        return known.label(found.type, found.key)
    text = _text(moved_text(str(cell), days) if days else str(cell), known)
    return text if isinstance(cell, str) or text != str(cell) else cell


def _label(case_id: str, key: bytes) -> str:
    if _PLAIN_LABEL.fullmatch(case_id) and all(
        vocabulary().knows(w) or len(w) < 5 for w in WORD.findall(case_id.lower()) if not case_id.startswith("CASE-")
    ):
        return case_id
    digest = hmac.new(key, case_id.encode(), hashlib.sha256).hexdigest()[:8]
    return "CASE-" + digest.translate(_LETTERS)  # letters alone: a run of digits would look like a number left over


def _replacements(old: str, new: str, edits: list[Edit]) -> tuple[Replacement, ...]:
    """What stands where in the old log, by following each placeholder back through the edits."""
    spans: list[tuple[int, int]] = []
    for index, edit in enumerate(edits):
        for start, end in edit.replaced():
            for before in reversed(edits[:index]):
                start, end = before.back(start, end)
            spans.append((start, end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    found = []
    for start, end in merged:
        new_start, new_end = start, end
        for edit in edits:
            new_start, new_end = edit.start(new_start), edit.end(new_end)
        label = new[new_start:new_end]
        found.append(Replacement(start, end, old[start:end], label, label.strip("[]").rstrip(" 0123456789")))
    return tuple(found)
