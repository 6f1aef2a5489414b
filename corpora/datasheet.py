"""The counts of the training corpus in its README, made from the logs: ``python -m corpora.datasheet``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parent
BEGIN, END = "<!-- counts: python -m corpora.datasheet -->\n", "<!-- end of counts -->\n"
_FEWEST = 5
_LENGTHS = {120: "up to 120", 350: "121 to 350", 1000: "351 to 1,000"}


def main() -> None:
    """Write the counts into the README."""
    path = CORPORA / "README.md"
    path.write_text(with_counts(path.read_text(encoding="utf-8")), encoding="utf-8")


def with_counts(readme: str) -> str:
    """The README with the counts as they are."""
    before, rest = readme.split(BEGIN)
    return before + BEGIN + counts(_cases()) + END + rest.split(END)[1]


def counts(cases: Iterable[dict[str, Any]]) -> str:
    """Tables of the cases: by verdict, relation, sexes, language, length and recorded type."""
    found = list(cases)
    authors = {case["author"] for case in found}
    words = sorted(len(case["log"].split()) for case in found)
    full = sum(bool(case.get("full")) for case in found)
    pairs = sum(bool(_about(case, "pair")) for case in found)
    lines = [
        f"{len(found)} logs by {len(authors)} authors, {words[0]} to {words[-1]:,} words (median "
        f"{words[len(words) // 2]}); {full} with mentions, times and findings marked too; {pairs} in pairs.",
        "",
        "| what | how many |",
        "|---|---|",
        _row("verdict", (case["gold"]["verdict"] for case in found)),
        _row("recorded as", (case["record"].get("recorded_as") or "not given" for case in found)),
        *(_row(name, (_about(case, name) for case in found)) for name in ("relation", "victim", "suspect", "lang")),
        _row("domestic abuse", (_flag(case["record"].get("domestic_abuse")) for case in found)),
        _row("words", map(_length, words)),
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, values: Iterable[str]) -> str:
    found = Counter(filter(None, values))
    told = [f"{value} ({n})" for value, n in found.most_common() if n >= _FEWEST]
    rest = sum(n for n in found.values() if n < _FEWEST)
    return f"| {name} | {', '.join(told)}{f', other ({rest})' if rest else ''} |"


def _about(case: dict[str, Any], name: str) -> str:
    told = str((case.get("about") or {}).get(name) or "").partition("(")[0]
    return told.strip().replace("_", " ").removesuffix(" only")


def _flag(value: bool | None) -> str:
    return "not given" if value is None else "yes" if value else "no"


def _length(words: int) -> str:
    return next((name for most, name in _LENGTHS.items() if words <= most), "over 1,000")


def _cases() -> list[dict[str, Any]]:
    texts = (path.read_text(encoding="utf-8") for path in sorted((CORPORA / "train").glob("*.jsonl")))
    return [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]


if __name__ == "__main__":
    main()
