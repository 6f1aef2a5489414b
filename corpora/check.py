"""Is a gold corpus well formed, and does it stand apart from the others? ``python -m corpora.check [GOLD.jsonl ...]``.

Without a path: train, test and demo, each against itself and the others. With paths: those files against all of ours
(a leak check). Two logs that share more than a twentieth of their eight-word runs are too near; a pair that an author
wrote on purpose (``about.pair``) is allowed. Exit code 1 where anything is found.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from logscan.case import RecordedAs
from logscan.checks import catalogue
from logscan.report import Conclusion, Grade, Label, Status, TimeType, VerdictLabel

CORPORA = Path(__file__).resolve().parent
RUN = 8
NEAR = 0.05


@dataclass(frozen=True)
class Gold:
    """One gold case of a corpus."""

    corpus: str
    case_id: str
    log: str
    author: str = ""
    pair: str = ""
    gold: dict[str, Any] = field(default_factory=dict)
    recorded_as: str | None = None


def load(path: Path) -> list[Gold]:
    """The cases of a gold file (one JSON object a line), in file order."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pair = row.get("about", {}).get("pair", "")
        recorded = row["record"]["recorded_as"]
        cases.append(
            Gold(path.parent.name, row["case_id"], row["log"], row.get("author", ""), pair, row["gold"], recorded)
        )
    return cases


def ours() -> list[Gold]:
    """Train, test and demo."""
    gold = [
        case for name in ("train", "test") for path in sorted((CORPORA / name).glob("*.jsonl")) for case in load(path)
    ]
    with (CORPORA / "demo" / "cases.csv").open(encoding="utf-8-sig", newline="") as rows:
        return [*gold, *(Gold("demo", row["Occurrence No"], row["Log"]) for row in csv.DictReader(rows))]


def faults(case: Gold) -> Iterator[str]:
    """What is wrong with one gold case: a quote that is not in the log, a value that the guide does not know."""
    gold = case.gold
    if not gold:
        return
    yield from _unknown("recorded_as", [case.recorded_as] if case.recorded_as else [], get_args(RecordedAs))
    yield from _unknown("verdict", [gold["verdict"]], get_args(VerdictLabel))
    yield from _unknown("conclusion", [gold["four_conclusion"]], get_args(Conclusion))
    yield from _unknown("letter", gold["four"], "FOUR")
    yield from _unknown("act", gold.get("acts", {}), "abcdefg")
    yield from _unknown("label", [m["label"] for m in gold["mentions"]], get_args(Label))
    yield from _unknown("status", [m["status"] for m in gold["mentions"] if m.get("status")], get_args(Status))
    yield from _unknown("grade", [m["grade"] for m in gold["mentions"] if m.get("grade")], get_args(Grade))
    yield from _unknown("time type", [t["type"] for t in gold["times"]], get_args(TimeType))
    yield from _unknown("check", [f["check"] for f in gold["findings"]], catalogue())
    quotes = [q for found in (gold["four"], gold.get("acts", {})) for quoted in found.values() for q in quoted]
    quotes += [item["quote"] for item in (*gold["mentions"], *gold["times"])]
    quotes += [q for finding in gold["findings"] for q in finding.get("quotes", [])]
    yield from (f"not in the log: {quote!r}" for quote in quotes if quote not in case.log)


def _unknown(what: str, values: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    allowed = set(known)
    return (f"{what} {value!r}" for value in values if value not in allowed)


def near(cases: list[Gold], others: list[Gold]) -> Iterator[tuple[Gold, Gold, float]]:
    """Pairs of two logs that share too much of their wording, with the share of the shorter one's runs."""
    runs = {id(case): _runs(case.log) for case in [*cases, *others]}
    holders: dict[int, list[Gold]] = defaultdict(list)
    for case in {id(c): c for c in [*others, *cases]}.values():
        for run in runs[id(case)]:
            holders[run].append(case)
    for case in cases:
        shared: dict[int, int] = defaultdict(int)
        found = {}
        for run in runs[id(case)]:
            for other in holders[run]:
                if other is not case:
                    shared[id(other)] += 1
                    found[id(other)] = other
        for key, count in shared.items():
            other = found[key]
            share = count / max(1, min(len(runs[id(case)]), len(runs[key])))
            meant = bool(case.pair) and case.pair == other.pair and case.author == other.author
            if share > NEAR and not meant:
                yield case, other, share


def _runs(log: str) -> set[int]:
    words = "".join(c if c.isalnum() else " " for c in log.lower()).split()
    return {hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1)}


def problems(cases: list[Gold], others: list[Gold]) -> list[str]:
    """Everything that is wrong, a line each."""
    found = [f"{case.corpus} {case.case_id}: {fault}" for case in cases for fault in faults(case)]
    names: dict[tuple[str, str], int] = defaultdict(int)
    for case in cases:
        names[case.corpus, case.case_id] += 1
    found += [f"{corpus} {name}: case_id used {n} times" for (corpus, name), n in names.items() if n > 1]
    pairs = {
        (
            min(a.case_id, b.case_id),
            max(a.case_id, b.case_id),
        ): f"{a.corpus} {a.case_id} and {b.corpus} {b.case_id}: {share:.0%} alike"
        for a, b, share in near(cases, others)
    }
    authors = {case.author for case in cases if case.corpus == "train"} & {
        case.author for case in cases if case.corpus == "test"
    }
    return [*found, *pairs.values(), *(f"{author}: writes in train and in test" for author in authors if author)]


def main() -> int:
    """Check what the command line names, print what is found."""
    own = ours()
    cases = [case for name in sys.argv[1:] for case in load(Path(name))] or own
    found = problems(cases, own)
    print(*found, f"{len(cases)} logs, {len(found)} problems", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
