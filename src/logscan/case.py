"""What comes in: a case is the crime system's record of it and its log."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

RecordedAs = Literal["stalking", "harassment", "malicious_communications", "controlling_coercive", "other"]
CaseStatus = Literal["open", "closed"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The fields that a force exports beside the text.

    ``reported_at`` is an ISO local date-time, ``closed_at`` an ISO date. ``outcome_code`` is the Home Office
    outcome, 1 to 22; a letter suffix (1A, 15B) stands in ``extra``. ``extra`` holds every other column, untouched.
    """

    recorded_offence: str | None = None
    recorded_as: RecordedAs | None = None
    domestic_abuse: bool | None = None
    reported_at: str | None = None
    status: CaseStatus | None = None
    outcome_code: int | None = None
    closed_at: str | None = None
    extra: dict[str, Any] = {}


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One case as read: ``log`` is the whole free text, kept to the character."""

    case_id: str
    log: str
    record: Record = Record()
    warnings: tuple[str, ...] = ()
