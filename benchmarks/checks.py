"""The checks alone, over 10,000 reports on one core, English and Welsh: ``python -m benchmarks.checks``.

The reports are those of the demonstration cases and of the catalogue's examples, over and over; scanning the logs is
left out.
"""

from __future__ import annotations

import csv

from benchmarks import timing
from benchmarks.logs import CORPORA
from logscan.api import scan
from logscan.case import Case
from logscan.checks import catalogue, run
from logscan.policy import Policy

COUNT = 10_000


def main() -> None:
    """Print the table."""
    with (CORPORA / "demo" / "cases.csv").open(encoding="utf-8-sig", newline="") as rows:
        cases = [Case(case_id=row["Occurrence No"], log=row["Log"]) for row in csv.DictReader(rows)]
    examples = [(entry.code, example) for entry in catalogue().values() for example in entry.examples]
    cases += [Case(case_id=code, log=example.log, record=example.record) for code, example in examples]
    sample = list(scan(cases))
    reports = [sample[i % len(sample)] for i in range(COUNT)]
    english, welsh = Policy(), Policy(language="cy")
    found = timing.rates(
        {
            "English": lambda: [run(report, english) for report in reports],
            "Welsh": lambda: [run(report, welsh) for report in reports],
        },
        COUNT,
        rounds=3,
    )
    raised = sum(len(report.findings) for report in sample) / len(sample)
    print(f"{COUNT:,} reports, {len(sample)} distinct, {raised:.1f} findings each\n")
    print(timing.table(found, "English", "cases a second"))


if __name__ == "__main__":
    main()
