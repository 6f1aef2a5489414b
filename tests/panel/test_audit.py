"""The audit log: who, what, when; a line changed, dropped, moved or added shows; no text of a case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from logscan.errors import LogscanError
from logscan.panel import audit
from tests.conftest import Command
from tests.panel.frames import report, run


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return run(tmp_path / "run", [report("C1")])


def filled(folder: Path) -> list[bytes]:
    audit.record(folder, "sample", actor="A", details={"cases": 12})
    audit.record(folder, "pack", actor="B", recipient="Panel of May", reason="sitting\nof May")
    audit.record(folder, "review --export", actor="C")
    return (folder / audit.NAME).read_bytes().splitlines(keepends=True)


def test_a_line_says_who_what_when_and_to_whom(made: Path) -> None:
    filled(made)
    entry = audit.read(made)[1]
    assert (entry.actor, entry.command, entry.recipient) == ("B", "pack", "Panel of May")
    assert entry.reason == "sitting\nof May"
    assert entry.when.endswith("+00:00")
    assert entry.run == {
        name: audit.file_sha256(made / name) for name in ("run.json", "cases.jsonl", "reports.jsonl")
    }
    assert len(filled(made)) == 6
    assert audit.verify(made) == []


def test_the_user_of_the_system_is_the_actor_where_none_is_named(made: Path) -> None:
    import getpass

    assert audit.record(made, "sample").actor == getpass.getuser()


def test_the_hash_is_that_of_the_line_without_it(made: Path) -> None:
    """A second reading of the published rule."""
    previous = "0" * 64
    for line in filled(made):
        held = json.loads(line)
        told = held.pop("hash")
        written = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert told == hashlib.sha256(written.encode()).hexdigest()
        assert held["previous"] == previous
        previous = told


def hashed_anew(line: bytes) -> bytes:
    """A line with another actor and a hash of its own that fits, as a forger would write it."""
    held = json.loads(line)
    del held["hash"]
    held["actor"] = "Z"
    bare = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    held["hash"] = hashlib.sha256(bare.encode()).hexdigest()
    return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


Change = Callable[[list[bytes]], list[bytes]]
CHANGES: dict[str, Change] = {
    "a word changed": lambda lines: [lines[0].replace(b'"actor":"A"', b'"actor":"Z"'), *lines[1:]],
    "a number changed": lambda lines: [lines[0].replace(b'"cases":"12"', b'"cases":"10"'), *lines[1:]],
    "a word changed and the line's hash with it": lambda lines: [lines[0], hashed_anew(lines[1]), lines[2]],
    "the first dropped": lambda lines: lines[1:],
    "one dropped": lambda lines: [lines[0], lines[2]],
    "two swapped": lambda lines: [lines[1], lines[0], lines[2]],
    "one twice": lambda lines: [*lines, lines[2]],
    "one torn": lambda lines: [*lines[:2], lines[2][:40]],
    "not JSON": lambda lines: [*lines, b"cleared\n"],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_shows(made: Path, change: Change) -> None:
    lines = filled(made)
    assert audit.verify(made) == []
    (made / audit.NAME).write_bytes(b"".join(change(lines)))
    assert audit.verify(made) != []


def test_a_log_cut_short_or_written_anew_misses_the_noted_hash(made: Path) -> None:
    lines = filled(made)
    noted = audit.read(made)[-1].hash
    assert audit.verify(made, noted) == []
    (made / audit.NAME).write_bytes(b"".join(lines[:2]))
    assert audit.verify(made) == []
    assert audit.verify(made, noted) != []


def test_nothing_is_added_to_a_damaged_log(made: Path) -> None:
    lines = filled(made)
    torn = b"".join([*lines[:2], lines[2][:40]])
    (made / audit.NAME).write_bytes(torn)
    with pytest.raises(LogscanError, match="damaged"):
        audit.record(made, "sample")
    assert (made / audit.NAME).read_bytes() == torn


def test_lines_written_at_once_form_one_chain(made: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda k: audit.record(made, f"command {k}"), range(40)))
    assert len(audit.read(made)) == 40
    assert audit.verify(made) == []


def test_the_log_is_for_its_owner_alone(made: Path) -> None:
    audit.record(made, "sample")
    assert (made / audit.NAME).stat().st_mode & 0o077 == 0


def test_the_command(logscan: Command, made: Path) -> None:
    assert logscan("audit", made).returncode == 2
    filled(made)
    told = logscan("audit", made)
    assert "B  pack" in told.stdout
    assert "to Panel of May" in told.stdout
    told = logscan("audit", made, "--verify")
    assert told.returncode == 0
    assert audit.read(made)[-1].hash in told.stdout
    assert logscan("audit", made, "--verify", "--noted", "0" * 64).returncode == 1
    held = (made / audit.NAME).read_bytes()
    (made / audit.NAME).write_bytes(held.replace(b'"actor":"A"', b'"actor":"Z"'))
    told = logscan("audit", made, "--verify")
    assert told.returncode == 1
    assert "line 1" in told.stdout
