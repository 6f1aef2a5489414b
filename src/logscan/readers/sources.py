"""The files behind the inputs of a run: folders opened out in a fixed order, standard input kept once."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from logscan.readers.kinds import kind_of_name

STDIN = "-"
_NEVER = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin", "system volume information"})


@dataclass(frozen=True)
class Spool:
    """Standard input, copied to a file without a name so that it can be read more than once."""

    content: BinaryIO


Input = Path | str | Spool


@dataclass(frozen=True)
class Source:
    """One file to read: ``name`` for people, ``stem`` for a case that is a whole file."""

    name: str
    path: Path | None
    spool: Spool | None = None

    @property
    def stem(self) -> str:
        return "stdin" if self.path is None else printable(self.path.stem)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes from the start."""
        if self.path is not None:
            with self.path.open("rb") as content:
                yield content
        else:
            assert self.spool is not None
            self.spool.content.seek(0)
            yield self.spool.content

    def sha256(self) -> str:
        """Hash of the bytes."""
        with self.open() as content:
            digest = hashlib.sha256()
            while block := content.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()


@contextmanager
def spooled(inputs: Sequence[Input]) -> Iterator[list[Input]]:
    """The inputs with standard input, where it is asked for, kept for as long as the context lasts."""
    if STDIN not in inputs:
        yield list(inputs)
        return
    with tempfile.TemporaryFile() as content:
        shutil.copyfileobj(sys.stdin.buffer, content, 1 << 20)
        spool = Spool(cast(BinaryIO, content))
        yield [spool if name == STDIN else name for name in inputs]


def sources(inputs: Sequence[Input], on_warning: Callable[[str], None]) -> Iterator[Source]:
    """The files of ``inputs``; those of a folder by path, without hidden, lock and unknown files."""
    for given in inputs:
        if isinstance(given, Spool):
            yield Source(STDIN, None, given)
        elif Path(given).is_dir():
            yield from _below(Path(given), on_warning)
        else:
            yield Source(printable(given), Path(given))


def printable(path: Path | str) -> str:
    """A path as text that any encoding can write."""
    return os.fsencode(path).decode("utf-8", "replace")


def _below(folder: Path, on_warning: Callable[[str], None]) -> Iterator[Source]:
    found: list[Path] = []
    unknown: Counter[str] = Counter()
    for place, folders, files in os.walk(folder):
        here = Path(place)
        if here != folder and _is_run(folders, files):
            on_warning(f"{printable(here)}: a run of logscan, not read")
            folders.clear()
            continue
        folders[:] = [name for name in folders if not _hidden(name)]
        for name in files:
            if _hidden(name):
                continue
            if kind_of_name(name) is None:
                unknown[Path(name).suffix.lower() or "no extension"] += 1
            else:
                found.append(here / name)
    for path in sorted(found, key=lambda path: path.parts):
        yield Source(printable(path), path)
    if unknown:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(unknown.items()))
        on_warning(f"{printable(folder)}: files of no known format, not read: {kinds}")


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _NEVER


def _is_run(folders: list[str], files: list[str]) -> bool:
    return ".chunks" in folders or {"run.json", "reports.jsonl"} <= set(files)
