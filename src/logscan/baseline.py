"""Accepted findings: a file that says of a finding that somebody answered it, who, when and why.

The file is a CSV table with the columns ``case_id``, ``check``, ``reason``, ``who`` and ``when`` (an ISO date); others
are passed over, so that rows of ``findings.csv`` can be kept and filled in. An accepted finding stays in the report,
marked; it does not count among the questions.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from logscan.checks.catalogue import catalogue
from logscan.errors import UsageError
from logscan.report import Accepted, Finding, Report

COLUMNS = ("case_id", "check", "reason", "who", "when")


@dataclass
class Baseline:
    """The accepted findings of a file by (case_id, check), and which of them were met with."""

    accepted: dict[tuple[str, str], Accepted]
    sha256: str
    met: set[tuple[str, str]] = field(default_factory=set)

    def mark(self, report: Report) -> Report:
        """The report with its accepted findings marked."""
        findings = tuple(self._marked(report.case_id, finding) for finding in report.findings)
        return report if findings == report.findings else msgspec.structs.replace(report, findings=findings)

    def unmet(self) -> list[tuple[str, str]]:
        """Accepted findings that no report raised: (case_id, check), in order."""
        return sorted(set(self.accepted) - self.met)

    def _marked(self, case_id: str, finding: Finding) -> Finding:
        key = (case_id, finding.check)
        if key not in self.accepted:
            return finding
        self.met.add(key)
        return msgspec.structs.replace(finding, accepted=self.accepted[key])


def read_baseline(path: Path) -> Baseline:
    """The accepted findings of ``path``; raises :class:`UsageError` naming file, row and mend."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8; save the table as CSV UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(f"{path}: no column {', '.join(missing)}; the columns are {', '.join(COLUMNS)}")
    return Baseline(dict(_rows(path, rows)), hashlib.sha256(data).hexdigest())


def _rows(path: Path, rows: csv.DictReader[str]) -> Iterator[tuple[tuple[str, str], Accepted]]:
    for number, row in enumerate(rows, 2):
        values = {name: (row[name] or "").strip() for name in COLUMNS}
        for name, value in values.items():
            if not value:
                raise UsageError(f"{path}, row {number}: {name} is empty; every row needs {', '.join(COLUMNS)}")
        if values["check"] not in catalogue():
            raise UsageError(f"{path}, row {number}: no check {values['check']!r}; `logscan checks` lists them")
        try:
            date.fromisoformat(values["when"])
        except ValueError:
            raise UsageError(f"{path}, row {number}: when: write the date as 2025-03-31") from None
        key = (values["case_id"], values["check"])
        yield key, Accepted(reason=values["reason"], who=values["who"], when=values["when"])
