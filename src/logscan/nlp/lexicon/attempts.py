"""What to try where an anchor stands, told by the words right before and behind it: of many phrases hardly any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import Way
from logscan.nlp.lexicon.beginnings import Beginning, beginning, united
from logscan.nlp.lexicon.expressions import Expression
from logscan.nlp.lexicon.grammar import parse
from logscan.nlp.lexicon.rules import Rule
from logscan.nlp.lexicon.spots import Spot
from logscan.nlp.lexicon.words import plain

MARK = "."


class Later(NamedTuple):
    """A phrase that holds an anchor but may begin before it.

    ``opening`` is with what it begins, where that is known; ``tail`` what follows from the anchor on; ``reach`` how
    many characters before the anchor it may begin.
    """

    opening: Beginning | None
    tail: Expression | None
    reach: int
    rule: Rule


class Around(NamedTuple):
    """Phrases that may begin before an anchor, and how far before it the first of them.

    ``words``: those one of which any of them begins with, None where they are not all told.
    """

    reach: int
    words: frozenset[str] | None
    phrases: list[Later]


class Attempts(NamedTuple):
    """Rules that begin with the anchor; and those that may begin before it: by the word before, and at any other."""

    first: list[Rule]
    by_previous: dict[str, Around]
    later: Around


class AtAnchor(NamedTuple):
    """What to try at an anchor: by the word behind, else by the letter that the word begins with, else ``others``.

    ``size`` is how many letters the anchor has; ``closes``: whether it is told by what stands behind.
    """

    size: int
    closes: bool
    by_next: dict[str, Attempts]
    by_letter: dict[str, Attempts]
    others: Attempts

    def before(self, following: str) -> Attempts:
        """What to try where ``following`` stands behind: nothing for what is not known to be a word."""
        return self.by_next.get(following) or self.by_letter.get(following[0], self.others)


_Told = tuple[Rule, Way, Beginning | None]


def attempts_at(spot: Spot) -> AtAnchor:
    """What to try at ``spot``.

    An empty word before or behind it stands for what is not known to be one; ``MARK`` behind it for a mark that parts
    words.
    """
    anchor, ways = spot.anchor, spot.ways
    text = plain(anchor.text)
    # what stands right behind the first of several words is the next of them
    whole = " " not in text
    told: list[_Told] = [(rule, way, way.after(anchor) if whole else None) for rule, way in ways]
    known = united(after for _, _, after in told if after is not None) or Beginning(frozenset())
    made: dict[tuple[int, ...], Attempts] = {}

    def open_to(kept: Iterable[int]) -> Attempts:
        numbers = tuple(kept)
        if numbers not in made:
            made[numbers] = _attempts([ways[number] for number in numbers])
        return made[numbers]

    def at_word(word: str) -> Attempts:
        return open_to(n for n, (_, _, after) in enumerate(told) if after is None or after.holds(word))

    def at_letter(letter: str) -> Attempts:
        return open_to(
            n for n, (_, _, after) in enumerate(told) if after is None or any(s[0] == letter for s in after.stems)
        )

    by_next = {word: at_word(word) for word in known.words}
    by_next[""] = open_to(range(len(told)))
    by_next[MARK] = open_to(n for n, (_, _, after) in enumerate(told) if after is None or after.marked)
    by_letter = {letter: at_letter(letter) for letter in {stem[0] for stem in known.stems}}
    closes = any(after is not None for _, _, after in told)
    return AtAnchor(len(text), closes, by_next, by_letter, at_word("\n"))


def _attempts(ways: Sequence[tuple[Rule, Way]]) -> Attempts:
    first = [rule for rule, way in ways if not way.reach]
    later = [(way, Later(_opening(rule.phrase), way.tail, way.reach, rule)) for rule, way in ways if way.reach]
    words = frozenset().union(*(way.before for way, _ in later if way.before is not None))
    by_previous = {
        word: _around(one for way, one in later if way.before is None or word in way.before) for word in words
    }
    if words:
        by_previous[""] = _around(one for _, one in later)
        by_previous[MARK] = _around(one for way, one in later if way.before is None or way.marked)
    return Attempts(first, by_previous, _around(one for way, one in later if way.before is None))


def _around(phrases: Iterable[Later]) -> Around:
    found = list(phrases)
    known = united(one.opening for one in found)
    told = None if known is None or known.stems else known.words
    return Around(max((one.reach for one in found), default=0), told, found)


@cache
def _opening(phrase: str) -> Beginning | None:
    return beginning(parse(phrase))
