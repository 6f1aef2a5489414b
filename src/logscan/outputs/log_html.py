"""The log of a case as HTML, and the quotes that link into it.

Written as strings, not by a template: these pieces come by the hundred a case, and a template engine spends several
times the work on each. Every text goes through :func:`~logscan.outputs.escaping.escaped`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from logscan.outputs.answers import Quote
from logscan.outputs.card import Card
from logscan.outputs.escaping import escaped, escaped_each, told
from logscan.outputs.highlight import Segment


def quote(q: Quote) -> str:
    """A quote as a link to its place in the log, with the entry that it stands in."""
    return q.html


def quotes(shown: Iterable[Quote]) -> str:
    """Quotes as a list; nothing where there are none."""
    items = "".join([f"<li>{q.html}</li>" for q in shown])
    return f'<ul class="quotes">{items}</ul>' if items else ""


def log(card: Card) -> str:
    """The whole log, entry by entry, with all that is marked in it."""
    return "".join(log_parts(card))


def log_parts(card: Card) -> Iterator[str]:
    """The same in parts, an entry at a time: a log may be 10 MB long, and its HTML several times that."""
    yield f'<div class="log" tabindex="0" role="region" aria-label="Log of {escaped(card.case_id)}">\n'
    for block, role in card.blocks:
        parts = ['<div class="entry">']
        if block.number:
            parts.append(f'<p class="stamp"><span class="no">entry {block.number}')
            parts.append(f", {told(role)}</span>" if role else "</span>")
            if block.head:
                parts.append(f'<span class="verbatim">{_segments(card.id, block.head)}</span>')
            parts.append("</p>")
        parts.append(f'<div class="verbatim">{_segments(card.id, block.body)}</div></div>\n')
        yield "".join(parts)
    yield "</div>\n"


def _segments(card_id: str, segments: Sequence[Segment]) -> str:
    texts = escaped_each([s.text for s in segments])
    return "".join(
        [_mark(card_id, s, text) if s.marked else text for s, text in zip(segments, texts, strict=True)]
    )


def _mark(card_id: str, s: Segment, text: str) -> str:
    begin = "<mark" if s.anchor is None else f'<mark id="{card_id}-{s.anchor}"'
    mark = f"{begin}{_signs(s.classes, s.badge, s.label)}>{text}</mark>"
    for back in map(told, s.backs):
        mark += f'<a class="back" href="#{card_id}-{back}" title="to the question">{back}</a>'
    return mark


@lru_cache(4096)
def _signs(classes: str, badge: str, label: str) -> str:
    """The attributes by which a mark shows what it is."""
    named = (("class", classes), ("data-b", badge), ("data-l", label))
    return "".join([f' {name}="{escaped(value)}"' for name, value in named if value])
