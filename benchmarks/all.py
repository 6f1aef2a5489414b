"""Every figure of speed and size, printed and written to docs/benchmarks.md.

``python -m benchmarks.all [--quick] [--large]``

``--quick`` measures over little, to see that all works, and writes nothing; ``--large`` adds 100,000 logs to the
memory table. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import machine, memory, peers, scaling, startup

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python -m benchmarks.all`. Logs are synthetic (`benchmarks/synthetic.py`: sentences of invented logs
shuffled anew, names and digits changed, 200 to 5,000 words). Ratios compare what ran in one run, in turn; absolute
figures hold for this machine alone.
"""


def main() -> None:
    """Measure, print, write."""
    quick, large = "--quick" in sys.argv, "--large" in sys.argv
    counts = (100, 200) if quick else (*memory.COUNTS, 100_000) if large else memory.COUNTS
    sections: dict[str, Callable[[], str]] = {
        "Speed of the whole scan, on one core": lambda: peers.table(5_000 if quick else 100_000),
        "Processes": lambda: scaling.table(200, 1) if quick else scaling.table(),
        "Memory": lambda: memory.table(counts),
        "Start-up": startup.table,
    }
    page = [HEAD, machine.told() + "\n"]
    print("\n".join(page))
    for title, measured in sections.items():
        page.append(f"## {title}\n\n{measured()}\n")
        print(page[-1], flush=True)
    if not quick:
        PAGE.write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
