"""What stands right beside a word, by number: a word that a phrase names, any other by its first letter, or marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import ascii_lowercase, digits

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import Joined
from logscan.nlp.lexicon.attempts import ANY_ENDING, MARK, OTHER, UNKNOWN
from logscan.nlp.lexicon.grammar import MARKS
from logscan.nlp.lexicon.plain_words import PlainWords, plain_words
from logscan.nlp.vocabulary import Places

_UNTOLD = ord("?")  # stands for what Latin-1 has not, a blank for all we know
_SIGNS = (UNKNOWN, MARK, OTHER)
_ANY, _MARKED, _OTHER = range(len(_SIGNS))
_LETTERS = [letter + ANY_ENDING for letter in ascii_lowercase + digits]
_NAMED = len(_SIGNS) + len(_LETTERS)


def _marks(kind: Callable[[str], int]) -> NDArray[np.uint8]:
    """What each character of Latin-1 is between two words."""
    marks = map(chr, range(256))
    return np.array([_ANY if mark.isspace() or mark in "-?\0" else kind(mark) for mark in marks], np.uint8)


_BEHIND = _marks(lambda _: _MARKED)
_BEFORE = _marks(lambda mark: _MARKED if mark in MARKS else _OTHER)


class Neighbours:
    """What stands beside words: ``all`` by number; a word without a name is ``letter*``, before a word a mark."""

    def __init__(self) -> None:
        self.all = [*_SIGNS, *_LETTERS]
        self._numbers = {word: number for number, word in enumerate(self.all)}
        self._words: PlainWords | None = None
        self._known = 0
        self._told = np.zeros(0, np.intp)

    def name(self, words: Iterable[str]) -> None:
        """Words that are told apart from now on."""
        for word in words:
            if word not in self._numbers:
                self._numbers[word] = len(self.all)
                self.all.append(word)

    def behind(self, together: Joined, letters: NDArray[np.uint8], at: Places) -> Places:
        """What stands behind the words ``at``; ``letters`` are two blanks, the text in Latin-1, and a blank."""
        starts, ends = together.starts, together.ends[at]
        onward = np.minimum(at + 1, len(starts) - 1)
        found = self._of(together)[together.numbers[onward]]
        alone = starts[onward] - ends != 1
        found[alone] = _BEHIND[letters[ends[alone] + 2]]
        return found

    def before(self, together: Joined, letters: NDArray[np.uint8], at: Places) -> Places:
        """What stands before the words ``at``."""
        starts = together.starts[at]
        found = self._of(together)[together.numbers[at - 1]]
        found[(found >= len(_SIGNS)) & (found < _NAMED)] = _OTHER
        alone = starts - together.ends[at - 1] != 1
        first, second = letters[starts[alone]], letters[starts[alone] + 1]
        blank = (_BEFORE[first] == _ANY) & (first != _UNTOLD)
        found[alone] = np.where(blank, _BEFORE[second], _BEFORE[first])
        return found

    def _of(self, together: Joined) -> Places:
        """What each word of a vocabulary is beside another."""
        words = plain_words(together.vocabulary)
        if self._words is not words or self._known < len(self.all):
            self._words, self._known, self._told = words, len(self.all), np.zeros(0, np.intp)
        if len(self._told) < len(words.words):
            get = self._numbers.get
            new = words.words[len(self._told) :]
            told = [get(word) or get(word[:1] + ANY_ENDING, _ANY) for word in new]
            self._told = np.append(self._told, told)
        return self._told
