"""``logscan pack``: the drawn cases, redacted, as pages for the panel's sitting."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.case import Case
    from logscan.panel.redact import Doubt
    from logscan.report import Report


class Language(StrEnum):
    """The language of the headings."""

    en = "en"
    cy = "cy"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("pack")(pack)


def pack(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder, as `logscan scan --out` writes it.")],
    sample: Annotated[Path, typer.Option("--sample", metavar="CSV", help="The draw: sample.csv of `logscan sample`.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write, or the file with --one-file.")],
    blind: Annotated[
        bool, typer.Option("--blind", help="The record and the log alone, without findings, for second readers.")
    ] = False,
    part: Annotated[
        str, typer.Option("--part", help="Only the cases drawn in this part (random, targeted) of a two-part draw.")
    ] = "",
    large_print: Annotated[bool, typer.Option("--large-print", help="18 point.")] = False,
    language: Annotated[Language, typer.Option("--language", help="Headings in English or Welsh.")] = Language.en,
    marking: Annotated[
        str, typer.Option("--marking", metavar="TEXT", help="The protective marking on every page.")
    ] = "OFFICIAL-SENSITIVE",
    one_file: Annotated[
        bool, typer.Option("--one-file", help="One page that holds all, in place of a folder.")
    ] = False,
    doubts: Annotated[
        Path | None,
        typer.Option("--doubts", metavar="CSV", help="List the words that a human must look at before it goes out."),
    ] = None,
    actor: Annotated[str, typer.Option(help="Who does this, for the audit log; else the user of the system.")] = "",
    recipient: Annotated[str, typer.Option(help="To whom the pack goes, for the audit log.")] = "",
    reason: Annotated[str, typer.Option(help="Why, for the audit log.")] = "",
) -> None:
    """Make the pack for a sitting: an index and a page a case, redacted, for screen and paper.

    It needs nothing else and fetches nothing. A case has the number of its place in the draw; sample.csv says which one
    it is. Nothing is written while an identifier is surely left.
    """
    from hashlib import sha256

    from logscan.panel import audit
    from logscan.panel.pack import make_pack
    from logscan.panel.pack_file import DATA, files, refuse_existing, write_doubts, write_pack
    from logscan.panel.sample_file import read_cases

    for name in ("reports.jsonl", "cases.jsonl"):
        if not (run / name).is_file():
            raise UsageError(f"{run}: no {name} there; give the folder that `logscan scan --out` wrote")
    if not marking.strip() or not marking.isprintable():
        raise UsageError("--marking: give the words of the marking, on one line")
    refuse_existing(out, one_file=one_file)
    drawn = [one for one in read_cases(sample) if not part or one.part in (part, "both")]
    found: list[tuple[str, Doubt]] = []
    made = make_pack(
        run,
        drawn,
        lambda case, report, label: _redacted(case, report, label, found),
        sample_sha256=audit.file_sha256(sample),
        language=language.value,
        marking=marking.strip(),
        blind=blind,
        large_print=large_print,
    )
    written = files(made, one_file=one_file)
    # the log says first what is then done: a pack without its line must not be
    audit.record(
        run,
        "pack",
        actor=actor,
        recipient=recipient,
        reason=reason,
        details={
            "cases": len(made.cases),
            "blind": blind,
            "sample.csv": made.sources["sample.csv"],
            out.name if one_file else DATA: sha256(written["" if one_file else DATA].encode()).hexdigest(),
        },
    )
    write_pack(out, written)
    typer.echo(f"{len(made.cases)} cases: {out if one_file else out / 'index.html'}")
    if doubts is not None:
        write_doubts(doubts, found)
    if found:
        where = f"listed in {doubts}" if doubts is not None else "--doubts FILE lists them"
        typer.echo(f"{len(found)} words for a human to look at before the pack goes out: {where}")


def _redacted(case: Case, report: Report, label: str, doubts: list[tuple[str, Doubt]]) -> tuple[Case, Report]:
    """The case without its identifiers; what redaction is not sure of is added to ``doubts``."""
    from logscan.panel.redact import redact, sealed

    done = sealed(redact(case, report, label=label))
    doubts += [(label, doubt) for doubt in done.doubts]
    return done.case, done.report
