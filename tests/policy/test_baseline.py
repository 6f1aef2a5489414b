"""Accepted findings stay in the report, marked, and count no more; a wrong baseline says where and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from logscan.baseline import read_baseline
from logscan.engine.run import Summary
from logscan.errors import UsageError
from logscan.report import Accepted, decode, encode
from tests.conftest import Command
from tests.policy.reports import finding, report

HEADER = "case_id,check,reason,who,when\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "accepted.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_an_accepted_finding_is_marked_and_stays(tmp_path: Path) -> None:
    baseline = read_baseline(_file(tmp_path, HEADER + "A-1,RSK001,Assessed on paper,DS Rowe,2025-03-31\n"))
    marked = baseline.mark(report("A-1", finding("RSK001"), finding("SAF001")))
    accepted = Accepted(reason="Assessed on paper", who="DS Rowe", when="2025-03-31")
    assert [f.accepted for f in marked.findings] == [accepted, None]
    assert decode(encode(marked)) == marked
    assert baseline.unmet() == []


def test_another_case_is_not_touched(tmp_path: Path) -> None:
    baseline = read_baseline(_file(tmp_path, HEADER + "A-1,RSK001,Assessed on paper,DS Rowe,2025-03-31\n"))
    other = report("A-2", finding("RSK001"))
    assert baseline.mark(other) is other
    assert baseline.unmet() == [("A-1", "RSK001")]


def test_an_accepted_finding_is_no_question_any_more(tmp_path: Path) -> None:
    baseline = read_baseline(_file(tmp_path, HEADER + "A-1,RSK001,Assessed on paper,DS Rowe,2025-03-31\n"))
    summary = Summary()
    summary.add(baseline.mark(report("A-1", finding("RSK001"), finding("TIM002", severity=2))))
    assert summary.severities == {2: 1} and summary.accepted == 1
    assert summary.results == {("RSK001", "raise"): 1, ("TIM002", "raise"): 1}


def test_rows_of_findings_csv_can_be_kept_and_filled_in(tmp_path: Path) -> None:
    header = "case_id,name,check,message,reason,who,when\n"
    row = 'A-1,stalking-no-sash,RSK001,"Is it,\nor not?",Paper,DS Rowe,2025-03-31\n'
    assert set(read_baseline(_file(tmp_path, header + row)).accepted) == {("A-1", "RSK001")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("case_id,check,reason\nA-1,RSK001,x\n", "no column who, when"),
        ("", "no column case_id"),
        (HEADER + "A-1,RSK001,,DS Rowe,2025-03-31\n", "row 2: reason is empty"),
        (HEADER + "A-1,RSK001\n", "row 2: reason is empty"),
        (HEADER + "A-1,RSK999,x,DS Rowe,2025-03-31\n", "row 2: no check 'RSK999'"),
        (HEADER + "A-1,RSK001,x,DS Rowe,31/03/2025\n", "row 2: when: write the date as 2025-03-31"),
    ],
)
def test_an_error_names_file_row_and_mend(tmp_path: Path, text: str, told: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_baseline(path)
    assert str(caught.value).startswith(str(path)) and told in str(caught.value)


def test_scan_with_a_baseline(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    assert logscan("scan", cases_file, "--out", run, "--quiet").returncode == 0
    raised = json.loads((run / "reports.jsonl").read_text("utf-8").splitlines()[0])["findings"][0]["check"]
    rows = [f"{case_id},{raised},Known,DS Rowe,2025-03-31\n" for case_id in ("EX-1", "GONE")]
    accepted = _file(tmp_path, HEADER + "".join(rows))
    told = logscan("scan", cases_file, "--out", run, "--baseline", accepted, "--statistics")
    assert told.returncode == 0, told.stderr
    first, second, _ = map(json.loads, (run / "reports.jsonl").read_text("utf-8").splitlines())
    assert first["findings"][0]["accepted"]["reason"] == "Known" and second["findings"][0]["accepted"] is None
    assert f"baseline: {raised} of case GONE is not raised" in told.stderr
    assert "1 findings accepted" in told.stdout and "cannot tell" in told.stdout
    assert json.loads((run / "run.json").read_text("utf-8"))["baseline_sha256"]
