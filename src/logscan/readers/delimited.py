"""CSV and TSV, streamed: a file of any size takes the memory of its longest row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from logscan.errors import InputError
from logscan.readers.columns import lacking, roles, usable
from logscan.readers.encodings import detect, text_of
from logscan.readers.tables import HEADER_DEPTH, Row, header_of, named

DELIMITERS = ",;\t|"
_SAMPLE = 1 << 18
_LONGEST_FIELD = 1 << 28


def rows(content: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows below the header; raises :class:`InputError` where no line names usable columns.

    Row numbers are those of a spreadsheet: the first line of the file is row 1.
    """
    encoding = detect(content)
    layout = header(sample(content, encoding), columns)
    if layout is None:
        raise InputError(name, None, _no_header(sample(content, encoding), columns))
    delimiter, depth = layout
    content.seek(0)
    lines = _Lines(text_of(content, encoding))
    csv.field_size_limit(_LONGEST_FIELD)
    table = csv.reader(lines, delimiter=delimiter)
    head = named(next(islice(table, depth, None)))
    found = roles(head, columns)
    needed = max(head.index(found[field]) for field in ("case_id", "log", "entry_text") if field in found)
    number = depth + 1
    lines.reset()
    while True:
        number += 1
        try:
            cells = next(table, None)
        except csv.Error:
            raise InputError(
                name, number, f"a field of more than {_LONGEST_FIELD:,} characters; is a quote not closed?"
            ) from None
        if cells is None:
            return
        if lines.open_quote:
            raise InputError(
                name,
                number,
                "a quote opened in this row is not closed before the end of the file; what follows it was not read",
            )
        lines.reset()
        if not any(cells):
            continue
        yield Row(name, number, dict(zip(head, cells, strict=False)), _misfit(cells, len(head), needed))


def sample(content: BinaryIO, encoding: str) -> str:
    """The first characters of a text, which is left where it then stands."""
    content.seek(0)
    return text_of(content, encoding).read(_SAMPLE)


def header(start: str, columns: Mapping[str, str], delimiters: str = DELIMITERS) -> tuple[str, int] | None:
    """The delimiter and the depth of the header in the first characters of a table."""
    best: tuple[int, str, int] | None = None
    for delimiter in delimiters:
        lines = _first_lines(start, delimiter)
        depth = header_of(lines, columns)
        if depth is not None:
            known = len(roles(named(lines[depth]), columns))
            if best is None or known > best[0]:
                best = known, delimiter, depth
    return best[1:] if best else None


def _first_lines(start: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    return list(islice(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), HEADER_DEPTH))


def _no_header(start: str, columns: Mapping[str, str]) -> str:
    if not start.strip():
        return "empty"
    first = max((_first_lines(start, delimiter)[0] for delimiter in DELIMITERS), key=len)
    found = roles(named(first), columns)
    return "no usable columns" if usable(found) else lacking(found)


def _misfit(cells: list[str], width: int, needed: int) -> str | None:
    if len(cells) <= needed:
        return f"{len(cells)} fields where the header has {width}"
    if any(cells[width:]):
        return f"{len(cells)} fields where the header has {width}; is a quote or a delimiter in a text not quoted?"
    return None


class _Lines(Iterable[str]):
    """The lines of a table, with a count of the quotes since the last row: an odd one at the end is never closed."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._ended = False
        self.reset()

    def reset(self) -> None:
        """Begin a row."""
        self._lines = self._quotes = 0

    @property
    def open_quote(self) -> bool:
        """Whether the row that has just been read ran into the end of the file inside a quote."""
        return self._ended and self._quotes % 2 == 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line: Any = next(self._text, None)
        if line is None:
            self._ended = True
            raise StopIteration
        self._lines += 1
        self._quotes += line.count('"')
        return str(line)
