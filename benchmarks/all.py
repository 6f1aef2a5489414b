"""Every figure of speed and size, printed and written to docs/benchmarks.md; how it scales, to docs/scale.md too.

``python -m benchmarks.all [SECTION...] [--quick] [--large]``

``SECTION`` is one or more of ``speed``, ``processes``, ``memory``, ``start-up`` and ``cluster``, or all of them where
none is named; the others stay on the page as they were, each with the machine and the date of its own. Speed hangs on
how Python was built, so each version of Python that it was measured with has a section of its own. ``--quick``
measures over little, to see that all works, and writes nothing; ``--large`` adds 100,000 logs to the memory table.
``cluster`` needs PySpark and Java. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import cluster, machine, memory, peers, scaling, startup

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, SCALE = DOCS / "benchmarks.md", DOCS / "scale.md"
HEAD = """# Benchmarks

Written by `python -m benchmarks.all`. Logs are synthetic (`benchmarks/synthetic.py`: sentences of invented logs
shuffled anew, names and digits changed, 200 to 5,000 words). Ratios compare what ran in one run, in turn; absolute
figures hold for this machine alone. The sentences come again, which flatters what logscan keeps of pairs of words: on
text that is new to it, it works out more anew, the less the more it has read. Speed hangs on how Python was built: a
distribution's (and python.org's) is optimised with profiles of its use, one that was built with plain defaults is not;
the lines below a table name it.
"""
TITLES = {
    "speed": "Speed of the whole scan, on one core",
    "processes": "Processes",
    "memory": "Memory",
    "start-up": "Start-up",
    "cluster": "Spark against the local engine",
}
SCALING = ("processes", "cluster")
_SECTION = re.compile(r"^## (.+)\n\n", re.MULTILINE)
_MEASURED = re.compile(r"(?<=<!-- measured -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)


def main() -> None:
    """Measure, print, write."""
    quick, large = "--quick" in sys.argv, "--large" in sys.argv
    counts = (100, 200) if quick else (*memory.COUNTS, 100_000) if large else memory.COUNTS
    measures: dict[str, Callable[[], str]] = {
        "speed": lambda: peers.table(5_000) if quick else peers.table(),
        "processes": lambda: scaling.table(200, 1) if quick else scaling.table(),
        "memory": lambda: memory.table(counts),
        "start-up": startup.table,
        "cluster": lambda: cluster.table(500) if quick else cluster.table(),
    }
    asked = [word for word in sys.argv[1:] if word not in {"--quick", "--large"}]
    if unknown := set(asked) - set(measures):
        known = ", ".join((*measures, "--quick", "--large"))
        sys.exit(f"no section or option {', '.join(sorted(unknown))}; there are {known}")
    for name in asked or measures:
        told = machine.told()
        section = f"{measures[name]()}\n\n{told}\n"
        print(f"## {TITLES[name]}\n\n{section}", flush=True)
        if not quick:
            title = f"{TITLES[name]}: Python {platform.python_version()}" if name == "speed" else TITLES[name]
            PAGE.write_text(_with(_kept(), title, section), encoding="utf-8")
            SCALE.write_text(_scaled(SCALE.read_text(encoding="utf-8"), _kept()), encoding="utf-8")


def _kept() -> dict[str, str]:
    """The sections of the page by title."""
    if not PAGE.exists():
        return {}
    parts = _SECTION.split(PAGE.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _with(sections: dict[str, str], title: str, section: str) -> str:
    """The page with one section made anew, in the order of :data:`TITLES`."""
    sections = {**sections, title: section}
    titles = [title for name in TITLES.values() for title in sorted(sections) if title.startswith(name)]
    told = [f"## {title}\n\n{sections[title].rstrip()}\n" for title in titles]
    return "\n".join([HEAD, *told])


def _scaled(page: str, sections: dict[str, str]) -> str:
    """The page on large runs with the tables of how a scan scales, as they stand on the page of benchmarks."""
    titles = [TITLES[name] for name in SCALING]
    told = "\n".join(f"\n### {title}\n\n{sections[title].rstrip()}\n" for title in titles if title in sections)
    return _MEASURED.sub(lambda match: told + "\n", page)


if __name__ == "__main__":
    main()
