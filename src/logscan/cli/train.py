"""``logscan train``: make the models from marked cases, and their cards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("train")(train)


def train(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Marked cases, JSON Lines, each with its author.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the models, their cards and plots.")],
) -> None:
    """Train on marked cases, measure by author held out, and write the models with their cards."""
    from logscan.nlp.contacts import card as contacts
    from logscan.signals import card as signals
    from logscan.signals.corpus import corpus_hash, read_gold

    cases = read_gold(gold)
    written = signals.make(gold, out)
    told = contacts.make(cases, corpus_hash(cases), out)
    if not told:
        typer.echo("no case marks its mentions and times: no model of contacts was made", err=True)
    written += told
    typer.echo("\n".join(str(path) for path in written))
