"""Sorting and remembering on disk: a temporary SQLite database that is gone when it is closed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from types import TracebackType
from typing import Any, Self


class Shelf:
    """Which references have been seen and where, and rows put away by reference; memory stays small at any size."""

    def __init__(self) -> None:
        # an empty name: a database on disk that SQLite deletes as it is closed
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
            "CREATE TABLE seen (reference TEXT PRIMARY KEY, place TEXT, row INTEGER) WITHOUT ROWID;"
            "CREATE TABLE kept (turn INTEGER PRIMARY KEY, reference TEXT, row INTEGER, cells TEXT);"
            "CREATE TABLE first (reference TEXT PRIMARY KEY, turn INTEGER) WITHOUT ROWID;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def first_place(self, reference: str, place: str, row: int) -> tuple[str, int] | None:
        """Where ``reference`` was seen before; None, and remembered, where it was not."""
        told = self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (reference, place, row))
        if told.rowcount:
            return None
        before = self._base.execute("SELECT place, row FROM seen WHERE reference = ?", (reference,)).fetchone()
        return str(before[0]), int(before[1])

    def keep(self, reference: str, row: int, cells: dict[str, Any]) -> None:
        """Put a row away."""
        turn = self._base.execute(
            "INSERT INTO kept (reference, row, cells) VALUES (?, ?, ?)", (reference, row, json.dumps(cells))
        ).lastrowid
        self._base.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (reference, turn))

    def kept(self) -> Iterator[list[tuple[int, dict[str, Any]]]]:
        """The rows of each reference, references in the order in which they were first seen; then none is kept."""
        self._base.execute("CREATE INDEX by_reference ON kept (reference, turn)")
        with closing(self._base.execute("SELECT reference FROM first ORDER BY turn")) as references:
            for (reference,) in references:
                found = self._base.execute(
                    "SELECT row, cells FROM kept WHERE reference = ? ORDER BY turn", (reference,)
                )
                yield [(row, json.loads(cells)) for row, cells in found]
        self._base.executescript("DROP INDEX by_reference; DELETE FROM kept; DELETE FROM first;")
