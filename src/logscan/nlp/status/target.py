"""What is assessed, where it stands, and what comes of it."""

from __future__ import annotations

import msgspec

from logscan.nlp.status.forms import ListZones
from logscan.report import Span


class Assessment(msgspec.Struct, frozen=True, gc=False):
    """The status of a target, the cues that decided it, and the id of the deciding rule.

    ``reason`` is the span of the rationale where one is given; ``explicit`` is False where the label's default decided.
    """

    status: str
    cues: tuple[Span, ...]
    rule: str
    reason: Span | None = None
    explicit: bool = True


class Target(msgspec.Struct, frozen=True, gc=False):
    """A target and where it stands: how far its neighbours let a scope run, its sentence, its line, its list.

    ``zones`` are the lists of its entry, ``ahead`` is a day to come that is told with it.
    """

    text: str
    folded: str
    start: int
    end: int
    label: str | None
    concept: str | None
    left: int
    right: int
    sentence: tuple[int, int]
    line: tuple[int, int]
    zones: ListZones | None = None
    ahead: tuple[int, int] | None = None

    @property
    def zone(self) -> tuple[int, int] | None:
        """The heading that makes it a thing to do, if it stands under one."""
        return None if self.zones is None else self.zones.planned(self.start)

    def span(self, start: int, end: int) -> Span:
        """Characters of the text."""
        return Span(start, end, self.text[start:end])
