"""The policy: thresholds, column names, selected checks and severities, read from a TOML file.

Thresholds are each force's own; none is a national rule (the panel report of May 2022 notes that no deadline for a
SASH exists). A file names only what differs from the defaults.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import msgspec

from logscan.errors import PolicyError


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a check raises; days unless the name says otherwise."""

    sash_days: int = 3
    dash_days: int = 2
    first_contact_days: int = 2
    gap_days: int = 28
    recording_hours: int = 24
    suspect_action_days: int = 14
    supervisor_review_days: int = 14
    update_gap_days: int = 28
    fragment_words: int = 60
    copied_words: int = 25
    abstain_below: float = 0.5


class Dates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when a rule holds (ISO dates); sources in docs/checks."""

    ex_partner_presumption: str = "2020-04-01"
    warnings_obsolete: str = "2019-04-01"
    stalking_protection_orders: str = "2020-01-20"


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that a force sets. ``columns`` maps contract fields to the force's column names."""

    name: str = "default"
    thresholds: Thresholds = Thresholds()
    dates: Dates = Dates()
    columns: dict[str, str] = {}
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, int] = {}
    language: str = "en"

    @property
    def sha256(self) -> str:
        """Hash of the whole policy, as it stands in every report."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def load_policy(path: Path) -> Policy:
    """The policy of a TOML file; raises :class:`PolicyError` naming file, key and mend."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Policy)
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: not valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise PolicyError(f"{path}: {error}; `logscan policy` prints every key with its default") from error
