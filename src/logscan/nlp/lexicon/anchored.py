"""An expression that is tried only where a word stands that every match of it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

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


class Together:
    """Several anchored expressions, and words that stand for themselves, found in one pass."""

    def __init__(self, expressions: Mapping[str, Anchored], words: Iterable[str] = ()) -> None:
        self.names = tuple(expressions)
        self._matches = [expression.match for expression in expressions.values()]
        whole = {f" {plain(word)} " for word in words}
        begins = [frozenset(expression.sought) for expression in expressions.values()]
        sought = sorted(whole.union(*begins))
        self._owners = [(word in whole, [at for at, words in enumerate(begins) if word in words]) for word in sought]
        self._automaton = ahocorasick_rs.AhoCorasick(sought)

    def find(self, folded: str, texts: Sequence[str] = ()) -> dict[str, list[tuple[int, int]]]:
        """The spans of each expression, in order and apart, by name; none for what is not found.

        The words that they begin with are looked for in ``folded``; where the expressions are to match in other
        texts, of one length with it, ``texts`` has one for each.
        """
        return self.find_with_words(folded, texts)[0]

    def find_with_words(
        self, folded: str, texts: Sequence[str] = ()
    ) -> tuple[dict[str, list[tuple[int, int]]], list[tuple[int, int]]]:
        """As :meth:`find`, and the spans of the words, in order."""
        texts = texts or [folded] * len(self._matches)
        reached = [0] * len(self._matches)
        found: dict[str, list[tuple[int, int]]] = {}
        words: list[tuple[int, int]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(spaced(folded), overlapping=True):
            is_word, owners = self._owners[index]
            if is_word:
                words.append((start, end - 2))  # without the blanks beside it
            for number in owners:
                if start >= reached[number] and (match := self._matches[number](texts[number], start)):
                    reached[number] = match.end()
                    found.setdefault(self.names[number], []).append(match.span())
        return found, words


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
