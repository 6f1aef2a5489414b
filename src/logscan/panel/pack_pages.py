"""The pages of a pack: an index and a page a case, or all of it as one page; each needs nothing else.

The pages hold no script and fetch nothing; a content security policy lets only their own style in, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib import resources

import jinja2
import msgspec
from markupsafe import Markup

from logscan.case import Case
from logscan.checks.catalogue import catalogue
from logscan.outputs.answers import title
from logscan.outputs.card import Card
from logscan.outputs.log_html import log, quote, quotes
from logscan.outputs.page import environment as shared
from logscan.outputs.timeline_html import timeline
from logscan.outputs.words import words as plain_words
from logscan.panel.pack import MARKING, Pack, PackCase
from logscan.panel.pack_words import QUESTIONS, WHOLE, question, scale, translator


def index_page(pack: Pack) -> str:
    """``index.html``: what the pack is, how to use it, and the table of its cases."""
    return _page(pack, "pack_index.html", cases=pack.cases, together=False)


def case_page(pack: Pack, one: PackCase) -> str:
    """The page of one case."""
    return _page(pack, "pack_case.html", one=one, card=card(pack, one))


def whole_page(pack: Pack) -> str:
    """Index and cases as one page, with the pack itself in it for ``logscan review``."""
    cards = [(one, card(pack, one)) for one in pack.cases]
    return _page(pack, "pack_whole.html", cases=pack.cases, cards=cards, together=True, data=_embedded(pack))


def card(pack: Pack, one: PackCase) -> Card:
    """The view of a case under the name that it has in the sitting."""
    name = f"{translator(pack.language)('Case')} {one.number}"
    report = msgspec.structs.replace(one.report, case_id=name)
    return Card(one.number, Case(case_id=name, log=one.log, record=report.record), report)


def context(pack: Pack) -> dict[str, object]:
    """What every page of a pack, and of its review, knows."""
    language = pack.language
    return {
        "pack": pack,
        "t": translator(language),
        "scale": scale(language),
        "questions": {code: question(code, language) for code in (*QUESTIONS, WHOLE)},
        "whole": WHOLE,
        "words": plain_words(),
    }


def style(pack: Pack) -> Markup:
    """The style sheet, with the marking in the margin of every printed page."""
    parts = [_asset("logscan.outputs", "page.css").replace(_css(MARKING, plain=True), _css(pack.marking))]
    parts += [_asset("logscan.panel", "pack.css")]
    if pack.large_print:
        parts.append(_asset("logscan.panel", "pack_large.css"))
    return Markup("\n".join(parts))


@cache
def environment(*more: str) -> jinja2.Environment:
    """The templates of the pack and of the pages it shares; ``more`` are packages whose templates come first."""
    made = shared(*more, "logscan.panel", "logscan.outputs")
    made.filters["title_of"] = title
    made.globals["checks"] = catalogue()
    for part in (quote, quotes, timeline, log):
        made.globals[part.__name__] = _markup(part)
    return made


def _markup(part: Callable[..., str]) -> Callable[..., Markup]:
    """``part``, which escapes for itself, for a template to call."""
    return lambda *given: Markup(part(*given))


def _page(pack: Pack, template: str, **values: object) -> str:
    sheet = style(pack)
    given = {**context(pack), "boxes": "pack_boxes.html", "style": sheet, "style_hash": _csp_hash(sheet), **values}
    return environment().get_template(template).render(given)


def _embedded(pack: Pack) -> Markup:
    """The pack as JSON that cannot end the element it stands in."""
    text = msgspec.json.encode(pack).decode()
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _css(text: str, *, plain: bool = False) -> str:
    """``text`` as a CSS string; by code points, so that nothing in it can end the string."""
    return f'"{text}"' if plain else '"' + "".join(f"\\{ord(letter):06x}" for letter in text) + '"'


@cache
def _asset(package: str, name: str) -> str:
    return resources.files(package).joinpath("templates", name).read_text(encoding="utf-8")


def _csp_hash(sheet: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
