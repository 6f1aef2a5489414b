"""What the readers of tables share: a row, and the line of a table that holds its column names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from logscan.readers.columns import roles, usable

# how far below a title a header may stand
HEADER_DEPTH = 20


@dataclass(frozen=True)
class Row:
    """``number`` is the row as a person counts it in the file; ``place`` the file, and the sheet where it has many.

    ``fault``: why the row cannot be read; ``warnings`` go with its case.
    """

    place: str
    number: int
    cells: Mapping[str, Any]
    fault: str | None = None
    warnings: tuple[str, ...] = ()


def header_of(lines: Sequence[Sequence[Any]], columns: Mapping[str, str]) -> int | None:
    """Which of the first lines of a table names a usable set of columns."""
    for index, line in enumerate(lines[:HEADER_DEPTH]):
        if usable(roles(named(line), columns)):
            return index
    return None


def named(line: Sequence[Any]) -> list[str]:
    """The column names of a header line; the second column of one name is told apart by its number."""
    names: list[str] = []
    taken: set[str] = set()
    for index, cell in enumerate(line, 1):
        name = "" if cell is None else " ".join(str(cell).split())
        name = name or f"column {index}"
        if name in taken:
            name = f"{name} ({index})"
        taken.add(name)
        names.append(name)
    return names
