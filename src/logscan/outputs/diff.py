"""Two runs beside each other: which findings are new, which are gone, which have changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from logscan.errors import UsageError
from logscan.outputs.jsonl import read_reports
from logscan.report import Finding


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that two runs do not share; ``before`` and ``after`` are its messages, None where it is not raised."""

    kind: str
    case_id: str
    check: str
    name: str
    severity: int
    before: str | None
    after: str | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two runs; findings are compared for the cases that both hold.

    ``settings`` names what the runs were made with (version, policy, models, baseline) where it differs.
    """

    settings: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    differences: tuple[Difference, ...]


SETTINGS = {"version": "version", "policy_sha256": "policy", "models": "models", "baseline_sha256": "baseline"}


def compare(before: Path, after: Path) -> Comparison:
    """Compare two run folders; raises :class:`UsageError` where one is none."""
    old, new = _findings(before), _findings(after)
    shared = [case_id for case_id in old if case_id in new]
    return Comparison(
        settings=tuple(_settings(before, after)),
        only_before=tuple(case_id for case_id in old if case_id not in new),
        only_after=tuple(case_id for case_id in new if case_id not in old),
        differences=tuple(one for case_id in shared for one in _case(case_id, old[case_id], new[case_id])),
    )


def _findings(run: Path) -> dict[str, dict[str, Finding]]:
    if not (run / "reports.jsonl").is_file():
        raise UsageError(f"{run}: no reports.jsonl there; give the folder that `logscan scan --out` wrote")
    return {report.case_id: {f.check: f for f in report.findings} for report in read_reports(run / "reports.jsonl")}


def _settings(before: Path, after: Path) -> Iterator[str]:
    old, new = _meta(before), _meta(after)
    for key, words in SETTINGS.items():
        if old.get(key) != new.get(key):
            yield words


def _meta(run: Path) -> dict[str, Any]:
    path = run / "run.json"
    meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return meta


def _case(case_id: str, old: dict[str, Finding], new: dict[str, Finding]) -> Iterator[Difference]:
    for check in sorted({*old, *new}):
        a, b = old.get(check), new.get(check)
        if a == b:
            continue
        shown = b if b is not None else old[check]
        yield Difference(
            kind="new" if a is None else "gone" if b is None else "changed",
            case_id=case_id,
            check=check,
            name=shown.name,
            severity=shown.severity,
            before=a.message if a else None,
            after=b.message if b else None,
        )
