"""Regular expressions that are compiled when they are first tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from logscan.nlp.lexicon.words import spaced

_BEFORE = 40  # characters before a place that an expression may take in


class Expression:
    """A regular expression by the function that writes it: lexicons hold thousands, and a log comes near few of them.

    ``match``, ``search``, ``finditer`` and ``fullmatch`` are those of the compiled pattern.
    """

    __slots__ = ("_written", "finditer", "fullmatch", "match", "search")

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, written: Callable[[], str]) -> None:
        self._written = written

    def __getattr__(self, name: str) -> Any:
        # reached once: a slot that is filled is found without it
        if name not in Expression.__slots__:
            raise AttributeError(name)
        pattern = re.compile(self._written())
        self.match, self.search = pattern.match, pattern.search
        self.finditer, self.fullmatch = pattern.finditer, pattern.fullmatch
        return getattr(self, name)


class Ending(Expression):
    """An expression whose matches end at a place, and the function that tells the last words that they can have.

    ``words`` are those (as :func:`logscan.nlp.lexicon.words.plain` cuts them), None where it can be any word.
    """

    __slots__ = ("_told", "words")

    words: frozenset[str] | None

    def __init__(self, written: Callable[[], str], told: Callable[[], frozenset[str] | None]) -> None:
        super().__init__(written)
        self._told = told

    def __getattr__(self, name: str) -> Any:
        if name != "words":
            return super().__getattr__(name)
        self.words = self._told()
        return self.words

    def ends_at(self, folded: str, at: int) -> bool:
        """Whether a match ends at ``at``, looked for only behind a word that it can end with."""
        floor = at - _BEFORE if at > _BEFORE else 0
        if self.words is not None:
            before = spaced(folded)[floor + 1 : at + 1].rstrip()
            if before and before[before.rfind(" ") + 1 :] not in self.words:
                return False
        return self.search(folded, floor, at) is not None
