"""``logscan schema``: the JSON Schema of a report, made from the types."""

from __future__ import annotations

import json

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema() -> None:
    """Print the JSON Schema of one line of reports.jsonl."""
    from logscan.report import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
