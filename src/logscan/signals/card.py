"""The model and its card: trained, measured by author held out and on kept-aside cases, written in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import msgspec

from logscan.policy import Thresholds
from logscan.signals import evaluate, measure
from logscan.signals.component import MODEL, SignalReader
from logscan.signals.corpus import Example, corpus_hash, examples, read_gold
from logscan.signals.measure import Outcome
from logscan.signals.model import VERDICTS, Model
from logscan.signals.train import FOLDS, train

_PARTS = (0.25, 0.5, 0.75)


def make(gold: Sequence[Path], test: Sequence[Path], out: Path) -> list[Path]:
    """Train on ``gold``, measure, and write model, card and plots into ``out``; the paths written."""
    threshold = Thresholds().abstain_below
    reader = SignalReader(threshold)
    cases = read_gold(gold)
    found = examples(cases, reader)
    kept_aside = examples(read_gold(test), reader)
    artefact = train(
        found, {"sha256": corpus_hash(cases), "cases": len(cases), "authors": len({e.author for e in found})}
    )
    held_out = {name: evaluate.by_author(found, wanted) for name, wanted in evaluate.VARIANTS.items()}
    best = held_out["stacked (rules, sentences, text)"]
    tested = [evaluate.outcome(example, Model(artefact)) for example in kept_aside]
    out.mkdir(parents=True, exist_ok=True)
    (out / MODEL).write_bytes(msgspec.json.encode(artefact) + b"\n")
    (out / "README.md").write_text(_card(found, held_out, best, tested, threshold), encoding="utf-8")
    return [out / MODEL, out / "README.md", *evaluate.write_plots(best, out / "plots")]


def _card(
    found: Sequence[Example],
    held_out: dict[str, list[Outcome]],
    best: Sequence[Outcome],
    tested: Sequence[Outcome],
    threshold: float,
) -> str:
    template = resources.files("logscan.lexicon").joinpath("signals", "card.md").read_text(encoding="utf-8")
    tried = [_row("rules alone, weights by hand", evaluate.by_hand(found), verdict_only=True)]
    tried += [_row(name, outcomes) for name, outcomes in held_out.items()]
    return template.format(
        data=_data(found),
        folds=min(FOLDS, len({example.author for example in found})),
        figures=evaluate.summary(best, threshold),
        tried="\n".join(tried),
        curve="\n".join(_curve(found, best)),
        test=evaluate.summary(tested, threshold) if tested else "None yet.",
    )


def _data(found: Sequence[Example]) -> str:
    counts = Counter(VERDICTS[example.verdict] for example in found)
    authors = len({example.author for example in found})
    return (
        f"{len(found)} logs by {authors} authors: " + ", ".join(f"{counts[label]} {label}" for label in VERDICTS) + "."
    )


def _row(name: str, outcomes: Sequence[Outcome], verdict_only: bool = False) -> str:
    low, high = measure.interval(outcomes, measure.accuracy)
    four = ("", "") if verdict_only else (f"{measure.four_kappa(outcomes):.3f}", f"{measure.evidence_f1(outcomes):.3f}")
    return (
        f"| {name} | {measure.accuracy(outcomes):.3f} | {low:.3f} to {high:.3f} | {measure.macro_f1(outcomes):.3f} "
        f"| {four[0]} | {four[1]} | {measure.calibration_error(outcomes):.3f} |"
    )


def _curve(found: Sequence[Example], best: Sequence[Outcome]) -> list[str]:
    rows = []
    for part in _PARTS:
        outcomes = evaluate.by_author(found, part=part)
        rows.append(_curve_row(f"{part:.0%}", outcomes))
    return [*rows, _curve_row("100%", best)]


def _curve_row(name: str, outcomes: Sequence[Outcome]) -> str:
    found = [figure(outcomes) for figure in (measure.accuracy, measure.four_kappa, measure.evidence_f1)]
    return f"| {name} | " + " | ".join(f"{value:.3f}" for value in found) + " |"
