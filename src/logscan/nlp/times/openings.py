"""What a word opens: a time word alone, phrases of several; the words met lately that open nothing are known too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from logscan.nlp.times.doubt import DOUBTFUL
from logscan.nlp.times.tables import phrases, words

_KEPT, _LONGEST_KEPT = 20_000, 24  # words that open nothing, and their characters


class Further(Struct, frozen=True, gc=False):
    """What to look at beyond the word: whether it is doubtful, its phrases, how they go on, the length of an ending."""

    doubtful: bool
    phrases: re.Pattern[str] | None
    nexts: frozenset[str]
    ending: int


# a plain tuple: taking apart a named one takes three times as long
Opening = tuple[str, Any, Further | None]
"""Kind and meaning of a token alone, and what to look at beyond it; None for most, where there is nothing."""


class Openings(dict[str, Opening]):
    """What each token opens that is no number."""

    def __init__(self) -> None:
        begun: dict[str, list[str]] = {}
        for phrase in phrases():
            begun.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
        for first in (*(word for word in words() if " " not in word), *begun):
            self[first] = _opening(first, begun.get(first, ()))
        self._known = dict(self)

    def __missing__(self, word: str) -> Opening:
        known = self._known.get(word[:-2]) if word.endswith("'s") else None
        if known is None:
            found: Opening = ("other" if word[0].isalpha() else "break" if word[0] == "\n" else "mark", word, None)
        else:
            kind, meaning, further = known
            found = kind, meaning, replace(further or Further(False, None, frozenset(), 0), ending=2)
        if len(word) <= _LONGEST_KEPT:
            if len(self) - len(self._known) >= _KEPT:
                self.clear()
                self.update(self._known)
            self[word] = found
        return found


def _opening(first: str, begun: Sequence[str]) -> Opening:
    kind, meaning = words().get(first, ("other", first))
    doubtful = kind in DOUBTFUL
    if not begun:
        return kind, meaning, Further(doubtful, None, frozenset(), 0) if doubtful else None
    expression = re.compile("|".join(_spaced(phrase) for phrase in sorted(begun, key=len, reverse=True)))
    return kind, meaning, Further(doubtful, expression, frozenset(phrase.split(" ")[1][0] for phrase in begun), 0)


def _spaced(phrase: str) -> str:
    end = r"(?!\w)" if phrase[-1].isalnum() else ""
    return r"[ \t\n]{0,2}".join(re.escape(part) for part in phrase.split(" ")) + end


@cache
def openings() -> Openings:
    """What each word opens, kept from text to text."""
    return Openings()
