"""What a figure was measured on: machine, versions, date, as lines of Markdown."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

PACKAGES = ("logscan", "spacy", "msgspec", "ahocorasick-rs", "scikit-learn", "pyarrow")


def told(packages: Sequence[str] = PACKAGES) -> str:
    """Machine, memory, system, Python, versions of ``packages`` and the date (UTC)."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in packages)
    return (
        f"- machine: {_processor()}, {os.cpu_count()} processors, {_memory()}\n"
        f"- system: {platform.system()} {platform.release()}, Python {' '.join(sys.version.split())}\n"
        f"- versions: {versions}\n"
        f"- load before: {os.getloadavg()[0]:.1f}\n"
        f"- date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    )


def _processor() -> str:
    lines = _read("/proc/cpuinfo").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def _memory() -> str:
    lines = _read("/proc/meminfo").splitlines()
    kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("MemTotal")), 0)
    return f"{kilobytes / 1024**2:.0f} GB of memory" if kilobytes else "memory not known"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
