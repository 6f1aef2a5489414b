"""One scan over two processes against two independent scans: ``python -m benchmarks.scaling [COUNT [ROUNDS]]``.

``COUNT`` synthetic logs (20,000). In each round, in turn: ``--jobs 2`` over all, and two processes started together
over half the logs each, which is the best that two processors can do.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import write
from benchmarks.synthetic import make


def table(count: int = 20_000, rounds: int = 5) -> str:
    """The table, as Markdown; ratios are medians over the rounds, each within its round."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cases = list(make(count))
        for part, these in (("all", cases), ("one", cases[::2]), ("two", cases[1::2])):
            write(folder / f"{part}.jsonl", these)
        del cases
        tasks = {
            "--jobs 2": (("all", "2"),),
            "two independent processes, half the logs each": (("one", "1"), ("two", "1")),
        }
        seconds: dict[str, list[float]] = {task: [] for task in tasks}
        for _ in range(rounds):
            for task, parts in tasks.items():
                seconds[task].append(_together(folder, parts))
    best = seconds["two independent processes, half the logs each"]
    lines = [
        f"{count:,} logs, {rounds} rounds.\n",
        "| task | seconds (median) | speed against two independent |\n|---|---|---|",
    ]
    for task, values in seconds.items():
        ratio = statistics.median(b / a for a, b in zip(values, best, strict=True))
        lines.append(f"| {task} | {statistics.median(values):.0f} | {ratio:.2f} |")
    return "\n".join(lines)


def _together(folder: Path, parts: tuple[tuple[str, str], ...]) -> float:
    start = time.perf_counter()
    scans = []
    for part, jobs in parts:
        words = [str(folder / f"{part}.jsonl"), "--out", str(folder / f"run-{part}"), "--jobs", jobs, "--quiet"]
        scans.append(subprocess.Popen([sys.executable, "-m", "logscan", "scan", *words]))
    codes = [scan.wait() for scan in scans]
    if any(codes):
        raise RuntimeError("a scan failed")
    return time.perf_counter() - start


if __name__ == "__main__":
    print(table(*map(int, sys.argv[1:])))
