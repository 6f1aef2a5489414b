"""Who wrote the entries of a case: roles, and one officer under several ways of signing."""

from __future__ import annotations

from functools import lru_cache

from logscan.checks.facts import Facts
from logscan.checks.kept import kept


class Authors(Facts):
    """The questions about the authors of entries that several checks share."""

    def role(self, entry: int) -> str:
        """The role of an entry's author."""
        return self.report.entries[entry].role if 0 <= entry < len(self.report.entries) else "other"

    def author_key(self, entry: int) -> str | None:
        """Who wrote an entry, by collar number where there is one, so that "PC 12" and "PC 12 FROST" are one.

        A part of an entry that a clock begins ("1040 saw her") is its author's; what nobody signs, the one officer's
        who signs all the rest.
        """
        entries = self.report.entries
        author = entries[entry].author if 0 <= entry < len(entries) else None
        while author is None and entry > 0 and self._same_day(entry, entry - 1):
            entry -= 1
            author = entries[entry].author
        return self._key(author) if author else self._only_officer

    @kept
    def _only_officer(self) -> str | None:
        signed = [entry for entry in self.report.entries if entry.author and entry.role != "call_taker"]
        keys = {self._key(e.author) for e in signed if e.role == "officer" and e.author} or {
            self._key(e.author) for e in signed if e.author
        }
        return next(iter(keys)) if len(keys) == 1 else None

    def _key(self, author: str) -> str:
        number, name = _signed(author)
        return number or self._collar_numbers.get(name, name)

    def _same_day(self, one: int, other: int) -> bool:
        days = [moment.date() for moment in map(self.entry_time, (one, other)) if moment]
        return len(days) == 2 and days[0] == days[1]

    @kept
    def _collar_numbers(self) -> dict[str, str]:
        """The collar number of each author that the log names with it once: "PC MUMBY" is "PC 1950 MUMBY"."""
        numbers: dict[str, str] = {}
        for author in [entry.author for entry in self.report.entries if entry.author]:
            number, name = _signed(author)
            if number:
                numbers.setdefault(name, number)
        return numbers


@lru_cache(maxsize=1024)
def _signed(author: str) -> tuple[str, str]:
    """The collar number and the surname with which somebody signs; officers sign over and over."""
    return "".join([c for c in author if c.isdigit()]), author.upper().split()[-1]
