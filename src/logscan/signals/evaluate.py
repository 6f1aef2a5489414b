"""An evaluation as words, tables and plots: what the card and ``logscan evaluate`` print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from logscan.signals import measure
from logscan.signals.corpus import Example
from logscan.signals.lexical import FEW, Words
from logscan.signals.measure import Figure, Outcome
from logscan.signals.model import Model
from logscan.signals.plots import plot
from logscan.signals.scores import ACTS, LETTERS, VERDICTS
from logscan.signals.train import Chooser, cross_validate, everything, predict
from logscan.signals.verdict import by_rules

FIGURES: dict[str, Figure] = {
    "verdict accuracy": measure.accuracy,
    "verdict macro F1": measure.macro_f1,
    "FOUR kappa": measure.four_kappa,
    "FOUR evidence F1": measure.evidence_f1,
    "acts evidence F1": lambda outcomes: measure.evidence_f1(outcomes, ACTS),
}
_FEWEST = 5
_RECALL = 0.8

BEST = "stacked (text, sentences, rules)"
VARIANTS: dict[str, Chooser] = {
    BEST: everything,
    "every rule feature too": lambda name: True,
    "rule features alone, learned weights": lambda name: " " not in name,
    "rules and sentences": lambda name: not name.startswith("text "),
    "text alone (linear, TF scaled)": lambda name: name.startswith("text "),
    "text and sentences": lambda name: " " in name,
}
"""What the verdict may use, for the table of what was tried; features with a blank in their name are learned ones."""


def outcomes_of(examples: Sequence[Example], model: Model) -> list[Outcome]:
    """What a model says of examples."""
    return [
        Outcome(example, probabilities, {name: [(a, b) for a, b, _ in found] for name, found in shown.items()})
        for example, (probabilities, shown) in zip(examples, predict(model, examples), strict=True)
    ]


def by_author(words: Words, wanted: Chooser = everything, seen: Words | None = None) -> list[Outcome]:
    """Outcomes of models that saw no case of the same author; ``seen`` as in :func:`cross_validate`."""
    return [
        outcome for examples, model in cross_validate(words, wanted, seen) for outcome in outcomes_of(examples, model)
    ]


def of_variants(words: Words) -> dict[str, list[Outcome]]:
    """Outcomes by author held out of each of ``VARIANTS``, on all processors."""
    if len(words.found) < FEW:
        return {name: by_author(words, wanted) for name, wanted in VARIANTS.items()}
    with ProcessPoolExecutor(initializer=_hold, initargs=(words,)) as pool:
        return dict(zip(VARIANTS, pool.map(_of_variant, VARIANTS), strict=True))


_held: list[Words] = []


def _hold(words: Words) -> None:
    _held[:] = [words]
    threadpool_limits(1)


def _of_variant(name: str) -> list[Outcome]:
    return by_author(_held[0], VARIANTS[name])


def by_hand(examples: Iterable[Example]) -> list[Outcome]:
    """Outcomes of the rules with the weights set by hand, verdict only."""
    return [Outcome(example, by_rules().probabilities(example.features), {}) for example in examples]


def summary(outcomes: Sequence[Outcome], abstain_below: float) -> str:
    """Figures with intervals, confusion, classes, calibration, coverage and slices, as Markdown."""
    lines = [
        f"Cases: {len(outcomes)}, authors: {len({o.example.author for o in outcomes})}.",
        "",
        "| figure | value | 95 % interval |",
        "|---|---|---|",
    ]
    for name, figure in FIGURES.items():
        low, high = measure.interval(outcomes, figure)
        lines.append(f"| {name} | {figure(outcomes):.3f} | {low:.3f} to {high:.3f} |")
    lines.append(
        f"| verdict accuracy, abstaining below {abstain_below:g} | {measure.accuracy(outcomes, abstain_below):.3f} | |"
    )
    lines.append(
        f"| calibration error (ECE, 10 bins) | {measure.calibration_error(outcomes):.3f} "
        f"| a perfect model's 95th percentile: {measure.calibration_of_chance(outcomes):.3f} |"
    )
    others = measure.recorded_otherwise(outcomes)
    low, high = measure.interval(others, _found_among_others)
    stalking = sum(outcome.wanted == "stalking" for outcome in others)
    lines.append(
        f'| precision of "recorded as something else, looks like stalking" at recall {_RECALL:.2f} '
        f"({stalking} of {len(others)} cases) | {_found_among_others(others):.3f} | {low:.3f} to {high:.3f} |"
    )
    lines += ["", *_letters(outcomes), "", *_confusion(outcomes), "", *_coverage(outcomes), "", *_slices(outcomes)]
    return "\n".join(lines) + "\n"


def _found_among_others(outcomes: Sequence[Outcome]) -> float:
    return measure.precision_at(measure.stalking_curve(outcomes), _RECALL)


def _letters(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| letter | kappa | evidence F1 |", "|---|---|---|"]
    return lines + [
        f"| {x} | {measure.kappa(outcomes, x):.3f} | {measure.evidence_f1(outcomes, (x,)):.3f} |" for x in LETTERS
    ]


def _confusion(outcomes: Sequence[Outcome]) -> list[str]:
    counts = measure.confusion(outcomes)
    lines = ["| gold, down; said, across | " + " | ".join(VERDICTS) + " | precision | recall |", "|---|" + "---|" * 6]
    for gold in VERDICTS:
        precision, recall = measure.precision_recall(outcomes, gold)
        row = " | ".join(str(counts.get((gold, said), 0)) for said in VERDICTS)
        lines.append(f"| {gold} | {row} | {precision:.3f} | {recall:.3f} |")
    return lines


def _coverage(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| decided from | share decided | right among them |", "|---|---|---|"]
    return lines + [
        f"| {t:.2f} | {share:.2f} | {right:.3f} |"
        for t, share, right in measure.coverage(outcomes)
        if round(t * 100) % 10 == 0
    ]


def _slices(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| slice | value | cases | verdict accuracy |", "|---|---|---|---|"]
    for facet, values in sorted(measure.slices(outcomes).items()):
        lines += [
            f"| {facet} | {value} | {len(cases)} | {measure.accuracy(cases):.3f} |"
            for value, cases in sorted(values.items())
            if len(cases) >= _FEWEST
        ]
    return lines


def write_plots(
    outcomes: Sequence[Outcome], folder: Path, curve: Mapping[str, Sequence[tuple[float, float]]] | None = None
) -> list[Path]:
    """Precision and recall, reliability and abstention as SVG files, and the learning ``curve``; their paths."""
    drawn = {
        "precision-recall.svg": plot(
            "Recorded as something else, looks like stalking",
            "recall",
            "precision",
            {"stalking": measure.stalking_curve(outcomes)},
        ),
        "reliability.svg": plot(
            "Reliability",
            "said",
            "right",
            {"top verdict": [(s, r) for _, s, r in measure.reliability(outcomes)]},
            diagonal=True,
        ),
        "abstention.svg": plot(
            "Abstention",
            "share decided",
            "right",
            {"verdict": [(share, right) for _, share, right in measure.coverage(outcomes) if share]},
        ),
    }
    if curve is not None:
        drawn["learning-curve.svg"] = plot("Learning curve", "share of the authors seen", "figure", curve)
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in drawn.items():
        (folder / name).write_text(svg, encoding="utf-8")
    return [folder / name for name in drawn]
