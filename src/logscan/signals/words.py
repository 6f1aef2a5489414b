"""The words of a log, each with its kind: what the lexicons know of it, looked up once for all of them.

A group is a set of words that a rule asks for (``follow*``: any that begins so; see the constants for numbers). Words
that stand in the same groups are of one kind; there are as many kinds as the lexicons tell apart, whatever logs hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import Joined
from logscan.nlp.lexicon.openings import NUMBER
from logscan.nlp.vocabulary import Places, Told

DIGITS, COUNT = "#digits", "#count"
"""Among the words of a group: any word that begins with a digit; any number that counts something."""
LINES = frozenset(("101", "111", "112", "999"))
"""Telephone lines of the public services, which count nothing."""
_NUMBER_WORDS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
) | {"dozens", "hundreds", "several", "numerous"}
_YEAR = 4


class Words(NamedTuple):
    """The words of a text: where they start and end, of which kind they are, and their numbers in a vocabulary."""

    starts: Places
    ends: Places
    kinds: Places
    numbers: Places
    vocabulary: list[str]

    @property
    def texts(self) -> list[str]:
        """What the words are."""
        return [self.vocabulary[number] for number in self.numbers.tolist()]


class Kinds:
    """The kinds of words; groups are added before the first word is asked for."""

    def __init__(self) -> None:
        self._told = Told(self._of)
        self._groups: dict[frozenset[str], int] = {}
        self._known: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._lengths: dict[str, list[int]] = {}
        self.anything = self.group(())
        """The group that every word stands in."""
        self.holds: NDArray[np.bool_] = np.zeros((0, 0), dtype=bool)
        """Whether words of a kind (down) stand in a group (across)."""

    def group(self, words: Iterable[str]) -> int:
        """The number of a group of words."""
        return self._groups.setdefault(frozenset(words), len(self._groups))

    def settle(self) -> None:
        """No group comes any more: the kinds are told apart."""
        by_word: dict[str, list[int]] = {}
        for group, number in self._groups.items():
            for word in group:
                by_word.setdefault(word, []).append(number)
        prefixes = {word[:-1]: found for word, found in by_word.items() if word.endswith("*")}
        for prefix in sorted(prefixes, key=len, reverse=True):
            lengths = self._lengths.setdefault(prefix[0], [])
            if len(prefix) not in lengths:
                lengths.append(len(prefix))
        kinds: dict[frozenset[int], int] = {frozenset(): 0}

        def kind(word: str) -> int:
            found = set(by_word.get(word, ()))
            for length in self._lengths.get(word[0], ()):
                found.update(prefixes.get(word[:length], ()))
            for sign in _signs(word):
                found.update(by_word.get(sign, ()))
            return kinds.setdefault(frozenset(found), len(kinds))

        exact = {word for word in by_word if word[-1] != "*" and word[0] != "#"} | LINES | _NUMBER_WORDS | {"a"}
        self._known = {word: kind(word) for word in sorted(exact)}
        self._prefixes = {prefix: kind(prefix + "\0") for prefix in sorted(prefixes)}
        self._known |= {word: kind(word) for word in _NUMBERS}
        self.holds = np.zeros((len(kinds), len(self._groups)), dtype=bool)
        for groups, number in kinds.items():
            self.holds[number, [*groups, self.anything]] = True

    def told(self, vocabulary: list[str]) -> Places:
        """The kinds of the words of a vocabulary, by number."""
        return self._told.of(vocabulary)

    def _of(self, word: str) -> int:
        found = self._known.get(word)
        if found is None:
            found = self._known[_like(word)] if word[0].isdigit() else self._by_beginning(word)
        return found

    def _by_beginning(self, word: str) -> int:
        for length in self._lengths.get(word[0], ()):
            if (found := self._prefixes.get(word[:length])) is not None:
                return found
        return 0


# one number of each sort: how it is written decides what it can count
_NUMBERS = ("7", "07", "2007")


def _like(number: str) -> str:
    """The number of ``_NUMBERS`` that is of the sort of another."""
    return "07" if number[0] == "0" else "7" if len(number) < _YEAR else "2007"


def _signs(word: str) -> Iterable[str]:
    """What a word is among the signs for numbers; clock times, years and telephone lines count nothing."""
    if word[0].isdigit():
        yield from (NUMBER, DIGITS)
        if word not in LINES and _like(word) == "7":
            yield COUNT
    elif word in _NUMBER_WORDS:
        yield from (NUMBER, COUNT)
    elif word == "a":  # a dozen
        yield NUMBER


def words_of(together: Joined, kinds: Kinds) -> Words:
    """The words of joined logs, with their kinds."""
    told = kinds.told(together.vocabulary)
    return Words(together.starts, together.ends, told.take(together.numbers), together.numbers, together.vocabulary)
