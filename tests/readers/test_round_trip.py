"""Any log, written by a format's own library and read back, is the same to the character."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.readers.conftest import reading

# XML holds no control characters but tab and line feed, makes one line feed of a carriage return, and no cell is longer
IN_XML = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=300,
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


def by_csv(path: Path, log: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["case_id", "log"], ["1", log], ["2", "fine"]])


def by_json_lines(path: Path, log: str, ascii_only: bool) -> None:
    path.write_bytes(
        "".join(
            json.dumps({"case_id": n, "log": text}, ensure_ascii=ascii_only) + "\n"
            for n, text in (("1", log), ("2", "fine"))
        ).encode()
    )


def by_json(path: Path, log: str) -> None:
    path.write_bytes(json.dumps([{"case_id": "1", "log": log}, {"case_id": "2", "log": "fine"}]).encode())


def by_parquet(path: Path, log: str) -> None:
    pq.write_table(pa.table({"case_id": ["1", "2"], "log": [log, "fine"]}), path)


def by_xlsx(path: Path, log: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, (reference, text) in enumerate((("case_id", "log"), ("1", log), ("2", "fine")), 1):
        sheet.cell(row, 1, reference)
        # a text that begins with = is a text here
        sheet.cell(row, 2).value = text
        sheet.cell(row, 2).data_type = "s"
    book.save(path)


WRITERS: list[tuple[str, str, Callable[[Path, str], None]]] = [
    ("utf-8 csv", "in.csv", lambda path, log: by_csv(path, log, "utf-8")),
    ("utf-8-sig csv", "in.csv", lambda path, log: by_csv(path, log, "utf-8-sig")),
    ("utf-16 csv", "in.csv", lambda path, log: by_csv(path, log, "utf-16")),
    ("json lines", "in.jsonl", lambda path, log: by_json_lines(path, log, True)),
    ("json lines as written", "in.jsonl", lambda path, log: by_json_lines(path, log, False)),
    ("json", "in.json", by_json),
    ("parquet", "in.parquet", by_parquet),
]


def there_and_back(name: str, write: Callable[[Path, str], None], log: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(path := Path(folder) / name, log)
        found = reading(path)
    assert (found.logs, found.faults) == ({"1": log, "2": "fine"}, [])


@pytest.mark.parametrize(
    ("name", "write"), [(name, write) for _, name, write in WRITERS], ids=[label for label, _, _ in WRITERS]
)
@settings(max_examples=60, deadline=None)
@given(log=ANY)
@example(log='"')
@example(log="\r")
@example(log="a\x00b\r\n\u2028\ufeffİ")
def test_round_trip(name: str, write: Callable[[Path, str], None], log: str) -> None:
    there_and_back(name, write, log)


@settings(max_examples=60, deadline=None)
@given(log=IN_XML)
@example(log="=1+1")
def test_round_trip_by_xlsx(log: str) -> None:
    there_and_back("in.xlsx", by_xlsx, log)


@settings(max_examples=100, deadline=None)
@given(log=ANY.filter(str.strip))
def test_round_trip_by_text(log: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (path := Path(folder) / "in.md").write_bytes(b"\xef\xbb\xbf" + log.encode())
        found = reading(path)
    assert found.logs == {"in": log}
