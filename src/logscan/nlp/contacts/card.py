"""The model of contacts and its card, written in one go."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from logscan.nlp.contacts import train
from logscan.nlp.contacts.learned import MODEL

CARD = "contacts.md"


def make(cases: Sequence[dict[str, Any]], sha256: str, out: Path) -> list[Path]:
    """Train on the cases whose mentions are marked, measure by author held out, write model and card; the paths.

    Where no case marks its mentions nothing is written.
    """
    found = train.marked_cases(cases)
    if not found:
        return []
    authors = len({case.author for case in found})
    artefact, figures = train.train(found, {"sha256": sha256, "cases": len(found), "authors": authors})
    out.mkdir(parents=True, exist_ok=True)
    (out / MODEL).write_bytes(msgspec.json.encode(artefact) + b"\n")
    template = resources.files("logscan.lexicon").joinpath("contacts_card.md").read_text(encoding="utf-8")
    rows = "\n".join(f"| {f.concept} | {f.recall:.2f} | {f.precision:.2f} | {f.marked} |" for f in figures)
    card = template.format(
        recall=f"{train.RECALL:g}",
        cases=len(found),
        authors=authors,
        sha256=sha256[:12],
        folds=min(train.FOLDS, authors),
        rows=rows,
    )
    (out / CARD).write_text(card, encoding="utf-8")
    return [out / MODEL, out / CARD]
