"""CSV, TSV, XLSX, JSON, JSON Lines and Parquet: rows as cases, faults by row."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.readers.conftest import Read

LOG = 'Caller said “he’s outside” – again.\r\nPaid £20 at the café; "twice", he said.\n\n\tEnd  '


def quoted(cells: list[str], delimiter: str = ",") -> str:
    return delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_every_encoding_and_delimiter(tmp_path: Path, read: Read, encoding: str, delimiter: str) -> None:
    text = quoted(["Crime No", "Offence", "Log"], delimiter) + quoted(["A/1", "Stalking", LOG], delimiter)
    (path := tmp_path / "in.csv").write_bytes(text.encode(encoding))
    found = read(path)
    assert (found.logs, found.faults) == ({"A/1": LOG}, [])


def test_csv_titles_blank_lines_and_excels_hint(tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.csv").write_text(
        "sep=;\nDip sample May 2022\n\nRef;Log\n1;one\n\n2;two\n", encoding="utf-8", newline=""
    )
    found = read(path)
    assert (found.logs, found.faults) == ({"1": "one", "2": "two"}, [])


def test_csv_with_noughts_and_broken_bytes(tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.csv").write_bytes(
        "Ref,Log\n1,a\x00b\n2,‘good’ ‘good’ ‘good’ ".encode() + b"\x93bad\x94 \x81\n"
    )
    assert read(path).logs == {"1": "a\x00b", "2": "‘good’ ‘good’ ‘good’ “bad” \x81"}


def test_csv_faults_are_by_row_and_the_rest_is_read(tmp_path: Path, read: Read) -> None:
    rows = [
        "Ref,Reported,DA,Outcome,Log",
        "1,31/02/2022,perhaps,23,secret words",
        "2,16/01/2022 17:26,Y,16,fine",
        "2,,,,again",
        ",,,,no reference",
        "3,,,,one,two,three",
        "4,,",
        "5,,,,",
    ]
    (path := tmp_path / "in.csv").write_text("\n".join(rows), encoding="utf-8")
    found = read(path)
    assert found.logs == {"1": "secret words", "2": "fine", "5": ""}
    assert [row for row, _ in found.told] == [2, 2, 2, 4, 5, 6, 7]
    assert sorted(reason.split("'")[1] for _, reason in found.told[:3]) == ["DA", "Outcome", "Reported"]
    assert "row 3" in found.told[3][1]
    assert "secret" not in str(found.faults)
    first = found.cases[0]
    assert first.record.reported_at is first.record.domestic_abuse is first.record.outcome_code is None
    assert first.record.extra == {"Reported": "31/02/2022", "DA": "perhaps", "Outcome": "23"}
    assert len(first.warnings) == 3
    assert found.cases[2].warnings == ("the log is empty",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"a,b\n1,2\n", "no column for case_id or log"),
        (b"Ref,Offence\n1,2\n", "no column for log"),
        (b"Log,Offence\n1,2\n", "no column for case_id"),
        (bytes(range(256)) * 8, "no column for"),
    ],
)
def test_csv_that_cannot_be_read(tmp_path: Path, read: Read, content: bytes, reason: str) -> None:
    (path := tmp_path / "in.csv").write_bytes(content)
    found = read(path)
    assert found.cases == []
    assert [fault.row for fault in found.faults] == [None]
    assert found.faults[0].reason.startswith(reason)


@pytest.mark.parametrize("end", ['2,"two\n3,three\n', '2,"two, the file cut', '2,"two\n'])
def test_csv_quote_never_closed(end: str, tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.csv").write_text(f"Ref,Log\n1,one\n{end}", encoding="utf-8")
    found = read(path)
    assert found.logs == {"1": "one"}
    assert found.faults[0].row == 3
    assert "quote" in found.faults[0].reason


def test_csv_inch_marks_are_no_quotes(tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.csv").write_text('Ref,Log\n1,a 5" knife\n2,a 6" knife\n3,a 7" knife', encoding="utf-8")
    found = read(path)
    assert (list(found.logs.values()), found.faults) == (['a 5" knife', 'a 6" knife', 'a 7" knife'], [])


def test_a_log_of_ten_million_characters(tmp_path: Path, read: Read) -> None:
    log = "He was seen again. " * 530_000
    (path := tmp_path / "in.csv").write_text(f'Ref,Log\n1,"{log}"\n2,short\n', encoding="utf-8")
    assert read(path).logs == {"1": log, "2": "short"}


def test_record_and_everything_else(tmp_path: Path, read: Read) -> None:
    text = (
        "Occurrence No,Offence,HO Code,DA Flag,Date Reported,Time Reported,Status,Outcome,Closed date,Beat,Log\n"
        " A1 ,Stalking,8/66,Y,16/01/2022,1726,Filed,15B,18/01/2022 10:00, N 12 ,x\n"
    )
    (path := tmp_path / "in.csv").write_text(text, encoding="utf-8")
    (case,) = read(path).cases
    record = case.record
    assert case.case_id == "A1"
    assert (record.recorded_offence, record.recorded_as, record.domestic_abuse, record.reported_at) == (
        "Stalking",
        "stalking",
        True,
        "2022-01-16T17:26",
    )
    assert (record.status, record.outcome_code, record.closed_at) == ("closed", 15, "2022-01-18")
    assert record.extra == {"HO Code": "8/66", "Time Reported": "1726", "Beat": " N 12 ", "outcome_suffix": "B"}


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def test_xlsx_every_usable_sheet(tmp_path: Path, read: Read) -> None:
    path = book(
        tmp_path / "in.xlsx",
        Front=[["A dip sample"], ["of some cases"]],
        May=[
            ["Sample"],
            [],
            ["Crime No", "Reported", "DA", "Closed", "Log"],
            [7, datetime(2022, 1, 16, 17, 26), True, date(2022, 2, 1), "one\n two"],
            [],
            ["8", "broken", 0, None, "two"],
        ],
        June=[["Ref", "Log"], ["9", None], [None, "lost"]],
    )
    found = read(path)
    assert found.logs == {"7": "one\n two", "8": "two", "9": ""}
    assert (found.cases[0].record.reported_at, found.cases[0].record.closed_at) == ("2022-01-16T17:26", "2022-02-01")
    assert [(Path(fault.file).name, fault.row) for fault in found.faults] == [
        ("in.xlsx, sheet 'May'", 6),
        ("in.xlsx, sheet 'June'", 3),
    ]


def test_xlsx_formulas_are_not_worked_out(tmp_path: Path, read: Read) -> None:
    found = read(book(tmp_path / "in.xlsx", Cases=[["Ref", "Log", "Sum"], ["1", "text", "=1+1"]]))
    assert found.cases[0].record.extra == {"Sum": None}


def test_xlsx_escaped_characters(tmp_path: Path, read: Read) -> None:
    assert read(book(tmp_path / "in.xlsx", Cases=[["Ref", "Log"], ["1", "a_x000D_\nb"]])).logs == {"1": "a\r\nb"}


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_xlsx_cut_short(tmp_path: Path, read: Read, keep: float) -> None:
    path = book(tmp_path / "in.xlsx", Cases=[["Ref", "Log"], *[[str(n), f"log {n} " * 50] for n in range(200)]])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    found = read(path)
    assert found.cases == []
    assert "not a workbook file that can be read" in found.faults[0].reason


def test_xlsx_without_a_usable_sheet(tmp_path: Path, read: Read) -> None:
    assert (
        read(book(tmp_path / "in.xlsx", Cases=[["a", "b"], [1, 2]]))
        .faults[0]
        .reason.startswith("no column for case_id or log")
    )
    assert read(book(tmp_path / "in2.xlsx", Cases=[])).faults[0].reason == "empty"


def test_json_lines(tmp_path: Path, read: Read) -> None:
    lines = [
        json.dumps({"case_id": 7, "log": LOG, "domestic_abuse": False, "tags": ["x"]}),
        "",
        "{not json}",
        "[1, 2]",
        json.dumps({"case_id": "8"}),
        json.dumps({"case_id": "9", "log": None}),
        json.dumps(
            {
                "case_id": "10",
                "record": {"recorded_offence": "Stalking", "outcome_code": 16, "extra": {"Beat": "N"}},
                "log": "half \ud83d",
                "warnings": ["old"],
            }
        ),
        '{"case_id": "11", "log": "a\u2028b", "score": NaN, "long": 123456789012345678901234567890}',
    ]
    (path := tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8", newline="")
    found = read(path)
    assert found.logs == {"7": LOG, "9": "", "10": "half \ufffd", "11": "a\u2028b"}
    assert [row for row, _ in found.told] == [3, 4, 5]
    assert found.cases[0].record.extra == {"tags": ["x"]}
    tenth = found.cases[2]
    assert (tenth.record.recorded_as, tenth.record.outcome_code, tenth.record.extra) == ("stalking", 16, {"Beat": "N"})
    assert tenth.warnings == ("old", "half characters in the log were replaced")
    assert found.cases[3].record.extra == {"score": None, "long": "123456789012345678901234567890"}


@pytest.mark.parametrize(
    "value",
    [
        [{"Ref": "1", "Log": "x"}],
        {"cases": [{"Ref": "1", "Log": "x"}], "made": "2022"},
        {"Ref": "1", "Log": "x"},
    ],
)
def test_json(tmp_path: Path, read: Read, value: Any) -> None:
    (path := tmp_path / "in.json").write_text(json.dumps(value), encoding="utf-8-sig")
    assert read(path).logs == {"1": "x"}


def test_json_that_is_json_lines(tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.json").write_text('{"Ref": 1, "Log": "x"}\n{"Ref": 2, "Log": "y"}\n', encoding="utf-8")
    assert read(path).logs == {"1": "x", "2": "y"}


@pytest.mark.parametrize("text", ["", "{", "3", '{"a": 1}', "[" * 100_000])
def test_json_that_cannot_be_read(tmp_path: Path, read: Read, text: str) -> None:
    (path := tmp_path / "in.json").write_text(text, encoding="utf-8")
    found = read(path)
    assert (found.cases, len(found.faults)) == ([], 1)


def test_parquet(tmp_path: Path, read: Read) -> None:
    table = pa.table(
        {"Ref": [1, 2], "Log": [LOG, None], "Reported": [datetime(2022, 1, 16, 17, 26), None], "Raw": [b"x", None]}
    )
    pq.write_table(table, path := tmp_path / "in.parquet")
    found = read(path)
    assert found.logs == {"1": LOG, "2": ""}
    assert (found.cases[0].record.reported_at, found.cases[0].record.extra) == ("2022-01-16T17:26", {"Raw": "x"})
    path.write_bytes(path.read_bytes()[:-20])
    assert "not a parquet file that can be read" in read(path).faults[0].reason


ENTRIES = [
    ["case_id", "entry_time", "entry_author", "entry_text", "Offence", "Entry No"],
    ["B", "02/01/2022 09:00", "PC 2", "b one", "Harassment", "1"],
    ["A", "03/01/2022 10:00", "PC 1", "a two\r\nmore", "Stalking", "2"],
    ["B", "", "", "b two", "", "2"],
    ["A", "01/01/2022 09:00", "CCO 9", "a one", "", "1"],
    ["A", "never", "PS 3", "a three", "", "3"],
]


def test_entry_rows(tmp_path: Path, read: Read) -> None:
    with (path := tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(ENTRIES)
    found = read(path)
    assert list(found.logs) == ["B", "A"]
    assert found.logs["B"] == "02/01/2022 09:00 PC 2\nb one\n\nb two"
    assert (
        found.logs["A"]
        == "01/01/2022 09:00 CCO 9\na one\n\nnever PS 3\na three\n\n03/01/2022 10:00 PC 1\na two\r\nmore"
    )
    assert [(fault.row, "entry_time" in fault.reason) for fault in found.faults] == [(6, True)]
    assert found.cases[1].record.recorded_as == "stalking"
    assert found.cases[1].record.extra == {"Entry No": ["1", "3", "2"]}


def test_entry_rows_of_one_case_in_two_files_are_a_fault(tmp_path: Path, read: Read) -> None:
    for name in ("a.csv", "b.csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(ENTRIES[:2])
    found = read(tmp_path)
    assert (list(found.logs), len(found.faults)) == (["B"], 1)
