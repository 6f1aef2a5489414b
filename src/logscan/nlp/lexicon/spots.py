"""Where the anchors of phrases are looked for: alone, or with the word before or behind where alone they are common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import Anchor, Way, expected_of
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
    alone = " " * anchor.opens + plain(anchor.text) + " " * anchor.closes
    shift = anchor.opens - 1
    if not _is_common(anchor):
        yield Spot(alone, shift, anchor, ways)
        return
    found: dict[tuple[str, int], list[tuple[Rule, Way]]] = {}
    for rule, way in ways:
        for literal, moved, left in _with_neighbours(alone, anchor, way):
            found.setdefault((literal, shift + moved), []).append((rule, left))
    for (literal, moved), held in found.items():
        yield Spot(literal, moved, anchor, held)


def _with_neighbours(alone: str, anchor: Anchor, way: Way) -> Iterator[tuple[str, int, Way]]:
    """Literals, how far the anchor stands in each, and what of the way is not told by it."""
    after = way.after(anchor) if anchor.closes else None
    if after is not None and len(after.words) + len(after.stems) <= _MANY:
        yield alone + " ", 0, way  # marks stand between, or more than one blank
        told = way._replace(onward=())
        for literal in (*(f"{word} " for word in after.words), *after.stems):
            yield alone + literal, 0, told
    elif way.reach and anchor.opens and way.before is not None and len(way.before) <= _MANY:
        yield " " + alone, 1, way
        told = way._replace(before=None)
        for word in way.before:
            yield f" {word}{alone}", len(word) + 1, told
    else:
        yield alone, 0, way


def _is_common(anchor: Anchor) -> bool:
    return anchor.opens and (anchor.text.isdigit() or expected_of(anchor.text) >= _COMMON)
