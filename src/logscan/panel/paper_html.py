"""The findings paper as one page that needs nothing else."""

from __future__ import annotations

from functools import cache

import jinja2
from markupsafe import Markup

from logscan.outputs.page import environment
from logscan.panel.paper import Paper


def html_text(paper: Paper) -> str:
    """The page."""
    # by code points, so that nothing in the marking can end the string of the style sheet
    marking = Markup('"{}"').format("".join(f"\\{ord(letter):06x}" for letter in paper.marking))
    return _template().render(paper=paper, marking=marking)


@cache
def _template() -> jinja2.Template:
    templates = environment("logscan.panel")
    templates.filters["kind"] = lambda block: type(block).__name__
    return templates.get_template("paper.html")
