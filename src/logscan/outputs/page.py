"""``report.html``: the run as one page that needs nothing else, works offline, and reads on paper.

The page is written as it is made, one case at a time. Text of a log is escaped wherever it stands (Jinja's autoescape),
characters that hide or reorder text are made visible, and a content security policy lets only the page's own style
and script run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from logscan.case import Case
from logscan.checks.catalogue import catalogue
from logscan.outputs.answers import title
from logscan.outputs.atomic import replacing
from logscan.outputs.card import Card
from logscan.outputs.run import RunMeta
from logscan.outputs.summary import Totals
from logscan.outputs.words import when, words
from logscan.report import Report


def write(path: Path, counted: Totals, pairs: Iterable[tuple[Case, Report]], meta: RunMeta) -> None:
    """Write the page; ``pairs`` are the cases that ``counted`` shows, in order. The clock leaves no trace in it."""
    parts = (
        _environment()
        .get_template("page.html")
        .generate(
            meta=meta,
            totals=counted,
            cards=_cards(pairs),
            words=words(),
            checks=catalogue().values(),
            style=_asset("page.css"),
            script=_asset("page.js"),
            style_hash=_hash("page.css"),
            script_hash=_hash("page.js"),
        )
    )
    with replacing(path) as out:
        out.writelines(part.encode("utf-8") for part in parts)


def _cards(pairs: Iterable[tuple[Case, Report]]) -> Iterator[Card]:
    return (Card(number, case, report) for number, (case, report) in enumerate(pairs, 1))


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


def visible(value: object) -> object:
    """Text with the characters that would hide or reorder it spelled out, as ⟨U+202E⟩; anything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value  # nothing that hides or reorders counts as printable, and most text is
    return value.translate(_VISIBLE)


_HIDING = (
    *range(0x7F, 0xA0),
    0x061C,
    0x180E,
    0x200B,
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
)
"""Controls, direction marks and overrides, zero-width marks, lone surrogates; joiners stay: emoji need them."""

_VISIBLE = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    **{code: f"⟨U+{code:04X}⟩" for code in _HIDING},
}


@cache
def _asset(name: str) -> Markup:
    """A file that stands in the page as it is; it is ours, so it is not escaped."""
    return Markup(resources.files("logscan.outputs").joinpath("templates", name).read_text(encoding="utf-8"))


def _hash(name: str) -> str:
    """The content security policy's name for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()
