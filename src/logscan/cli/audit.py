"""``logscan audit``: who ran which command on a run, and whether that log still holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from logscan.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(audit)


def audit(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    verify: Annotated[bool, typer.Option("--verify", help="Check the chain of hashes; exit with 1 if broken.")] = False,
    noted: Annotated[
        str, typer.Option(metavar="HASH", help="With --verify: a last hash that was noted earlier (in the minutes).")
    ] = "",
) -> None:
    """Print the audit log of a run: when, who, which command, to whom, why. It holds no text of a case."""
    from logscan.panel import audit as log

    if not (run / log.NAME).is_file():
        raise UsageError(f"{run}: no {log.NAME} there")
    if not verify:
        for entry in log.read(run):
            typer.echo("  ".join(part for part in (entry.when, entry.actor, entry.command, *_more(entry)) if part))
        return
    faults = log.verify(run, noted.strip().lower())
    for fault in faults:
        typer.echo(f"line {fault.line}: {fault.what}" if fault.line else fault.what)
    if faults:
        raise typer.Exit(1)
    entries = log.read(run)
    last = entries[-1].hash if entries else log.START
    typer.echo(f"{len(entries)} lines, the chain holds. Last hash, to be noted in the minutes: {last}")


def _more(entry: object) -> tuple[str, ...]:
    from logscan.panel.audit import Entry

    assert isinstance(entry, Entry)
    return (
        " ".join(f"{key}={value}" for key, value in entry.details.items()),
        f"to {entry.recipient}" if entry.recipient else "",
        f"because {entry.reason}" if entry.reason else "",
    )
