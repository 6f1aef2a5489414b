"""The frame of a draw: which cases can be drawn, fixed and fingerprinted before the seed is thrown."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import msgspec

from logscan.report import Report

WEIGHTS = {3: 9, 2: 3, 1: 1, 0: 0}
"""What a finding adds to the weight of its case in a targeted draw, by severity."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A case that can be drawn, its stratum, and its weight in a targeted draw (the sum over its findings; none, 0)."""

    case_id: str
    stratum: str
    weight: int


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The units in the order of their case ids' bytes, and what was left out: reason and count."""

    units: tuple[Unit, ...]
    excluded: tuple[tuple[str, int], ...]

    def __len__(self) -> int:
        return len(self.units)

    @property
    def sha256(self) -> str:
        """The fingerprint of the case ids."""
        return fingerprint(unit.case_id for unit in self.units)


def make_frame(
    reports: Iterable[Report], stratum: Callable[[Report], str], exclude: Callable[[Report], str | None]
) -> Frame:
    """The frame over ``reports``: ``exclude`` gives the reason why a case is left out, or None."""
    units: dict[str, Unit] = {}
    reasons = Counter[str]()
    for report in reports:
        reason = exclude(report) or _unusable(report.case_id, units)
        if reason:
            reasons[reason] += 1
        else:
            weight = sum(WEIGHTS[finding.severity] for finding in report.findings)
            units[report.case_id] = Unit(case_id=report.case_id, stratum=stratum(report), weight=weight)
    ordered = sorted(units.values(), key=lambda unit: unit.case_id.encode())
    return Frame(units=tuple(ordered), excluded=tuple(sorted(reasons.items())))


def fingerprint(case_ids: Iterable[str]) -> str:
    """SHA-256 of the case ids, sorted by their bytes, a line each (UTF-8, line feeds), as ``sha256sum`` gives it."""
    return hashlib.sha256("".join(f"{case_id}\n" for case_id in sorted(case_ids, key=str.encode)).encode()).hexdigest()


def raised(report: Report) -> tuple[str, ...]:
    """The codes of the checks that raise a question on a case (severity 1 to 3; good practice is none)."""
    return tuple(sorted({finding.check for finding in report.findings if finding.severity}))


def _unusable(case_id: str, units: Mapping[str, Unit]) -> str:
    if case_id in units:
        return "a case id that came before"
    return "a case id with a line break" if len(f"{case_id}.".splitlines()) > 1 else ""


STRATA: dict[str, Callable[[Report], str]] = {
    "recorded": lambda report: report.record.recorded_as or "not known",
    "da": lambda report: {True: "domestic abuse", False: "no domestic abuse", None: "not known"}[
        report.record.domestic_abuse
    ],
    "status": lambda report: report.record.status or "not known",
    "severity": lambda report: f"severity {max((f.severity for f in report.findings), default=0)}",
}
"""What a draw can be stratified by; any column that the force exported serves too."""


def stratifier(name: str) -> Callable[[Report], str]:
    """A stratum by the name of :data:`STRATA`, or by an exported column; no name, one stratum for all."""
    if not name:
        return lambda report: "all"
    if name in STRATA:
        return STRATA[name]
    return lambda report: str(report.record.extra.get(name) or "not known")
