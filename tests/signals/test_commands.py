"""The commands of the signals on small data, and the packaged model: blind to labels, names and sexes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from logscan.cli.app import app
from logscan.signals.component import packaged
from logscan.signals.counterfactual import changed, swapped
from tests.signals.cases import corpus
from tests.signals.logs import ALL, STALKING
from tests.signals.reading import read

RUN = CliRunner()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "cases" / "gold.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps(case) + "\n" for case in corpus()), encoding="utf-8")
    return path


def test_evaluate_prints_figures_and_the_counterfactual(gold: Path) -> None:
    result = RUN.invoke(app, ["evaluate", str(gold), "--counterfactual"])
    assert result.exit_code == 0, result.output
    assert "Cases: 32, authors: 4." in result.output
    assert "of 32 verdicts change" in result.output


def test_evaluate_keeps_what_a_test_shows(gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[Path, str, str]] = []
    monkeypatch.setattr("logscan.signals.card.keep_test", lambda *found: kept.append(found))
    assert RUN.invoke(app, ["evaluate", "--test", str(gold.parent)]).exit_code == 0
    ((_, model, figures),) = kept
    assert len(model) == 64 and "Cases: 32" in figures


def test_evaluate_needs_cases(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["evaluate", "--test", str(tmp_path)]).exit_code != 0


def test_verdict_says_why(tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    path.write_text(STALKING, encoding="utf-8")
    result = RUN.invoke(app, ["verdict", str(path), "--why"])
    assert result.exit_code == 0, result.output
    assert "elements" in result.output and "what each feature adds to" in result.output


@pytest.mark.parametrize(
    ("log", "other"),
    [
        ("She told him to leave her alone.", "He told her to leave him alone."),
        ("HIS WIFE rang, Mr Vale at her car.", "HER HUSBAND rang, Mrs Vale at his car."),
        ("Nothing to swap here.", "Nothing to swap here."),
    ],
)
def test_swapped(log: str, other: str) -> None:
    assert swapped(log) == other


def test_no_verdict_changes_with_names_and_sexes() -> None:
    assert changed(corpus(), packaged(0.5)) == (0, 32)


@pytest.mark.parametrize("verdict", ALL)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("harassment", "stalking"),
        ("Stalking", "Harassment"),
        ("medium risk", "high risk"),
        ("FOUR met", "FOUR not met"),
    ],
)
def test_the_packaged_model_is_blind_to_labels(verdict: str, old: str, new: str) -> None:
    by, log = packaged(0.5), ALL[verdict]
    assert read(log, by).verdict.probabilities == read(log.replace(old, new), by).verdict.probabilities
