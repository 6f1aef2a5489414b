"""A folder of bad input from end to end: each fault named, everything else scanned, exit code 3."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Command


def test_every_fault_is_named_and_the_rest_is_scanned(tmp_path: Path, logscan: Command) -> None:
    (folder := tmp_path / "in").mkdir()
    for name, content in {
        "empty.csv": "",
        "columns.csv": "a,b\n1,2\n",
        "cut.xlsx": "PK\x03\x04",
        "rows.csv": "Ref,Reported,Log\n1,31/02/2022,seen outside the bakery\n1,01/02/2022,again\n2,01/02/2022,fine\n",
        "own.txt": "16/01/2022 17:26 CCO 5521\nOutside again.\n",
        "~$lock.xlsx": "x",
        "what.bin": "x",
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    done = logscan("scan", folder, "--out", tmp_path / "run", "--quiet")
    meta = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert done.returncode == 3
    assert [(Path(fault["file"]).name, fault["row"]) for fault in meta["faults"]] == [
        ("columns.csv", None),
        ("cut.xlsx", None),
        ("empty.csv", None),
        ("rows.csv", 2),
        ("rows.csv", 3),
    ]
    assert meta["cases"] == 3
    assert meta["warnings"] == [f"{folder}: files of no known format, not read: 1 .bin"]
    assert all(fault["reason"] in done.stderr for fault in meta["faults"])
    assert "bakery" not in json.dumps(meta) + done.stderr


def test_standard_input(tmp_path: Path, logscan: Command) -> None:
    done = logscan("scan", "-", "--out", tmp_path / "run", "--quiet", stdin="Ref,Log\n1,Outside again.\n")
    assert done.returncode == 0
    (line,) = (tmp_path / "run" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["log"] == "Outside again."
