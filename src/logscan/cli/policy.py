"""``logscan policy``: the default policy as a file to start from, or a check of one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("policy")(policy)


def policy(
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Check a policy file; tell its hash and changes.")
    ] = None,
) -> None:
    """Print the default policy file, every key with its meaning, or check one."""
    from importlib import resources

    from logscan.policy_file import differences, load_policy

    if check is not None:
        loaded = load_policy(check)
        typer.echo(f"{check}: valid, sha256 {loaded.sha256}")
        for line in differences(loaded):
            typer.echo(line)
        return
    typer.echo(resources.files("logscan.lexicon").joinpath("policy.toml").read_text(encoding="utf-8"), nl=False)
