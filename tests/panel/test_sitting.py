"""The walk-through of docs/sitting.md, command by command: 500 invented cases, two simulated members, one paper."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from logscan.panel import audit
from logscan.panel.sample_file import read_cases, read_record
from tests.conftest import ROOT
from tests.panel.sitting import sitting

MEMBERS = ("Alys Member", "Bryn Member")
WITHDRAWN = re.compile(r"case (\d+): \d+ identifiers? left")


def commands() -> Iterator[str]:
    """The commands of the page, in order."""
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "sitting.md").read_text(encoding="utf-8"), re.DOTALL):
        yield from block.strip().splitlines()


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One command as the page has it, in ``folder``."""
    words = shlex.split(line)
    out = words[words.index(">") + 1] if ">" in words else ""
    words = words[: words.index(">")] if out else words
    program = [sys.executable, "-m", "logscan", *words[1:]] if words[0] == "logscan" else [sys.executable, *words[1:]]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "COLUMNS": "160"}
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    if out:
        (folder / out).write_text(done.stdout, encoding="utf-8")
    return done


def make_pack(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The pack; a case that cannot be made anonymous is withdrawn, as the page says, and a reserve comes in."""
    for _ in range(7):
        done = run(line, folder)
        refused = WITHDRAWN.search(done.stderr)
        if refused is None:
            return done
        assert not (folder / "pack").exists()
        reason = "cannot be made anonymous"
        gone = run(f"logscan sample run --out sample --withdraw {refused[1]} --reason '{reason}'", folder)
        assert gone.returncode == 0, gone.stderr
        assert "stands in for it" in gone.stdout
    raise AssertionError(done.stderr)


def hold(folder: Path) -> None:
    """Two members who read every case; the second sees two questions otherwise than the first."""
    cases = [one.order for one in read_cases(folder / "sample" / "sample.csv") if not one.reserve]
    with sitting(folder / "pack") as served:
        served.enter()
        for who, name in enumerate(MEMBERS):
            member = served.member(name)
            for number in cases:
                page = served.get(f"{member}/case/{number}").text
                findings = sorted(set(re.findall(r'name="(finding\.\d+)"', page)))
                assert findings or "Good practice" in page
                fields = {
                    **{f"view.{code}": "1" for code in ("R0", "R1", "R2", "R4", "R6")},
                    "view.R3": "3" if number % 3 == 0 else "1",
                    "view.R5": "3" if number % 2 == who else "2",
                    "view.CASE": "2",
                    "note.R3": f"Remark on the assessment of case {number}.",
                    **{finding: "disagree" if k % 4 == 3 else "agree" for k, finding in enumerate(findings)},
                    "text": "Support was offered throughout." if number == cases[0] else "",
                    "seconds": "300",
                }
                assert served.post(f"{member}/case/{number}", fields).status == 303


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder after the walk-through, and what each command printed."""
    folder = tmp_path_factory.mktemp("walk")
    told = {}
    for line in commands():
        if line == "logscan review pack":
            hold(folder)
            continue
        done = make_pack(line, folder) if line.startswith("logscan pack ") else run(line, folder)
        assert done.returncode == 0, (line, done.stderr)
        told[" ".join(line.split()[:2])] = done.stdout
    return folder, told


def test_the_frame_was_fixed_and_the_draw_is_from_it(walked: tuple[Path, dict[str, str]]) -> None:
    folder, _ = walked
    sample = read_record(folder / "sample" / "sample.json")
    assert sample.fixed_before
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    closed = sum(case["status"] == "closed" for case in cases)
    assert len(cases) == 500
    assert sample.frame.cases == closed
    assert [(one.reason, one.cases) for one in sample.frame.excluded] == [("status is open", 500 - closed)]


def test_every_case_of_the_sample_was_read_by_both(walked: tuple[Path, dict[str, str]]) -> None:
    folder, told = walked
    assert "12 of 12 drawn cases read" in told["logscan estimate"]
    with (folder / "views" / "views.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["member"] for row in csv.DictReader(file)} == set(MEMBERS)


def test_the_figures_are_those_of_the_views(walked: tuple[Path, dict[str, str]]) -> None:
    folder, told = walked
    orders = [one.order for one in read_cases(folder / "sample" / "sample.csv") if not one.reserve]
    against = sum(order % 3 == 0 for order in orders)
    lines = told["logscan estimate"].splitlines()
    line = next(row for row in lines if row.startswith("Risk assessment "))
    assert f"{against} of 12" in line
    # the two members never agree on orders
    line = next(row for row in lines if row.startswith("Protective orders "))
    assert "not decided by the panel" in line
    assert "do not allow" in told["logscan estimate"]


def test_the_paper_holds_the_panels_views_and_no_id(walked: tuple[Path, dict[str, str]]) -> None:
    folder, _ = walked
    document = Document(str(folder / "paper" / "findings.docx"))
    text = "\n".join(line.text for line in document.paragraphs)
    for one in read_cases(folder / "sample" / "sample.csv"):
        if not one.reserve:
            assert f"Remark on the assessment of case {one.order}." in text
            assert one.case_id not in text
    assert "Support was offered throughout." in text
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Observations", "Force Response"]
    assert {row.cells[1].text for row in document.tables[0].rows[1:]} == {""}


def test_the_audit_log_tells_the_whole_sitting(walked: tuple[Path, dict[str, str]]) -> None:
    folder, told = walked
    assert "the chain holds" in told["logscan audit"]
    entries = audit.read(folder / "run")
    done = [entry.command for entry in entries if entry.command != "sample --withdraw"]
    assert [name for name in done if name in ("sample --frame", "sample", "pack", "estimate", "paper")] == [
        "sample --frame",
        "sample",
        "pack",
        "estimate",
        "paper",
    ]
    assert {entry.recipient for entry in entries if entry.command in ("pack", "paper")} == {
        "The Panel",
        "Police and Crime Commissioner",
    }
    held = [entry.command for entry in audit.read(folder / "pack")]
    assert held == ["review", "review --export"]
    log = "".join((folder / name / audit.NAME).read_text(encoding="utf-8") for name in ("run", "pack"))
    lines = (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines[:20] for word in json.loads(line)["log"].split()}
    assert not [word for word in words if len(word) > 12 and word in log]
