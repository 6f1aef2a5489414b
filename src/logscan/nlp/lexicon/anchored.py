"""An expression that is tried only where a word stands that every match of it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from logscan.nlp.lexicon.words import plain, spaced


class Anchored:
    """``pattern``, whose every match begins with one of ``words`` (folded; ``word*``: with any ending)."""

    def __init__(self, words: Iterable[str], pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self.match = self._pattern.match
        self.sought = sorted({f" {plain(word[:-1])}" if word.endswith("*") else f" {plain(word)} " for word in words})
        self._automaton = ahocorasick_rs.AhoCorasick(self.sought)

    def fullmatch(self, folded: str) -> re.Match[str] | None:
        """The match that takes in the whole of a folded text, if there is one."""
        return self._pattern.fullmatch(folded)

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """The matches in folded text, in order and apart, as ``re.finditer`` gives them."""
        found = self._automaton.find_matches_as_indexes(spaced(folded), overlapping=True)
        return self.matches_at(folded, [start for _, start, _ in found])

    def matches_at(self, folded: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
        """The matches at places where its words stand, one behind the other."""
        reached = 0
        for start in places:
            if start >= reached and (match := self.match(folded, start)):
                reached = match.end()
                yield match


class Places:
    """Where the words of several anchored expressions stand, found in one pass; who reads there asks for the rest."""

    def __init__(self, expressions: Iterable[Anchored]) -> None:
        begins = [frozenset(expression.sought) for expression in expressions]
        self._count = len(begins)
        sought = sorted(frozenset().union(*begins))
        self._owners = [[number for number, words in enumerate(begins) if word in words] for word in sought]
        self._automaton = ahocorasick_rs.AhoCorasick(sought, implementation=ahocorasick_rs.Implementation.DFA)

    def find(self, folded: str) -> list[list[int]]:
        """The places of each expression, as :meth:`Anchored.matches_at` takes them."""
        found: list[list[int]] = [[] for _ in range(self._count)]
        for index, start, _ in self._automaton.find_matches_as_indexes(spaced(folded), overlapping=True):
            for number in self._owners[index]:
                found[number].append(start)
        return found
