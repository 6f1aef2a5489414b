"""The command line: what each command prints, its exit codes, and errors of one line with the mend."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from logscan import __version__
from tests.conftest import Command


def test_version(logscan: Command) -> None:
    assert logscan("--version").stdout.strip() == f"logscan {__version__}"


def test_help_names_every_command(logscan: Command) -> None:
    told = logscan("--help").stdout
    for name in ("scan", "show", "checks", "policy", "schema", "times", "demo"):
        assert f" {name} " in told


def test_help_does_not_wait_for_the_pipeline() -> None:
    """`--help` must not import what takes long; which modules it loads is exact, a clock is not."""
    code = """
import sys
sys.argv = ["logscan", "--help"]
try:
    import logscan.cli.app
    logscan.cli.app.main()
except SystemExit:
    pass
print(sorted(name for name in ("spacy", "pandas", "sklearn", "numpy") if name in sys.modules))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip().endswith("[]")


def test_schema_is_json(logscan: Command) -> None:
    assert json.loads(logscan("schema").stdout)["title"] == "logscan.report/1"


def test_scan_writes_the_run(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    told = logscan("scan", cases_file, "--out", tmp_path / "run")
    assert told.returncode == 0, told.stderr
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == [
        "cases.jsonl",
        "findings.csv",
        "report.html",
        "reports.jsonl",
        "run.json",
    ]
    assert "3 cases" in told.stdout


def test_scan_from_standard_input(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    told = logscan("scan", "-", "--out", tmp_path / "run", stdin=cases_file.read_text(encoding="utf-8"))
    assert told.returncode == 0, told.stderr
    assert len((tmp_path / "run" / "reports.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_fail_on_severity(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    assert logscan("scan", cases_file, "--out", tmp_path / "run", "--fail-on", "3", "--quiet").returncode == 1


def test_select_and_ignore(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    told = logscan("scan", cases_file, "--out", tmp_path / "run", "--select", "RSK,ORD", "--ignore", "RSK01", "--quiet")
    assert told.returncode == 0, told.stderr
    line = json.loads((tmp_path / "run" / "reports.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert {code[:3] for code in line["checks"]} == {"RSK", "ORD"}
    assert "RSK010" not in line["checks"] and "RSK001" in line["checks"]


def test_the_day_of_judging_stands_in_the_run(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    told = logscan("scan", cases_file, "--out", tmp_path / "run", "--as-of", "2030-01-01", "--quiet")
    assert told.returncode == 0, told.stderr
    assert json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))["as_of"] == "2030-01-01"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["scan", "nowhere.csv", "--out", "run"], "nowhere.csv: no such file or folder"),
        (["checks", "ABC123"], "no check 'ABC123'"),
        (["scan", "pyproject.toml", "--out", "run", "--select", "XYZ"], "no check begins with 'XYZ'"),
        (["scan", "pyproject.toml", "--out", "run", "--as-of", "1/2/25"], "--as-of '1/2/25': is no date"),
        (["show", "nowhere", "X"], "no reports.jsonl"),
    ],
)
def test_wrong_use_is_one_line_and_code_2(logscan: Command, words: list[str], told: str) -> None:
    result = logscan(*words)
    assert result.returncode == 2
    assert told in result.stderr and result.stderr.count("\n") == 1


def test_a_bad_input_is_named_and_the_rest_scanned(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    told = logscan("scan", cases_file, tmp_path / "empty.csv", "--out", tmp_path / "run", "--fail-on", "3")
    assert told.returncode == 3
    assert "empty.csv" in told.stderr
    run = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert run["cases"] == 3 and len(run["faults"]) == 1


def test_show_a_case(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    logscan("scan", cases_file, "--out", tmp_path / "run", "--quiet")
    told = logscan("show", tmp_path / "run", "EX-2", "--why")
    assert told.returncode == 0, told.stderr
    assert "SASH completed" in told.stdout and "RISK_ASSESSMENT SASH done" in told.stdout


def test_checks_lists_and_explains(logscan: Command) -> None:
    assert len(json.loads(logscan("checks", "--format", "json").stdout)) == 67
    page = logscan("checks", "RSK002").stdout
    assert "late-sash" in page and "sash_days" in page


def test_policy_is_a_valid_policy(logscan: Command, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(logscan("policy").stdout, encoding="utf-8")
    assert logscan("policy", "--check", tmp_path / "policy.toml").returncode == 0


def test_times_of_a_text(logscan: Command) -> None:
    told = logscan("times", "seen again last Tues at 2230 hrs", "--anchor", "2022-05-12T14:35")
    assert told.returncode == 0, told.stderr
    assert "2022-05-03" in told.stdout
