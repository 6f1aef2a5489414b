"""The JSON Lines of a run, read one line at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from logscan.case import Case
from logscan.outputs.brief import Brief
from logscan.report import Report

T = TypeVar("T")

_CASES = msgspec.json.Decoder(Case)
_REPORTS = msgspec.json.Decoder(Report)
_BRIEFS = msgspec.json.Decoder(Brief)
_BUFFER = 1 << 20
"""Bytes read at once: a line is several times the usual buffer, and would be joined from its pieces."""


def read_reports(path: Path) -> Iterator[Report]:
    """The reports of ``reports.jsonl``, in order; raises ``msgspec.ValidationError`` where a line is not one."""
    return _read(path, _REPORTS)


def read_briefs(path: Path) -> Iterator[Brief]:
    """The same reports without what is only looked up in a case."""
    return _read(path, _BRIEFS)


def briefs(lines: Iterable[bytes]) -> Iterator[Brief]:
    """The same of lines that are in hand."""
    return map(_BRIEFS.decode, lines)


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of ``cases.jsonl``, in the order of the reports."""
    return _read(path, _CASES)


def read_pairs(
    cases: Iterable[Path], reports: Iterable[Path], numbers: Collection[int]
) -> Iterator[tuple[Case, Report]]:
    """The cases of these numbers (from 0) in files of both, in order, each with its report; no others are decoded."""
    wanted = frozenset(numbers)
    pairs = zip(_lines(cases), _lines(reports), strict=True)
    for number in range(max(wanted, default=-1) + 1):
        case, report = next(pairs)
        if number in wanted:
            pair = _CASES.decode(case), _REPORTS.decode(report)
            del case, report  # lines can be 50 MB long
            yield pair


def _read(path: Path, decoder: msgspec.json.Decoder[T]) -> Iterator[T]:
    return map(decoder.decode, _lines([path]))


def _lines(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        # binary: only the line feed parts lines, never U+2028 or a form feed inside a log
        with path.open("rb", buffering=_BUFFER) as lines:
            yield from lines
