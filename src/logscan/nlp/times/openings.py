"""What a word opens: a time word alone, phrases of several, or nothing."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from logscan.nlp.times.doubt import may_be_doubtful
from logscan.nlp.times.tables import phrases, words


class Further(Struct, frozen=True, gc=False):
    """What to look at beyond the word: whether it is doubtful, its phrases, how they go on, the length of an ending.

    A phrase may go on where ``begins`` has the three characters or the two that stand behind the word, or ``nexts`` the
    one.
    """

    doubtful: bool
    phrases: re.Pattern[str] | None
    nexts: frozenset[str]
    begins: frozenset[str]
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
        for mark in MARKS - self.keys():
            self[mark] = "mark", mark, None

    def of(self, word: str) -> Opening:
        """What a token opens, known or not."""
        opening = self.get(word)
        if opening is not None:
            return opening
        known = self.get(word[:-2]) if word.endswith("'s") else None
        if known is None:
            return "other" if word[0].isalpha() else "break" if word[0] == "\n" else "mark", word, None
        kind, meaning, further = known
        return kind, meaning, replace(further or _NOTHING, ending=2)


_NOTHING = Further(False, None, frozenset(), frozenset(), 0)


def _opening(first: str, begun: Sequence[str]) -> Opening:
    kind, meaning = words().get(first, ("other", first))
    doubtful = may_be_doubtful(kind, first)
    if not begun:
        return kind, meaning, replace(_NOTHING, doubtful=True) if doubtful else None
    expression = re.compile("|".join(_spaced(phrase) for phrase in sorted(begun, key=len, reverse=True)))
    nexts = {phrase.split(" ")[1] for phrase in begun}
    begins = {"  ", " \t", " \n", *(f" {word[:2]}" for word in nexts)}
    return kind, meaning, Further(doubtful, expression, frozenset(word[0] for word in nexts), frozenset(begins), 0)


def _spaced(phrase: str) -> str:
    end = r"(?!\w)" if phrase[-1].isalnum() else ""
    return r"[ \t\n]{0,2}".join(re.escape(part) for part in phrase.split(" ")) + end


MARKS = frozenset(string.punctuation) - {phrase[0] for phrase in phrases()}
"""The marks that are tokens of their own, whatever stands behind."""


@cache
def openings() -> Openings:
    """What each word opens."""
    return Openings()
