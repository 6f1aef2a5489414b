"""Reports made by hand, for what works on reports alone."""

from __future__ import annotations

from pathlib import Path

from logscan.case import Record
from logscan.report import Finding, Report, Verdict, encode


def finding(check: str, message: str = "Is it?", severity: int = 3) -> Finding:
    """A finding with no evidence."""
    name = check.lower()
    return Finding(check=check, name=name, severity=severity, criteria=("R3",), message=message, clears_when="-")


def report(case_id: str, *findings: Finding) -> Report:
    """A report with these findings and nothing else."""
    return Report(
        case_id=case_id,
        record=Record(),
        log_sha256="",
        words=0,
        four=dict.fromkeys("FOUR", ()),
        four_conclusion="absent",
        verdict=Verdict(label="unclear", probabilities={}, incidents=None, acts={}),
        findings=findings,
        checks={f.check: "raise" for f in findings},
    )


def run_folder(folder: Path, *reports: Report, settings: str = "{}") -> Path:
    """A run folder with the files that a comparison reads."""
    folder.mkdir()
    (folder / "reports.jsonl").write_bytes(b"".join(encode(one) + b"\n" for one in reports))
    (folder / "run.json").write_text(settings, encoding="utf-8")
    return folder
