"""Expressions made of word lists, tried only where a word stands that a match can begin with.

The words of all expressions are found in one pass over a log; a search then goes from place to place instead of from
character to character.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import ahocorasick_rs

from logscan.nlp.lexicon.words import kept_for_a_stage, plain, spaced

_FIRST = re.compile(r"(\w+)(['-]?)(.*)", re.S)


class Begun:
    """``pattern``, whose every match begins with one of ``phrases`` and has no word around it that goes on."""

    def __init__(self, phrases: Iterable[str], pattern: str) -> None:
        self._match = re.compile(pattern).match
        self._number = len(_ALL)
        _ALL.append(sorted({f" {plain(word)} " for phrase in phrases for word in begins(phrase)}))

    def search(self, folded: str, left: int, right: int) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        places, match = _places(folded)[self._number], self._match
        for at in places[bisect.bisect_left(places, left) : bisect.bisect_left(places, right)]:
            if found := match(folded, at, right):
                return found
        return None

    def finditer(self, folded: str, left: int, right: int) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        places = _places(folded)[self._number]
        for at in places[bisect.bisect_left(places, left) : bisect.bisect_left(places, right)]:
            if at >= left and (match := self._match(folded, at, right)):
                left = match.end()
                yield match


_ALL: list[list[str]] = []
"""The words that each expression can begin with."""


def begins(phrase: str) -> Iterator[str]:
    """The words that a phrase can begin with: hyphens and apostrophes may be missing (``words.alternation``)."""
    found = _FIRST.match(phrase)
    if found is None:
        raise ValueError(f"no word to begin with: {phrase!r}")
    word, joint, rest = found.groups()
    yield word
    if joint and rest[:1].isalnum():
        yield from begins(word + rest)


@kept_for_a_stage
def _places(folded: str) -> Sequence[Sequence[int]]:
    """For each expression the places, in order, where a word stands that it can begin with."""
    automaton, owners = _automaton(len(_ALL))
    places: list[list[int]] = [[] for _ in _ALL]
    for index, start, _ in automaton.find_matches_as_indexes(spaced(folded), overlapping=True):
        for number in owners[index]:
            places[number].append(start)
    return places


@lru_cache(maxsize=1)
def _automaton(expressions: int) -> tuple[ahocorasick_rs.AhoCorasick, list[list[int]]]:
    """What finds the words of the expressions, and for each word the expressions that begin with it."""
    sought = sorted({word for words in _ALL[:expressions] for word in words})
    owners = [[number for number, words in enumerate(_ALL) if word in words] for word in sought]
    return ahocorasick_rs.AhoCorasick(sought, implementation=ahocorasick_rs.Implementation.DFA), owners
