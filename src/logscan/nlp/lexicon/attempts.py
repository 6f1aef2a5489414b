"""What to try where an anchor stands, told by the words right before and behind it: of many phrases hardly any."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import Way
from logscan.nlp.lexicon.beginnings import Beginning, beginning, united
from logscan.nlp.lexicon.expressions import Expression
from logscan.nlp.lexicon.grammar import parse
from logscan.nlp.lexicon.rules import Rule
from logscan.nlp.lexicon.spots import Spot
from logscan.nlp.lexicon.words import plain

UNKNOWN, MARK, OTHER = "", ".", "\n"
"""Beside an anchor in place of a word: what is not known to be one; a mark that parts words; another mark."""
ANY_ENDING = "*"
"""Behind a letter: any word that begins with it and is not named."""


class Later(NamedTuple):
    """A phrase that holds an anchor but may begin before it.

    ``opening`` is with what it begins, where that is known; ``tail`` what follows from the anchor on; ``reach`` how
    many characters before the anchor it may begin.
    """

    opening: Beginning | None
    tail: Expression | None
    reach: int
    rule: Rule


class Attempts:
    """Rules that begin with the anchor (``first``), and those that may begin before it."""

    def __init__(self, ways: Sequence[tuple[Rule, Way]]) -> None:
        self.first = [rule for rule, way in ways if not way.reach]
        self._later = [
            (way, Later(_opening(rule.phrase), way.tail, way.reach, rule)) for rule, way in ways if way.reach
        ]

    def __bool__(self) -> bool:
        return bool(self.first or self._later)

    def later(self, previous: str) -> list[Later]:
        """What may begin before the anchor where ``previous`` stands before it."""
        if previous == UNKNOWN:
            return [later for _, later in self._later]
        if previous == MARK:
            return [later for way, later in self._later if way.before is None or way.marked]
        return [later for way, later in self._later if way.before is None or previous in way.before]


class AtAnchor:
    """What to try at ``spot``; ``size`` is how many letters the anchor has, ``closes``: whether what follows tells."""

    def __init__(self, spot: Spot) -> None:
        text = plain(spot.anchor.text)
        # what stands right behind the first of several words is the next of them
        self._after = [None if " " in text else way.after(spot.anchor) for _, way in spot.ways]
        self._ways = spot.ways
        self._known = united(after for after in self._after if after is not None) or Beginning(frozenset())
        self._by_word: dict[str, Attempts] = {}
        self._by_ways: dict[tuple[int, ...], Attempts] = {}
        self.names = self._known.words.union(*(way.before for _, way in spot.ways if way.reach and way.before))
        """The words that may stand beside the anchor."""
        self.size = len(text)
        self.closes = any(after is not None for after in self._after)

    def before(self, following: str) -> Attempts:
        """What to try where ``following`` stands behind the anchor."""
        named = following in (UNKNOWN, MARK) or following in self._known.words
        key = following if named else following[0] + ANY_ENDING
        found = self._by_word.get(key)
        if found is None:
            kept = tuple([number for number, after in enumerate(self._after) if after is None or _can_be(after, key)])
            if kept not in self._by_ways:
                self._by_ways[kept] = Attempts([self._ways[number] for number in kept])
            found = self._by_word[key] = self._by_ways[kept]
        return found


def _can_be(beginning: Beginning, word: str) -> bool:
    """Whether what follows can begin with ``word``, of which may be known no more than the first letter."""
    if word in (UNKNOWN, MARK):
        return word == UNKNOWN or beginning.marked
    if word.endswith(ANY_ENDING):
        return any(stem[0] == word[0] for stem in beginning.stems)
    return beginning.holds(word)


@cache
def _opening(phrase: str) -> Beginning | None:
    return beginning(parse(phrase))
