"""The search after redaction: what is surely left of an identifier, and what a human must look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from logscan.case import Case
from logscan.nlp.text import fold
from logscan.panel.redact.known import Known, within
from logscan.panel.redact.layout import Layout
from logscan.panel.redact.model import PLACEHOLDER, Doubt
from logscan.panel.redact.name_cues import cue, titled
from logscan.panel.redact.name_words import tokens
from logscan.panel.redact.patterns import Claims
from logscan.panel.redact.search import occurrences
from logscan.panel.redact.vocabulary import WORD, vocabulary
from logscan.report import Report

_PLACEHOLDER = re.compile(PLACEHOLDER)
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){4,}(?!\d)")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?: \d{2}:?\d{2}(?!\d))?")
"""A date in a message, with the time that stands behind it."""
_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}(?!\w)")
_CODES = frozenset(
    [
        "schema",
        "log_sha256",
        "policy_sha256",
        "type",
        "label",
        "concept",
        "status",
        "grade",
        "role",
        "relation",
        "gender",
        "kind",
        "by",
        "how",
        "check",
        "name",
        "value",
        "earliest",
        "latest",
        "precision",
        "mod",
        "freq",
        "flags",
        "anchor",
        "alternatives",
        "rule",
        "text",
        "event",
        "date",
        "time",
        "text",
        "criteria",
        "when",
        "four_conclusion",
        "recorded_as",
        "reported_at",
        "closed_at",
    ]
)
_SHORTEST_VALUE = 5


def check(case: Case, report: Report, known: Known, old_id: str) -> tuple[tuple[Doubt, ...], tuple[Doubt, ...]]:
    """(leaks, doubts) over the log, the record, and every string of the report; ``old_id`` is the case id as it was."""
    dates = Claims((t.start, t.end) for t in report.times)
    values = sorted(_values(known, old_id))
    leaks: list[Doubt] = []
    doubts: list[Doubt] = []
    for where, text in _texts(case, report):
        blank = _PLACEHOLDER.sub(lambda m: "\0" * len(m[0]), text)
        leaks += _left(where, text, blank, values, known)
        doubts += _doubtful(where, text, blank, known, dates if where == "log" else Claims(_dates(text)))
    return tuple(leaks), tuple(doubts)


def _dates(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _DATED.finditer(text)]


def _texts(case: Case, report: Report) -> Iterator[tuple[str, str]]:
    yield "log", case.log
    if not case.case_id.startswith("CASE-"):
        yield "case_id", case.case_id
    for at, warning in enumerate(case.warnings):
        yield f"warnings.{at}", warning
    yield from _strings("record", msgspec.to_builtins(case.record), every=True)
    raw = msgspec.to_builtins(report)
    for name in ("record", "case_id"):
        raw.pop(name)
    yield from _strings("report", raw)


def _strings(where: str, value: Any, *, every: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in _CODES or (every and name not in {"recorded_as", "status", "reported_at", "closed_at"}):
                yield from _strings(f"{where}.{name}", item, every=every)
            elif name == "name" and where.startswith("report.people"):
                yield from _strings(f"{where}.{name}", item)
    elif isinstance(value, list | tuple):
        for at, item in enumerate(value):
            yield from _strings(f"{where}.{at}", item, every=every)
    elif isinstance(value, str) or (every and isinstance(value, int | float) and not isinstance(value, bool)):
        yield where, str(value)


def _values(known: Known, old_id: str) -> set[str]:
    """Squeezed values that identify wherever they stand: five signs or more with digits, or a long phrase."""
    found = set()
    for original, type in [
        *known.originals.items(),
        *((phrase, "ADDRESS") for phrase in known.phrases),
        (old_id, "REF"),
    ]:
        squeezed = "".join(c for c in fold(original) if c.isalnum())
        digits = sum(map(str.isdigit, squeezed))
        if len(squeezed) >= _SHORTEST_VALUE and (digits > 2 or (type not in {"PLACE", "NAME"} and len(squeezed) > 9)):
            found.add(squeezed)
        if (
            type == "EMAIL"
            and len(local := original.split("@")[0]) >= _SHORTEST_VALUE
            and not vocabulary().knows(local)
        ):
            found.add("".join(c for c in local if c.isalnum()))
        if type == "DOB" and len(squeezed) == 8 and squeezed.isdigit():
            found |= {squeezed[4:] + squeezed[2:4] + squeezed[:2], squeezed[:4] + squeezed[6:]}
    return {value for value in found if len(value) >= _SHORTEST_VALUE}


def _left(where: str, text: str, blank: str, values: list[str], known: Known) -> Iterator[Doubt]:
    folded = fold(blank)
    positions = [i for i, c in enumerate(folded) if c.isalnum() or c == "\0"]
    squeezed = "".join(folded[i] for i in positions)
    for at, behind, value in occurrences(squeezed, values):
        start, end = positions[at], positions[behind - 1] + 1
        whole = not (start and folded[start - 1].isalnum()) and not folded[end : end + 1].isalnum()
        if whole and end - start < 3 * len(value) and "\n\n" not in text[start:end]:
            yield Doubt(where, start, end, "identifier left", text[start:end])
    ordinary = vocabulary()
    parts = {part for part in known.parts() if len(part) > 2 and not ordinary.knows(part)}
    for match in WORD.finditer(folded):
        pieces = {match[0], *re.split(r"[-.']", match[0])}
        if pieces & parts or (not ordinary.knows(match[0]) and within(match[0], parts)):
            yield Doubt(where, *match.span(), "name left", text[match.start() : match.end()])


def _doubtful(where: str, text: str, blank: str, known: Known, dates: Claims) -> Iterator[Doubt]:
    folded, layout, ordinary = fold(blank), Layout(text), vocabulary()
    heard = set(known.parts())
    for token in tokens(blank, folded):
        written = text[token.start : token.end]
        if not dates.free(token.start, token.end) or len(written) < 2:
            continue
        if token.word in heard and written[0].isupper() and not layout.capitals(token.start):
            yield Doubt(where, token.start, token.end, "a word that is also a name in this case", written)
        elif ordinary.knows(token.word) or token.word in ordinary.short_caps:
            continue
        elif written[0].isupper():
            yield Doubt(where, token.start, token.end, "a word with a capital that no list knows", written)
        elif cue(folded, token.start) or titled(folded, token.start) or ordinary.is_given(token.word):
            yield Doubt(where, token.start, token.end, "an unknown word where a name may stand", written)
    for match in _LONG_NUMBER.finditer(blank):
        if dates.free(*match.span()) and where != "report.log_sha256":
            yield Doubt(where, *match.span(), "a long number", match[0])
    for match in re.finditer(r"@", blank):
        yield Doubt(where, *match.span(), "an at sign", match[0])
    for match in _POSTCODE.finditer(folded):
        yield Doubt(where, *match.span(), "what may be a postcode", text[match.start() : match.end()])
