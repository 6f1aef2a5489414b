"""The views of a sitting in SQLite: every change is on disk before it is answered, so that a killed process loses none.

Write-ahead log with ``synchronous = FULL``: a commit returns once its pages are synced. A view is one row, by member,
case and field; a field is ``view.R1``, ``note.R1``, ``finding.2``, ``missed.RSK001`` or ``text``.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from logscan.errors import UsageError

LONGEST_VISIT = 4 * 3600
"""Seconds; more than this between opening and saving a case without script is no reading time."""

_TABLES = """
CREATE TABLE IF NOT EXISTS pack (sha256 TEXT NOT NULL, port INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS member (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS answer (
    member INTEGER NOT NULL REFERENCES member, number INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (member, number, field)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visit (
    id TEXT PRIMARY KEY, member INTEGER NOT NULL REFERENCES member, number INTEGER NOT NULL,
    opened REAL NOT NULL, seconds INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
"""


def store_path(pack: Path) -> Path:
    """Where the views on a pack are kept: in its folder, or beside its one file."""
    return pack / "review.sqlite" if pack.is_dir() else pack.with_name(f"{pack.stem}.review.sqlite")


class Store:
    """The views on one pack; made where there is none yet, and refused where it belongs to another pack."""

    def __init__(self, path: Path, pack_sha256: str) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(_TABLES)
        with self._writing():
            held = self._db.execute("SELECT sha256 FROM pack").fetchone()
            if held is None:
                self._db.execute("INSERT INTO pack (sha256) VALUES (?)", (pack_sha256,))
        if held is not None and held[0] != pack_sha256:
            self.close()
            raise UsageError(f"{path}: holds views on another pack; move it away, or put its pack back")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def port(self) -> int:
        """The port of the last sitting, so that a page still open finds the next one; 0 before the first."""
        return int(self._db.execute("SELECT port FROM pack").fetchone()[0])

    @port.setter
    def port(self, port: int) -> None:
        with self._writing():
            self._db.execute("UPDATE pack SET port = ?", (port,))

    def members(self) -> dict[int, str]:
        """The names of those who entered, by number."""
        return dict(self._db.execute("SELECT id, name FROM member ORDER BY id"))

    def enter(self, name: str) -> int:
        """The number of the member of this name, who is entered where there is none."""
        with self._writing():
            self._db.execute("INSERT INTO member (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
        return int(self._db.execute("SELECT id FROM member WHERE name = ?", (name,)).fetchone()[0])

    def open_visit(self, member: int, number: int) -> str:
        """A visit to a case begins; its name is given back with what is saved."""
        visit = secrets.token_urlsafe(12)
        with self._writing():
            row = (visit, member, number, time.time())
            self._db.execute("INSERT INTO visit (id, member, number, opened) VALUES (?, ?, ?, ?)", row)
        return visit

    def save(self, member: int, number: int, answers: Mapping[str, str], visit: str, seconds: int | None) -> None:
        """Keep ``answers`` and the time spent: ``seconds`` of this visit so far, or None to go by the clock."""
        with self._writing():
            self._db.executemany(
                "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                [(member, number, field, value) for field, value in answers.items()],
            )
            self._spend(member, number, visit, seconds)

    def answers(self, member: int, number: int) -> dict[str, str]:
        """What a member has said of a case, by field."""
        found = self._db.execute("SELECT field, value FROM answer WHERE member = ? AND number = ?", (member, number))
        return dict(found)

    def seconds(self, member: int, number: int) -> int:
        """The time that a member has spent on a case."""
        sum_of = "SELECT coalesce(sum(seconds), 0) FROM visit WHERE member = ? AND number = ?"
        return int(self._db.execute(sum_of, (member, number)).fetchone()[0])

    def _spend(self, member: int, number: int, visit: str, seconds: int | None) -> None:
        where = "WHERE id = ? AND member = ? AND number = ?"
        held = self._db.execute(f"SELECT opened FROM visit {where}", (visit, member, number)).fetchone()
        if held is None:
            return
        open_for = max(0, min(round(time.time() - held[0]), LONGEST_VISIT))
        spent = open_for if seconds is None else min(seconds, open_for)
        update = f"UPDATE visit SET seconds = max(seconds, ?) {where}"
        self._db.execute(update, (spent, visit, member, number))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
