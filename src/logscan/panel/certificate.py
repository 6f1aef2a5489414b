"""``certificate.html``: the draw on one page, with what anyone needs to repeat it; needs nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from logscan import __version__
from logscan.outputs.atomic import replacing
from logscan.outputs.page import environment
from logscan.panel.draw import Drawn, digest, number
from logscan.panel.frame import WEIGHTS
from logscan.panel.sample_file import Sample

NAME = "certificate.html"
MARKING = "OFFICIAL-SENSITIVE"


def write(path: Path, sample: Sample, drawn: list[Drawn]) -> None:
    """Write the certificate of a draw."""
    text = _template().render(
        sample=sample,
        frame=sample.frame,
        drawn=[(one, _place(sample, one), digest(sample.seed, one.ticket)) for one in drawn],
        cases=sum(1 for one in drawn if not one.reserve),
        marking=MARKING,
        weights=WEIGHTS,
        version=__version__,
    )
    with replacing(path) as out:
        out.write(text.encode())


def _place(sample: Sample, one: Drawn) -> int:
    """Where the case stands in frame.csv, or among the cases of its stratum; counted from 0."""
    if one.part == "targeted":
        return one.ticket - 1
    return number(sample.seed, one.ticket) % sample.frame.strata[one.stratum]


@cache
def _template() -> jinja2.Template:
    return environment("logscan.panel").get_template("certificate.html")
