"""``run.json``: what was scanned, with what, and what could not be read; no case text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from logscan.outputs.atomic import replacing


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or one row of it (None: the whole file), that could not be read, and why."""

    file: str
    row: int | None
    reason: str


class RunMeta(msgspec.Struct, frozen=True, kw_only=True):
    """One run: hashes are SHA-256, ``inputs`` pairs a name with its hash, ``started`` is ISO in UTC.

    ``as_of`` is the date at which open cases are judged; empty, the date of the last entry of each.
    """

    version: str
    policy: str
    policy_sha256: str
    as_of: str = ""
    models: dict[str, str]
    inputs: tuple[tuple[str, str], ...]
    cases: int
    words: int
    started: str
    seconds: float
    baseline_sha256: str = ""
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()


def write_meta(path: Path, meta: RunMeta) -> None:
    """Write ``meta`` as indented JSON."""
    with replacing(path) as out:
        out.write(msgspec.json.format(msgspec.json.encode(meta), indent=2) + b"\n")
