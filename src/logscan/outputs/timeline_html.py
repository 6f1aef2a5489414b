"""The timeline of a case as HTML: the drawing, what its shapes mean, and the same days as a list."""

from __future__ import annotations

from logscan.outputs.card import Card, When
from logscan.outputs.escaping import escaped, told
from logscan.outputs.picture import Picture, Point

_KEY = (
    '<p class="key"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="conduct" d="M7 1l6 11h-12z"/></svg>'
    ' what the suspect does <svg viewBox="0 0 14 14" aria-hidden="true"><circle class="police" cx="7" cy="7" r="5"/>'
    '</svg> the log and what police do <svg viewBox="0 0 14 14" aria-hidden="true"><rect class="record" x="2.500"'
    ' y="2.500" width="9" height="9"/></svg> the crime system. Between them, days (d); the longest gap is ringed.'
    " Distances are by square root."
)


def timeline(card: Card, drawn: Picture) -> str:
    """The drawing with its key, its title in words, and the list."""
    first, last = drawn.points[0].x, drawn.points[-1].x
    left_out = f" {drawn.left_out} more days stand in the list." if drawn.left_out else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Timeline of {escaped(card.case_id)}">\n'
        f'<svg class="timeline" viewBox="0 0 {drawn.width} 112" width="{drawn.width}" height="112" role="img"'
        f' aria-labelledby="{card.id}-t">\n'
        f'<path class="axis" d="M{first} 44H{last}"/>\n'
        f"{''.join(map(_day, drawn.points))}{''.join([_gap(p) for p in drawn.points if p.gap])}</svg>\n"
        f"</div>\n{_KEY}{left_out}</p>\n"
        f'<p id="{card.id}-t">{escaped(drawn.title)}</p>\n'
        '<details class="days"><summary>The timeline as a list</summary><ol>'
        f"{''.join(map(_listed, card.days(drawn)))}</ol></details>\n"
    )


def _day(p: Point) -> str:
    x = p.x
    shapes = "".join([_shape(kind, x) for kind in p.shapes])
    return (
        f'<text x="{x}" y="14" class="year">{p.year}</text><text x="{x}" y="29">{p.day}</text>'
        f'<path class="axis" d="M{x} 38v12"/>{shapes}\n'
    )


def _shape(kind: str, x: float) -> str:
    if kind == "conduct":
        return f'<path class="conduct" d="M{x} 59l7 12h-14z"/>'
    if kind == "police":
        return f'<circle class="police" cx="{x}" cy="84" r="5"/>'
    return f'<rect class="record" x="{x - 4.5}" y="95.5" width="9" height="9"/>'


def _gap(p: Point) -> str:
    if p.longest:
        box, long = f'<rect class="longest" x="{p.middle - 22}" y="36" width="44" height="16" rx="8"/>', " long"
    else:
        box, long = f'<rect class="gap" x="{p.middle - 17}" y="37" width="34" height="14"/>', ""
    days = p.gap.replace(" days", " d").replace(" day", " d")
    return f'{box}<text x="{p.middle}" y="48" class="days{long}">{days}</text>\n'


def _listed(day: When) -> str:
    gap = f'<span class="gap">{day.gap} later</span> ' if day.gap else ""
    events = [
        f"<li>{told(name)}: {q.html}</li>" if q is not None else f"<li>{told(name)}</li>"
        for name, q in day.events
    ]
    return f"<li>{gap}<b>{day.day}</b><ul>{''.join(events)}</ul></li>"
