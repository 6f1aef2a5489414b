"""The first pass over a run: what the summary and the table of cases show; one small row a case is kept."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from logscan.outputs.brief import Brief
from logscan.outputs.words import words
from logscan.report import Report

MAX_CASES = 500
"""A case is about 40 KB of page, and a page of more cases does not open without delay; all are counted, the most
serious of them are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the table. ``severity`` is the highest of its questions, 0 where it raises none."""

    case_id: str
    recorded: str
    verdict: str
    abuse: str
    severity: int
    questions: int
    good: int
    checks: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One check as the run raised it, in ``cases`` cases."""

    check: str
    name: str
    severity: int
    cases: int


@dataclass
class Totals:
    """Counts over all cases of a run."""

    cases: int = 0
    with_safety: int = 0
    doubtful_type: int = 0
    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    checks: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    _shown: list[tuple[int, int, int, Row]] = field(default_factory=list)

    def add(self, report: Report | Brief) -> None:
        """Count one report."""
        asked = [f.severity for f in report.findings if f.severity and not f.accepted]
        rank = (max(asked, default=0), len(asked), -self.cases)
        # a heap: the least serious of those shown so far, the last of its kind, is the next to go
        if len(self._shown) < MAX_CASES:
            heapq.heappush(self._shown, (*rank, _row(report, rank)))
        elif rank > self._shown[0][:3]:
            heapq.heapreplace(self._shown, (*rank, _row(report, rank)))
        self.cases += 1
        self.with_safety += rank[0] == 3
        recorded, verdict = report.record.recorded_as or "none", report.verdict.label
        self.doubtful_type += verdict == "stalking" and recorded != "stalking"
        self.matrix[recorded, verdict] += 1
        self.checks.update({(f.check, f.name, f.severity) for f in report.findings if not f.accepted})

    @property
    def shown(self) -> list[int]:
        """Numbers (from 0, in input order) of the cases shown: the most serious questions first, then the most."""
        return sorted(-negative for _, _, negative, _ in self._shown)

    @property
    def rows(self) -> list[Row]:
        """The rows of the cases shown, in input order."""
        return [row for _, _, _, row in sorted(self._shown, key=lambda entry: -entry[2])]

    @property
    def questions(self) -> list[Asked]:
        """The checks that raised, those of the most cases first; good practice is not among them."""
        return [asked for asked in self._asked() if asked.severity]

    @property
    def good(self) -> list[Asked]:
        """The good practice noted."""
        return [asked for asked in self._asked() if not asked.severity]

    @property
    def recorded(self) -> list[str]:
        """The recorded types that occur, in the order of ``words.toml``."""
        return [code for code in words().recorded if any(kind == code for kind, _ in self.matrix)]

    def _asked(self) -> list[Asked]:
        counted = [Asked(*check, cases) for check, cases in self.checks.items()]
        return sorted(counted, key=lambda a: (-a.cases, -a.severity, a.check))


def totals(reports: Iterable[Report | Brief]) -> Totals:
    """Count ``reports``, one at a time."""
    counted = Totals()
    for report in reports:
        counted.add(report)
    return counted


def _row(report: Report | Brief, rank: tuple[int, int, int]) -> Row:
    return Row(
        case_id=report.case_id,
        recorded=report.record.recorded_as or "none",
        verdict=report.verdict.label,
        abuse={True: "yes", False: "no", None: "not recorded"}[report.record.domestic_abuse],
        severity=rank[0],
        questions=rank[1],
        good=sum(not f.severity for f in report.findings),
        checks=" ".join(sorted({f.check for f in report.findings})),
    )
