"""The policy: thresholds, column names, selected checks and severities, as a force sets them.

Thresholds are each force's own; none is a national rule (the panel report of May 2022 notes that no deadline for a
SASH exists). A file names only what differs from the policy that it extends; see :mod:`logscan.policy_file`.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

import msgspec

Count = Annotated[int, msgspec.Meta(ge=0)]
Language = Literal["en", "cy"]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a check raises; days unless the name says otherwise."""

    sash_days: Count = 3
    dash_days: Count = 2
    first_contact_days: Count = 2
    gap_days: Count = 28
    recording_hours: Count = 24
    suspect_action_days: Count = 14
    supervisor_review_days: Count = 14
    update_gap_days: Count = 28
    fragment_words: Count = 60
    copied_words: Count = 25
    abstain_below: Share = 0.5


class Dates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when a rule holds (ISO dates); sources in docs/checks."""

    course_of_conduct_added: str = "2018-04-01"
    ex_partner_presumption: str = "2020-04-01"
    principal_crime: str = "2023-04-01"
    warnings_obsolete: str = "2019-04-01"
    stalking_protection_orders: str = "2020-01-20"


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thresholds that hold for cases reported on or after the ISO date ``since``."""

    since: str
    thresholds: dict[str, int | float]


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Everything that a force sets. ``columns`` maps contract fields to the force's column names.

    ``working_days`` names the thresholds that are counted in working days; ``as_of`` is the ISO date at which open
    cases are judged, where none is given the date of the last entry of each.
    """

    name: str = "default"
    thresholds: Thresholds = Thresholds()
    changes: tuple[Change, ...] = ()
    dates: Dates = Dates()
    columns: dict[str, str] = {}
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, int] = {}
    language: Language = "en"
    working_days: tuple[str, ...] = ()
    as_of: str = ""

    @cached_property
    def sha256(self) -> str:
        """Hash of the whole policy, as it stands in every report."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    def thresholds_on(self, day: date | None) -> Thresholds:
        """The thresholds for a case reported on ``day``; those without changes where the day is not known."""
        in_force = [c for c in self.changes if day is not None and c.since <= day.isoformat()]
        if not in_force:
            return self.thresholds
        values = msgspec.to_builtins(self.thresholds)
        for change in sorted(in_force, key=lambda c: c.since):
            values |= change.thresholds
        return msgspec.convert(values, Thresholds)
