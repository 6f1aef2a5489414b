"""The findings paper as one page that needs nothing else."""

from __future__ import annotations

from functools import cache

import jinja2
from markupsafe import Markup

from logscan.outputs.page import visible
from logscan.panel.paper import Paper


def html_text(paper: Paper) -> str:
    """The page."""
    # by code points, so that nothing in the marking can end the string of the style sheet
    marking = Markup('"{}"').format("".join(f"\\{ord(letter):06x}" for letter in paper.marking))
    return _template().render(paper=paper, marking=marking)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("logscan.panel"),
        autoescape=True,
        finalize=visible,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("paper.html")
