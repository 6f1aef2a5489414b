"""``logscan show``: one case of a run in the terminal, its log highlighted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from logscan.case import Case
    from logscan.report import Report

STYLES = {
    "RISK_ASSESSMENT": "cyan",
    "SAFEGUARDING": "green",
    "REFERRAL": "green",
    "ORDER": "magenta",
    "CONTACT": "blue",
    "ENQUIRY": "blue",
    "VICTIM_POSITION": "yellow",
    "OUTCOME": "yellow",
    "CRIME_TYPE": "yellow",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    run: Annotated[Path, typer.Argument(help="A run folder, as `logscan scan --out` writes it.")],
    case_id: Annotated[str, typer.Argument(metavar="CASE", help="The case_id of one case.")],
    why: Annotated[
        bool, typer.Option("--why", help="List every mention with the cue and rule behind its status.")
    ] = False,
) -> None:
    """Show one case: its findings, its log with what was found, and what was looked at."""
    from rich.console import Console

    case, report = _find(run, case_id)
    out = Console(highlight=False)
    _head(out, report)
    _findings(out, report)
    out.rule("log")
    out.print(_log(case, report))
    if why:
        out.rule("why")
        _why(out, report)


def _find(run: Path, case_id: str) -> tuple[Case, Report]:
    from logscan.outputs.jsonl import read_cases, read_reports

    for name in ("reports.jsonl", "cases.jsonl"):
        if not (run / name).is_file():
            raise UsageError(f"{run}: no {name} there; give the folder that `logscan scan --out` wrote")
    for case, report in zip(read_cases(run / "cases.jsonl"), read_reports(run / "reports.jsonl"), strict=True):
        if report.case_id == case_id:
            return case, report
    raise UsageError(f"{run}: no case {case_id!r}; findings.csv lists the cases that raised something")


def _head(out: Console, report: Report) -> None:
    record = report.record
    out.print(f"[bold]{report.case_id}[/bold]", record.recorded_offence or "no recorded offence", markup=True)
    flag = {True: "yes", False: "no", None: "not recorded"}[record.domestic_abuse]
    out.print(
        f"recorded as {record.recorded_as or 'not known'} · domestic abuse {flag} · "
        f"status {record.status or 'not recorded'}"
    )
    chances = ", ".join(f"{label} {chance:.2f}" for label, chance in report.verdict.probabilities.items())
    out.print(f"conduct looks like: [bold]{report.verdict.label}[/bold] ({chances})")


def _findings(out: Console, report: Report) -> None:
    from rich.markup import escape

    for finding in sorted(report.findings, key=lambda f: -f.severity):
        mark = {3: "red", 2: "yellow", 1: "white", 0: "green"}[finding.severity]
        out.print(f"[{mark}]{finding.check}[/{mark}] {escape(finding.message)}", soft_wrap=True)
        if finding.accepted:
            answer = finding.accepted
            out.print(f"  accepted by {escape(answer.who)}, {answer.when}: {escape(answer.reason)}", soft_wrap=True)
    unknown = [code for code, result in report.checks.items() if result == "cannot_tell"]
    clear = sum(result == "clear" for result in report.checks.values())
    out.print(f"{clear} checks clear, {len(unknown)} cannot tell" + (f": {' '.join(unknown)}" if unknown else ""))


def _log(case: Case, report: Report) -> Text:
    from rich.text import Text

    text = Text(case.log)
    for time in report.times:
        text.stylize("underline", time.start, time.end)
    for mention in report.mentions:
        text.stylize(STYLES[mention.label], mention.start, mention.end)
    for spans in report.four.values():
        for span in spans:
            text.stylize("bold", span.start, span.end)
    return text


def _why(out: Console, report: Report) -> None:
    from rich.markup import escape

    for mention in report.mentions:
        cues = ", ".join(repr(cue.text) for cue in mention.cues) or "no cue"
        what = f"{mention.label} {mention.concept} {mention.status or '-'}"
        line = f"{what}  {mention.text!r}  rule {mention.rule or '-'}; {cues}"
        out.print(escape(line), soft_wrap=True)
    for words in report.verdict.because:
        out.print(escape(f"verdict: {words}"), soft_wrap=True)
