"""The model and its card: trained, measured by author held out and on kept-aside cases, written in one go."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import msgspec

from logscan.policy import Thresholds
from logscan.signals import evaluate, measure
from logscan.signals.component import MODEL, SignalReader
from logscan.signals.corpus import Example, corpus_hash, examples, read_gold
from logscan.signals.lexical import FOLDS, Words
from logscan.signals.measure import Outcome
from logscan.signals.scores import VERDICTS
from logscan.signals.train import train

_PARTS = (1 / 3, 2 / 3)
_TEST = "test.json"
TRIED = "tried.json"
"""Rows of the table of what was tried that a benchmark measures (``python -m benchmarks.embeddings``)."""
_TEST_HEADING, _AFTER_TEST = "## Kept-aside cases by other authors\n", "## Known failures\n"


def make(gold: Sequence[Path], out: Path) -> list[Path]:
    """Train on ``gold``, measure, and write model, card and plots into ``out``; the paths written.

    What was measured on cases kept aside (``test.json`` in ``out``, written by :func:`keep_test`) stays in the card,
    marked as stale where the model has changed since.
    """
    threshold = Thresholds().abstain_below
    cases = read_gold(gold)
    found = examples(cases, SignalReader(threshold))
    words = Words(found)
    words.prepare(2)
    authors = len({example.author for example in found})
    artefact = train(found, {"sha256": corpus_hash(cases), "cases": len(cases), "authors": authors}, words=words)
    out.mkdir(parents=True, exist_ok=True)
    (out / MODEL).write_bytes(msgspec.json.encode(artefact) + b"\n")
    held_out = evaluate.of_variants(words)
    best = held_out[evaluate.BEST]
    template = resources.files("logscan.lexicon").joinpath("signals", "card.md").read_text(encoding="utf-8")
    curve = _curve(words, best)
    tried = [row("rules alone, weights by hand", evaluate.by_hand(found), verdict_only=True)]
    tried += [row(name, outcomes) for name, outcomes in held_out.items()]
    card = template.format(
        data=_data(found),
        folds=min(FOLDS, authors),
        figures=evaluate.summary(best, threshold),
        tried="\n".join([*tried, *_tried_elsewhere(out, corpus_hash(cases))]),
        curve="\n".join(map(_curve_row, curve)),
        test=_tested(out, artefact.sha256),
    )
    (out / "README.md").write_text(card, encoding="utf-8")
    lines = {
        name: [(part, figures[name]) for part, _, figures in curve] for name in ("verdict accuracy", "FOUR evidence F1")
    }
    return [out / MODEL, out / "README.md", *evaluate.write_plots(best, out / "plots", lines)]


def keep_test(out: Path, model: str, figures: str) -> None:
    """Keep what a model (by its hash) shows on cases kept aside, for the card."""
    (out / _TEST).write_text(json.dumps({"model": model, "figures": figures}, indent=1) + "\n", encoding="utf-8")
    path = out / "README.md"
    if path.exists():
        card = path.read_text(encoding="utf-8")
        begin, end = (card.index(mark) + len(mark) for mark in (_TEST_HEADING, _AFTER_TEST))
        kept = f"{card[:begin]}\n{_tested(out, model).rstrip()}\n\n{card[end - len(_AFTER_TEST) :]}"
        path.write_text(kept, encoding="utf-8")


def _tried_elsewhere(out: Path, corpus: str) -> list[str]:
    """Rows that a benchmark measured (``tried.json`` in ``out``), with a remark where the corpus was another."""
    path = out / TRIED
    if not path.exists():
        return []
    kept = json.loads(path.read_text(encoding="utf-8"))
    remark = "" if kept["corpus"] == corpus else f" (on an earlier corpus of {kept['cases']} logs)"
    return [row.replace(" |", f"{remark} |", 1) for row in kept["rows"]]


def _tested(out: Path, model: str) -> str:
    path = out / _TEST
    if not path.exists():
        return "Not looked at yet."
    kept = json.loads(path.read_text(encoding="utf-8"))
    stale = "" if kept["model"] == model else "*Of an earlier model; not measured again since.*\n\n"
    return stale + str(kept["figures"])


def _data(found: Sequence[Example]) -> str:
    counts = Counter(VERDICTS[example.verdict] for example in found)
    authors = len({example.author for example in found})
    return (
        f"{len(found)} logs by {authors} authors: " + ", ".join(f"{counts[label]} {label}" for label in VERDICTS) + "."
    )


def row(name: str, outcomes: Sequence[Outcome], verdict_only: bool = False) -> str:
    """A row of the table of what was tried."""
    low, high = measure.interval(outcomes, measure.accuracy)
    four = ("", "") if verdict_only else (f"{measure.four_kappa(outcomes):.3f}", f"{measure.evidence_f1(outcomes):.3f}")
    return (
        f"| {name} | {measure.accuracy(outcomes):.3f} | {low:.3f} to {high:.3f} | {measure.macro_f1(outcomes):.3f} "
        f"| {four[0]} | {four[1]} | {measure.calibration_error(outcomes):.3f} |"
    )


_Point = tuple[float, int, dict[str, float]]


def _curve(words: Words, best: Sequence[Outcome]) -> list[_Point]:
    """Share of the authors seen, cases seen in the mean, and figures on all cases."""
    points = []
    for part in _PARTS:
        seen = Words(words.found, part)
        seen.prepare(1)
        points.append(_point(part, seen, evaluate.by_author(words, seen=seen)))
    return [*points, _point(1.0, words, best)]


def _point(part: float, seen: Words, outcomes: Sequence[Outcome]) -> _Point:
    names = ("verdict accuracy", "FOUR kappa", "FOUR evidence F1")
    return part, seen.cases_seen(), {name: evaluate.FIGURES[name](outcomes) for name in names}


def _curve_row(point: _Point) -> str:
    part, cases, figures = point
    return f"| {part:.2f} | {cases} | " + " | ".join(f"{value:.3f}" for value in figures.values()) + " |"
