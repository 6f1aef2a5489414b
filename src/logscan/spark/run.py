"""A whole run on a cluster: Parquet or CSV in, the tables of a run as Parquet out, and its ``run.json``."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from py4j.protocol import Py4JError
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from logscan import __version__, readers
from logscan.errors import OutputError, UsageError
from logscan.outputs.run import Fault, RunMeta
from logscan.outputs.schema import FLAT
from logscan.policy import Policy
from logscan.resources import model_hashes
from logscan.spark.scan import Tables, scanned
from logscan.spark.worker import TYPES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_FAULTS = 10_000
_RAW = "scanned"
_CSV: dict[str, Any] = {
    "header": True,
    "multiLine": True,
    "quote": '"',
    "escape": '"',
    "maxCharsPerColumn": -1,
    "ignoreLeadingWhiteSpace": False,
    "ignoreTrailingWhiteSpace": False,
}


def scan_run(inputs: Sequence[str], out: str, policy: Policy, *, master: str | None) -> RunMeta:
    """Scan ``inputs`` (paths that the cluster can read) to tables below ``out`` (a path that it can write).

    ``reports/`` holds the report both as columns and as its line of JSON (column ``json``). The first ten thousand
    faults stand in ``run.json``. Raises :class:`UsageError` where the input cannot be read, :class:`OutputError` where
    the cluster gives up.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    session = _session(master)
    try:
        tables = _written(session, scanned(_read(session, inputs), policy), out)
        meta = _meta(tables, inputs, policy, started, clock)
        _put(session, f"{out}/run.json", msgspec.json.format(msgspec.json.encode(meta), indent=2) + b"\n")
        _remove(session, f"{out}/{_RAW}")
        return meta
    except AnalysisException as error:
        raise UsageError(f"Spark cannot read the input ({error.getCondition()}): {', '.join(inputs)}") from error
    except (PySparkException, Py4JError) as error:
        # its message may quote rows
        raise OutputError(f"{out}: Spark gave up ({type(error).__name__}); its own log says where") from error
    finally:
        session.stop()


def _session(master: str | None) -> SparkSession:
    # it says so of pandas 3 at every call; what we use of it is tested
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    builder = SparkSession.builder.appName("logscan")
    return (builder.master(master) if master else builder).getOrCreate()


def _read(session: SparkSession, inputs: Sequence[str]) -> DataFrame:
    frames = [
        session.read.csv(path, **_CSV) if ".csv" in path.rsplit("/", 1)[-1].lower() else session.read.parquet(path)
        for path in inputs
    ]
    return reduce(lambda left, right: left.unionByName(right, allowMissingColumns=True), frames)


def _written(session: SparkSession, lines: DataFrame, out: str) -> Tables:
    """The scan is written first as it is: whatever worker is lost afterwards, no case is scanned twice."""
    lines.write.mode("overwrite").parquet(f"{out}/{_RAW}")
    tables = Tables(session.read.schema(TYPES).parquet(f"{out}/{_RAW}"))
    for name in ("reports", *FLAT):
        getattr(tables, name).write.mode("overwrite").option("compression", "zstd").parquet(f"{out}/{name}")
    return tables


def _meta(tables: Tables, inputs: Sequence[str], policy: Policy, started: datetime, clock: float) -> RunMeta:
    counted = tables.reports.agg(f.count("*"), f.coalesce(f.sum("words"), f.lit(0))).collect()[0]
    faults = tables.faults.orderBy("case_id", "fault").limit(_FAULTS).collect()
    return RunMeta(
        version=__version__,
        policy=policy.name,
        policy_sha256=policy.sha256,
        as_of=policy.as_of,
        models=model_hashes(),
        inputs=tuple(pair for path in inputs for pair in _hashed(path)),
        cases=counted[0],
        words=counted[1],
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
        faults=tuple(Fault(file=f"case {row[0] or 'without reference'}", row=None, reason=row[1]) for row in faults),
    )


def _hashed(path: str) -> Iterable[tuple[str, str]]:
    """Names and hashes of the files below a path of this machine; the hash is empty where only the cluster can read."""
    return readers.inputs([Path(path)]) if Path(path).exists() else [(path, "")]


def _put(session: SparkSession, path: str, content: bytes) -> None:
    folder, target = _hadoop(session, path)
    stream = folder.create(target, True)
    try:
        stream.write(bytearray(content))
    finally:
        stream.close()


def _remove(session: SparkSession, path: str) -> None:
    folder, target = _hadoop(session, path)
    folder.delete(target, True)


def _hadoop(session: SparkSession, path: str) -> tuple[Any, Any]:
    """The file system of a path, as the cluster knows it, and the path in it."""
    context: Any = session.sparkContext
    target = context._jvm.org.apache.hadoop.fs.Path(path)
    return target.getFileSystem(context._jsc.hadoopConfiguration()), target
