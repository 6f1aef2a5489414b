"""A DataFrame of cases in, DataFrames of reports, findings, mentions and times out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from logscan import __version__
from logscan.errors import UsageError
from logscan.outputs import schema
from logscan.policy import Policy
from logscan.readers.columns import lacking, roles, usable
from logscan.resources import model_files
from logscan.spark.worker import TYPES, Layout, Task, scan_partition

try:
    from pyspark.sql import functions as f
    from pyspark.sql import types as t
except ImportError:
    raise UsageError("the Spark engine needs PySpark: pip install 'logscan[spark]'") from None

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

_ORDER = "__logscan_order"
_TASKS_A_CORE = 4


@dataclass(frozen=True)
class Tables:
    """What a scan gives. ``scanned`` (``case_id``, ``report`` as its line of JSON, ``fault``) is kept by Spark once it
    has been computed; ``scanned.unpersist()`` lets it go. All other tables are made from it, without a second scan.
    """

    scanned: DataFrame

    @cached_property
    def reports(self) -> DataFrame:
        """A row a case: ``json`` (the line that ``reports.jsonl`` would hold), then the fields of the report."""
        lines = self.scanned.where(f.col("report").isNotNull())
        parsed = lines.select(f.col("report").alias("json"), f.from_json("report", _spark(schema.reports())).alias("r"))
        return parsed.select("json", "r.*")

    @property
    def findings(self) -> DataFrame:
        """A row a finding, with the fields of :class:`logscan.report.Finding` behind ``case_id``."""
        return self._flat("findings")

    @property
    def mentions(self) -> DataFrame:
        """A row a mention, with the fields of :class:`logscan.report.Mention` behind ``case_id``."""
        return self._flat("mentions")

    @property
    def times(self) -> DataFrame:
        """A row a time, with the fields of :class:`logscan.report.Time` behind ``case_id``."""
        return self._flat("times")

    @property
    def faults(self) -> DataFrame:
        """``case_id`` and ``fault``: rows and cells that could not be read, cases that could not be scanned."""
        return self.scanned.where(f.col("fault").isNotNull()).select("case_id", "fault")

    def _flat(self, name: str) -> DataFrame:
        return self.reports.select("case_id", f.explode(name).alias("i")).select("case_id", "i.*")


def scan(df: DataFrame, *, policy: Policy | None = None) -> Tables:
    """Scan a Spark DataFrame with the contract's columns, a row a case or a row an entry.

    Raises :class:`UsageError` where the columns hold no cases. Nothing is computed before a table is asked for.
    """
    return Tables(scanned(df, policy or Policy()).persist())


def scanned(df: DataFrame, rules: Policy) -> DataFrame:
    """The scan itself, ``case_id``, ``report`` and ``fault``: what :class:`Tables` are made from.

    The rows of one case come together in one partition, in their order, so that entries are joined and a second row of
    a case is found as in a local scan.
    """
    found = roles(df.columns, rules.columns)
    if not usable(found):
        raise UsageError(f"DataFrame: {lacking(found)}")
    text, casts = _as_text(df)
    session = df.sparkSession
    layout = Layout(found["case_id"], casts)
    task = session.sparkContext.broadcast(Task(__version__, model_files(), rules))

    def partition(tables: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return scan_partition(tables, task.value, layout)

    tasks = session.sparkContext.defaultParallelism * _TASKS_A_CORE
    together = (
        text.withColumn(_ORDER, f.monotonically_increasing_id())
        .repartition(tasks, f.col(_quoted(found["case_id"])))
        .sortWithinPartitions(_ORDER)
        .drop(_ORDER)
    )
    return together.mapInPandas(partition, TYPES)


def _as_text(df: DataFrame) -> tuple[DataFrame, Mapping[str, str]]:
    """The frame with whole numbers and instants as text, and what each such column is to be again."""
    casts: dict[str, str] = {}
    columns = []
    for field in df.schema.fields:
        column = f.col(_quoted(field.name))
        if isinstance(field.dataType, t.IntegralType):
            casts[field.name] = "int"
            column = column.cast("string")
        elif isinstance(field.dataType, t.TimestampType):
            casts[field.name] = "moment"
            column = f.unix_micros(column).cast("string")
        columns.append(column.alias(field.name))
    return df.select(columns), casts


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def _spark(columns: pa.Schema) -> t.StructType:
    return t.StructType([t.StructField(column.name, _type(column.type)) for column in columns])


def _type(kind: pa.DataType) -> t.DataType:
    if pa.types.is_struct(kind):
        return t.StructType([t.StructField(field.name, _type(field.type)) for field in kind])
    if pa.types.is_list(kind):
        return t.ArrayType(_type(kind.value_type))
    if pa.types.is_map(kind):
        return t.MapType(_type(kind.key_type), _type(kind.item_type))
    simple: dict[pa.DataType, t.DataType] = {
        pa.string(): t.StringType(),
        pa.int64(): t.LongType(),
        pa.float64(): t.DoubleType(),
        pa.bool_(): t.BooleanType(),
    }
    return simple[kind]
