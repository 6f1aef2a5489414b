"""The panel's remarks of May 2022 beside the demonstration logs: all that has a check is raised, and nothing grave is
raised that the panel did not remark on, bar what ``corpora/demo/expectations.json`` explains."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from logscan import scan
from logscan.report import Report

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

make: Any = importlib.import_module("make")

EXPECTED = json.loads((ROOT / "corpora" / "demo" / "expectations.json").read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {report.case_id: report for report in scan(make.cases())}


@pytest.mark.parametrize("case_id", EXPECTED)
def test_every_remark_that_a_check_covers_is_raised_or_commended(case_id: str, reports: dict[str, Report]) -> None:
    raised = {finding.check for finding in reports[case_id].findings}
    assert {code for remark in EXPECTED[case_id]["remarks"] for code in remark["checks"]} <= raised


@pytest.mark.parametrize("case_id", EXPECTED)
def test_what_the_log_answers_is_not_raised(case_id: str, reports: dict[str, Report]) -> None:
    assert not set(EXPECTED[case_id]["clear"]) & {finding.check for finding in reports[case_id].findings}


@pytest.mark.parametrize("case_id", EXPECTED)
def test_a_safety_question_that_the_panel_did_not_ask_is_explained(case_id: str, reports: dict[str, Report]) -> None:
    expected = EXPECTED[case_id]
    remarked = {code for remark in expected["remarks"] for code in remark["checks"]}
    explained = {item["check"] for item in expected["unremarked"] if item["reason"].strip()}
    raised = {finding.check for finding in reports[case_id].findings if finding.severity == 3}
    assert raised - remarked == explained, "explain it in corpora/demo/expectations.json, or mend it"


def test_the_page_is_what_the_command_makes() -> None:
    """Mended by ``python docs/make.py panel``."""
    assert (ROOT / "docs" / "panel-2022.md").read_text(encoding="utf-8") == make.panel()
