"""Files that are one case: text, DOCX, PDF, mail."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.readers.conftest import Read


@pytest.mark.parametrize("name", ["case 7.txt", "case 7.md", "case 7.log"])
def test_text_to_the_character(tmp_path: Path, read: Read, name: str) -> None:
    (path := tmp_path / name).write_bytes("\ufeff 16/01/2022 17:26\r\nSeen “again”.\rÅ\n\n".encode())
    assert read(path).logs == {"case 7": " 16/01/2022 17:26\r\nSeen “again”.\rÅ\n\n"}


def test_text_that_is_a_table(tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.txt").write_text("Ref\tLog\n1\tone\n2\ttwo\n", encoding="utf-8")
    assert read(path).logs == {"1": "one", "2": "two"}


def test_text_with_commas_is_no_table(tmp_path: Path, read: Read) -> None:
    (path := tmp_path / "in.txt").write_text("Ref, log, and so on\nmore, text\n", encoding="utf-8")
    assert list(read(path).logs) == ["in"]


def test_docx_in_the_order_of_the_page(tmp_path: Path, read: Read) -> None:
    document = docx.Document()
    document.add_paragraph("First")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "across"
    table.cell(1, 0).text, table.cell(1, 1).text = "left", "right"
    document.add_paragraph("Last")
    document.save(str(path := tmp_path / "in.docx"))
    assert read(path).logs == {"in": "First\nacross\nleft\tright\nLast"}


def pdf(path: Path, *pages: str) -> Path:
    canvas = Canvas(str(path))
    for page in pages:
        if page:
            canvas.drawString(72, 720, page)
        else:
            canvas.rect(72, 72, 100, 100)
        canvas.showPage()
    canvas.save()
    return path


def test_pdf(tmp_path: Path, read: Read) -> None:
    found = read(pdf(tmp_path / "in.pdf", "Page one", "", "Page three"))
    assert "Page one" in found.logs["in"]
    assert "Page three" in found.logs["in"]
    assert found.cases[0].warnings == ("1 of 3 pages have no text layer and were not read",)


def test_pdf_without_text(tmp_path: Path, read: Read) -> None:
    assert "without a text layer" in read(pdf(tmp_path / "in.pdf", "", "")).faults[0].reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.pdf", b"%PDF-1.4\nno more"),
        ("in.docx", b"PK\x03\x04no more"),
        ("in.docx", b"no zip"),
        ("in.eml", b"Subject: only\n\n"),
        ("in.txt", b" \n"),
    ],
)
def test_documents_that_cannot_be_read(tmp_path: Path, read: Read, name: str, content: bytes) -> None:
    (path := tmp_path / name).write_bytes(content)
    found = read(path)
    assert (found.cases, len(found.faults)) == ([], 1)


def test_mail(tmp_path: Path, read: Read) -> None:
    lines = [
        "From: Carys Moore <carys@example.org>",
        "Date: Sun, 16 Jan 2022 17:26:00 +0000",
        "Subject: =?utf-8?q?He_came_again_=E2=80=93_log?=",
        "Received: from nowhere",
        "Content-Type: text/plain; charset=cp1252",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "He=92s outside.",
        "",
    ]
    (path := tmp_path / "in.eml").write_text("\n".join(lines), encoding="ascii")
    log = read(path).logs["in"]
    heads = (
        "From: Carys Moore <carys@example.org>\nDate: Sun, 16 Jan 2022 17:26:00 +0000\nSubject: He came again – log\n"
    )
    assert log == f"{heads}\nHe’s outside.\n"


def test_mail_in_html(tmp_path: Path, read: Read) -> None:
    body = "<p>He\ncame.</p><p>Twice &amp; again<br>today</p><script>x</script>"
    html = f"<html><head><style>p {{}}</style></head><body>{body}</body></html>"
    (path := tmp_path / "in.eml").write_text(f"Subject: s\nContent-Type: text/html\n\n{html}", encoding="ascii")
    assert read(path).logs == {"in": "Subject: s\n\nHe came.\nTwice & again\ntoday"}


def test_content_goes_before_a_wrong_name(tmp_path: Path, read: Read) -> None:
    pdf(tmp_path / "real.pdf", "words").rename(tmp_path / "in.txt")
    assert "words" in read(tmp_path / "in.txt").logs["in"]
