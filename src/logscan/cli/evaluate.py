"""``logscan evaluate``: how good the signals are on marked cases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(evaluate)


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Marked cases, JSON Lines.")],
    by_author: Annotated[
        bool, typer.Option("--by-author", help="Train anew for each group of authors, on the others.")
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="Measure the rules alone, with the weights set by hand.")
    ] = False,
    plots: Annotated[Path | None, typer.Option(help="A folder for the plots (SVG).")] = None,
) -> None:
    """Print figures with intervals, confusion, calibration, coverage and slices, as Markdown."""
    from logscan.errors import UsageError
    from logscan.policy import Thresholds
    from logscan.signals import evaluate as evaluation
    from logscan.signals.component import packaged
    from logscan.signals.corpus import examples, read_gold

    threshold = Thresholds().abstain_below
    reader = packaged(threshold)
    found = examples(read_gold(gold), reader)
    if rules:
        outcomes = evaluation.by_hand(found)
    elif by_author:
        outcomes = evaluation.by_author(found)
    elif reader.model is None:
        raise UsageError("no model is packaged; `logscan train` makes one, --rules measures the rules alone")
    else:
        outcomes = [evaluation.outcome(example, reader.model) for example in found]
    typer.echo(evaluation.summary(outcomes, threshold), nl=False)
    if plots is not None:
        evaluation.write_plots(outcomes, plots)
