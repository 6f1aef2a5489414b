"""A file that is one case: plain text, DOCX, PDF with a text layer, mail. Its name is the case's reference."""

from __future__ import annotations

import email
import email.policy
import logging
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any, BinaryIO

from logscan.errors import InputError
from logscan.readers.encodings import detect, text_of
from logscan.readers.kinds import Kind
from logscan.readers.tables import Row

_HEADERS = ("From", "To", "Date", "Subject")


def row(kind: Kind, content: BinaryIO, name: str, stem: str) -> Row:
    """The one case of a document; raises :class:`InputError` where it holds no text."""
    warnings: tuple[str, ...] = ()
    match kind:
        case "docx":
            text = _docx(content)
        case "pdf":
            text, warnings = _pdf(content, name)
        case "mail":
            text = _mail(content)
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


def _mail(content: BinaryIO) -> str:
    """The header lines that say who wrote when about what, a blank line, and the body."""
    message = email.message_from_binary_file(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    heads = [f"{header}: {message[header]}" for header in _HEADERS if message[header]]
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        text = _Text.of(text)
    return "\n".join([*heads, "", text]) if text.strip() else ""


class _Text(HTMLParser):
    """The text of an HTML body, a line a block."""

    _BLOCKS = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr"))
    _SILENT = frozenset(("script", "style", "head", "title"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    @classmethod
    def of(cls, html: str) -> str:
        """The text of ``html``."""
        parser = cls()
        parser.feed(html)
        parser.close()
        lines = (" ".join(line.split()) for line in "".join(parser._parts).split("\n"))
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BLOCKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag in self._BLOCKS:
            self._parts.append("\n")
        elif tag in ("td", "th"):
            self._parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # a line break in HTML is a space
            self._parts.append(data.replace("\n", " ").replace("\r", " "))
