"""From a cold start: ``python -m benchmarks.startup``; medians of seven, each in a new process.

Bytecode is kept from one start to the next, as where logscan is installed, also where this shell says otherwise.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import write
from benchmarks.synthetic import make

ROUNDS = 7
BUILD = "import time, logscan.nlp.language as p; s = time.perf_counter(); p.load(); print(time.perf_counter() - s)"


def table() -> str:
    """The table, as Markdown."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "one.jsonl", make(1))
        scan = ("scan", str(folder / "one.jsonl"), "--out", str(folder / "run"), "--quiet")
        tasks = {"logscan --help": ("--help",), "logscan checks": ("checks",), "one log scanned": scan}
        seconds: dict[str, list[float]] = {**{task: [] for task in tasks}, "pipeline built (spaCy imported before)": []}
        for _ in range(ROUNDS):
            for task, words in tasks.items():
                start = time.perf_counter()
                command = [sys.executable, "-m", "logscan", *words]
                subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
                seconds[task].append(time.perf_counter() - start)
            built = subprocess.run([sys.executable, "-c", BUILD], env=env, capture_output=True, text=True, check=True)
            seconds["pipeline built (spaCy imported before)"].append(float(built.stdout))
    lines = ["| start | seconds (median) | min to max |\n|---|---|---|"]
    for task, values in seconds.items():
        lines.append(f"| {task} | {statistics.median(values):.2f} | {min(values):.2f} to {max(values):.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
