"""``logscan query``: SQL over the Parquet tables of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("query")(query)


def query(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder with Parquet tables.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="Over reports, findings, mentions and times.")],
) -> None:
    """Answer SQL from a run's tables, by DuckDB: a table at a terminal, CSV that a spreadsheet may open elsewhere."""
    import sys

    from logscan.outputs.query import query as answers

    names, rows = answers(run, sql)
    (_table if sys.stdout.isatty() else _csv)(names, rows)


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from logscan.outputs.escaping import visible

    table = Table(*names, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(str(visible(_text(cell)))) for cell in row))
    Console(highlight=False).print(table)


def _csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    import csv
    import sys

    from logscan.panel.cells import safe

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(names)
    out.writerows([safe(cell) if isinstance(cell, str) else _text(cell) for cell in row] for row in rows)


def _text(cell: Any) -> str:
    """A cell as text: nothing for NULL, JSON for what is nested."""
    import msgspec

    if cell is None:
        return ""
    nested = isinstance(cell, dict | list | tuple)
    return msgspec.json.encode(cell).decode() if nested else str(cell)
