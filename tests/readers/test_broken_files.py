"""Files with bytes changed or cut off: faults or cases come out, and every case can be written."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import docx
import msgspec
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.readers.conftest import Read


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in (["Ref", "Log"], ["1", "one"], ["2", "two"]):
        book.worksheets[0].append(row)
    book.save(out := io.BytesIO())
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Seen again.")
    document.save(out := io.BytesIO())
    return out.getvalue()


def parquet() -> bytes:
    pq.write_table(pa.table({"Ref": ["1", "2"], "Log": ["one", "two"]}), out := io.BytesIO())
    return out.getvalue()


def pdf() -> bytes:
    canvas = Canvas(out := io.BytesIO(), invariant=True)
    canvas.drawString(72, 720, "Seen again.")
    canvas.save()
    return out.getvalue()


WHOLE: list[tuple[str, Callable[[], bytes]]] = [
    ("in.xlsx", xlsx),
    ("in.docx", word),
    ("in.parquet", parquet),
    ("in.pdf", pdf),
    ("in.csv", lambda: b'Ref,Log\r\n1,"said ""no"""\r\n2,two\r\n'),
    ("in.jsonl", lambda: b'{"Ref": 1, "Log": "\\u00e9"}\n{"Ref": 2, "Log": "two"}\n'),
    ("in.json", lambda: b'[{"Ref": 1, "Log": "one"}]'),
    ("in.eml", lambda: b"From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n<p>Seen again.</p>\n"),
    ("in.txt", lambda: "Gwelwyd eto, ŵyl.\n".encode()),
]


@pytest.mark.parametrize(("name", "whole"), WHOLE)
def test_broken_at_random(tmp_path: Path, read: Read, name: str, whole: Callable[[], bytes]) -> None:
    chance = random.Random(name)
    content = whole()
    (path := tmp_path / name).write_bytes(content)
    assert read(path).faults == []
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.choice((1, 3, 10))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken[: chance.randrange(len(broken))] if chance.random() < 0.3 else broken)
        found = read(path)
        assert found.cases or found.faults
        msgspec.json.encode(found.cases)
