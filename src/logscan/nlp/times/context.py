"""What a time is resolved against: the anchor of its entry, the day last named, its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from logscan.nlp.times import cues
from logscan.nlp.times.expressions import Item


@dataclass(slots=True)
class Context:
    """What a time is resolved against; moved on entry by entry and time by time."""

    folded: str
    roles: list[int]
    news: bool = False
    anchor: datetime | None = None
    has_clock: bool = False
    cursor: date | None = None
    cursor_end: int = -1
    moment: str | None = None
    clause_of: int = -1
    clause_left: int = 0
    cut: cues.Cut = field(default_factory=cues.cut_words)

    def day(self) -> date | None:
        """The day of the anchor."""
        return self.anchor.date() if self.anchor else None

    def base(self, name: str) -> date | None:
        """The day that an expression counts from."""
        return self.cursor if name == "cursor" and self.cursor is not None else self.day()

    def is_future(self, item: Item) -> bool | None:
        """Whether the clause of an item looks ahead."""
        return cues.is_future(self.folded, item.start, item.end, self.clause(item.start))

    def clause(self, start: int) -> int:
        """Where the sentence of ``start`` begins."""
        if self.clause_of != start:
            self.clause_of, self.clause_left = start, cues.clause_start(self.folded, start)
        return self.clause_left

    def role(self, item: Item, future: bool | None) -> str | None:
        """What an item dates; ``roles`` are the places of the log where a cue for it may begin."""
        start, end = item.start, item.end
        places = cues.near(self.folded, start, end, self.roles, self.cut)
        if not places:
            return None
        left = self.clause(start)
        return cues.role(self.folded, start, end, left, future, places) if places[-1] >= left else None
