"""``logscan evaluate``: how good the signals are on marked cases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(evaluate)


def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(metavar="[GOLD...]", help="Marked cases, JSON Lines.")
    ] = None,
    test: Annotated[
        Path | None,
        typer.Option(help="A folder of cases kept aside; the figures are kept for the model card (models/test.json)."),
    ] = None,
    by_author: Annotated[
        bool, typer.Option("--by-author", help="Train anew for each group of authors, on the others.")
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="Measure the rules alone, with the weights set by hand.")
    ] = False,
    counterfactual: Annotated[
        bool, typer.Option("--counterfactual", help="The share of verdicts that change with names and sexes swapped.")
    ] = False,
    plots: Annotated[Path | None, typer.Option(help="A folder for the plots (SVG).")] = None,
) -> None:
    """Print figures with intervals, confusion, calibration, coverage and slices, as Markdown."""
    from logscan import resources
    from logscan.errors import UsageError
    from logscan.policy import Thresholds
    from logscan.signals import evaluate as evaluation
    from logscan.signals.card import keep_test
    from logscan.signals.component import packaged
    from logscan.signals.corpus import examples, read_gold
    from logscan.signals.counterfactual import changed
    from logscan.signals.lexical import Words

    threshold = Thresholds().abstain_below
    reader = packaged(threshold)
    cases = read_gold([*(gold or []), *(sorted(test.glob("*.jsonl")) if test is not None else [])])
    if not cases:
        raise UsageError("no marked cases; name files, or a folder with --test")
    found = examples(cases, reader)
    if rules:
        outcomes = evaluation.by_hand(found)
    elif by_author:
        outcomes = evaluation.by_author(Words(found))
    elif reader.model is None:
        raise UsageError("no model is packaged; `logscan train` makes one, --rules measures the rules alone")
    else:
        outcomes = evaluation.outcomes_of(found, reader.model)
    figures = evaluation.summary(outcomes, threshold)
    if counterfactual or test is not None:
        moved, of = changed(cases, reader)
        figures += f"\nNames, pronouns and sexes swapped: {moved} of {of} verdicts change.\n"
    typer.echo(figures, nl=False)
    if plots is not None:
        evaluation.write_plots(outcomes, plots)
    if test is not None and reader.model is not None and not rules and not by_author:
        keep_test(resources.models(), reader.model.artefact.sha256, figures)
