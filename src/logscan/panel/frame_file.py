"""``frame.json`` and ``frame.csv``: the frame as it was fixed, and whether the run still gives the same one."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from logscan import __version__
from logscan.errors import UsageError
from logscan.outputs.atomic import replacing
from logscan.outputs.jsonl import read_reports
from logscan.panel.audit import file_sha256
from logscan.panel.cells import plain, safe
from logscan.panel.frame import Frame, Unit, make_frame, stratifier
from logscan.panel.frame_exclude import excluder

RECORD, UNITS = "frame.json", "frame.csv"
COLUMNS = ("place", "case_id", "stratum", "weight")
"""``place`` counts from 0, as the draw does."""


class Excluded(msgspec.Struct, frozen=True):
    """How many cases were left out for one reason."""

    reason: str
    cases: int


class FrameRecord(msgspec.Struct, frozen=True, kw_only=True):
    """``frame.json``: hashes are SHA-256 (``sha256``: of the sorted case ids, a line each), ``fixed`` is ISO in UTC."""

    schema: str = "logscan.frame/1"
    version: str = __version__
    fixed: str
    cases: int
    sha256: str
    units_sha256: str
    reports_sha256: str
    excluded: tuple[Excluded, ...]
    stratify: str
    strata: dict[str, int]
    exclude: tuple[str, ...]
    earlier: tuple[str, ...]


def fix(
    run: Path, *, stratify: str = "", exclude: Sequence[str] = (), earlier: Sequence[Path] = ()
) -> tuple[Frame, FrameRecord]:
    """The frame of a run and its record; ``earlier`` are the ``sample.csv`` of sittings whose cases are left out."""
    from logscan.panel.sample_file import read_cases

    before = frozenset(one.case_id for path in earlier for one in read_cases(path) if not one.reserve)
    reports = run / "reports.jsonl"
    if not reports.is_file():
        raise UsageError(f"{run}: no reports.jsonl there; `logscan scan` makes a run")
    frame = make_frame(read_reports(reports), stratifier(stratify), excluder(exclude, before))
    if not frame.units:
        raise UsageError(f"{run}: no case is left to draw from")
    known = {unit.stratum for unit in frame.units}
    if stratify and known == {"not known"}:
        raise UsageError(f"--stratify {stratify}: no case of this run has a value for it")
    record = FrameRecord(
        fixed=datetime.now(UTC).isoformat(timespec="seconds"),
        cases=len(frame),
        sha256=frame.sha256,
        units_sha256=_sha256(_rows(frame)),
        reports_sha256=file_sha256(reports),
        excluded=tuple(Excluded(reason, cases) for reason, cases in frame.excluded),
        stratify=stratify,
        strata=dict(sorted(Counter(unit.stratum for unit in frame.units).items())),
        exclude=tuple(exclude),
        earlier=tuple(file_sha256(path) for path in earlier),
    )
    return frame, record


def save(folder: Path, frame: Frame, record: FrameRecord) -> None:
    """Write both files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in ((UNITS, _rows(frame)), (RECORD, msgspec.json.format(msgspec.json.encode(record), indent=2))):
        with replacing(folder / name) as out:
            out.write(data)


def load(run: Path) -> tuple[Frame, FrameRecord] | None:
    """The frame that was fixed for a run, or None; raises ``UsageError`` where it or the run has changed since."""
    if not (run / RECORD).is_file():
        return None
    frame, record = read(run)
    if file_sha256(run / "reports.jsonl") != record.reports_sha256:
        raise UsageError(f"{run}: the run has changed since the frame was fixed on {record.fixed}; {_ANEW}")
    return frame, record


def read(folder: Path) -> tuple[Frame, FrameRecord]:
    """The frame as it is written in a run or a sample folder; raises ``UsageError`` where its files do not agree."""
    try:
        record = msgspec.json.decode((folder / RECORD).read_bytes(), type=FrameRecord)
        held = (folder / UNITS).read_bytes()
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"{folder / RECORD}: cannot be read ({type(error).__name__}); {_ANEW}") from None
    if _sha256(held) != record.units_sha256:
        raise UsageError(f"{folder / UNITS}: has changed since the frame was fixed on {record.fixed}; {_ANEW}")
    excluded = tuple((one.reason, one.cases) for one in record.excluded)
    frame = Frame(units=tuple(_units(held)), excluded=excluded)
    if frame.sha256 != record.sha256:
        raise UsageError(f"{folder / RECORD}: does not fit {UNITS}; {_ANEW}")
    return frame, record


_ANEW = "fix it anew with `logscan sample RUN --frame`, before the seed is thrown"


def _rows(frame: Frame) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows((k, safe(u.case_id), safe(u.stratum), u.weight) for k, u in enumerate(frame.units))
    return text.getvalue().encode("utf-8-sig")


def _units(held: bytes) -> list[Unit]:
    rows = csv.DictReader(io.StringIO(held.decode("utf-8-sig"), newline=""))
    try:
        return [
            Unit(case_id=plain(row["case_id"]), stratum=plain(row["stratum"]), weight=int(row["weight"]))
            for row in rows
        ]
    except (KeyError, ValueError, AttributeError):
        raise UsageError(f"{UNITS}: written by another version; {_ANEW}") from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
