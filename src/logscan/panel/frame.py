"""The frame of a draw: which cases can be drawn, fixed and fingerprinted before the seed is thrown."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from logscan.report import Report


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A case that can be drawn, with what a design may ask of it."""

    case_id: str
    stratum: str
    severity: int
    flagged: tuple[str, ...]


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The units in order of their case ids, what was left out and why, and the fingerprint of both."""

    units: tuple[Unit, ...]
    excluded: tuple[tuple[str, int], ...]
    sha256: str

    def __len__(self) -> int:
        return len(self.units)


def make_frame(
    reports: Iterable[Report],
    stratum: Callable[[Report], str],
    exclude: Callable[[Report], str | None],
    drawn_before: frozenset[str],
) -> Frame:
    """The frame over ``reports``: ``exclude`` gives the reason why a case is left out, or None.

    The fingerprint is the SHA-256 of the sorted case ids, a line each (UTF-8, line feeds), as ``sha256sum`` gives it.
    """
    units, reasons = [], Counter[str]()
    for report in reports:
        reason = "drawn at an earlier sitting" if report.case_id in drawn_before else exclude(report)
        if reason is not None:
            reasons[reason] += 1
            continue
        questions = [finding for finding in report.findings if finding.severity]
        units.append(
            Unit(
                case_id=report.case_id,
                stratum=stratum(report),
                severity=max((finding.severity for finding in questions), default=0),
                flagged=tuple(sorted({finding.check for finding in questions})),
            )
        )
    units.sort(key=lambda unit: unit.case_id.encode())
    return Frame(
        units=tuple(units), excluded=tuple(sorted(reasons.items())), sha256=fingerprint(u.case_id for u in units)
    )


def fingerprint(case_ids: Iterable[str]) -> str:
    """SHA-256 of the case ids, sorted by their bytes, a line each."""
    return hashlib.sha256("".join(f"{case_id}\n" for case_id in sorted(case_ids, key=str.encode)).encode()).hexdigest()


STRATA: dict[str, Callable[[Report], str]] = {
    "none": lambda report: "all",
    "recorded": lambda report: report.record.recorded_as or "not known",
    "da": lambda report: {True: "domestic abuse", False: "no domestic abuse", None: "not known"}[
        report.record.domestic_abuse
    ],
    "status": lambda report: report.record.status or "not known",
    "severity": lambda report: f"severity {max((f.severity for f in report.findings), default=0)}",
}
"""What a draw can be stratified by; any column that the force exported serves too (``area=Area``)."""


def stratifier(name: str) -> Callable[[Report], str]:
    """A stratum by the name of :data:`STRATA`, or by an exported column."""
    if name in STRATA:
        return STRATA[name]
    return lambda report: str(report.record.extra.get(name, "not known"))
