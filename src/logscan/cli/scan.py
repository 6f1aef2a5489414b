"""``logscan scan``: read cases, write a run that a panel can read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from logscan.engine.run import Summary
    from logscan.policy import Policy


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("scan")(scan)


def scan(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files or folders of cases; - is standard input.")
    ],
    out: Annotated[str, typer.Option("--out", "-o", help="The run folder to write.")],
    policy: Annotated[
        Path | None, typer.Option(help="A policy file; `logscan policy` prints one to start from.")
    ] = None,
    select: Annotated[str, typer.Option(help="Checks to run, by code or prefix, with commas (RSK,ORD001).")] = "",
    ignore: Annotated[str, typer.Option(help="Checks to leave out, by code or prefix, with commas.")] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Judge open cases at this day, not at their last entry.")
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to use.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Take up an interrupted run.")] = False,
    fail_on: Annotated[
        int | None,
        typer.Option(
            "--fail-on",
            min=1,
            max=3,
            metavar="SEVERITY",
            help="Exit with 1 where a finding is of this severity or above.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Accepted findings (CSV: case_id, check, reason, who, when).")
    ] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the results of every check.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="jsonl, or parquet for tables beside reports.jsonl.")
    ] = "jsonl",
    engine: Annotated[
        str, typer.Option(metavar="ENGINE", help="local, or spark: Parquet or CSV in, Parquet out.")
    ] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="The Spark master, where the environment names none.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Scan case logs: reports.jsonl, findings.csv, cases.jsonl, report.html and run.json in the run folder.

    Exit codes: 0 done; 1 done and --fail-on was met; 2 wrong use; 3 an input could not be read (the rest was scanned).
    """
    rules = _policy(policy, select, ignore, as_of)
    for option, given, known in (("--format", form, ("jsonl", "parquet")), ("--engine", engine, ("local", "spark"))):
        if given not in known:
            raise UsageError(f"{option} {given!r}: one of {', '.join(known)}")
    if engine == "spark":
        if resume or baseline or statistics or fail_on or jobs > 1:
            raise UsageError("--engine spark: goes without --jobs, --resume, --baseline, --statistics and --fail-on")
        _scan_on_spark(inputs, out, rules, master, quiet)
        return
    if master is not None:
        raise UsageError("--master: goes with --engine spark")
    summary = run_and_tell(
        [Path(name) if name != "-" else "-" for name in inputs],
        Path(out),
        rules,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
        baseline=baseline,
        statistics=statistics,
        parquet=form == "parquet",
    )
    if summary.faults:
        raise typer.Exit(3)
    if fail_on is not None and any(count for severity, count in summary.severities.items() if severity >= fail_on):
        raise typer.Exit(1)


def run_and_tell(
    inputs: Sequence[Path | str],
    out: Path,
    policy: Policy,
    *,
    jobs: int,
    resume: bool,
    quiet: bool,
    baseline: Path | None = None,
    statistics: bool = False,
    parquet: bool = False,
) -> Summary:
    """Scan with progress on standard error, then a one-screen summary; faults are named in either case."""
    from logscan.baseline import read_baseline
    from logscan.engine.run import scan_run

    for name in inputs:
        if name != "-" and not Path(name).exists():
            raise UsageError(f"{name}: no such file or folder")
    accepted = read_baseline(baseline) if baseline is not None else None
    with _progress(quiet, _characters(inputs)) as advance:
        summary = scan_run(
            inputs, out, policy, jobs=jobs, resume=resume, advance=advance, baseline=accepted, parquet=parquet
        )
    for fault in summary.faults:
        typer.echo(f"logscan: {fault}", err=True)
    for warning in summary.warnings:
        typer.echo(f"logscan: {warning}", err=True)
    if not quiet:
        _tell(summary, out)
    if statistics:
        _statistics(summary)
    return summary


def _scan_on_spark(inputs: Sequence[str], out: str, policy: Policy, master: str | None, quiet: bool) -> None:
    from logscan.spark.run import scan_run

    meta = scan_run(inputs, out, policy, master=master)
    for fault in meta.faults:
        typer.echo(f"logscan: {fault.file}: {fault.reason}", err=True)
    if not quiet:
        typer.echo(f"{meta.cases} cases, {meta.words:,} words, {meta.seconds:.1f} s: {out}")
    if meta.faults:
        raise typer.Exit(3)


def _policy(path: Path | None, select: str, ignore: str, as_of: str) -> Policy:
    from datetime import date

    import msgspec

    from logscan.checks.run import unknown_prefix
    from logscan.policy import Policy
    from logscan.policy_file import load_policy

    rules = load_policy(path) if path is not None else Policy()
    given = {"select": _codes(select), "ignore": _codes(ignore), "as_of": as_of}
    rules = msgspec.structs.replace(rules, **{key: value for key, value in given.items() if value})
    try:
        date.fromisoformat(rules.as_of or "2000-01-01")
    except ValueError:
        raise UsageError(f"--as-of {as_of!r}: is no date; write it as 2025-03-31") from None
    if wrong := unknown_prefix(rules):
        raise UsageError(wrong)
    return rules


def _codes(words: str) -> tuple[str, ...]:
    return tuple(word.strip().upper() for word in words.split(",") if word.strip())


_TEXT = frozenset({".csv", ".tsv", ".psv", ".json", ".jsonl", ".ndjson", ".txt", ".md", ".log", ".eml"})


def _characters(inputs: Sequence[Path | str]) -> int | None:
    """About how many characters the inputs hold, from the sizes of text files; None where some are packed."""
    files = [
        file for name in map(Path, inputs) for file in (name.rglob("*") if name.is_dir() else [name]) if file.is_file()
    ]
    if not files or any(file.suffix.lower() not in _TEXT for file in files):
        return None
    return sum(file.stat().st_size for file in files)


@contextmanager
def _progress(quiet: bool, expected: int | None) -> Iterator[Callable[[int, int, int], None]]:
    """A function that is told what is done; a bar with rate and time left on a terminal, nothing elsewhere."""
    import sys

    if quiet or not sys.stderr.isatty():
        yield lambda cases, words, characters: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("scanning"),
        BarColumn(),
        TextColumn("{task.fields[cases]} cases, {task.fields[rate]} words/s"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("scan", total=expected, cases=0, rate="0")
        total = [0, 0]

        def advance(cases: int, words: int, characters: int) -> None:
            total[0] += cases
            total[1] += words
            seconds = bar.tasks[0].elapsed or 0.001
            bar.update(task, advance=characters, cases=total[0], rate=f"{total[1] / seconds:,.0f}")

        yield advance


def _tell(summary: Summary, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    asked = sum(summary.severities.values())
    console.print(
        f"{_counted(summary.cases, 'case')}, {summary.words:,} words, {summary.seconds:.1f} s; "
        f"{_counted(asked, 'question')}"
    )
    if summary.accepted:
        console.print(f"{summary.accepted} findings accepted by the baseline")
    matrix = Table(box=None, pad_edge=False, title="recorded as, and what the conduct looks like", title_justify="left")
    labels = ("stalking", "harassment", "neither", "unclear")
    for heading in ("recorded as", *labels):
        matrix.add_column(heading, justify="left" if heading == "recorded as" else "right")
    for recorded, counts in sorted(summary.matrix.items()):
        matrix.add_row(recorded, *(str(counts.get(label, 0)) for label in labels))
    console.print(matrix)
    top = Table(box=None, pad_edge=False, title="most frequent questions", title_justify="left")
    for heading in ("check", "name", "cases"):
        top.add_column(heading, justify="right" if heading == "cases" else "left")
    for (check, name), count in summary.checks.most_common(10):
        top.add_row(check, name, str(count))
    console.print(top)
    if summary.faults:
        console.print(f"{len(summary.faults)} inputs or rows could not be read (named above and in run.json)")
    console.print(f"page: {out / 'report.html'}")


def _statistics(summary: Summary) -> None:
    from rich.console import Console
    from rich.table import Table

    from logscan.checks.catalogue import catalogue

    table = Table(box=None, pad_edge=False, title="results by check, in cases", title_justify="left")
    for heading in ("check", "name", "raise", "clear", "cannot tell"):
        table.add_column(heading, justify="left" if heading in {"check", "name"} else "right")
    for code, entry in catalogue().items():
        counts = [summary.results[code, result] for result in ("raise", "clear", "cannot_tell")]
        if any(counts):
            table.add_row(code, entry.name, *map(str, counts))
    Console(highlight=False).print(table)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
