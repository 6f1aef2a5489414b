"""``logscan estimate``: what a sitting's views say of all cases of the frame, with intervals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.panel.estimate import Estimate


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("estimate")(estimate)


def estimate(
    samples: Annotated[
        list[Path], typer.Argument(metavar="SAMPLE_DIR...", help="Sample folders; several sittings add up.")
    ],
    views: Annotated[
        list[Path], typer.Option(metavar="VIEWS.JSON", help="What `logscan review` exported; repeatable.")
    ],
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    actor: Annotated[str, typer.Option(help="Who does this, for the audit log; else the user of the system.")] = "",
    reason: Annotated[str, typer.Option(help="Why, for the audit log.")] = "",
) -> None:
    """Estimate shares of cases, the precision of each check, what logscan misses, and how far members agree."""
    if form not in ("table", "json"):
        raise UsageError(f"--format {form!r}: one of table, json")
    from logscan.panel.audit import file_sha256, record
    from logscan.panel.estimate import estimate as figures
    from logscan.panel.estimate_views import read_sittings, run_of

    sittings = read_sittings(samples, views)
    found = figures(sittings)
    for sitting in sittings:
        details = {"views": " ".join(file_sha256(path)[:16] for path in views), "sittings": len(sittings)}
        record(run_of(sitting), "estimate", actor=actor, reason=reason, details=details)
    if form == "json":
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        _print(found)


def _print(found: Estimate) -> None:
    from rich.console import Console
    from rich.table import Table

    from logscan.panel.estimate_words import agreement_rows, groups, limits

    console = Console(highlight=False)
    console.print(f"{found.read} of {found.drawn} drawn cases read, frame of {found.frame}, {found.design} draw")
    bounds = {True: "at most (95 %)", False: "95 % interval"}
    shown = [(group.heading, bounds[group.bound], group.rows) for group in groups(found, "en")]
    shown.append(("Agreement between members (AC1)", "95 % interval", tuple(agreement_rows(found, "en"))))
    for heading, interval, rows in shown:
        if rows:
            table = Table(box=None, pad_edge=False, title=heading, title_justify="left", title_style="bold")
            for column in ("", "in the sample", "estimate", interval, ""):
                table.add_column(column)
            for row in rows:
                table.add_row(row.label, row.sample, row.estimate, row.interval, row.note)
            console.print(table)
    for sentence in limits(found, "en"):
        console.print(f"- {sentence}", soft_wrap=True)
