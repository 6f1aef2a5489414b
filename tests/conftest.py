"""What several tests share: invented cases, a run folder scanned once, the command line as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from logscan.case import Case, Record

ROOT = Path(__file__).resolve().parents[1]

# a property is no clock: the first example compiles expressions, and a busy machine took five times the 0.2 s allowed
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LOG = """04/03/2022 18:20 CCO 5521
IP Carys MOORE states her ex-partner Dean HOLT was outside her work again, fourth time since Monday. Blocked him on
everything, he texts from new numbers up to 30 times a day. THRIVE completed.

04/03/2022 21:05 PC 1432
Attended h/a, BWV on. IP seen. DASH completed, MEDIUM. Safety advice given in person. IP supports prosecution.

08/03/2022 10:00 PC 1432
SASH completed, moderate. SPO considered, not pursued.
"""


@pytest.fixture
def case() -> Case:
    """One invented case."""
    record = Record(
        recorded_offence="Harassment without violence (s.2 PHA 1997)",
        recorded_as="harassment",
        reported_at="2022-03-04T18:20",
    )
    return Case(case_id="EX-1", log=LOG, record=record)


@pytest.fixture
def cases_file(tmp_path: Path) -> Path:
    """Three invented cases as JSON Lines."""
    path = tmp_path / "cases.jsonl"
    rows = [
        {"case_id": f"EX-{i}", "recorded_as": "harassment", "reported_at": "2022-03-04T18:20", "log": LOG}
        for i in (1, 2, 3)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def logscan() -> Command:
    """The command line in a process of its own."""

    def run(*words: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "logscan", *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"},
            check=False,
        )

    return run
