"""A scan as a sequence of committed chunks, so that nothing is lost and nothing is done twice.

A chunk is a run of cases in input order. Its reports and its cases are written first, then, once they last, the stamp
that makes it count; ``--resume`` reads the inputs again, skips the chunks that stand, and ends in the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from logscan.case import Case
from logscan.engine.batches import batched
from logscan.engine.pool import Lost, Scanned
from logscan.errors import InputError, UsageError
from logscan.outputs.atomic import replacing, sync_folder, synced

CHUNK_CASES = 64
CHUNK_CHARACTERS = 4_000_000


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is of; a run taken up again must be of the same."""

    version: str
    policy_sha256: str
    models_sha256: str
    inputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Workspace:
    """The folder of a run's committed chunks, ``RUN/.chunks``; removed when the run is whole."""

    folder: Path

    @classmethod
    def open(cls, run: Path, plan: Plan, *, resume: bool) -> Workspace:
        """A workspace for ``plan``; raises :class:`UsageError` where ``resume`` finds another run's chunks."""
        space = cls(run / ".chunks")
        plan_file = space.folder / "plan.json"
        if resume and plan_file.exists():
            if msgspec.json.decode(plan_file.read_bytes(), type=Plan) != plan:
                raise UsageError(f"{run}: begun with other inputs, policy or version; scan to a new folder instead")
            return space
        space.remove()
        space.folder.mkdir(parents=True)
        with replacing(plan_file) as out:
            out.write(msgspec.json.encode(plan))
        return space

    def reports(self, number: int) -> Path:
        """The file of a chunk's reports."""
        return self.folder / f"{number:07d}.reports.jsonl"

    def cases(self, number: int) -> Path:
        """The file of a chunk's cases, as read."""
        return self.folder / f"{number:07d}.cases.jsonl"

    def committed(self, number: int, cases: list[Case]) -> bool:
        """Whether the chunk stands, whole and of these cases."""
        stamp = self.folder / f"{number:07d}.done"
        return stamp.exists() and stamp.read_text(encoding="ascii") == _fingerprint(map(msgspec.json.encode, cases))

    def commit(self, number: int, cases: list[Case], scanned: Scanned) -> None:
        """Write a chunk: cases and reports first, then the stamp that makes it count; lost cases stand apart."""
        lost = {item.case_id for item in scanned.lost}
        lines = [msgspec.json.encode(case) for case in cases]
        with synced(self.cases(number)) as out:
            out.write(_joined([line for case, line in zip(cases, lines, strict=True) if case.case_id not in lost]))
        with synced(self.reports(number)) as out:
            out.write(_joined(scanned.reports))
        # most chunks lose nothing, and a file less is a wait for the disk less; one may be left of a run cut short
        self._lost(number).unlink(missing_ok=True)
        if lost:
            with synced(self._lost(number)) as out:
                out.write(msgspec.json.encode(scanned.lost))
        sync_folder(self.folder)
        with replacing(self.folder / f"{number:07d}.done") as out:
            out.write(_fingerprint(lines).encode("ascii"))

    def faults(self, number: int) -> list[InputError]:
        """The cases of a committed chunk that could not be scanned."""
        file = self._lost(number)
        lost = msgspec.json.decode(file.read_bytes(), type=list[Lost]) if file.exists() else []
        return [InputError(f"case {item.case_id}", None, item.reason) for item in lost]

    def _lost(self, number: int) -> Path:
        return self.folder / f"{number:07d}.lost.json"

    def remove(self) -> None:
        """Take the workspace away, its plan first: what is left of a removal cut short is not taken up again."""
        if self.folder.exists():
            (self.folder / "plan.json").unlink(missing_ok=True)
            shutil.rmtree(self.folder)


def _joined(lines: list[bytes]) -> bytes:
    """Lines with their line breaks as one piece: each write lets the scan of the next chunk go on and waits for it."""
    return b"\n".join([*lines, b""])


def _fingerprint(lines: Iterable[bytes]) -> str:
    """A hash of the cases of a chunk, each as its line."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def chunked(cases: Iterable[Case], most: int = CHUNK_CASES) -> Iterator[list[Case]]:
    """Cases in lists of at most ``most`` cases and about ``CHUNK_CHARACTERS`` characters of log."""
    return batched(cases, most, CHUNK_CHARACTERS)


def concatenate(parts: Iterable[Path], whole: Path) -> None:
    """Join committed files to one, in order, under a temporary name that is then renamed."""
    with replacing(whole) as out:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
