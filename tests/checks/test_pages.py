"""The pages of the checks are made from the catalogue, and the command prints what the pages hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from logscan.checks.catalogue import catalogue
from logscan.checks.pages import index, markdown, pages, write
from tests.conftest import Command

DOCS = Path(__file__).resolve().parents[2] / "docs" / "checks"


def test_docs_are_what_the_command_makes() -> None:
    """Mended by `logscan checks --format markdown --out docs/checks`."""
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")} == pages()


def test_write_takes_away_the_page_of_a_check_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "OLD001.md").write_text("gone", encoding="utf-8")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())


def test_the_index_links_every_check_once() -> None:
    text = index(catalogue().values())
    assert [text.count(f"({code}.md)") for code in catalogue()] == [1] * len(catalogue())


def test_json_is_the_catalogue(logscan: Command) -> None:
    told = json.loads(logscan("checks", "--format", "json").stdout)
    assert [entry["code"] for entry in told] == list(catalogue())
    assert json.loads(logscan("checks", "RSK002", "--format", "json").stdout)["thresholds"] == ["sash_days"]


def test_markdown_of_one_check_is_its_page(logscan: Command) -> None:
    assert logscan("checks", "rsk002", "--format", "markdown").stdout == markdown(catalogue()["RSK002"])


def test_the_terminal_page_holds_why_source_threshold_and_examples(logscan: Command) -> None:
    entry = catalogue()["RSK002"]
    told = " ".join(logscan("checks", "RSK002").stdout.split())
    for words in (entry.summary, entry.why, *entry.source, "sash_days = 3", "Example, raises", "Example, clears"):
        assert words in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["checks", "--format", "yaml"], "one of table, json, markdown"),
        (["checks", "RSK002", "--format", "markdown", "--out", "pages"], "writes the pages of all checks"),
        (["checks", "--out", "pages"], "writes the pages of all checks"),
    ],
)
def test_wrong_use(logscan: Command, words: list[str], told: str) -> None:
    result = logscan(*words)
    assert result.returncode == 2 and told in result.stderr
