"""``logscan checks``: the catalogue as a table, or one check as a page."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.checks.catalogue import Entry

_NARROWEST = 30


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("checks")(checks)


def checks(
    code: Annotated[str | None, typer.Argument(help="A check code (RSK002); without one, the catalogue.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, json or markdown.")] = "table",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write the pages of all checks there (markdown).")
    ] = None,
) -> None:
    """Print the catalogue of checks, or all that one check says of itself."""
    from logscan.checks.catalogue import catalogue

    if form not in ("table", "json", "markdown"):
        raise UsageError(f"--format {form!r}: one of table, json, markdown")
    known = catalogue()
    if code is not None and code.upper() not in known:
        raise UsageError(f"no check {code!r}; `logscan checks` lists them")
    if out is not None:
        _write(out, code, form)
    elif code is None:
        _all(list(known.values()), form)
    else:
        _one(known[code.upper()], form)


def _write(folder: Path, code: str | None, form: str) -> None:
    from logscan.checks.pages import write

    if form != "markdown" or code is not None:
        raise UsageError("--out writes the pages of all checks; use it with --format markdown and no code")
    write(folder)


def _all(entries: list[Entry], form: str) -> None:
    if form == "json":
        typer.echo(_json(entries))
    elif form == "markdown":
        from logscan.checks.pages import index

        typer.echo(index(entries), nl=False)
    else:
        _table(entries)


def _one(entry: Entry, form: str) -> None:
    if form == "json":
        typer.echo(_json(entry))
    elif form == "markdown":
        from logscan.checks.pages import markdown

        typer.echo(markdown(entry), nl=False)
    else:
        _page(entry)


def _json(what: list[Entry] | Entry) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(what), indent=2).decode()


def _table(entries: list[Entry]) -> None:
    # set by hand: rich takes longer to import than the whole catalogue takes to read
    rows = [("code", "name", "sev", "criteria", "raises when")]
    rows += [(e.code, e.name, str(e.severity), " ".join(e.criteria), e.summary) for e in entries]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    margin = sum(widths) + 4
    last = max(shutil.get_terminal_size().columns - margin, _NARROWEST)
    for row in rows:
        first = " ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        typer.echo(textwrap.fill(f"{first} {row[4]}", margin + last, subsequent_indent=" " * margin))


def _page(entry: Entry) -> None:
    from rich.console import Console

    from logscan.checks.pages import RESULTS, SEVERITIES, record_words, thresholds

    out = Console(highlight=False)
    severity = f"(severity {entry.severity}, {SEVERITIES[entry.severity]}; {' '.join(entry.criteria)})"
    out.print(f"[bold]{entry.code} {entry.name}[/bold]", severity)
    parts = [
        ("Raises when", entry.summary),
        ("Why it matters", entry.why),
        ("Clears when", entry.clears_when["en"]),
        ("Searched for", entry.searched.get("en", "")),
        ("Thresholds", ", ".join(f"{key} = {value}" for key, value in thresholds(entry))),
        ("Source", "\n".join(entry.source)),
    ]
    for title, words in parts:
        if words:
            out.print(f"\n[bold]{title}[/bold]")
            out.print(words, markup=False)
    for example in entry.examples:
        note = f" ({example.note})" if example.note else ""
        out.print(f"\n[bold]Example, {RESULTS[example.result]}[/bold]{note}")
        if words := record_words(example.record):
            out.print(f"Record: {words}", markup=False)
        out.print(example.log.strip("\n"), markup=False)
