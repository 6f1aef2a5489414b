"""``sample.csv`` and ``sample.json``: the cases drawn, and how."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import msgspec

from logscan import __version__
from logscan.errors import UsageError
from logscan.outputs.atomic import replacing
from logscan.panel.cells import plain, safe
from logscan.panel.draw import Drawn
from logscan.panel.frame_file import FrameRecord

CASES, RECORD = "sample.csv", "sample.json"
COLUMNS = ("case_id", "order", "part", "stratum", "probability", "ticket", "reserve")

Design = Literal["simple", "stratified", "two-part"]


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn case that could not be read, why, and the reserve that stands in for it ("" where there was none)."""

    case: Drawn
    reason: str
    when: str
    replaced_by: str


class FrameCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Of the cases of the frame: how many have a question at all, by check, and by question of the panel."""

    flagged: int
    checks: dict[str, int]
    questions: dict[str, int]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper says of a drawn case besides the panel's view: the recorded type, and the domestic abuse flag."""

    recorded_as: str | None
    domestic_abuse: bool | None


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """``sample.json``. ``sizes`` are those asked for, ``raised`` the checks that raise a question on each drawn case,
    ``fixed_before`` whether the frame stood before the draw's own command, ``run`` the run's folder seen from here.

    ``versions`` are the SHA-256 of every ``sample.csv`` of this draw: a withdrawal makes another one.
    """

    schema: str = "logscan.sample/1"
    version: str = __version__
    design: Design
    seed: str
    sizes: dict[str, int]
    frame: FrameRecord
    fixed_before: bool
    draws_before: int
    drawn: str
    run: str
    counts: FrameCounts
    raised: dict[str, tuple[str, ...]]
    about: dict[str, About]
    withdrawn: tuple[Withdrawal, ...] = ()
    versions: tuple[str, ...] = ()


def cases_bytes(drawn: list[Drawn]) -> bytes:
    """``sample.csv``: UTF-8 with a byte order mark, safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for one in drawn:
        rows.writerow(
            (
                safe(one.case_id),
                one.order,
                one.part,
                safe(one.stratum),
                repr(one.probability),
                one.ticket,
                "yes" if one.reserve else "no",
            )
        )
    return text.getvalue().encode("utf-8-sig")


def read_cases(path: Path) -> list[Drawn]:
    """The rows of ``sample.csv``; raises ``UsageError`` where it is not one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a sample ({type(error).__name__})") from None
    drawn = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), 2):
        try:
            drawn.append(_drawn(row))
        except (KeyError, ValueError, TypeError, AttributeError):
            raise UsageError(f"{path}, row {number}: not a row that `logscan sample` wrote") from None
    if not drawn:
        raise UsageError(f"{path}: no case in it")
    return drawn


def _drawn(row: dict[str, str]) -> Drawn:
    drawn = Drawn(
        case_id=plain(row["case_id"]),
        order=int(row["order"]),
        part=row["part"],
        stratum=plain(row["stratum"]),
        probability=float(row["probability"]),
        ticket=int(row["ticket"]),
        reserve={"yes": True, "no": False}[row["reserve"]],
    )
    if not 0 < drawn.probability <= 1:
        raise ValueError
    return drawn


def write_record(path: Path, sample: Sample) -> None:
    """Write ``sample.json``."""
    with replacing(path) as out:
        out.write(msgspec.json.format(msgspec.json.encode(sample), indent=2) + b"\n")


def read_record(path: Path) -> Sample:
    """Read ``sample.json``; raises ``UsageError`` where it is not one."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Sample)
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"{path}: cannot be read as a sample ({type(error).__name__})") from None
