"""Two runs beside each other: what is new, gone and changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from logscan.errors import UsageError
from logscan.outputs.diff import compare
from tests.conftest import Command
from tests.policy.reports import finding, report, run_folder


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    before = run_folder(
        tmp_path / "a",
        report("1", finding("RSK001"), finding("RSK002", "4 days?"), finding("TIM002")),
        report("2", finding("SAF001")),
        settings='{"version": "1", "policy_sha256": "x"}',
    )
    after = run_folder(
        tmp_path / "b",
        report("1", finding("RSK002", "5 days?"), finding("SAF001"), finding("TIM002")),
        report("3", finding("SAF001")),
        settings='{"version": "1", "policy_sha256": "y"}',
    )
    return before, after


def test_new_gone_and_changed(runs: tuple[Path, Path]) -> None:
    found = compare(*runs)
    assert [(one.kind, one.case_id, one.check, one.before, one.after) for one in found.differences] == [
        ("gone", "1", "RSK001", "Is it?", None),
        ("changed", "1", "RSK002", "4 days?", "5 days?"),
        ("new", "1", "SAF001", None, "Is it?"),
    ]


def test_cases_of_one_run_only_are_named_and_not_compared(runs: tuple[Path, Path]) -> None:
    found = compare(*runs)
    assert (found.only_before, found.only_after) == (("2",), ("3",))


def test_what_the_runs_were_made_with(runs: tuple[Path, Path]) -> None:
    assert compare(*runs).settings == ("policy",)


def test_a_run_does_not_differ_from_itself(runs: tuple[Path, Path]) -> None:
    found = compare(runs[0], runs[0])
    assert not (found.differences or found.settings or found.only_before or found.only_after)


def test_no_run_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no reports\.jsonl there"):
        compare(tmp_path, tmp_path)


def test_the_command(logscan: Command, runs: tuple[Path, Path]) -> None:
    told = logscan("diff", *runs)
    assert told.returncode == 0, told.stderr
    assert "changed 1  RSK002 rsk002: 5 days?" in told.stdout and "1 new, 1 gone, 1 changed" in told.stdout
    as_json = json.loads(logscan("diff", *runs, "--format", "json").stdout)
    assert [one["kind"] for one in as_json["differences"]] == ["gone", "changed", "new"]
