"""What a phrase can begin with, and what it cannot do without after that, for whoever looks phrases up word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import expected_of
from logscan.nlp.lexicon.grammar import GAPS, MARK, Group, Node, parse

NUMBER = "#"
"""Stands for a number, in digits or words, among the words of an :class:`Opening`."""
STOPS = ".:!"
"""Behind one of these and a blank no phrase goes on, unless it holds the stop itself."""
ACROSS = 1 << 16
"""For the blanks within which something is needed: it may stand behind any number of them, and behind a stop."""
_PIECES = 4  # a word between two others is taken to be cut in no more pieces than this ("w/c", "10.30pm")


class Needed(NamedTuple):
    """Words one of which is among the next ``reach`` words, behind no more than ``blanks`` of the blanks before words.

    It stands behind no stop with a blank (``STOPS``), unless ``blanks`` is ``ACROSS``.
    """

    words: frozenset[str]
    reach: int
    blanks: int


class Opening(NamedTuple):
    """A way to begin a phrase: its first word, and which words one of must stand where.

    A word is of letters and digits, folded; ``word*`` stands for any word that begins so, ``#`` for a number.
    ``follows`` are the words one of which comes right after, None where nothing is known; ``needed`` is what comes
    after at all, what is rarest first.
    """

    word: str
    follows: frozenset[str] | None
    needed: tuple[Needed, ...]


def openings(phrase: str) -> list[Opening]:
    """The ways to begin ``phrase``; raises :class:`ValueError` where it opens with a gap or holds no word."""
    return list(dict.fromkeys(_openings(parse(phrase))))


def _openings(nodes: tuple[Node, ...]) -> Iterator[Opening]:
    if not nodes or nodes[0] in GAPS:
        raise ValueError("no word to open with")
    first, rest = nodes[0], nodes[1:]
    if isinstance(first, Group):
        for alternative in _forms_of(first):
            yield from _openings(alternative + rest)
    elif first == NUMBER:
        needed = [one._replace(blanks=min(one.blanks + 1, ACROSS)) for one in _needed(rest)]  # "a dozen" holds one
        yield Opening(NUMBER, _follows(rest), tuple(needed))
    else:
        for word, left in _cut(first.lower()):
            after: tuple[Node, ...] = (left, *rest) if left else rest
            yield Opening(word, None if "*" in first else _follows(after), _needed(after))


@cache
def _follows(nodes: tuple[Node, ...]) -> frozenset[str] | None:
    """The words one of which the next word is, None where any may be or none need be."""
    if not nodes or nodes[0] in GAPS or nodes[0] == MARK:
        return None
    first, rest = nodes[0], nodes[1:]
    if isinstance(first, str):
        return _first_words(first)
    found: set[str] = set()
    for alternative in _forms_of(first):
        words = _follows(alternative + rest)
        if words is None:
            return None
        found |= words
    return frozenset(found)


@cache
def _needed(nodes: tuple[Node, ...]) -> tuple[Needed, ...]:
    """What comes after, by the words one of which must, the rarest ones first."""
    found: list[tuple[float, Needed]] = []
    passed = blanks = 0
    for number, node in enumerate(nodes):
        words = _follows(nodes[number:]) if not isinstance(node, Group) or not node.optional else None
        if words is not None:
            found.append((sum(map(expected_of, words)), Needed(words, passed + 1, min(blanks + 1, ACROSS))))
        passed += _pieces(node)
        blanks += _blanks(node)
    return tuple(needed for _, needed in sorted(found, key=lambda one: one[0]))


@cache
def _pieces(node: Node) -> int:
    """How many words of letters and digits a node takes at most."""
    if isinstance(node, Group):
        return max(sum(map(_pieces, alternative)) for alternative in node.alternatives)
    return GAPS.get(node, 1) * _PIECES


@cache
def _blanks(node: Node) -> int:
    """Before how many words of a node, and of the one after it, a blank can stand; ``ACROSS`` where a stop can too."""
    if isinstance(node, Group):
        return max(sum(map(_blanks, alternative)) for alternative in node.alternatives)
    if node in GAPS:
        return GAPS[node]
    if node == MARK or node[-1] in STOPS:
        return ACROSS
    return 2 if node == NUMBER else 1 + node.count("-")  # "a dozen"; a hyphen may be a blank


def _forms_of(group: Group) -> tuple[tuple[Node, ...], ...]:
    return (*group.alternatives, ()) if group.optional else group.alternatives


@cache
def _first_words(word: str) -> frozenset[str] | None:
    """What a word of a phrase can begin with, where its apostrophe or hyphen may be missing."""
    if word == NUMBER:
        return frozenset([NUMBER])
    return frozenset(begin for begin, _ in _cut(word.lower())) or None


@cache
def _cut(word: str) -> tuple[tuple[str, str], ...]:
    """The words that a word of a phrase can begin with, and what is left of it after each."""
    parts = re.split(r"['\-]", word)
    forms = [("".join(parts[:n]), "'".join(parts[n:])) for n in range(1, len(parts) + 1)]
    return tuple(
        (m.group(), left or form[m.end() :].lstrip(".,&/+")) for form, left in forms if (m := re.match(r"\w+\*?", form))
    )
