"""Files that stand whole or not at all, JSON Lines read back, findings safe in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import msgspec
import pytest

from logscan.case import Case
from logscan.outputs import findings_csv, jsonl
from logscan.outputs.atomic import replacing
from logscan.outputs.run import write_meta
from logscan.report import encode
from tests.outputs.samples import META, example


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with replacing(target) as out:
        out.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def fail() -> None:
        with replacing(target) as out:
            out.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_killed_run_left_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.part").write_bytes(b"longer than what follows")
    with replacing(tmp_path / "a.txt") as out:
        out.write(b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"new")]


def test_lines_are_read_back(tmp_path: Path) -> None:
    case, report = example()
    odd = msgspec.structs.replace(case, log="one\u2028two\x0cthree\x85four\nfive")
    (tmp_path / "cases.jsonl").write_bytes(msgspec.json.encode(odd) + b"\n" + msgspec.json.encode(case) + b"\n")
    (tmp_path / "reports.jsonl").write_bytes(encode(report) + b"\n")
    assert list(jsonl.read_cases(tmp_path / "cases.jsonl")) == [odd, case]
    assert list(jsonl.read_reports(tmp_path / "reports.jsonl")) == [report]


def test_a_line_that_is_no_case_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text('{"case_id": 1}\n', encoding="utf-8")
    with pytest.raises(msgspec.ValidationError):
        list(jsonl.read_cases(tmp_path / "cases.jsonl"))


def test_findings_make_a_row_each(tmp_path: Path) -> None:
    _, report = example()
    findings_csv.write(tmp_path / "findings.csv", [report])
    assert (tmp_path / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbfcase_id,")
    rows = _rows(tmp_path / "findings.csv")
    assert [row["check"] for row in rows] == ["REC001", "RSK002", "SAF001", "GOOD003"]
    assert rows[1]["domestic_abuse"] == "yes"
    assert rows[1]["quotes"] == "SASH completed\nsince Monday"
    case = example()[0]
    places = [tuple(map(int, place.split(".."))) for place in rows[1]["places"].split()]
    assert [case.log[start:end] for start, end in places] == ["SASH completed", "since Monday"]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+44 7700 900123", "'+44 7700 900123"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("A=1", "A=1"),
        ("", ""),
        ("x" * 40_000, "x" * 31_999 + "…"),
    ],
)
def test_no_cell_runs_in_a_spreadsheet(tmp_path: Path, cell: str, safe: str) -> None:
    report = msgspec.structs.replace(example()[1], case_id=cell)
    findings_csv.write(tmp_path / "findings.csv", [report])
    assert {row["case_id"] for row in _rows(tmp_path / "findings.csv")} == {safe}


def test_the_run_is_stated(tmp_path: Path) -> None:
    write_meta(tmp_path / "run.json", META)
    stated = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert stated["faults"] == [{"file": "<i>scan</i>.pdf", "row": None, "reason": "no text layer"}]
    assert set(stated) == set(META.__struct_fields__)


def test_a_case_keeps_its_log_to_the_character(tmp_path: Path) -> None:
    log = "a\r\nb\x00\u202e\U0001f468\u200d\U0001f469 İ"
    (tmp_path / "c.jsonl").write_bytes(msgspec.json.encode(Case(case_id="1", log=log)) + b"\n")
    assert next(jsonl.read_cases(tmp_path / "c.jsonl")).log == log


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
