"""Regular expressions that are compiled when they are first tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any


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
        if name not in self.__slots__:
            raise AttributeError(name)
        pattern = re.compile(self._written())
        self.match, self.search = pattern.match, pattern.search
        self.finditer, self.fullmatch = pattern.finditer, pattern.fullmatch
        return getattr(self, name)
