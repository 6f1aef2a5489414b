"""XLSX: every sheet with a usable header, row by row; formulas as the values that the file holds, never worked out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

import openpyxl

from logscan.errors import InputError
from logscan.readers.columns import lacking, roles
from logscan.readers.tables import HEADER_DEPTH, Row, header_of, named

_BATCH = 64
# characters that XML cannot hold, as Office writes them (ECMA-376 part 1, 22.9.2.19); openpyxl leaves them as they are
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def rows(content: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the workbook's usable sheets; raises :class:`InputError` where there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
    try:
        several = len(book.worksheets) > 1
        usable = False
        first: Sequence[Any] = ()
        for sheet in book.worksheets:
            # some exporters write a wrong extent, beyond which nothing would be read
            sheet.reset_dimensions()
            lines = _quietly(sheet.iter_rows(values_only=True))
            top = list(islice(lines, HEADER_DEPTH))
            depth = header_of(top, columns)
            if depth is None:
                first = first or next((line for line in top if any(line)), ())
                continue
            usable = True
            yield from _below(
                chain(top[depth:], lines), depth + 1, f"{name}, sheet {sheet.title!r}" if several else name
            )
        if not usable:
            raise InputError(name, None, lacking(roles(named(first), columns)) if first else "empty")
    finally:
        book.close()


def _below(lines: Iterator[Sequence[Any]], number: int, place: str) -> Iterator[Row]:
    head = named(next(lines))
    while head and head[-1] == f"column {len(head)}":
        head.pop()
    for row, cells in enumerate(lines, number + 1):
        if any(cell is not None for cell in cells):
            filled = [*map(_value, cells), *[None] * (len(head) - len(cells))]
            yield Row(place, row, dict(zip(head, filled, strict=False)))


def _value(cell: Any) -> Any:
    return _ESCAPE.sub(_character, cell) if isinstance(cell, str) and "_x" in cell else cell


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _quietly(lines: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The lines without openpyxl's remarks on dates; a filter holds for one batch only."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            batch = list(islice(lines, _BATCH))
        if not batch:
            return
        yield from batch
