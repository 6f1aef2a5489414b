"""JSON Lines, streamed, and JSON: a list of cases, an object that holds one, or a single case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from logscan.errors import InputError
from logscan.readers.columns import roles, usable
from logscan.readers.encodings import detect, text_of
from logscan.readers.tables import Row

# what `json` raises on text that is no JSON, numbers beyond all measure or nesting without end
_BROKEN = (ValueError, RecursionError)


def lines(content: BinaryIO, name: str) -> Iterator[Row]:
    """The rows of a JSON Lines file; a line that is no object is a fault of its own. Row numbers are line numbers."""
    text = text_of(content, detect(content))
    # only the line feed parts lines: U+2028 may stand inside a string
    text.reconfigure(newline="\n")
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except _BROKEN as error:
            yield Row(name, number, {}, _reason(error))
            continue
        yield _row(name, number, value)


def document(content: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a JSON file, read whole; numbered from 1. A file of JSON Lines under this name is read as such."""
    with text_of(content, detect(content)) as text:
        whole = text.read()
    if not whole.strip():
        raise InputError(name, None, "empty")
    try:
        value = json.loads(whole)
    except _BROKEN as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            content.seek(0)
            yield from lines(content, name)
            return
        raise InputError(name, None, _reason(error)) from None
    for number, item in enumerate(_items(value, name, columns), 1):
        yield _row(name, number, item)


def _items(value: Any, name: str, columns: Mapping[str, str]) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        if usable(roles(map(str, value), columns)):
            return [value]
        for item in value.values():
            if isinstance(item, list) and any(isinstance(row, dict) for row in item):
                return item
    raise InputError(name, None, "neither a list of cases nor an object that holds one")


def _row(name: str, number: int, value: Any) -> Row:
    return Row(name, number, value) if isinstance(value, dict) else Row(name, number, {}, "not an object")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
    return "not JSON that can be read: too deep, or a number too long"
