"""A whole run redacted: a run folder of the same form, what a human must look at, and on request the key."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from logscan.case import Case
from logscan.errors import UsageError
from logscan.outputs import findings_csv, jsonl
from logscan.outputs.atomic import replacing
from logscan.panel.cells import safe
from logscan.panel.redact import sealed
from logscan.panel.redact.core import redact
from logscan.panel.redact.model import Redacted
from logscan.report import encode

DOUBTS = ("case", "where", "start", "end", "reason")
KEY = ("case_id", "case", "pseudonym", "stood_for", "start", "end", "shift_days")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run's redaction comes to."""

    cases: int
    replacements: int
    doubts: int


def redact_run(run: Path, out: Path, *, shift_dates: bool, key: Path | None) -> Summary:
    """Redact the cases of ``run`` into the new folder ``out``; all in memory first, so that a leak writes nothing.

    Writes ``cases.jsonl``, ``reports.jsonl``, ``findings.csv``, ``doubts.csv`` (places, no words) and
    ``doubts-words.csv`` (the words); ``key`` names the file of pseudonyms. The last two are for their owner alone.
    Cases are called ``case 1`` and so on, in order of the run.
    Raises ``UsageError`` where a run is not one or ``out`` holds something, ``LeakError`` where an identifier is left.
    """
    for name in ("reports.jsonl", "cases.jsonl"):
        if not (run / name).is_file():
            raise UsageError(f"{run}: no {name} there; give the folder that `logscan scan --out` wrote")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: holds something already; give a new folder")
    if key is not None and key.exists():
        raise UsageError(f"{key}: is there already; a key is never written over")
    if key is not None and out.resolve() in key.resolve().parents:
        raise UsageError(f"{key}: the key must stand apart from what it opens; give another folder")
    pairs = zip(jsonl.read_cases(run / "cases.jsonl"), jsonl.read_reports(run / "reports.jsonl"), strict=True)
    done: list[tuple[str, Redacted]] = []
    for number, (case, report) in enumerate(pairs, 1):
        made = redact(case, report, label=f"case {number}", shift_dates=shift_dates)
        done.append((case.case_id, sealed(made)))
    out.mkdir(parents=True, exist_ok=True)
    _write(out, [made for _, made in done])
    if key is not None:
        owner_only(key, _table(KEY, _key_rows(done)))
    return Summary(len(done), sum(len(d.replacements) for _, d in done), sum(len(d.doubts) for _, d in done))


def _write(out: Path, done: Sequence[Redacted]) -> None:
    with replacing(out / "cases.jsonl") as file:
        file.writelines(_line(one.case) for one in done)
    with replacing(out / "reports.jsonl") as file:
        file.writelines(encode(one.report) + b"\n" for one in done)
    findings_csv.write(out / "findings.csv", (one.report for one in done))
    rows = [(one.case.case_id, d.where, d.start, d.end, d.reason) for one in done for d in one.doubts]
    with replacing(out / "doubts.csv") as file:
        file.write(_table(DOUBTS, rows))
    words = ((one.case.case_id, d.where, d.start, d.end, d.reason, d.word) for one in done for d in one.doubts)
    owner_only(out / "doubts-words.csv", _table((*DOUBTS, "word"), words))


def _line(case: Case) -> bytes:
    return msgspec.json.encode(case) + b"\n"


def _key_rows(done: Sequence[tuple[str, Redacted]]) -> Iterator[Sequence[object]]:
    for case_id, one in done:
        for item in one.replacements:
            yield case_id, one.case.case_id, item.new, item.old, item.start, item.end, one.shift_days


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def owner_only(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone may read or write: mode 0600 from the first byte.

    On Windows the mode says nothing: the file takes the access list of its folder, which must be the owner's own.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
