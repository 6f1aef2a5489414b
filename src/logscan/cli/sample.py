"""``logscan sample``: fix the frame, then draw cases by a public seed, so that anyone can check the draw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.panel.draw import Drawn
    from logscan.panel.frame_file import FrameRecord


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sample")(sample)


def sample(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    fix: Annotated[
        bool, typer.Option("--frame", help="Fix the frame and print its hash; do this before the seed is thrown.")
    ] = False,
    seed: Annotated[
        str, typer.Option(metavar="DIGITS", help="20 digits or more, as from ten-sided dice thrown at the meeting.")
    ] = "",
    size: Annotated[int, typer.Option(min=0, metavar="N", help="Cases to draw.")] = 0,
    stratify: Annotated[
        str, typer.Option(metavar="BY", help="recorded, da, status, severity, or an exported column.")
    ] = "",
    parts: Annotated[
        str,
        typer.Option(
            "--two-part",
            metavar="T,R",
            help="T cases with chances by findings and R at random, in place of --size.",
        ),
    ] = "",
    reserves: Annotated[int, typer.Option(min=0, help="Cases drawn besides, to stand in for withdrawn ones.")] = 0,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="NAME=VALUE (status=open), or a CSV file of case_id and reason; repeatable."),
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(metavar="SAMPLE.CSV", help="Leave out the cases of an earlier sitting; without it they are kept."),
    ] = None,
    withdraw: Annotated[
        str,
        typer.Option(metavar="CASE", help="Take a case (id or number) out of the sample in --out; a reserve comes in."),
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="The sample folder.")] = None,
    actor: Annotated[str, typer.Option(help="Who does this, for the audit log; else the user of the system.")] = "",
    reason: Annotated[str, typer.Option(help="Why, for the audit log (with --withdraw: on the certificate too).")] = "",
) -> None:
    """Draw the cases of a sitting: sample.csv, sample.json and certificate.html.

    First fix the frame (--frame), then throw the seed, then draw. Designs: simple random, stratified, two-part.
    """
    from logscan.panel import audit, draw_sample, frame_file

    settings = {"stratify": stratify, "exclude": exclude or [], "earlier": earlier or []}
    if fix:
        if seed or size or parts or withdraw:
            raise UsageError("--frame comes first, and alone; the seed is thrown once the frame stands")
        frame, record = frame_file.fix(run, **settings)  # type: ignore[arg-type]
        audit.record(run, "sample --frame", actor=actor, reason=reason, details=_frame_details(record))
        frame_file.save(run, frame, record)
        _tell_frame(record)
        return
    if out is None:
        raise UsageError("--out: name the sample folder")
    if withdraw:
        _withdraw(run, out, withdraw, actor, reason)
        return
    targeted, size = _sizes(parts, size)
    frame, record, before = draw_sample.frame_for(run, **settings)  # type: ignore[arg-type]
    _tell_frame(record)
    if not before:
        typer.echo("logscan: the frame was not fixed before the seed; the certificate says so (see --frame)", err=True)
    made, drawn = draw_sample.draw_sample(
        run, out, frame, record, fixed_before=before, seed=seed, size=size, targeted=targeted, reserves=reserves
    )
    # the log says first what is then done: no draw without its line
    details = {**_frame_details(record), "seed": made.seed, "drawn": len(drawn), "sample.csv": made.versions[-1]}
    audit.record(run, "sample", actor=actor, reason=reason, details=details)
    draw_sample.write_sample(out, made, drawn, frame)
    _tell_drawn(drawn)
    typer.echo(f"certificate: {out / 'certificate.html'}")


def _withdraw(run: Path, out: Path, case_id: str, actor: str, reason: str) -> None:
    from logscan.panel import audit, draw_sample

    if not reason.strip():
        raise UsageError("--withdraw: give a --reason; it stands on the certificate")
    changed, drawn = draw_sample.withdraw(out, case_id, reason)
    gone = changed.withdrawn[-1]
    details = {"case": gone.case.case_id, "replaced by": gone.replaced_by, "sample.csv": changed.versions[-1]}
    audit.record(run, "sample --withdraw", actor=actor, reason=reason, details=details)
    draw_sample.write_sample(out, changed, drawn)
    stands_in = f"{gone.replaced_by} stands in for it" if gone.replaced_by else "no reserve could stand in for it"
    typer.echo(f"withdrawn; {stands_in}")


def _sizes(parts: str, size: int) -> tuple[int, int]:
    """Targeted cases, and cases in all."""
    if not parts:
        if not size:
            raise UsageError("--size: how many cases?")
        return 0, size
    numbers = [word.strip() for word in parts.split(",")]
    if len(numbers) != 2 or not all(word.isascii() and word.isdecimal() and int(word) for word in numbers):
        raise UsageError("--two-part: two numbers above 0, as in 6,6")
    targeted, random = map(int, numbers)
    if size not in (0, targeted + random):
        raise UsageError(f"--size {size} is not {targeted} + {random}: leave it out")
    return targeted, targeted + random


def _frame_details(record: FrameRecord) -> dict[str, object]:
    return {"cases": record.cases, "frame": record.sha256, "frame.csv": record.units_sha256}


def _tell_frame(record: FrameRecord) -> None:
    typer.echo(f"frame: {record.cases} cases, fixed {record.fixed}")
    for one in record.excluded:
        typer.echo(f"left out: {one.cases} ({one.reason})")
    if record.stratify:
        typer.echo("strata: " + ", ".join(f"{name} {count}" for name, count in record.strata.items()))
    typer.echo(f"SHA-256 of the sorted case ids: {record.sha256}")
    typer.echo(f"SHA-256 of frame.csv: {record.units_sha256}")


def _tell_drawn(drawn: list[Drawn]) -> None:
    for one in drawn:
        part = "reserve" if one.reserve else one.part
        typer.echo(f"{one.order:4}  {one.case_id}  {part}  {one.stratum}  chance {one.probability:.4f}  i={one.ticket}")
