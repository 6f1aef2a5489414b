"""``logscan diff``: what is new, gone or changed between two runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.outputs.diff import Comparison


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff")(diff)


def diff(
    before: Annotated[Path, typer.Argument(metavar="RUN_A", help="A run folder.")],
    after: Annotated[Path, typer.Argument(metavar="RUN_B", help="A later run folder of the same cases.")],
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Tell which findings of RUN_B are new, which of RUN_A are gone, and which have changed."""
    from logscan.outputs.diff import compare

    if form not in ("table", "json"):
        raise UsageError(f"--format {form!r}: one of table, json")
    comparison = compare(before, after)
    if form == "json":
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(comparison), indent=2).decode())
    else:
        _print(comparison)


def _print(comparison: Comparison) -> None:
    from collections import Counter

    if comparison.settings:
        typer.echo(f"the runs differ in {', '.join(comparison.settings)}")
    for words, cases in (("RUN_A", comparison.only_before), ("RUN_B", comparison.only_after)):
        if cases:
            typer.echo(f"{len(cases)} cases only in {words}")
    for one in comparison.differences:
        typer.echo(f"{one.kind:8}{one.case_id}  {one.check} {one.name}: {one.after or one.before}")
    counts = Counter(one.kind for one in comparison.differences)
    typer.echo(", ".join(f"{counts[kind]} {kind}" for kind in ("new", "gone", "changed")))
