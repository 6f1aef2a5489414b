"""Frames and runs to draw from, made without scanning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from logscan.case import Case, Record
from logscan.panel.frame import Frame, Unit
from logscan.report import Finding, Report, Verdict


def frame(sizes: dict[str, int], weights: Sequence[int] = (0, 1, 3, 9, 12, 27)) -> Frame:
    """``sizes`` cases by stratum, ids spread over the strata, weights in turn."""
    names = [name for name, size in sizes.items() for _ in range(size)]
    names.sort(key=lambda name: name[::-1])
    units = [
        Unit(case_id=f"C/{k * 7919 % 10007:05}", stratum=name, weight=weights[k % len(weights)])
        for k, name in enumerate(names)
    ]
    return Frame(units=tuple(sorted(units, key=lambda unit: unit.case_id.encode())), excluded=())


def report(case_id: str, checks: Sequence[tuple[str, int, tuple[str, ...]]] = (), **record: object) -> Report:
    """A report with findings given as code, severity and questions."""
    findings = tuple(
        Finding(check=code, name=code.lower(), severity=severity, criteria=asked, message="?", clears_when="-")
        for code, severity, asked in checks
    )
    return Report(
        case_id=case_id,
        record=msgspec.convert(record, Record),
        log_sha256="0" * 64,
        words=2,
        four={},
        four_conclusion="absent",
        verdict=Verdict(label="unclear", probabilities={}, incidents=None, acts={}),
        findings=findings,
    )


def run(folder: Path, reports: Sequence[Report]) -> Path:
    """A run folder of ``reports``."""
    folder.mkdir(parents=True)
    encode = msgspec.json.encode
    (folder / "reports.jsonl").write_bytes(b"".join(encode(one) + b"\n" for one in reports))
    cases = (Case(case_id=one.case_id, log="A log.", record=one.record) for one in reports)
    (folder / "cases.jsonl").write_bytes(b"".join(encode(case) + b"\n" for case in cases))
    (folder / "run.json").write_bytes(b"{}")
    return folder
