"""``logscan verdict``: what the conduct of cases amounts to, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from logscan.report import Verdict
    from logscan.signals.component import Reading, SignalReader

_CONTRIBUTIONS = 12


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verdict")(verdict)


def verdict(
    inputs: Annotated[list[str], typer.Argument(metavar="CASE...", help="Files of cases; - is standard input.")],
    why: Annotated[
        bool, typer.Option("--why", help="The elements of the offences, and what each feature adds.")
    ] = False,
    policy: Annotated[Path | None, typer.Option(help="A policy file.")] = None,
) -> None:
    """Print the verdict on the conduct of each case, with the reasons and the words that carry it."""
    from rich.console import Console

    from logscan.errors import InputError
    from logscan.nlp.language import load, read
    from logscan.policy import Policy
    from logscan.policy_file import load_policy
    from logscan.readers import read as read_cases
    from logscan.signals.component import log_of

    rules = load_policy(policy) if policy is not None else Policy()
    faults: list[InputError] = []
    sources: list[Path | str] = [name if name == "-" else Path(name) for name in inputs]
    nlp = load()
    reader: SignalReader = nlp.get_pipe("logscan_signals")  # type: ignore[assignment]
    out = Console(highlight=False)
    for case in read_cases(sources, rules.columns, faults.append):
        doc = read(nlp, case)
        _print(out, case.case_id, doc.user_data["logscan.signals"].verdict)
        if why:
            (reading,) = reader.read([log_of(doc.text, doc.user_data)])
            _why(out, reader, doc.user_data["logscan.signals"].verdict, reading)
    for fault in faults:
        typer.echo(f"logscan: {fault}", err=True)
    if faults:
        raise typer.Exit(3)


def _print(out: Console, case_id: str, found: Verdict) -> None:
    out.print(
        f"[bold]{case_id}[/bold]: [bold]{found.label}[/bold] ("
        + ", ".join(f"{k} {v:.2f}" for k, v in found.probabilities.items())
        + ")"
    )
    for words, spans in zip(found.because, found.because_evidence, strict=True):
        out.print(f"  {words}", markup=False)
        for span in spans:
            out.print(f"    {span.start}-{span.end}: {span.text}", markup=False)


def _why(out: Console, reader: SignalReader, found: Verdict, reading: Reading) -> None:
    out.print("  [bold]elements[/bold]")
    for element in found.elements:
        out.print(f"    {'shown    ' if element.shown else 'not shown'}  {element.words}", markup=False)
        for span in element.evidence:
            out.print(f"      {span.start}-{span.end}: {span.text}", markup=False)
    out.print(f"  [bold]what each feature adds to {found.label}[/bold]")
    for name, value in list(reader.contributions(reading, found.label).items())[:_CONTRIBUTIONS]:
        out.print(f"    {value:+.2f}  {name} = {reading.features[name]:.2f}", markup=False)
