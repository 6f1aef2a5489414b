"""``logscan train``: make the model of the signals from marked cases, and its card."""

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
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for signals.json, README.md and plots.")],
) -> None:
    """Train on marked cases, measure by author held out, and write the model with its card."""
    from logscan.signals.card import make

    written = make(gold, out)
    typer.echo("\n".join(str(path) for path in written))
