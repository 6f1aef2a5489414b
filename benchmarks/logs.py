"""The texts that the speed benchmarks read: the invented logs of ``corpora/``, with their type/token ratio."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from logscan.case import Case, Record

CORPORA = Path(__file__).resolve().parents[1] / "corpora"


def cases() -> list[Case]:
    """Every log of the demonstration and training corpora, by case id."""
    found = [*_demo(), *_gold(CORPORA / "train")]
    return sorted(found, key=lambda case: case.case_id)


def _demo() -> Iterator[Case]:
    with (CORPORA / "demo" / "cases.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            yield Case(case_id=row["Occurrence No"], log=row["Log"], record=Record(recorded_offence=row["Offence"]))


def _gold(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            yield Case(case_id=gold["case_id"], log=gold["log"], record=_record(gold["record"]))


def _record(fields: dict[str, Any]) -> Record:
    return Record(recorded_offence=fields.get("recorded_offence"), reported_at=fields.get("reported_at"))


def words(logs: list[Case]) -> int:
    """Words, as white space parts them."""
    return sum(len(case.log.split()) for case in logs)


def type_token_ratio(logs: list[Case]) -> float:
    """Different words in all words: the lower, the more a tokenizer's cache is flattered."""
    tokens = [word for case in logs for word in case.log.split()]
    return len(set(tokens)) / len(tokens)
