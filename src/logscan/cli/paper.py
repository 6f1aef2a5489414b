"""``logscan paper``: the panel's findings as a paper, for Word and as a page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from logscan.errors import UsageError

NAMES = ("findings.docx", "findings.html")


class Language(StrEnum):
    """The language of the headings."""

    en = "en"
    cy = "cy"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("paper")(paper)


def paper(
    samples: Annotated[
        list[Path],
        typer.Argument(
            metavar="SAMPLE_DIR...", help="The sitting's sample folder; earlier sittings after it join the figures."
        ),
    ],
    views: Annotated[
        list[Path], typer.Option(metavar="VIEWS.JSON", help="What `logscan review` exported; repeatable.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where findings.docx and findings.html go.")],
    language: Annotated[Language, typer.Option(help="Headings in English or Welsh.")] = Language.en,
    publisher: Annotated[str, typer.Option(help="Who publishes it.")] = "Police and Crime Commissioner",
    date: Annotated[str, typer.Option(help="The date on the first page, in words; else the day of the draw.")] = "",
    marking: Annotated[str, typer.Option(metavar="TEXT", help="The protective marking.")] = "OFFICIAL-SENSITIVE",
    actor: Annotated[str, typer.Option(help="Who does this, for the audit log; else the user of the system.")] = "",
    recipient: Annotated[str, typer.Option(help="Who is to get it, for the audit log.")] = "",
    reason: Annotated[str, typer.Option(help="Why, for the audit log.")] = "",
) -> None:
    """Write the findings paper: the panel's views by case, observations with room for the force's response, figures.

    Members' own words stand in it as they were written: read it before it is published.
    """
    from datetime import datetime
    from hashlib import sha256

    from logscan.outputs.atomic import replacing
    from logscan.panel.audit import record
    from logscan.panel.estimate import estimate
    from logscan.panel.estimate_views import read_sittings, run_of
    from logscan.panel.paper import make_paper
    from logscan.panel.paper_docx import docx_bytes
    from logscan.panel.paper_html import html_text

    if not marking.strip() or not marking.isprintable():
        raise UsageError("--marking: give the words of the marking, on one line")
    sittings = read_sittings(samples, views)
    sitting = sittings[0]
    made = make_paper(
        sitting,
        estimate(sittings),
        language=language.value,
        publisher=publisher,
        date=date or sitting.sample.drawn[:10],
        marking=marking.strip(),
    )
    written = (docx_bytes(made, datetime.fromisoformat(sitting.sample.drawn)), html_text(made).encode())
    details = {name: sha256(data).hexdigest() for name, data in zip(NAMES, written, strict=True)}
    record(run_of(sitting), "paper", actor=actor, recipient=recipient, reason=reason, details=details)
    out.mkdir(parents=True, exist_ok=True)
    for name, data in zip(NAMES, written, strict=True):
        with replacing(out / name) as file:
            file.write(data)
    typer.echo(f"{out / NAMES[0]} and {NAMES[1]}. Members' words stand as written: read it before it is published.")
