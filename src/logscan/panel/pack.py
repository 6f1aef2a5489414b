"""What a panel's sitting reads: the drawn cases, redacted and cut to what is shown, as one record.

A pack holds no case id: a case has the number of its place in the draw, and ``sample.csv`` says which one it is.
Columns that a force exports beside the known ones stay out, and so do names and all that no page shows. A blind pack
holds the record and the log alone: nothing that logscan says of a case, and nothing of how likely it was to be drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from logscan import __version__
from logscan.case import Case
from logscan.errors import UsageError
from logscan.outputs.jsonl import read_cases, read_reports
from logscan.panel.draw import Drawn
from logscan.report import Report, Verdict

SCHEMA = "logscan.pack/1"
MARKING = "OFFICIAL-SENSITIVE"

Language = Literal["en", "cy"]
Redact = Callable[[Case, Report, str], tuple[Case, Report]]
"""Gives a case and its report back with every identifier replaced, in texts and offsets alike, under the given name."""


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """How a case came into the sample; ``probability`` is its chance of being there."""

    part: str
    stratum: str
    probability: float
    ticket: int


class PackCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case: ``number`` is its ``order`` in ``sample.csv``; ``log`` and ``report`` are redacted."""

    number: int
    page: str
    log: str
    report: Report
    drawn: Chance | None = None


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A pack; ``sources`` are the SHA-256 of the files that it was made from, ``pages`` of the pages beside it."""

    schema: str = SCHEMA
    version: str = __version__
    language: Language = "en"
    marking: str = MARKING
    blind: bool = False
    large_print: bool = False
    sources: dict[str, str] = {}
    pages: dict[str, str] = {}
    cases: tuple[PackCase, ...]


def make_pack(
    run: Path,
    drawn: Sequence[Drawn],
    redact: Redact,
    *,
    sample_sha256: str = "",
    language: Language = "en",
    marking: str = MARKING,
    blind: bool = False,
    large_print: bool = False,
) -> Pack:
    """The pack of the cases of ``run`` that ``drawn`` names, reserves left out, in the order of the draw."""
    wanted = {one.case_id: one for one in drawn if not one.reserve}
    numbers = [one.order for one in wanted.values()]
    if not wanted or len(set(numbers)) != len(numbers):
        raise UsageError("the sample names no case, or two cases with one order")
    found = {}
    for case, report in zip(read_cases(run / "cases.jsonl"), read_reports(run / "reports.jsonl"), strict=True):
        if report.case_id in wanted:
            one = wanted[report.case_id]
            found[one.case_id] = _pack_case(one, *redact(case, report, f"case {one.order}"), blind=blind)
    if missing := len(wanted) - len(found):
        raise UsageError(f"{missing} of {len(wanted)} sampled cases are not in {run}: was the sample drawn from it?")
    return Pack(
        language=language,
        marking=marking,
        blind=blind,
        large_print=large_print,
        sources={
            "sample.csv": sample_sha256,
            **{name: _sha256(run / name) for name in ("cases.jsonl", "reports.jsonl")},
        },
        cases=tuple(sorted(found.values(), key=lambda one: one.number)),
    )


def _pack_case(drawn: Drawn, case: Case, report: Report, *, blind: bool) -> PackCase:
    chance = Chance(part=drawn.part, stratum=drawn.stratum, probability=drawn.probability, ticket=drawn.ticket)
    return PackCase(
        number=drawn.order,
        page=f"case-{drawn.order:02}.html",
        log=case.log,
        report=_blinded(report, drawn.order) if blind else _shown(report, drawn.order),
        drawn=None if blind else chance,
    )


def _shown(report: Report, number: int) -> Report:
    """The report with what the pages show, and no more."""
    return msgspec.structs.replace(
        report,
        case_id=str(number),
        record=msgspec.structs.replace(report.record, extra={}),
        log_sha256="",
        people=tuple(msgspec.structs.replace(one, name=None, spans=()) for one in report.people),
        facts=(),
        # who answered for the force is no matter for the panel
        findings=tuple(msgspec.structs.replace(one, accepted=None) for one in report.findings),
        verdict=msgspec.structs.replace(report.verdict, elements=()),
        warnings=(),
    )


def _blinded(report: Report, number: int) -> Report:
    """The record and the entries of the log; nothing that logscan concludes."""
    shown = _shown(report, number)
    return Report(
        case_id=shown.case_id,
        record=shown.record,
        log_sha256="",
        words=shown.words,
        entries=shown.entries,
        four={},
        four_conclusion="absent",
        verdict=Verdict(label="unclear", probabilities={}, incidents=None, acts={}),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
