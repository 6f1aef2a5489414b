"""A row of a table as a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec

from logscan.case import Case, Record, RecordedAs
from logscan.errors import InputError
from logscan.readers import values
from logscan.readers.columns import lacking, roles, usable
from logscan.readers.offences import recorded_as
from logscan.readers.plain import plain

_LABELS = get_args(RecordedAs)
# fields that only help to read others; their columns stay in `extra`
_HELPERS = ("offence_code", "reported_time")


def case_of_row(
    row: Mapping[str, Any], columns: Mapping[str, str], file: str, number: int, on_fault: Callable[[InputError], None]
) -> Case:
    """The case of one row (column name to cell); ``number`` is the row as its file counts.

    A cell that cannot be understood is told to ``on_fault`` and stands as None, with a warning on the case. Raises
    :class:`InputError` where there is no reference or no log. A case of our own, with ``record``, is read as such.
    """
    row, told = _flat(row)
    found = roles(row, columns)
    if not usable(found):
        raise InputError(file, number, lacking(found))
    case = case_of_fields(row, found, file, number, on_fault)
    return msgspec.structs.replace(case, warnings=(*told, *case.warnings)) if told else case


def case_of_fields(
    row: Mapping[str, Any], found: Mapping[str, str], file: str, number: int, on_fault: Callable[[InputError], None]
) -> Case:
    """As :func:`case_of_row` where it is known which column is which field."""
    reader = _Row(row, found, file, number, on_fault)
    name = reference_of(row, found, file, number)
    record = reader.record()
    log = reader.log()
    return Case(case_id=name, log=log, record=record, warnings=tuple(reader.warnings))


def reference_of(row: Mapping[str, Any], found: Mapping[str, str], file: str, number: int) -> str:
    """The reference of a row, without the space around it; raises :class:`InputError` where it has none."""
    column = found["case_id"]
    value = plain(row.get(column))
    if isinstance(value, list | dict | bool):
        raise InputError(file, number, f"column {column!r}: not a reference")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    name = "" if value is None else str(value).strip()
    if not name:
        raise InputError(file, number, f"column {column!r}: no reference")
    return name


class _Row:
    """One row being read; gathers its warnings."""

    def __init__(
        self,
        row: Mapping[str, Any],
        found: Mapping[str, str],
        file: str,
        number: int,
        on_fault: Callable[[InputError], None],
    ) -> None:
        self.row, self.found, self.file, self.number, self.on_fault = row, found, file, number, on_fault
        self.warnings: list[str] = []
        self.kept: set[str] = {found[field] for field in _HELPERS if field in found}
        self.extra: dict[str, Any] = {}

    def record(self) -> Record:
        offence = self._text("recorded_offence")
        label = self._label(offence)
        code, suffix = self._read("outcome_code", values.outcome) or (None, None)
        if suffix:
            self.extra["outcome_suffix"] = suffix
        if code is not None and len(str(plain(self._cell("outcome_code"))).strip()) > 4:
            self.kept.add(self.found["outcome_code"])
        closed = self._read("closed_at", values.moment)
        fields = {
            "recorded_offence": offence,
            "recorded_as": label,
            "domestic_abuse": self._read("domestic_abuse", values.flag),
            "reported_at": self._reported(),
            "status": self._read("status", values.status),
            "outcome_code": code,
            "closed_at": closed[:10] if closed else None,
        }
        used = set(self.found.values()) - self.kept
        rest = {key: plain(value) for key, value in self.row.items() if key not in used}
        return Record(**fields, extra={**rest, **self.extra})

    def log(self) -> str:
        """The text, to the character; a null is an empty log."""
        column = self.found["entry_text" if "entry_text" in self.found else "log"]
        value = plain(self.row[column])
        if isinstance(value, list | dict):
            raise InputError(self.file, self.number, f"column {column!r}: not a text")
        log = "" if value is None else str(value)
        if isinstance(self.row[column], str) and log != self.row[column]:
            self.warnings.append("half characters in the log were replaced")
        if not log.strip():
            self.warnings.append("the log is empty")
        return log

    def _label(self, offence: str | None) -> Any:
        said = self._text("recorded_as")
        if said is not None and (label := "_".join(said.casefold().replace("-", " ").split())) in _LABELS:
            return label
        recorded = recorded_as(offence or said, self._text("offence_code"))
        if recorded.warning:
            self.warnings.append(recorded.warning)
        if said is not None:
            self.kept.add(self.found["recorded_as"])
        return recorded.label

    def _reported(self) -> str | None:
        day: str | None
        clock: str | None
        day, clock = self._read("reported_at", values.moment), self._read("reported_time", values.clock)
        if day and clock and (len(day) == 10 or day.endswith("T00:00")):
            return f"{day[:10]}T{clock}"
        return day

    def _cell(self, field: str) -> Any:
        return self.row.get(self.found[field]) if field in self.found else None

    def _text(self, field: str) -> str | None:
        value = plain(self._cell(field))
        text = "" if value is None else str(value).strip()
        return text or None

    def _read(self, field: str, read: Callable[[Any], Any]) -> Any:
        """The field by ``read``; what is not understood stays in ``extra`` under its column."""
        value = self._cell(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        column = self.found[field]
        try:
            return read(value)
        except LookupError as unknown:
            self.warnings.append(f"column {column!r}: {unknown.args[0]}")
        except (ValueError, OverflowError) as broken:
            reason = f"column {column!r}: {broken.args[0] if isinstance(broken, ValueError) else 'out of range'}"
            self.on_fault(InputError(self.file, self.number, f"{reason}; read without it"))
            self.warnings.append(reason)
        self.kept.add(column)
        return None


def _flat(row: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A row without nesting: our own form has fields under ``record``, other columns under its ``extra``."""
    record = row.get("record")
    if not isinstance(record, Mapping):
        return dict(row), ()
    extra = record.get("extra")
    told = row.get("warnings")
    outer = {key: value for key, value in row.items() if key not in ("record", "warnings")}
    inner = {key: value for key, value in record.items() if key != "extra" or not isinstance(extra, Mapping)}
    warnings = tuple(str(line) for line in told) if isinstance(told, list) else ()
    return {**(extra if isinstance(extra, Mapping) else {}), **inner, **outer}, warnings
