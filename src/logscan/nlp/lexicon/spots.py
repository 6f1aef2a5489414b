"""Where the anchors of phrases are looked for: in a word, by itself or with the word that must stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import Anchor, Way, spelled
from logscan.nlp.lexicon.grammar import FORMS, MARK
from logscan.nlp.lexicon.rules import Rule
from logscan.nlp.lexicon.words import plain


class Spot(NamedTuple):
    """A literal of one word, blanks at its ends where the word begins and ends, and what to try where it stands.

    ``shift`` is how far behind the first letter of the literal the anchor begins. ``before`` is the word that stands
    right before, ``behind`` the word right behind or, with ``*``, its beginning, nothing where no word may stand right
    there: None where it can be any or none.
    """

    literal: str
    shift: int
    before: str | None
    behind: str | None
    anchor: Anchor
    ways: Sequence[tuple[Rule, Way]]


_Cut = tuple[str, int, str | None, str | None]


def spots(anchor: Anchor, ways: Sequence[tuple[Rule, Way]]) -> Iterator[Spot]:
    """The spots of an anchor: a part of a word is looked for with the rest of the word."""
    found: dict[_Cut, list[tuple[Rule, Way]]] = {}
    for rule, way in ways:
        for cut in dict.fromkeys(_cut(*literal) for literal in _literals(anchor, rule, way)):
            found.setdefault(cut, []).append((rule, way))
    for cut, held in found.items():
        yield Spot(*cut, anchor, held)


def _literals(anchor: Anchor, rule: Rule, way: Way) -> Iterator[tuple[str, int]]:
    """Literals of the text as :func:`plain` gives it, and where in each the anchor begins."""
    if anchor.opens and anchor.closes:
        yield f" {plain(anchor.text)} ", 1
    else:
        yield from _spelled(anchor, way, MARK in rule.phrase)


def _spelled(anchor: Anchor, way: Way, marked: bool) -> Iterator[tuple[str, int]]:
    """Literals of a part of a word with the rest of it; where it is ``marked`` it may stand right beside another."""
    text = plain(anchor.text)
    for before, behind in spelled(anchor, way.held):
        rest, star, _ = behind.partition("*")
        closed = anchor.closes or not (star or marked)
        opened = "*" not in before and not marked
        for head in (" ",) if anchor.opens else _written("" if "*" in before else before):
            for tail in _written(rest):
                begun = " " * (opened and head[:1] != " ") + head
                yield begun + text + tail + " " * closed, len(begun)


@cache
def _written(part: str) -> tuple[str, ...]:
    """The ways to write a part of a word, as :func:`plain` makes them."""
    written = [""]
    for letter in part:
        written = [begun + form for begun in written for form in FORMS.get(letter, (letter,))]
    return tuple(dict.fromkeys(map(plain, written)))


def _cut(literal: str, at: int) -> _Cut:
    """The word of a literal in which the anchor begins, and the words beside it, as a spot tells them."""
    begin, end = literal.rfind(" ", 0, at) + 1, literal.find(" ", at)
    if end < 0:
        return literal[max(0, begin - 1) :], at - begin, _last(literal[:begin]), None
    return literal[max(0, begin - 1) : end + 1], at - begin, _last(literal[:begin]), _first(literal[end + 1 :])


def _last(before: str) -> str | None:
    """The word that ends one blank before the end."""
    return before[:-1].rpartition(" ")[2] or None


def _first(behind: str) -> str | None:
    """The word that begins there, with ``*`` where it is not told how it ends."""
    word, blank, _ = behind.partition(" ")
    return (word if blank else word + "*") if behind else None
