"""The page ``docs/lexicon.md``: what is looked for, in how many phrases and languages, and how well it is found."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import msgspec

from logscan import Case, scan
from logscan.case import Record
from logscan.nlp.lexicon import lexicon_files, load_rules
from logscan.report import Mention

CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "test"
EXHAUSTIVE = ("RISK_ASSESSMENT", "SAFEGUARDING", "REFERRAL", "ORDER", "VICTIM_POSITION")
"""Labels that the gold marks exhaustively, so that a false mention can be told; the others give recall only."""

Key = tuple[str, str]


def page() -> str:
    """The page as Markdown; the figures are measured at each making."""
    phrases, languages = _phrases()
    counts, cases = measure(CORPUS)
    lines = [
        "# The lexicon, and how well it finds",
        "",
        "What the mention stage looks for, label by label and concept by concept: how many phrases, in which",
        "languages, and what was measured on the full gold of the kept-aside corpus (`corpora/test`): "
        f"{cases} invented logs by authors",
        "who wrote nothing that logscan was built on. Precision is told where the gold marks every mention of a label;",
        "n is the number of gold mentions. Few cases make wide intervals: read a row of n = 5 as a hint.",
        "Made by `python docs/make.py lexicon`.",
        "",
        "| label | concept | phrases | languages | n | recall | precision |",
        "|---|---|---|---|---|---|---|",
    ]
    for label, concept in sorted(phrases):
        hit, missed, false = (counts[part][label, concept] for part in ("hit", "missed", "false"))
        recall = f"{hit / (hit + missed):.2f}" if hit + missed else ""
        exact = label in EXHAUSTIVE and hit + false
        precision = f"{hit / (hit + false):.2f}" if exact else ""
        spoken = ", ".join(sorted(languages[label, concept]))
        row = [label, concept, str(phrases[label, concept]), spoken, str(hit + missed), recall, precision]
        lines.append(f"| {' | '.join(row)} |")
    for label in sorted({label for label, _ in phrases}):
        hit, missed, false = (
            sum(n for (own, _), n in counts[part].items() if own == label) for part in ("hit", "missed", "false")
        )
        exact = f"{hit / (hit + false):.2f}" if label in EXHAUSTIVE and hit + false else ""
        recall = f"{hit / (hit + missed):.2f}" if hit + missed else ""
        total = sum(n for (own, _), n in phrases.items() if own == label)
        lines.append(f"| **{label}** | all | {total} | | {hit + missed} | {recall} | {exact} |")
    return "\n".join([*lines, ""])


def _phrases() -> tuple[Counter[Key], dict[Key, set[str]]]:
    counts: Counter[Key] = Counter()
    languages: dict[Key, set[str]] = defaultdict(set)
    for rule in load_rules(*lexicon_files("mentions")):
        key = (rule.attributes["label"], rule.key)
        counts[key] += 1
        languages[key].add(rule.language)
    return counts, languages


def measure(folder: Path) -> tuple[dict[str, Counter[Key]], int]:
    """Gold mentions that were hit and missed, and false ones, by label and concept; and the cases with full gold."""
    counts: dict[str, Counter[Key]] = {"hit": Counter(), "missed": Counter(), "false": Counter()}
    rows = [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    full = [row for row in rows if row["gold"]["mentions"]]
    for row in full:
        case = Case(case_id=row["case_id"], log=row["log"], record=msgspec.convert(row["record"], Record))
        _count(row["log"], row["gold"]["mentions"], list(scan(case)[0].mentions), counts)
    return counts, len(full)


def _count(log: str, gold: list[dict[str, Any]], found: list[Mention], counts: dict[str, Counter[Key]]) -> None:
    """Pair gold with found mentions of the same concept that overlap, one to one."""
    left = list(found)
    spans = []
    for item in gold:
        start = -1
        for _ in range(item.get("nth", 1)):
            start = log.find(item["quote"], start + 1)
        end = start + len(item["quote"])
        key = (item["label"], item["concept"])
        spans.append((key, start, end))
        pair = next((m for m in left if (m.label, m.concept) == key and m.start < end and start < m.end), None)
        if pair is not None:
            left.remove(pair)
        counts["missed" if pair is None else "hit"][key] += 1
    for mention in left:
        key = (mention.label, mention.concept)
        # a second mention of the same thing on the same words is no false alarm
        if not any(own == key and mention.start < end and start < mention.end for own, start, end in spans):
            counts["false"][key] += 1
