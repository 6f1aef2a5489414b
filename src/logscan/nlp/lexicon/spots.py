"""Where the anchors of phrases are looked for: alone, or with the word before or behind where alone they are common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import Anchor, Way, expected_of, spelled
from logscan.nlp.lexicon.grammar import FORMS, MARK
from logscan.nlp.lexicon.rules import Rule
from logscan.nlp.lexicon.words import plain

_COMMON = 5.0  # in 10,000 words
_MANY = 100


class Spot(NamedTuple):
    """A literal of the text as :func:`logscan.nlp.lexicon.words.spaced` gives it, and what to try where it stands.

    ``shift`` is added to where the literal stands to find the first letter of the anchor in the text.
    """

    literal: str
    shift: int
    anchor: Anchor
    ways: Sequence[tuple[Rule, Way]]


def spots(anchor: Anchor, ways: Sequence[tuple[Rule, Way]]) -> Iterator[Spot]:
    """The spots of an anchor: hardly a "to" is followed by what a phrase wants behind it, so that is looked for too."""
    found: dict[tuple[str, int], list[tuple[Rule, Way]]] = {}
    for rule, way in ways:
        for literal, shift, left in _around(anchor, rule, way):
            found.setdefault((literal, shift), []).append((rule, left))
    for (literal, shift), held in found.items():
        yield Spot(literal, shift, anchor, held)


def _around(anchor: Anchor, rule: Rule, way: Way) -> Iterator[tuple[str, int, Way]]:
    """Literals, how far the anchor stands in each, and what of the way is not told by it."""
    if not (anchor.opens and anchor.closes):
        for literal, shift in _spelled(anchor, way, MARK in rule.phrase):
            yield literal, shift, way
    elif _is_common(anchor):
        yield from _with_neighbours(f" {plain(anchor.text)} ", anchor, way)
    else:
        yield f" {plain(anchor.text)} ", 0, way


def _spelled(anchor: Anchor, way: Way, marked: bool) -> Iterator[tuple[str, int]]:
    """Literals of a part of a word with the rest of it, and how far the part stands in each."""
    text = plain(anchor.text)
    for before, behind in spelled(anchor, way.held):
        rest, star, _ = behind.partition("*")
        closed = anchor.closes or not (star or marked)
        for head in (" ",) if anchor.opens else _written("" if "*" in before else before):
            for tail in _written(rest):
                yield head + text + tail + " " * closed, len(head) - 1


@cache
def _written(part: str) -> tuple[str, ...]:
    """The ways to write a part of a word, as :func:`plain` makes them."""
    written = [""]
    for letter in part:
        written = [begun + form for begun in written for form in FORMS.get(letter, (letter,))]
    return tuple(dict.fromkeys(map(plain, written)))


def _with_neighbours(alone: str, anchor: Anchor, way: Way) -> Iterator[tuple[str, int, Way]]:
    """The literal of a word alone or with one that stands beside it."""
    after = way.after(anchor)
    if after is not None and len(after.words) + len(after.stems) <= _MANY:
        yield alone + " ", 0, way  # marks stand between, or more than one blank
        told = way._replace(onward=())
        for literal in (*(f"{word} " for word in after.words), *after.stems):
            yield alone + literal, 0, told
    elif way.reach and way.before is not None and len(way.before) <= _MANY:
        yield " " + alone, 1, way
        told = way._replace(before=None)
        for word in way.before:
            yield f" {word}{alone}", len(word) + 1, told
    else:
        yield alone, 0, way


def _is_common(anchor: Anchor) -> bool:
    return anchor.text.isdigit() or expected_of(anchor.text) >= _COMMON
