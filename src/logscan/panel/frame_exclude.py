"""Why a case is left out of a frame: a list of cases, a value of a column, or an earlier sitting."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from logscan.errors import UsageError
from logscan.panel.frame import stratifier
from logscan.report import Report

EARLIER = "drawn at an earlier sitting"

Exclude = Callable[[Report], str | None]


def excluder(rules: Sequence[str], earlier: frozenset[str]) -> Exclude:
    """The reason why a report's case is left out, or None.

    A rule is ``NAME=VALUE`` (a stratum name or an exported column; ``status=open``) or a CSV file with the columns
    ``case_id`` and ``reason``; ``earlier`` are the cases drawn before.
    """
    reasons: dict[str, str] = {}
    tests: list[tuple[str, Callable[[Report], str], str]] = []
    for rule in rules:
        name, equals, value = rule.partition("=")
        if Path(rule).is_file():
            reasons |= _listed(Path(rule))
        elif equals and name.strip():
            tests.append((f"{name.strip()} is {value.strip()}", stratifier(name.strip()), value.strip()))
        else:
            raise UsageError(f"--exclude {rule!r}: give NAME=VALUE, or a CSV file with the columns case_id and reason")

    def exclude(report: Report) -> str | None:
        if report.case_id in earlier:
            return EARLIER
        if (reason := reasons.get(report.case_id)) is not None:
            return reason
        return next((words for words, of, value in tests if of(report) == value), None)

    return exclude


def _listed(path: Path) -> Mapping[str, str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"--exclude {path}: cannot be read ({type(error).__name__})") from None
    complete = rows and {"case_id", "reason"} <= rows[0].keys()
    if not complete or not all((row["reason"] or "").strip() for row in rows):
        raise UsageError(f"--exclude {path}: give the columns case_id and reason, and a reason for every case")
    return {row["case_id"]: row["reason"].strip() for row in rows}
