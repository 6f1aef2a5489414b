"""Peak memory of a scan, and the largest log: ``python -m benchmarks.memory [COUNT...]``.

``COUNT`` synthetic logs a run (1,000 and 10,000; 100,000 takes about half an hour), each in a process of its own that
scans in itself; the peak is the resident set that the system reports. Then one log of 2.5, 5 and 10 MB.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.synthetic import make
from logscan.case import Case

COUNTS = (1_000, 10_000)
MEGABYTES = (2.5, 5.0, 10.0)


def table(counts: Iterable[int] = COUNTS) -> str:
    """Both tables, as Markdown."""
    lines = ["| logs | peak memory | seconds |\n|---|---|---|"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in counts:
            write(folder / "in.jsonl", make(count))
            peak, seconds = _scanned(folder)
            lines.append(f"| {count:,} | {peak:.0f} MB | {seconds:.0f} |")
        lines.append("\n| one log of | peak memory | seconds |\n|---|---|---|")
        for size in MEGABYTES:
            write(folder / "in.jsonl", [Case(case_id="LONG", log=_long(int(size * 1_000_000)))])
            peak, seconds = _scanned(folder)
            lines.append(f"| {size:g} MB | {peak:.0f} MB | {seconds:.1f} |")
    return "\n".join(lines)


def write(path: Path, cases: Iterable[Case]) -> None:
    """Cases as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for case in cases:
            row = {"case_id": case.case_id, "log": case.log, "recorded_as": case.record.recorded_as}
            out.write(json.dumps(row | {"reported_at": case.record.reported_at}, ensure_ascii=False) + "\n")


def _long(characters: int) -> str:
    """Synthetic logs one behind the other, as one."""
    parts: list[str] = []
    size = 0
    for case in make(1_000_000):
        parts.append(case.log)
        size += len(case.log) + 1
        if size >= characters:
            break
    return "\n".join(parts)[:characters]


def _scanned(folder: Path) -> tuple[float, float]:
    """Peak in MB and seconds of one scan."""
    words = ["-m", "logscan", "scan", str(folder / "in.jsonl"), "--out", str(folder / "run"), "--quiet"]
    start = time.perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, *words], os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise RuntimeError(f"the scan ended with {os.waitstatus_to_exitcode(status)}")
    # Linux counts in KiB, macOS in bytes
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 1_000_000, time.perf_counter() - start


if __name__ == "__main__":
    print(table([int(word) for word in sys.argv[1:]] or COUNTS))
