"""Expressions made of word lists, tried only where two words stand that a match can begin with.

The words of all expressions are found in one pass over a log; a search then goes from place to place instead of from
character to character.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import ahocorasick_rs

from logscan.nlp.lexicon.words import kept_for_a_batch, plain, spaced

_FIRST = re.compile(r"(\w+)(\W?)(.*)", re.S)


class Begun:
    """``pattern``, whose every match begins with one of ``phrases`` and has no word around it that goes on."""

    def __init__(self, phrases: Iterable[str], pattern: str) -> None:
        self._match = re.compile(pattern).match
        self._number = len(_ALL)
        _ALL.append(frozenset(opening for phrase in phrases for opening in openings(phrase)))

    def search(self, folded: str, left: int, right: int) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        known, match = places(folded)[self._number], self._match
        for at in known[bisect.bisect_left(known, left) : bisect.bisect_left(known, right)]:
            if found := match(folded, at, right):
                return found
        return None

    def can_begin(self, folded: str, left: int, right: int) -> bool:
        """Whether a word stands there that a match can begin with."""
        known = places(folded)[self._number]
        return bisect.bisect_left(known, left) < bisect.bisect_left(known, right)

    def finditer(self, folded: str, left: int, right: int) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        known = places(folded)[self._number]
        for at in known[bisect.bisect_left(known, left) : bisect.bisect_left(known, right)]:
            if at >= left and (match := self._match(folded, at, right)):
                left = match.end()
                yield match


_ALL: list[frozenset[str]] = []
"""What each expression can begin with in plain text."""


def begins(phrase: str) -> Iterator[str]:
    """The words that a phrase can begin with: hyphens and apostrophes may be missing (``words.alternation``)."""
    word, mark, rest = _first(phrase)
    yield word
    if mark in _OPTIONAL and rest[:1].isalnum():
        yield from begins(word + rest)


def openings(phrase: str) -> Iterator[str]:
    """What a phrase begins with in plain text: a word between blanks, and the next where a blank alone is between them.

    That one may go on: who looks no further than the middle of a word takes what he sees of it for the whole.
    """
    yield from _openings(phrase, "", 2)


def _openings(phrase: str, before: str, words: int) -> Iterator[str]:
    word, mark, rest = _first(phrase)
    begun = f"{before} {plain(word)}"
    goes_on = rest[:1].isalnum()
    if goes_on and mark in _OPTIONAL:
        yield from _openings(word + rest, before, words)
    if goes_on and words > 1:
        yield from _openings(rest, begun, words - 1)
        if mark == " ":
            yield f"{begun}  "
    else:
        yield begun if before else f"{begun} "


_OPTIONAL = ("-", "'")


def _first(phrase: str) -> tuple[str, str, str]:
    found = _FIRST.match(phrase)
    if found is None:
        raise ValueError(f"no word to begin with: {phrase!r}")
    word, mark, rest = found.groups()
    return word, mark, rest


@kept_for_a_batch
def places(folded: str) -> Sequence[Sequence[int]]:
    """For each expression the places, in order, where a word stands that it can begin with."""
    automaton, owners = _automaton(len(_ALL))
    found: list[list[int]] = [[] for _ in _ALL]
    # by their ends, of two with one end the longer first: so by their starts, too
    for index, start, _ in automaton.find_matches_as_indexes(spaced(folded), overlapping=True):
        for number in owners[index]:
            found[number].append(start)
    return found


@lru_cache(maxsize=1)
def _automaton(expressions: int) -> tuple[ahocorasick_rs.AhoCorasick, list[list[int]]]:
    """What finds the openings of the expressions, and for each the expressions that begin with it."""
    sought = sorted(frozenset().union(*_ALL[:expressions]))
    owners = [[number for number, words in enumerate(_ALL) if opening in words] for opening in sought]
    return ahocorasick_rs.AhoCorasick(sought), owners
