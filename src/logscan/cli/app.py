"""The command ``logscan``: its subcommands, a module each, and its exit codes."""

from __future__ import annotations

import importlib
import sys
from typing import Annotated

import typer

from logscan import __version__

COMMANDS = (
    *("scan", "show", "diff", "checks", "policy", "schema", "times", "demo", "verdict", "train", "evaluate", "review"),
    *("query", "sample", "redact", "pack", "estimate", "paper", "audit"),
)

app = typer.Typer(
    name="logscan",
    help="A linter for police case logs about stalking and harassment. It asks questions, ties each to the words of "
    "the log, and leaves the decision to its reader.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"logscan {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The options that hold for every command."""


for _command in COMMANDS:
    importlib.import_module(f"logscan.cli.{_command}").register(app)


def main() -> None:
    """Run the command line; an error that logscan raises on purpose is one line on standard error and exit code 2."""
    from logscan.collector import collect_no_more, collect_seldom
    from logscan.errors import LogscanError

    collect_seldom()
    try:
        app()
    except LogscanError as error:
        sys.stderr.write(f"logscan: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        # `logscan checks | head` closes our output; that is no fault
        sys.stderr.close()
        sys.exit(0)
    finally:
        collect_no_more()
