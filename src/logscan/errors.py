"""The errors that logscan raises on purpose; each message is one line and names the mend.

LogscanError
├── UsageError      the call is wrong (exit code 2)
├── PolicyError     a policy file is wrong (exit code 2)
├── OutputError     the output cannot be written (exit code 2); what was done before is kept
└── InputError      one input cannot be read (exit code 3); the rest is scanned
"""

from __future__ import annotations


class LogscanError(Exception):
    """Base of the errors below. A message never holds text of a log."""


class UsageError(LogscanError):
    """The call cannot be carried out as given."""


class PolicyError(LogscanError):
    """A policy file cannot be used."""


class OutputError(LogscanError):
    """The output cannot be written: the disk is full, or the folder is not ours."""


class InputError(LogscanError):
    """An input, or one row of it, cannot be read: ``file``, ``row`` (None: the whole file) and ``reason``."""

    def __init__(self, file: str, row: int | None, reason: str) -> None:
        where = file if row is None else f"{file}, row {row}"
        super().__init__(f"{where}: {reason}")
        self.file, self.row, self.reason = file, row, reason
