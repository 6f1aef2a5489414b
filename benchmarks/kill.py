"""A scan killed at random moments and taken up again: ``python -m benchmarks.kill [COUNT [KILLS [JOBS]]]``.

``COUNT`` synthetic cases (2,000) are scanned once unbroken, then over and over with ``kill -9`` at a random moment and
``--resume``: ``KILLS`` times (20) in all. Every run that is taken up to its end must hold the same bytes.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.cluster import write_csv
from benchmarks.synthetic import make
from logscan.engine.run import scan_run
from logscan.policy import Policy

OUTPUTS = ("reports.jsonl", "cases.jsonl", "findings.csv", "report.html")

@dataclass(frozen=True)
class Outcome:
    """``kills`` that hit, runs taken up to their ``ends``, and the files that then ``differed``."""

    kills: int
    ends: int
    differed: tuple[str, ...]


def kill_and_resume(source: Path, folder: Path, *, kills: int, jobs: int, chunk: int, seed: int = 2022) -> Outcome:
    """Scan ``source`` unbroken, then killed at random moments, each as likely as any other within an unbroken run."""
    # a server that has imported all starts the scans: the moments then fall into the work, not into imports
    server = get_context("forkserver")
    server.set_forkserver_preload(["logscan.engine.run", "logscan.nlp.pipeline", "logscan.engine.build"])

    def start(out: Path, resume: bool) -> BaseProcess:
        process = server.Process(target=_scan, args=(source, out, jobs, chunk, resume))
        process.start()
        return process

    start(folder / "warm", False).join()
    begun = time.monotonic()
    _ended(start(folder / "whole", False))
    seconds = time.monotonic() - begun
    pick, hit, ends, differed = random.Random(seed), 0, 0, []
    out, resume = folder / "cut", False
    while hit < kills:
        scan = start(out, resume)
        scan.join(pick.uniform(0, seconds))
        if scan.is_alive():
            scan.kill()
            scan.join()
            hit, resume = hit + 1, True
            if hit < kills:
                continue
            scan = start(out, True)
        _ended(scan)
        ends += 1
        differed += [name for name in OUTPUTS if (out / name).read_bytes() != (folder / "whole" / name).read_bytes()]
        if (out / ".chunks").exists():
            differed.append(".chunks")
        shutil.rmtree(out)
        resume = False
    return Outcome(hit, ends, tuple(differed))


def _scan(source: Path, out: Path, jobs: int, chunk: int, resume: bool) -> None:
    scan_run([source], out, Policy(), jobs=jobs, resume=resume, advance=lambda *done: None, chunk_cases=chunk)


def _ended(scan: BaseProcess) -> None:
    scan.join()
    if scan.exitcode:
        raise RuntimeError(f"a scan ended with {scan.exitcode}")


def main() -> None:
    """Print what came of it."""
    count, kills, jobs = (int(word) for word in (*sys.argv[1:], *("2000", "20", "2")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(folder / "cases.csv", make(count))
        done = kill_and_resume(folder / "cases.csv", folder, kills=kills, jobs=jobs, chunk=64)
    differing = ", ".join(done.differed) or "none"
    print("| cases | processes | kills | runs ended | files that differ from an unbroken run |\n|---|---|---|---|---|")
    print(f"| {count:,} | {jobs} | {done.kills} | {done.ends} | {differing} |")


if __name__ == "__main__":
    main()
