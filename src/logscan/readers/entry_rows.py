"""One case as many rows, an entry each: joined in time order to one log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from logscan.errors import InputError
from logscan.readers import values
from logscan.readers.columns import roles

_TIMELESS = ""
_WHEN = ("entry_date", "entry_time")
_HEAD = (*_WHEN, "entry_author")


def joined(
    rows: Sequence[tuple[int, dict[str, Any]]],
    columns: Mapping[str, str],
    place: str,
    on_fault: Callable[[InputError], None],
) -> tuple[dict[str, Any], dict[str, str]]:
    """The rows of one case (numbers and cells) as one row with its log, and which column is which field.

    The log is `entry_time entry_author`, a line break and `entry_text` of each row, parted by one blank line, in time
    order; a day in a column of its own goes before a time that names none. A row whose time is missing or broken keeps
    its place after the row above it. Another column has its one value, or the list of its values where rows differ; a
    field of the record has the first that is given.
    """
    found = roles(dict.fromkeys(key for _, cells in rows for key in cells), columns)
    if all(_moment(cells, found, ("entry_time",)) for _, cells in rows):
        found.pop("entry_date", None)
    ordered = [cells for _, cells in _in_time(rows, found, place, on_fault)]
    entry = {found[field] for field in (*_HEAD, "entry_text") if field in found}
    fields = set(found.values()) - entry
    whole: dict[str, Any] = {}
    for column in dict.fromkeys(key for cells in ordered for key in cells if key not in entry):
        given = [cells.get(column) for cells in ordered]
        told = [value for value in given if value not in (None, "")]
        if column in fields or not told:
            whole[column] = told[0] if told else given[0]
        else:
            whole[column] = told[0] if all(value == told[0] for value in told) else given
    whole[found["entry_text"]] = "\n\n".join(_entry(cells, found) for cells in ordered)
    return whole, {field: column for field, column in found.items() if field not in _HEAD}


def _entry(cells: Mapping[str, Any], found: Mapping[str, str]) -> str:
    head = " ".join(part for field in _HEAD if (part := _text(cells, found.get(field))))
    text = _text(cells, found["entry_text"])
    return f"{head}\n{text}" if head else text


def _text(cells: Mapping[str, Any], column: str | None) -> str:
    value = cells.get(column) if column is not None else None
    return "" if value is None else str(value)


def _in_time(
    rows: Sequence[tuple[int, dict[str, Any]]],
    found: Mapping[str, str],
    place: str,
    on_fault: Callable[[InputError], None],
) -> list[tuple[int, dict[str, Any]]]:
    keys: list[str] = []
    for number, cells in rows:
        moment = _moment(cells, found, _WHEN)
        if moment is None:
            column = found.get("entry_time") or found["entry_date"]
            on_fault(InputError(place, number, f"column {column!r}: not a date that can be; the entry keeps its place"))
        keys.append(moment or (keys[-1] if keys else _TIMELESS))
    order = sorted(range(len(rows)), key=lambda index: keys[index])
    return [rows[index] for index in order]


def _moment(cells: Mapping[str, Any], found: Mapping[str, str], fields: Sequence[str]) -> str | None:
    """The moment that the fields name together; empty where they say nothing, None where it cannot be."""
    said = " ".join(part for field in fields if (part := _text(cells, found.get(field)).strip()))
    try:
        return (values.moment(said) if said else None) or _TIMELESS
    except (ValueError, OverflowError):
        return None
