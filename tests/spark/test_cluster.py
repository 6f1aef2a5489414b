"""The scan on a real cluster, a master and two workers on loopback: the local engine's bytes, whatever dies."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmarks.cluster import Cluster, cluster, lacking, lines, scan_and_kill, write_csv

from logscan.case import Case, Record
from tests.conftest import LOG, Command

pytestmark = pytest.mark.skipif(lacking() is not None, reason=f"no Spark here: {lacking()}")

CASES = 240


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


# every kind of table that reads otherwise in Spark than in Arrow: whole numbers and instants beside empty cells
DRIVER = """
import json, sys
from pyspark.sql import SparkSession
from logscan.policy import Policy
from logscan.spark import scan
session = SparkSession.builder.master(sys.argv[1]).getOrCreate()
for source in sys.argv[2:]:
    tables = scan(session.read.parquet(source), policy=Policy(ignore=("QUA",)))
    lines = [row.json for row in tables.reports.select("json").collect()]
    faults = sorted([list(row) for row in tables.faults.collect()], key=str)
    counts = [getattr(tables, name).count() for name in ("findings", "mentions", "times")]
    print(json.dumps([sorted(lines), faults, counts]))
session.stop()
"""


def test_tables_of_every_kind(spark: Cluster, logscan: Command, tmp_path: Path) -> None:
    moment = datetime(2022, 3, 4, 18, 20, tzinfo=UTC)
    wide = pa.table(
        {
            "case_id": ["A", "B", "B", None, "C"],
            "log": [LOG, LOG + "\r\nOIC PC 12.\x0b", "second row of one case", "no reference", LOG],
            "outcome_code": pa.array([15, None, 1, None, 99], pa.int32()),
            "reported_at": pa.array([moment, None, None, None, moment], pa.timestamp("us", "UTC")),
            "Beat": pa.array([7, None, None, None, 2**60], pa.int64()),
        }
    )
    entries = pa.table(
        {
            "case_id": ["A", "B", "A"],
            "entry_time": ["05/03/2022 10:00", "04/03/2022 09:00", "04/03/2022 18:20"],
            "entry_author": ["PC 2", "PC 3", "CCO 1"],
            "entry_text": ["DASH completed, medium.", "No further contact.", "IP states ex waits outside daily."],
        }
    )
    for name, table in (("wide", wide), ("entries", entries)):
        pq.write_table(table, tmp_path / f"{name}.parquet")
    sources = [str(tmp_path / f"{name}.parquet") for name in ("wide", "entries")]
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, driver, spark.url, *sources],
        capture_output=True,
        text=True,
        env={**spark.environment, "PYTHONWARNINGS": "ignore"},
        check=False,
    )
    assert told.returncode == 0, told.stderr[-3000:]
    for source, line in zip(sources, told.stdout.splitlines(), strict=True):
        reports, faults, counts = json.loads(line)
        run = tmp_path / "run"
        code = logscan("scan", source, "--out", run, "--ignore", "QUA", "--quiet").returncode
        local = (run / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        assert reports == sorted(local) and local
        assert counts == [sum(len(json.loads(r)[name]) for r in local) for name in ("findings", "mentions", "times")]
        meta = json.loads((run / "run.json").read_text(encoding="utf-8"))
        assert len(faults) == len(meta["faults"]) and (code == 3) == bool(faults)
        assert not any(word in str(faults) for word in ("second row of one case", "states"))


def test_a_worker_is_killed_in_the_midst(spark: Cluster, logscan: Command, tmp_path: Path) -> None:
    source = tmp_path / "cases.csv"
    offences = ("stalking", "harassment", None)
    write_csv(
        source,
        (
            Case(case_id=f"K-{i}", log=f"{LOG}\n\"{i}\", he said.", record=Record(recorded_as=offences[i % 3]))
            for i in range(CASES)
        ),
    )
    local = tmp_path / "local"
    assert logscan("scan", source, "--out", local, "--quiet", "--format", "parquet").returncode == 0
    done = scan_and_kill(spark, source, tmp_path / "spark")
    assert done.returncode == 0, done.stderr[-3000:]
    assert lines(tmp_path / "spark") == sorted((local / "reports.jsonl").read_text(encoding="utf-8").splitlines())
    for name in ("findings", "mentions", "times"):
        assert _rows(tmp_path / "spark" / name) == _rows(local / name)
    meta = json.loads((tmp_path / "spark" / "run.json").read_text(encoding="utf-8"))
    assert meta["cases"] == CASES and meta["inputs"] == json.loads((local / "run.json").read_text())["inputs"]
    assert not (tmp_path / "spark" / "scanned").exists()


def _rows(folder: Path) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in pq.read_table(folder).to_pylist())
