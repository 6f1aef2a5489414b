"""Plots of the figures as SVG, written by hand: a frame, a line or points, words; no library, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_SIZE, _EDGE = 320, 44
_LINES = ("#1f5fa8", "#b3541e", "#3a7d44")


def plot(
    title: str, across: str, up: str, lines: Mapping[str, Sequence[tuple[float, float]]], diagonal: bool = False
) -> str:
    """Lines over the unit square; ``diagonal`` draws where a perfect line would lie."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" '
        'font-family="sans-serif" font-size="11" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="#fff"/>',
        f'<text x="{_SIZE / 2}" y="18" text-anchor="middle" font-size="13">{escape(title)}</text>',
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#333"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{_x(tick)}" y="{_y(0) + 14}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{_x(0) - 6}" y="{_y(tick) + 4}" text-anchor="end">{tick:g}</text>')
        parts.append(f'<path d="M{_x(0)} {_y(tick)}H{_x(1)}" stroke="#eee"/>')
    if diagonal:
        parts.append(f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 3"/>')
    for number, (name, points) in enumerate(lines.items()):
        colour = _LINES[number % len(_LINES)]
        path = " ".join(f"{_x(a)},{_y(b)}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{_x(a)}" cy="{_y(b)}" r="2.5" fill="{colour}"/>' for a, b in points if len(points) < 30]
        parts.append(
            f'<text x="{_x(1)}" y="{_y(0) - 8 - 14 * number}" text-anchor="end" fill="{colour}">{escape(name)}</text>'
        )
    parts.append(f'<text x="{_SIZE / 2}" y="{_SIZE - 8}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text transform="translate(12 {_SIZE / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _x(value: float) -> float:
    return round(_EDGE + value * (_SIZE - 1.5 * _EDGE), 1)


def _y(value: float) -> float:
    return round(_SIZE - _EDGE - value * (_SIZE - 1.8 * _EDGE), 1)
