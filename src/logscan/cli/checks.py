"""``logscan checks``: the catalogue as a table, or one check as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.checks.catalogue import Entry

SEVERITIES = {0: "good practice", 1: "record quality", 2: "standard or recording", 3: "safety"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("checks")(checks)


def checks(
    code: Annotated[str | None, typer.Argument(help="A check code, such as RSK002; without one, the whole catalogue.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, json or markdown.")] = "table",
) -> None:
    """Print the catalogue of checks, or all that one check says of itself."""
    from logscan.checks.catalogue import catalogue

    known = catalogue()
    if code is not None and code.upper() not in known:
        raise UsageError(f"no check {code!r}; `logscan checks` lists them")
    chosen = [known[code.upper()]] if code is not None else list(known.values())
    if form == "json":
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(chosen), indent=2).decode())
    elif form == "markdown":
        from logscan.checks.pages import markdown

        typer.echo("\n".join(markdown(entry) for entry in chosen), nl=False)
    elif form != "table":
        raise UsageError(f"--format {form!r}: one of table, json, markdown")
    elif code is not None:
        _page(chosen[0])
    else:
        _table(chosen)


def _table(entries: list[Entry]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("code", "name", "sev", "criteria", "raises when"):
        table.add_column(heading, no_wrap=heading != "raises when")
    for entry in entries:
        table.add_row(entry.code, entry.name, str(entry.severity), " ".join(entry.criteria), entry.summary)
    Console().print(table)


def _page(entry: Entry) -> None:
    from rich.console import Console

    out = Console(highlight=False)
    out.print(f"[bold]{entry.code} {entry.name}[/bold]", f"(severity {entry.severity}, {SEVERITIES[entry.severity]}; {' '.join(entry.criteria)})")
    parts = [
        ("Raises when", entry.summary),
        ("Why it matters", entry.why),
        ("Clears when", entry.clears_when["en"]),
        ("Searched for", entry.searched),
        ("Thresholds", ", ".join(entry.thresholds)),
        ("Source", "; ".join(entry.source)),
    ]
    for title, words in parts:
        if words:
            out.print(f"\n[bold]{title}[/bold]")
            out.print(words, markup=False)
    for example in entry.examples:
        out.print(f"\n[bold]Example: {example.result}[/bold]" + (f" ({example.note})" if example.note else ""))
        out.print(example.log, markup=False)
