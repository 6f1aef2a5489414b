"""A text with stretches replaced, and where every offset of the old text stands in the new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Edit:
    """``pieces`` are (start, end, new), by start, without overlap, of the text ``old``."""

    def __init__(self, old: str, pieces: Sequence[tuple[int, int, str]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._new: list[tuple[int, int]] = []
        out: list[str] = []
        position = length = 0
        for start, end, new in pieces:
            out += (old[position:start], new)
            at = length + start - position
            length = at + len(new)
            position = end
            self._starts.append(start)
            self._ends.append(end)
            self._new.append((at, length))
        out.append(old[position:])
        self.text = "".join(out)

    def start(self, offset: int) -> int:
        """Where a stretch that began at ``offset`` begins now: at the head of a replacement that it began within."""
        return self._map(offset, inside_to_end=False)

    def end(self, offset: int) -> int:
        """Where a stretch that ended at ``offset`` ends now: at the tail of a replacement that it ended within."""
        return self._map(offset, inside_to_end=True)

    def _map(self, offset: int, *, inside_to_end: bool) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        start, end = self._starts[index], self._ends[index]
        new_start, new_end = self._new[index]
        if offset >= end:
            return new_end + offset - end
        if offset == start:
            return new_start
        return new_end if inside_to_end else new_start

    def replaced(self) -> list[tuple[int, int]]:
        """The replaced stretches of the old text."""
        return list(zip(self._starts, self._ends, strict=True))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the old text that a stretch of the new one came from, whole replacements at its edges."""
        return self._old(start, to_end=False), self._old(end, to_end=True)

    def _old(self, offset: int, *, to_end: bool) -> int:
        starts = [start for start, _ in self._new]
        index = (bisect_left(starts, offset) if to_end else bisect_right(starts, offset)) - 1
        if index < 0:
            return offset
        new_end = self._new[index][1]
        if offset >= new_end:
            return self._ends[index] + offset - new_end
        return self._ends[index] if to_end else self._starts[index]
