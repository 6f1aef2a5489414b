"""``logscan redact``: a run folder in, a run folder out, nothing where an identifier is left."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

import logscan
from logscan.case import Case, Record
from logscan.cli.redact import register
from logscan.errors import UsageError
from logscan.outputs.jsonl import read_cases, read_reports
from logscan.panel.redact import LeakError
from logscan.panel.redact import run as module
from logscan.panel.redact.run import redact_run
from logscan.report import encode

CASES = (
    Case(case_id="22000456", log="04/03/2022 18:20 PC 1432 REES\nIP Carys MOORE, 07700 900123. Qwertle @ the gate."),
    Case(
        case_id="=cmd",
        log="05/03/2022 PC 9 BOWEN\nDylan PROSSER rang.",
        record=Record(extra={"Victim": "Dylan Prosser"}),
    ),
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "cases.jsonl").write_bytes(b"".join(msgspec.json.encode(case) + b"\n" for case in CASES))
    (folder / "reports.jsonl").write_bytes(b"".join(encode(logscan.scan(case)[0]) + b"\n" for case in CASES))
    return folder


def everything(folder: Path) -> str:
    return "\n".join(
        path.read_text("utf-8-sig") for path in sorted(folder.iterdir()) if path.name != "doubts-words.csv"
    )


def test_a_redacted_run_reads_like_a_run(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = redact_run(run, out, shift_dates=False, key=None)
    assert made.cases == 2 and made.replacements > 4
    cases, reports = list(read_cases(out / "cases.jsonl")), list(read_reports(out / "reports.jsonl"))
    assert [case.case_id for case in cases] == ["case 1", "case 2"] == [report.case_id for report in reports]
    text = everything(out).lower()
    for word in ("moore", "carys", "07700", "prosser", "1432", "22000456", "=cmd"):
        assert word not in text
    assert (out / "findings.csv").is_file()


def test_the_same_run_gives_the_same_bytes(run: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        redact_run(run, tmp_path / name, shift_dates=True, key=None)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_words_in_doubt_stand_in_a_file_for_the_owner_alone(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    redact_run(run, out, shift_dates=False, key=None)
    assert "@" in (out / "doubts-words.csv").read_text("utf-8-sig")
    assert "at sign" in (out / "doubts.csv").read_text("utf-8-sig") and "@" not in (out / "doubts.csv").read_text(
        "utf-8-sig"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="modes say nothing there")
def test_the_key_is_written_on_request_for_the_owner_alone(run: Path, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        redact_run(run, tmp_path / "bare", shift_dates=False, key=None)
        assert not (tmp_path / "key.csv").exists()
        redact_run(run, tmp_path / "out", shift_dates=False, key=tmp_path / "key.csv")
    finally:
        os.umask(old)
    for path in (tmp_path / "key.csv", tmp_path / "out" / "doubts-words.csv"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = (tmp_path / "key.csv").read_text("utf-8-sig")
    assert "[VICTIM],Carys MOORE" in key and "'=cmd" in key


def test_a_leak_writes_nothing(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(redacted: object) -> object:
        raise LeakError("case 1: 1 identifiers left in log; nothing is written")

    monkeypatch.setattr(module, "sealed", leaking)
    with pytest.raises(LeakError):
        redact_run(run, tmp_path / "out", shift_dates=False, key=tmp_path / "key.csv")
    assert not (tmp_path / "out").exists() and not (tmp_path / "key.csv").exists()


def test_wrong_use(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"reports\.jsonl"):
        redact_run(tmp_path, tmp_path / "out", shift_dates=False, key=None)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(UsageError, match="holds something"):
        redact_run(run, tmp_path / "full", shift_dates=False, key=None)
    with pytest.raises(UsageError, match="apart"):
        redact_run(run, tmp_path / "out", shift_dates=False, key=tmp_path / "out" / "key.csv")
    with pytest.raises(UsageError, match="written over"):
        redact_run(run, tmp_path / "out", shift_dates=False, key=run / "cases.jsonl")


def test_the_command_tells_and_the_audit_log_holds_no_text(run: Path, tmp_path: Path) -> None:
    import typer

    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    told = CliRunner().invoke(app, ["redact", str(run), "--out", str(tmp_path / "out"), "--actor", "Coordinator"])
    assert told.exit_code == 0 and "2 cases redacted" in told.output and "MOORE" not in told.output
    audit = (run / "audit.jsonl").read_text("utf-8")
    assert '"actor":"Coordinator"' in audit and '"command":"redact"' in audit
    assert "moore" not in audit.lower()
