"""``audit.jsonl``: who ran which command on which run, and when; appended to, never rewritten; no text of a case.

One JSON object a line. Each holds the hash of the line before it and its own, the SHA-256 of the object without
``hash`` (UTF-8, keys sorted, no blanks), so that a changed, dropped or moved line shows. A log cut short at its end
does not show by itself: note the last hash where it cannot be changed (the minutes), and give it to :func:`verify`.
Logs of consultation and disclosure: section 62 of the Data Protection Act 2018.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from logscan.errors import LogscanError

NAME = "audit.jsonl"
START = "0" * 64
"""Stands for the hash before the first line."""

RUN_FILES = ("run.json", "cases.jsonl", "reports.jsonl")
"""What a run is known by."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line. ``when`` is ISO in UTC, ``run`` gives the SHA-256 of the run's files, ``details`` counts and hashes."""

    number: int
    when: str
    actor: str
    command: str
    run: dict[str, str]
    details: dict[str, str]
    recipient: str
    reason: str
    previous: str
    hash: str = ""


class Fault(msgspec.Struct, frozen=True):
    """A line that breaks the chain (counted from 1), and how."""

    line: int
    what: str


def record(
    run: Path,
    command: str,
    *,
    actor: str = "",
    recipient: str = "",
    reason: str = "",
    details: Mapping[str, object] | None = None,
) -> Entry:
    """Append one line to the log of ``run`` and make it last; the actor is the user of the system where none is named.

    ``details`` are counts, hashes, settings; never text of a case. Raises ``LogscanError`` where the log is damaged:
    nothing is added to a chain that no longer holds.
    """
    with _locked(run / NAME) as file:
        held = file.read()
        lines = held.splitlines()
        last = _decoded(lines[-1]) if lines else None
        if held and (not held.endswith(b"\n") or last is None or last.hash != _hash(last)):
            raise LogscanError(f"{run / NAME}: the last line is damaged; `logscan audit {run} --verify` tells more")
        bare = Entry(
            number=len(lines) + 1,
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            actor=actor or _user(),
            command=command,
            run={name: file_sha256(run / name) for name in RUN_FILES if (run / name).is_file()},
            details={key: str(value) for key, value in (details or {}).items()},
            recipient=recipient,
            reason=reason,
            previous=last.hash if last else START,
        )
        entry = msgspec.structs.replace(bare, hash=_hash(bare))
        file.write(_canonical(msgspec.to_builtins(entry)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
        return entry


def read(run: Path) -> list[Entry]:
    """The lines of a log; none where there is no log. Raises ``LogscanError`` where a line is not one."""
    entries = []
    for number, line in enumerate(_lines(run), 1):
        entry = _decoded(line)
        if entry is None:
            raise LogscanError(f"{run / NAME}, line {number}: not a line of an audit log")
        entries.append(entry)
    return entries


def verify(run: Path, noted: str = "") -> list[Fault]:
    """Where the chain is broken; ``noted`` is a hash written down earlier, which has to stand in it."""
    faults, previous, seen = [], START, set()
    for number, line in enumerate(_lines(run), 1):
        entry = _decoded(line)
        if entry is None:
            faults.append(Fault(number, "not a line of an audit log"))
            continue
        if entry.hash != _hash(entry):
            faults.append(Fault(number, "its words were changed after it was written"))
        if entry.previous != previous:
            faults.append(Fault(number, "does not follow the line before: one was dropped, added, moved or changed"))
        elif entry.number != number:
            faults.append(Fault(number, "has the wrong number"))
        previous = entry.hash
        seen.add(entry.hash)
    if noted and noted not in seen:
        faults.append(Fault(0, "the noted hash is not in this log: it was cut short or written anew"))
    return faults


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, as ``sha256sum`` gives it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines(run: Path) -> list[bytes]:
    path = run / NAME
    return path.read_bytes().splitlines() if path.exists() else []


def _decoded(line: bytes) -> Entry | None:
    try:
        return msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError:
        return None


def _hash(entry: Entry) -> str:
    held = msgspec.to_builtins(entry)
    del held["hash"]
    return hashlib.sha256(_canonical(held)).hexdigest()


def _canonical(held: object) -> bytes:
    return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "not known"


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The log opened for reading and appending, by one process at a time; readable by its owner alone when new."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        try:
            import fcntl
        except ImportError:  # Windows: an append is one write, and two people seldom run a command in one second
            yield file
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
