"""The text of a mail: who wrote when about what, and the body, plain or from HTML."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import BinaryIO

_HEADERS = ("From", "To", "Date", "Subject")


def text(content: BinaryIO) -> str:
    """The header lines that say who wrote when about what, a blank line, and the body."""
    message = email.message_from_binary_file(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    heads = [f"{header}: {message[header]}" for header in _HEADERS if message[header]]
    body = message.get_body(("plain", "html"))
    said = body.get_content() if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        said = _Text.of(said)
    return "\n".join([*heads, "", said]) if said.strip() else ""


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
