"""A log cut into segments, so that overlapping spans can all be shown in place.

Spans overlap freely: a mention in a sentence that shows an indicator, itself the evidence of a finding. HTML elements
nest and cannot cross, so the text is cut at every start and end, and each segment carries all that covers it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from logscan.report import Entry


@dataclass(frozen=True, slots=True)
class Layer:
    """A span to show: CSS classes, a badge before its first character, a label and back links after its last."""

    start: int
    end: int
    classes: tuple[str, ...] = ()
    badge: str = ""
    label: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that one set of layers covers; unmarked where that set is empty. ``anchor`` is its offset or None."""

    text: str
    marked: bool
    anchor: int | None = None
    classes: str = ""
    badge: str = ""
    label: str = ""
    backs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """An entry (``number`` counts from 1; None for text outside any entry): its header and its words."""

    number: int | None
    head: tuple[Segment, ...]
    body: tuple[Segment, ...]


class Highlighted:
    """A log with its layers, cut; knows how many marked segments a span comes to."""

    def __init__(self, log: str, entries: Sequence[Entry], layers: Iterable[Layer]) -> None:
        kept = [layer for layer in layers if 0 <= layer.start < layer.end <= len(log)]
        self._log = log
        self._entries = entries
        self._anchors = {layer.start for layer in kept}
        cuts = {0, len(log)}.union(*((e.start, e.body, e.end) for e in entries))
        self._segments = dict(self._cut(kept, sorted(cuts.union(*((x.start, x.end) for x in kept)))))
        self._marked = [start for start, segment in self._segments.items() if segment.marked]
        self._starts = list(self._segments)

    def marks(self, start: int, end: int) -> int:
        """The number of marked segments from ``start`` to ``end``."""
        return bisect_left(self._marked, end) - bisect_left(self._marked, start)

    def blocks(self) -> Iterator[Block]:
        """The log in order: entries, and text outside them."""
        at = 0
        for number, entry in enumerate(self._entries, 1):
            if entry.start > at:
                yield Block(None, (), self._between(at, entry.start))
            head, body = self._between(entry.start, entry.body), self._between(entry.body, entry.end)
            yield Block(number, _trimmed(head), _trimmed(body))
            at = entry.end
        if at < len(self._log):
            yield Block(None, (), self._between(at, len(self._log)))

    def _between(self, start: int, end: int) -> tuple[Segment, ...]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(self._segments[at] for at in self._starts[first:last])

    def _cut(self, layers: list[Layer], cuts: list[int]) -> Iterator[tuple[int, Segment]]:
        layers.sort(key=lambda layer: layer.start)
        waiting = iter(layers)
        upcoming = next(waiting, None)
        active: list[Layer] = []
        for start, end in pairwise(cuts):
            active = [layer for layer in active if layer.end > start]
            while upcoming is not None and upcoming.start == start:
                active.append(upcoming)
                upcoming = next(waiting, None)
            yield start, self._segment(start, end, active)

    def _segment(self, start: int, end: int, active: list[Layer]) -> Segment:
        if not active:
            return Segment(self._log[start:end], False)
        ending = [layer for layer in active if layer.end == end]
        return Segment(
            self._log[start:end],
            True,
            anchor=start if start in self._anchors else None,
            classes=" ".join(dict.fromkeys(name for layer in active for name in layer.classes)),
            badge=_joined((layer.badge for layer in active if layer.start == start), " "),
            label=_joined((layer.label for layer in ending), " · "),
            backs=tuple(dict.fromkeys(layer.back for layer in ending if layer.back)),
        )


def _trimmed(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Without the blank lines at the end, which would only widen the space between entries."""
    if not segments or segments[-1].marked:
        return segments
    return (*segments[:-1], replace(segments[-1], text=segments[-1].text.rstrip()))


def _joined(parts: Iterable[str], by: str) -> str:
    return by.join(dict.fromkeys(part for part in parts if part))
