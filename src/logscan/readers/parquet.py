"""Parquet, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pyarrow.parquet

from logscan.errors import InputError
from logscan.readers.columns import lacking, roles, usable
from logscan.readers.tables import Row

_BATCH = 64


def rows(content: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows, numbered from 1; raises :class:`InputError` where the file has no usable columns."""
    with pyarrow.parquet.ParquetFile(content) as table:
        found = roles(table.schema_arrow.names, columns)
        if not usable(found):
            raise InputError(name, None, lacking(found))
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH):
            for cells in batch.to_pylist():
                number += 1
                yield Row(name, number, cells)
