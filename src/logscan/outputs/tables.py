"""A run as Parquet: ``reports/`` (a row a case, nested columns) and ``findings/``, ``mentions/``, ``times/`` (flat).

Each is a folder of parts in input order; a part holds the rows of ``PART_CASES`` cases, so that a run of any size is
written in little memory and read by many hands at once. The same reports give the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from logscan.outputs import schema
from logscan.outputs.atomic import replacing
from logscan.report import Report

TABLES = ("reports", *schema.FLAT)
PART_CASES = 8192
_GROUP_CASES = 256
_MAPS = ("four", "checks", "check_reasons")


def write(run: Path, reports: Iterable[Report]) -> None:
    """Write the four tables below ``run``, in place of those that stand there."""
    for name in TABLES:
        shutil.rmtree(run / name, ignore_errors=True)
        (run / name).mkdir()
    for number, part in enumerate(_parts(iter(reports))):
        _write_part(run, f"part-{number:05d}.parquet", part)


def rows(report: Report, name: str) -> list[dict[str, Any]]:
    """The rows of table ``name`` that a report makes, as Arrow takes them."""
    if name != "reports":
        return [{"case_id": report.case_id, **msgspec.to_builtins(item)} for item in getattr(report, name)]
    row: dict[str, Any] = msgspec.to_builtins(report)
    row["record"]["extra"] = msgspec.json.encode(report.record.extra).decode()
    for holder, names in ((row, _MAPS), (row["verdict"], ("probabilities", "acts"))):
        holder.update({key: list(holder[key].items()) for key in names})
    return [row]


def _parts(reports: Iterator[Report]) -> Iterator[Iterator[Report]]:
    """The reports of each part; a run without cases has one all the same, for its columns."""
    yield islice(reports, PART_CASES)
    for first in reports:
        yield chain((first,), islice(reports, PART_CASES - 1))


def _write_part(run: Path, file: str, reports: Iterator[Report]) -> None:
    with ExitStack() as stack:
        writers = {}
        for name in TABLES:
            out = stack.enter_context(replacing(run / name / file))
            columns = schema.reports() if name == "reports" else schema.flat(name)
            writers[name] = stack.enter_context(pq.ParquetWriter(out, columns, compression="zstd"))
        while group := list(islice(reports, _GROUP_CASES)):
            for name, writer in writers.items():
                made = [row for report in group for row in rows(report, name)]
                writer.write_table(pa.Table.from_pylist(made, writer.schema))
