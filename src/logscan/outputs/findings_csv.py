"""``findings.csv``: one row a finding, safe to open in a spreadsheet."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from logscan.outputs.atomic import replacing
from logscan.outputs.brief import Brief
from logscan.report import Finding, Report

COLUMNS = (
    "case_id",
    "recorded_as",
    "domestic_abuse",
    "status",
    "conduct_looks_like",
    "check",
    "name",
    "severity",
    "criteria",
    "message",
    "clears_when",
    "quotes",
    "places",
    "accepted",
)
"""``quotes`` are the words of the log, one below the other; ``places`` their offsets as ``start..end``; ``accepted``
is the reason where a baseline accepts the finding."""

CELL_LIMIT = 32_000
"""Excel holds 32,767 characters a cell and spills the rest over the sheet."""

# what a spreadsheet takes for the start of a formula; the wide forms count in East Asian locales
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write(path: Path, reports: Iterable[Report | Brief]) -> None:
    """Write the findings of ``reports`` to ``path``."""
    with writing(path) as add:
        for report in reports:
            add(report)


@contextmanager
def writing(path: Path) -> Iterator[Callable[[Report | Brief], None]]:
    """A function that adds the findings of a report to ``path``, which stands once the block ends well.

    UTF-8 with a byte order mark, by which Excel knows it.
    """
    with replacing(path) as out:
        out.write(codecs.BOM_UTF8 + ",".join(COLUMNS).encode() + b"\r\n")

        def add(report: Report | Brief) -> None:
            if report.findings:
                out.write(_rows(report).encode("utf-8"))

        yield add


def _rows(report: Report | Brief) -> str:
    """The lines of a report, each with its line break."""
    record = report.record
    of_case = (
        report.case_id,
        record.recorded_as or "",
        {True: "yes", False: "no", None: ""}[record.domestic_abuse],
        record.status or "",
        report.verdict.label,
    )
    begin = ",".join(map(_cell, of_case))
    return "".join([f"{begin},{_row(finding)}\r\n" for finding in report.findings])


def _row(finding: Finding) -> str:
    """What a finding says, after the cells of its case."""
    of_check = _of_check(finding.check, finding.name, finding.severity, finding.criteria)
    quotes = _cell("\n".join([span.text for span in finding.evidence]))
    places = " ".join([f"{span.start}..{span.end}" for span in finding.evidence])
    if len(places) > CELL_LIMIT:  # figures need no other care
        places = _cell(places)
    accepted = _cell(finding.accepted.reason) if finding.accepted else ""
    return f"{of_check},{_cell(finding.message)},{_kept_cell(finding.clears_when)},{quotes},{places},{accepted}"


@lru_cache(1024)
def _of_check(check: str, name: str, severity: int, criteria: tuple[str, ...]) -> str:
    return ",".join(map(_cell, (check, name, str(severity), " ".join(criteria))))


def _cell(text: str) -> str:
    """Text as a cell: an apostrophe before what a spreadsheet would run, cut to what it can hold, quoted where need
    be.
    """
    if len(text) > CELL_LIMIT:
        text = text[: CELL_LIMIT - 1] + "…"
    if text[:1] in _FORMULA:
        text = f"'{text}"
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        text = text.replace('"', '""')
        return f'"{text}"'
    return text


_kept_cell = lru_cache(1024)(_cell)
"""The same for our own words, which come again in every case."""
