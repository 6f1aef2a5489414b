"""With which words a part of a phrase can begin, so that an expression is tried only where one of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon.grammar import GAPS, MARK, NUMBERS, Node, slips
from logscan.nlp.lexicon.words import plain

_CUTS = re.compile(r"['\-]")


class Beginning(NamedTuple):
    """Words, and ``stems`` with any ending, as :func:`plain` cuts them: a match begins with one or another.

    ``marked``: whether marks ("SASH: done") may stand before it.
    """

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    marked: bool = False

    def holds(self, word: str) -> bool:
        """Whether a match can begin with ``word``."""
        return word in self.words or word.startswith(self.stems)


@cache
def beginning(nodes: tuple[Node, ...]) -> Beginning | None:
    """With what a match of the nodes can begin; None where it can be any word, or there may be no word."""
    if not nodes or nodes[0] in GAPS:
        return None
    node, rest = nodes[0], nodes[1:]
    if node == "#":
        return _NUMBER
    if node == MARK:
        found = beginning(rest)
        return None if found is None else found._replace(marked=True)
    if isinstance(node, str):
        return united(map(_of_word, slips(node) if node.endswith("~") else (node.lower(),)))
    forms = [_leading(alternative, rest) for alternative in node.alternatives]
    return united(map(beginning, [*forms, rest] if node.optional else forms))


def _leading(alternative: tuple[Node, ...], rest: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes that tell with what an alternative begins: mostly its first word, which many phrases share."""
    if alternative and isinstance(alternative[0], str) and alternative[0] != MARK:
        return alternative[:1]
    return (*alternative, *rest)


def united(parts: Iterable[Beginning | None]) -> Beginning | None:
    """With what a match of one part or another can begin; None where any of them can begin with any word."""
    words, stems, marked = set[str](), set[str](), False
    for part in parts:
        if part is None:
            return None
        words |= part.words
        stems.update(part.stems)
        marked |= part.marked
    return _shared(frozenset(words), tuple(sorted(stems)), marked)


@cache
def _shared(words: frozenset[str], stems: tuple[str, ...], marked: bool) -> Beginning:
    """One object for all that are equal: of hundreds of thousands that are worked out a tenth differ."""
    return Beginning(words, stems, marked)


_NUMBER = Beginning(frozenset(number.split()[0] for number in NUMBERS), tuple("0123456789"))


@cache
def _of_word(word: str) -> Beginning | None:
    """What stands before the first mark of a word: an apostrophe or hyphen may be missing ("dont")."""
    if not word[0].isalnum():
        return None
    words, stems = set[str](), set[str]()
    for written in _ways_to_write(word):
        stem, star, _ = written.partition("*")
        first, mark, _ = plain(stem).partition(" ")
        (stems if star and not mark else words).add(first)
    return Beginning(frozenset(words), tuple(sorted(stems)))


def _ways_to_write(word: str) -> set[str]:
    written = set[str]()
    for form in {word, word.replace("&", "and")}:
        parts = _CUTS.split(form)
        written |= {"".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return written
