"""What the tables and counts of a run take of a report: half the work of reading all of it."""

from __future__ import annotations

import msgspec

from logscan.case import CaseStatus, RecordedAs
from logscan.report import CheckResult, Finding, Report, VerdictLabel


class BriefRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The crime system's fields that a table shows."""

    recorded_as: RecordedAs | None = None
    domestic_abuse: bool | None = None
    status: CaseStatus | None = None


class BriefVerdict(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the conduct amounts to, without its reasons."""

    label: VerdictLabel


class Brief(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A :class:`~logscan.report.Report` without what is only looked up in its case; other fields are passed over."""

    case_id: str
    record: BriefRecord
    words: int
    verdict: BriefVerdict
    findings: tuple[Finding, ...] = ()
    checks: dict[str, CheckResult] = {}


def brief(report: Report) -> Brief:
    """What is kept of a report whose other parts can go."""
    record = report.record
    return Brief(
        case_id=report.case_id,
        record=BriefRecord(
            recorded_as=record.recorded_as, domestic_abuse=record.domestic_abuse, status=record.status
        ),
        words=report.words,
        verdict=BriefVerdict(label=report.verdict.label),
        findings=report.findings,
        checks=report.checks,
    )
