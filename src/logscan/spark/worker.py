"""What runs on a worker: rows of a partition in, lines of JSON out; one pipeline a process, kept between partitions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from logscan import __version__, readers
from logscan.engine.build import encoded_cases
from logscan.engine.pool import where
from logscan.errors import InputError, UsageError
from logscan.nlp.component import Stage
from logscan.nlp.pipeline import stages
from logscan.policy import Policy
from logscan.resources import use_models

COLUMNS = ("case_id", "report", "fault")
TYPES = "case_id string, report string, fault string"
_BATCH = 64

Cast = Callable[[Any], Any]


class Task(NamedTuple):
    """What the driver sends to every worker, once: its version, its models (name to bytes) and the policy."""

    version: str
    models: tuple[tuple[str, bytes], ...]
    policy: Policy


class Layout(NamedTuple):
    """The column of the references, and how the cells of a column come back from text (``int`` or ``moment``)."""

    case_id: str
    casts: Mapping[str, str]


def scan_partition(tables: Iterable[pd.DataFrame], task: Task, layout: Layout) -> Iterator[pd.DataFrame]:
    """``COLUMNS``: a row a report (without fault) and a row a fault (without report; never with text of a log)."""
    if task.version != __version__:
        raise UsageError(f"logscan {__version__} on the worker and {task.version} on the driver: install the same")
    reading = _stages(task.models)
    references: list[str | None] = []
    faults: list[InputError] = []
    made: list[tuple[str | None, str | None, str | None]] = []
    cases = readers.cases_of_table(_rows(tables, layout, references), task.policy.columns, "row", faults.append)
    for case, outcome in encoded_cases(reading, cases, task.policy):
        if isinstance(outcome, Exception):  # as in a local scan: it is named, counted, and the rest goes on
            made.append((case.case_id, None, where(outcome)))
        else:
            made.append((case.case_id, outcome.decode(), None))
        if len(made) >= _BATCH:
            yield pd.DataFrame(made, columns=list(COLUMNS), dtype=object)
            made.clear()
    made += [(references[(fault.row or 1) - 1], None, fault.reason) for fault in faults]
    yield pd.DataFrame(made, columns=list(COLUMNS), dtype=object)


def _rows(
    tables: Iterable[pd.DataFrame], layout: Layout, references: list[str | None]
) -> Iterator[dict[str, Any]]:
    casts = {column: _CASTS[name] for column, name in layout.casts.items()}
    for table in tables:
        for cells in table.to_dict("records"):
            row = {str(column): _cell(value, casts.get(str(column))) for column, value in cells.items()}
            reference = row.get(layout.case_id)
            references.append(None if reference is None else str(reference))
            yield row


def _cell(value: Any, cast: Cast | None) -> Any:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    return value if cast is None else cast(value)


def _moment(microseconds: str) -> datetime:
    return datetime.fromtimestamp(int(microseconds) / 1_000_000, UTC)


# pandas has no whole number and no instant beside an empty cell: both cross as text
_CASTS: dict[str, Cast] = {"int": int, "moment": _moment}


@lru_cache(maxsize=1)
def _stages(models: tuple[tuple[str, bytes], ...]) -> tuple[Stage, ...]:
    """The stages over the driver's models, whatever this worker's installation holds."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in models:
            (Path(folder) / name).write_bytes(content)
        with use_models(Path(folder)):
            return stages()
