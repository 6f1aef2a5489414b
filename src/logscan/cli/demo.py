"""``logscan demo``: scan the twelve demonstration logs and say where the page is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    out: Annotated[Path, typer.Option("--out", help="The run folder to write.")] = Path("logscan-demo"),
) -> None:
    """Scan the demonstration logs (all invented) and say where the page is."""
    from logscan.cli.scan import run_and_tell
    from logscan.policy import Policy
    from logscan.resources import demo_cases

    with demo_cases() as cases:
        run_and_tell([cases], out, Policy(), jobs=1, resume=False, quiet=False)
    typer.echo(f"Open {(out / 'report.html').resolve()} in a browser.")
