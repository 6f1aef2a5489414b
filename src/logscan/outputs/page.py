"""``report.html``: the run as one page that needs nothing else, works offline, and reads on paper.

The page is written as it is made, one case at a time: its frame by templates, its cases by ``case_html``. Text of a
log is escaped wherever it stands, characters that hide or reorder text are made visible, and a content security policy
lets only the page's own style and script run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path

import jinja2
from markupsafe import Markup

from logscan.case import Case
from logscan.checks.catalogue import catalogue
from logscan.outputs import case_html
from logscan.outputs.answers import title
from logscan.outputs.atomic import replacing
from logscan.outputs.card import Card
from logscan.outputs.escaping import visible
from logscan.outputs.run import RunMeta
from logscan.outputs.summary import Totals
from logscan.outputs.words import when, words
from logscan.report import Report

_PLACE = Markup("<!--cases-->")
"""Where the cases stand in the frame; nothing else can be it, for all text in the frame is escaped."""


def write(path: Path, counted: Totals, pairs: Iterable[tuple[Case, Report]], meta: RunMeta) -> None:
    """Write the page; ``pairs`` are the cases that ``counted`` shows, in order. The clock leaves no trace in it."""
    frame = (
        _environment()
        .get_template("page.html")
        .render(
            meta=meta,
            totals=counted,
            cases=_PLACE,
            words=words(),
            checks=catalogue().values(),
            style=_asset("page.css"),
            script=_asset("page.js"),
            style_hash=_hash("page.css"),
            script_hash=_hash("page.js"),
        )
    )
    before, after = frame.split(_PLACE)
    with replacing(path) as out:
        # part by part: most parts are ASCII, which is encoded by copying it
        out.writelines(part.encode("utf-8") for part in chain((before,), _cases(counted, pairs), (after,)))


def _cases(counted: Totals, pairs: Iterable[tuple[Case, Report]]) -> Iterator[str]:
    """The cases one after the other, in parts that are written as they are made."""
    for number, (row, (case, report)) in enumerate(zip(counted.rows, pairs, strict=True), 1):
        yield from case_html.case(Card(number, case, report), row)
        yield "\n"


@cache
def _environment() -> jinja2.Environment:
    templates = environment("logscan.outputs")
    templates.filters["title_of"] = title
    templates.filters["day"] = when
    return templates


def environment(*packages: str) -> jinja2.Environment:
    """Templates of packages of ours, the first that has one; they escape all they are given, and spell out characters
    that hide or reorder.
    """
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(package) for package in packages]),
        autoescape=True,
        finalize=visible,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> Markup:
    """A file that stands in the page as it is; it is ours, so it is not escaped."""
    return Markup(resources.files("logscan.outputs").joinpath("templates", name).read_text(encoding="utf-8"))


def _hash(name: str) -> str:
    """The content security policy's name for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()
