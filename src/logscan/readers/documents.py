"""A file that is one case: plain text, DOCX, PDF with a text layer, mail. Its name is the case's reference."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, BinaryIO

from logscan.errors import InputError
from logscan.readers.encodings import detect, text_of
from logscan.readers.kinds import Kind
from logscan.readers.tables import Row


def row(kind: Kind, content: BinaryIO, name: str, stem: str) -> Row:
    """The one case of a document; raises :class:`InputError` where it holds no text."""
    warnings: tuple[str, ...] = ()
    match kind:
        case "docx":
            text = _docx(content)
        case "pdf":
            text, warnings = _pdf(content, name)
        case "mail":
            # mail takes longer to import than most files to read: not before one comes
            from logscan.readers import mail

            text = mail.text(content)
        case _:
            with text_of(content, detect(content)) as plain:
                text = plain.read()
    if not text.strip():
        raise InputError(name, None, "empty: no text in it")
    return Row(name, 1, {"case_id": stem, "log": text}, warnings=warnings)


def _docx(content: BinaryIO) -> str:
    """Paragraphs and tables in the order of the page; cells parted by tabs."""
    import docx

    return "\n".join(_blocks(docx.Document(content)))


def _blocks(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block.text
            continue
        for line in block.rows:
            # a merged cell is listed once for each column that it spans
            cells = {id(cell._tc): cell for cell in line.cells}
            yield "\t".join("\n".join(_blocks(cell)) for cell in cells.values())


def _pdf(content: BinaryIO, name: str) -> tuple[str, tuple[str, ...]]:
    import pypdf

    # pypdf tells flaws of a file to its logger, which prints them where nobody has set logging up
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    document = pypdf.PdfReader(content)
    if document.is_encrypted and not document.decrypt(""):
        raise InputError(name, None, "locked with a password; save it without one")
    pages = [page.extract_text() for page in document.pages]
    bare = sum(not page.strip() for page in pages)
    if bare == len(pages):
        raise InputError(name, None, "a PDF without a text layer (a scan?); run text recognition on it first")
    return "\n".join(pages), (f"{bare} of {len(pages)} pages have no text layer and were not read",) if bare else ()
