"""The scan on a Spark cluster of this machine, a worker killed in its midst: ``python -m benchmarks.cluster [COUNT]``.

A master and its workers run as processes of their own on loopback. ``COUNT`` synthetic cases (20,000) are scanned by
the local engine with one process and with two, by a cluster of one worker, of two, and of two of which one is killed
once the first task is done; the reports must be the same bytes after sorting. Needs PySpark and Java (17 or later).
"""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import make
from logscan.case import Case

FIELDS = ("recorded_as", "domestic_abuse", "reported_at", "status")


def lacking() -> str | None:
    """Why there can be no cluster here; None where there can."""
    if shutil.which("java") is None:
        return "Java is not installed"
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "PySpark is not installed"
    return None


@dataclass
class Cluster:
    """A master and its workers; ``url`` is what a driver is given."""

    url: str
    workers: list[subprocess.Popen[bytes]]
    environment: dict[str, str]

    def kill_worker(self) -> None:
        """Kill the first worker, and what it runs, as the system does that takes a machine away."""
        _kill(self.workers[0])


@contextmanager
def cluster(folder: Path, size: int = 2) -> Iterator[Cluster]:
    """A master and ``size`` workers of one core each, their files below ``folder``; all are ended with the context."""
    import pyspark

    home = Path(pyspark.__file__).parent
    host, port = "127.0.0.1", _free_port()
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": host,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_LOG_DIR": str(folder),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false --conf spark.executor.memory=1g pyspark-shell",
    }
    url = f"spark://{host}:{port}"
    deploy = "org.apache.spark.deploy"
    address = ("--host", host, "--webui-port", "0")
    names = [f"worker-{number}" for number in range(1, size + 1)]
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> subprocess.Popen[bytes]:
        with (folder / f"{name}.log").open("wb") as log:
            command = [str(home / "bin" / "spark-class"), *words]
            process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        started.append(process)
        return process

    try:
        start("master", f"{deploy}.master.Master", *address, "--port", str(port))
        _wait_for(folder / "master.log", "I have been elected leader")
        options = ("--cores", "1", "--memory", "1g")
        workers = [
            start(name, f"{deploy}.worker.Worker", *address, *options, "--work-dir", str(folder / name), url)
            for name in names
        ]
        for name in names:
            _wait_for(folder / f"{name}.log", "Successfully registered with master")
        yield Cluster(url, workers, environment)
    finally:
        for process in started:
            _kill(process)


def write_csv(path: Path, cases: Iterable[Case]) -> None:
    """The cases as a CSV with the contract's columns."""
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("case_id", "log", *FIELDS))
        rows.writerows((case.case_id, case.log, *(getattr(case.record, name) for name in FIELDS)) for case in cases)


def scan(cluster: Cluster, source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Scan on the cluster by the command line."""
    with _scanning(cluster, source, out) as process:
        told, errors = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, told, errors)


def scan_and_kill(cluster: Cluster, source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Scan on the cluster by the command line; a worker is killed as soon as one task has ended."""
    with _scanning(cluster, source, out) as process:
        while process.poll() is None and not any((out / "scanned").glob("_temporary/0/task_*")):
            time.sleep(0.1)
        # too late a kill would show nothing: the raw scan must still be going on
        in_time = process.poll() is None and not (out / "scanned" / "_SUCCESS").exists()
        cluster.kill_worker()
        told, errors = process.communicate()
    if not in_time:
        raise RuntimeError(f"no worker could be killed in the midst of the scan: {errors[-2000:]}")
    return subprocess.CompletedProcess(process.args, process.returncode, told, errors)


def lines(out: Path) -> list[str]:
    """The reports of a run on a cluster as lines of JSON, sorted."""
    import pyarrow.parquet as pq

    return sorted(pq.read_table(out / "reports", columns=["json"])["json"].to_pylist())


def table(count: int = 20_000) -> str:
    """The table, as Markdown: seconds of each engine over the same cases, and whether the bytes are the same.

    Seconds are those of the whole command, the start of Python and of the session with them; the cluster stands before.
    """
    if reason := lacking():
        raise SystemExit(f"no cluster: {reason}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "cases.csv"
        write_csv(source, make(count))
        seconds = {f"local engine, --jobs {jobs}": _local(source, folder / f"local-{jobs}", jobs) for jobs in (1, 2)}
        wanted = sorted((folder / "local-1" / "reports.jsonl").read_text(encoding="utf-8").splitlines())
        second = (folder / "local-2" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        same = dict.fromkeys(seconds, sorted(second) == wanted)
        for task, size, how in (
            ("Spark, one worker", 1, scan),
            ("Spark, two workers", 2, scan),
            ("Spark, two workers, one killed in the midst", 2, scan_and_kill),
        ):
            place = Path(tempfile.mkdtemp(dir=folder))
            with cluster(place, size) as running:
                start = time.perf_counter()
                done = how(running, source, place / "run")
                seconds[task] = time.perf_counter() - start
            if done.returncode:
                raise RuntimeError(done.stderr[-3000:])
            same[task] = lines(place / "run") == wanted
    rows = [f"| {task} | {took:.0f} | {'yes' if same[task] else 'NO'} |" for task, took in seconds.items()]
    head = "| engine | seconds | same bytes after sorting |\n|---|---|---|"
    return "\n".join([f"{count:,} cases, a core a process or worker, one run each.\n", head, *rows])


@contextmanager
def _scanning(cluster: Cluster, source: Path, out: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "logscan", "scan", "--engine", "spark", "--master", cluster.url]
    process = subprocess.Popen(
        [*command, str(source), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=cluster.environment,
    )
    try:
        yield process
    finally:
        process.kill()


def _local(source: Path, out: Path, jobs: int) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "logscan", "scan", str(source), "--out", str(out), "--jobs", str(jobs), "--quiet"]
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait_for(log: Path, words: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > deadline:
            raise RuntimeError(f"{log.name}: no {words!r} within {seconds:.0f} s")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    print(table(*map(int, sys.argv[1:])))
