"""Files that stand whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_BUFFER = 1 << 18
"""Bytes written at once: pages and tables come in small pieces, and each write costs the system more than its bytes."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write, renamed over ``path`` once the block ends well; on an error nothing is left.

    The temporary name is fixed, so that what a killed run left behind is overwritten by the next one.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with synced(part) as out:
            yield out
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def synced(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write, whose bytes last through a power cut once the block ends well; on an error none is left.

    Its name lasts once the folder is synced too.
    """
    try:
        with path.open("wb", buffering=_BUFFER) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last too, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
