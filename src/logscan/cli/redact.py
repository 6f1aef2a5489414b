"""``logscan redact``: a run without what identifies anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("redact")(redact)


def redact(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder, as `logscan scan --out` writes it.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The new folder to write.")],
    shift_dates: Annotated[
        bool,
        typer.Option("--shift-dates", help="Move the dates of each case by one number of weeks; gaps stay true."),
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Write what each pseudonym stands for, for your eyes alone."),
    ] = None,
    actor: Annotated[str, typer.Option(help="Who does this, for the audit log; else the user of the system.")] = "",
) -> None:
    """Replace names, addresses, numbers and accounts by pseudonyms: [VICTIM], [OFFICER 2], [PHONE 1].

    Nothing is written while an identifier is surely left. No program finds everything: read doubts.csv, and each log,
    before it goes out.
    """
    import os

    from logscan.panel import audit
    from logscan.panel.redact.run import redact_run

    made = redact_run(run, out, shift_dates=shift_dates, key=key)
    audit.record(
        run,
        "redact",
        actor=actor,
        details={
            "cases": made.cases,
            "replacements": made.replacements,
            "doubts": made.doubts,
            "dates_shifted": shift_dates,
            "key_written": key is not None,
        },
    )
    typer.echo(f"{made.cases} cases redacted, {made.replacements} replacements, in {out}")
    if made.doubts:
        typer.echo(
            f"{made.doubts} words to look at before they go out: doubts.csv, and doubts-words.csv for you alone"
        )
    if key is not None and os.name == "nt":
        typer.echo(f"{key}: keep it in a folder that you alone can open; Windows does not limit it for you", err=True)
