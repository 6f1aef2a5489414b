"""``findings.csv``: one row a finding, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from logscan.outputs.atomic import replacing
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
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(path: Path, reports: Iterable[Report]) -> None:
    """Write the findings of ``reports`` to ``path``: UTF-8 with a byte order mark, by which Excel knows it."""
    with replacing(path) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for report in reports:
            rows.writerows([_safe(cell) for cell in _row(report, finding)] for finding in report.findings)
        text.detach()


def _row(report: Report, finding: Finding) -> tuple[str, ...]:
    record = report.record
    return (
        report.case_id,
        record.recorded_as or "",
        {True: "yes", False: "no", None: ""}[record.domestic_abuse],
        record.status or "",
        report.verdict.label,
        finding.check,
        finding.name,
        str(finding.severity),
        " ".join(finding.criteria),
        finding.message,
        finding.clears_when,
        "\n".join(span.text for span in finding.evidence),
        " ".join(f"{span.start}..{span.end}" for span in finding.evidence),
        finding.accepted.reason if finding.accepted else "",
    )


def _safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run, cut to what it can hold."""
    short = cell if len(cell) <= CELL_LIMIT else cell[: CELL_LIMIT - 1] + "…"
    return f"'{short}" if short.startswith(_FORMULA) else short
