"""What redaction gives back: the redacted case and report, what was replaced, what a human must look at."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from logscan.case import Case
from logscan.errors import LogscanError
from logscan.report import Report

PLACEHOLDER = r"\[[A-Z][A-Z ]*(?: \d+)?\]"
"""What stands in a redacted text for an identifier: [VICTIM], [OFFICER 2]."""


class LeakError(LogscanError):
    """An identifier is left after redaction: nothing may be written. The message holds no text of a log."""


class Found(NamedTuple):
    """Characters that identify: offsets, type (PHONE, ADDRESS, PERSON, ...) and what makes two of them the same."""

    start: int
    end: int
    type: str
    key: str


class Replacement(msgspec.Struct, frozen=True):
    """One replaced stretch: offsets into the log as it was, what stood there, and what stands there now."""

    start: int
    end: int
    old: str
    new: str
    type: str


class Doubt(msgspec.Struct, frozen=True):
    """A word that a human must look at: ``where`` (``log`` or a field of the report), offsets there, and why.

    ``word`` is kept out of every file but one that its owner alone can read.
    """

    where: str
    start: int
    end: int
    reason: str
    word: str


class Redacted(msgspec.Struct, frozen=True):
    """A redacted case. ``report`` points into ``case.log``; ``leaks`` are what is left (there must be none).

    ``shift_days`` is by how many days its dates were moved (0: not moved).
    """

    case: Case
    report: Report
    replacements: tuple[Replacement, ...]
    doubts: tuple[Doubt, ...]
    leaks: tuple[Doubt, ...]
    shift_days: int = 0
