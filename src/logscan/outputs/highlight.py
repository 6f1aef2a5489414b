"""A log cut into segments, so that overlapping spans can all be shown in place.

Spans overlap freely: a mention in a sentence that shows an indicator, itself the evidence of a finding. HTML elements
nest and cannot cross, so the text is cut at every start and end, and each segment carries all that covers it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import msgspec

from logscan.report import Entry

# structs, which are made in a quarter of the time of others: a page of 500 cases makes 150,000 of them


class Layer(msgspec.Struct, frozen=True, gc=False):
    """A span to show: CSS classes, a badge before its first character, a label and back links after its last."""

    start: int
    end: int
    classes: tuple[str, ...] = ()
    badge: str = ""
    label: str = ""
    back: str = ""


class Segment(msgspec.Struct, frozen=True, gc=False):
    """Characters that one set of layers covers; unmarked where that set is empty. ``anchor`` is its offset or None."""

    text: str
    marked: bool
    anchor: int | None = None
    classes: str = ""
    badge: str = ""
    label: str = ""
    backs: tuple[str, ...] = ()


class Block(NamedTuple):
    """An entry (``number`` counts from 1; None for text outside any entry): its header and its words."""

    number: int | None
    head: tuple[Segment, ...]
    body: tuple[Segment, ...]


class Highlighted:
    """A log with its layers, cut; knows how many marked segments a span comes to."""

    def __init__(self, log: str, entries: Sequence[Entry], layers: Iterable[Layer]) -> None:
        size = len(log)
        kept = [layer for layer in layers if 0 <= layer.start < layer.end <= size]
        self._log = log
        self._entries = entries
        self._anchors = set(map(_start, kept))
        cuts = {0, size, *self._anchors, *map(_end, kept)}
        for entry in entries:
            cuts.update((entry.start, entry.body, entry.end))
        places = sorted(cuts)
        self._segments = self._cut(kept, places)
        self._starts = places[:-1]
        self._marked = [start for start, s in zip(self._starts, self._segments, strict=True) if s.marked]

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
        return tuple(self._segments[first:last])

    def _cut(self, layers: list[Layer], places: list[int]) -> list[Segment]:
        log = self._log
        layers.sort(key=_start)
        layers.reverse()
        upcoming = layers[-1].start if layers else -1
        active: list[Layer] = []
        segments = []
        for start, end in pairwise(places):
            if active:
                active = [layer for layer in active if layer.end > start]
            while upcoming == start:
                active.append(layers.pop())
                upcoming = layers[-1].start if layers else -1
            segments.append(self._marked_segment(start, end, active) if active else Segment(log[start:end], False))
        return segments

    def _marked_segment(self, start: int, end: int, active: list[Layer]) -> Segment:
        text = self._log[start:end]
        anchor = start if start in self._anchors else None
        if len(active) == 1:
            (only,) = active
            classes, badge = _all_classes((only.classes,)), only.badge if only.start == start else ""
            if only.end != end:
                return Segment(text, True, anchor, classes, badge)
            return Segment(text, True, anchor, classes, badge, only.label, (only.back,) if only.back else ())
        classes = _all_classes(tuple([layer.classes for layer in active]))
        badges = [layer.badge for layer in active if layer.badge and layer.start == start]
        badge = " ".join(dict.fromkeys(badges)) if badges else ""
        ending = [layer for layer in active if layer.end == end]
        if not ending:
            return Segment(text, True, anchor, classes, badge)
        labels, backs = [layer.label for layer in ending if layer.label], [layer.back for layer in ending if layer.back]
        label = " · ".join(dict.fromkeys(labels)) if labels else ""
        return Segment(text, True, anchor, classes, badge, label, tuple(dict.fromkeys(backs)) if backs else ())


_start, _end = attrgetter("start"), attrgetter("end")


def _trimmed(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Without the blank lines at the end, which would only widen the space between entries."""
    if not segments or segments[-1].marked:
        return segments
    return (*segments[:-1], Segment(segments[-1].text.rstrip(), False))


@lru_cache(4096)
def _all_classes(covering: tuple[tuple[str, ...], ...]) -> str:
    """The classes of the layers that cover a segment, each once."""
    return " ".join(dict.fromkeys([name for classes in covering for name in classes]))
