"""``sample.csv`` as a pack reads it: the cases drawn, in the words of :class:`~logscan.panel.draw.Drawn`."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from logscan.errors import UsageError
from logscan.panel.draw import Drawn

_YES = frozenset({"true", "yes", "1"})


def read_sample(path: Path) -> tuple[list[Drawn], str]:
    """The rows of ``sample.csv`` and the SHA-256 of the file; raises ``UsageError`` where it is not one."""
    try:
        held = path.read_bytes()
        rows = list(csv.DictReader(io.StringIO(held.decode("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a sample ({type(error).__name__})") from None
    drawn = []
    for number, row in enumerate(rows, 2):
        try:
            drawn.append(_drawn(row))
        except (KeyError, ValueError):
            raise UsageError(f"{path}, row {number}: not a row that `logscan sample` wrote") from None
    return drawn, hashlib.sha256(held).hexdigest()


def _drawn(row: dict[str, str]) -> Drawn:
    if None in row.values():  # a row that ends early
        raise ValueError
    drawn = Drawn(
        case_id=_plain(row["case_id"]),
        order=int(row["order"]),
        part=row["part"],
        stratum=_plain(row["stratum"]),
        probability=float(row["probability"]),
        ticket=int(row["ticket"]),
        reserve=row["reserve"].strip().lower() in _YES,
    )
    if not (drawn.order > 0 and 0 < drawn.probability <= 1):
        raise ValueError
    return drawn


def _plain(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and not cell[1].isalnum() else cell
