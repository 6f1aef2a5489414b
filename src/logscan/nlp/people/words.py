"""What a word tells of who may be spoken of where it stands: asked once a word, for whoever looks at all words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from logscan.nlp.lexicon.anchored import Anchored
from logscan.nlp.lexicon.words import plain
from logscan.nlp.people.listed import listed_names
from logscan.nlp.vocabulary import Places, Told

TITLE, CODE, OPENING, GIVEN, AGE, FIRST, SECOND, ODD = (1 << bit for bit in range(8))
"""What a word can be: a title, a code before a name, what a listed surname opens with, a listed given name, an age, the
first of two words that make a code, the second one, or one that holds more than letters and digits in plain text."""
KIND = 8
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof")
_CODES = ("ip", "vic", "victim", "susp", "suspect", "offender", "called", "named", "ex", "bf", "gf", "inf", "caller")
_TWO_DIGITS = re.compile(r"[1-9]\d")
_PIECE = re.compile(r"[^ ]+")


class Kind(NamedTuple):
    """Whether a word may be a given name, and the numbers of the expressions that can begin with it."""

    given: bool
    expressions: tuple[int, ...]


class Words:
    """Tells what words are to ``expressions`` for codes, and to those for names.

    ``kinds`` are the kinds of words by number; those of number 0 are of no interest.
    """

    def __init__(self, expressions: Iterable[Anchored]) -> None:
        data = listed_names()
        self.kinds = [Kind(given=False, expressions=())]
        self._numbers = {self.kinds[0]: 0}
        self._given = {plain(name) for name in data.listed if name.isalpha()}
        self._whole: dict[str, set[int]] = {}
        self._begun: dict[str, set[int]] = {}
        self._bits: dict[str, int] = {}
        self._mark(TITLE, _TITLES)
        self._mark(CODE, _CODES)
        self._mark(OPENING, (re.split(r"\W", surname, maxsplit=1)[0] for surname in data.surnames))
        self._mark(GIVEN, data.listed)
        self._mark(AGE, ["aged", *map(str, range(10, 100))])
        sought = [(literal, number) for number, each in enumerate(expressions) for literal in each.sought]
        for literal, number in sought:
            known = self._whole if literal[-1] == " " else self._begun
            known.setdefault(literal.split()[0], set()).add(number)
        pairs = [words for literal, _ in sought if len(words := literal.split()) > 1]
        alone = self._given.union(words[0] for literal, _ in sought if len(words := literal.split()) == 1)
        self._mark(FIRST, (words[0] for words in pairs if words[0] not in alone))
        self._mark(SECOND, (words[1] for words in pairs))
        self._stems = tuple(self._begun)
        self._of_word = {word: self._bits_and_kind(word) for word in {*self._bits, *self._whole, *self._given}}
        self._told = Told(self._tell)

    def of(self, vocabulary: list[str]) -> Places:
        """What is told of the words of a vocabulary: the bits above, and above these the numbers of their kinds."""
        return self._told.of(vocabulary)

    def pieces(self, word: str) -> Iterator[tuple[int, int, int]]:
        """Start, length and number of the kind of each word of interest that an odd one holds in plain text."""
        for piece in _PIECE.finditer(plain(word)):
            if number := self._kind(piece[0]):
                yield piece.start(), len(piece[0]), number

    def _mark(self, bit: int, words: Iterable[str]) -> None:
        for word in words:
            self._bits[word] = self._bits.get(word, 0) | bit

    def _tell(self, word: str) -> int:
        known = self._of_word.get(word)
        if known is not None:
            return known
        # what begins as a code with a number has letters and digits
        plainly_none = word.isascii() and (word.isalpha() or word.isdigit())
        return 0 if plainly_none else self._bits_and_kind(word)

    def _bits_and_kind(self, word: str) -> int:
        bits = self._bits.get(word, 0)
        if _TWO_DIGITS.fullmatch(word):
            bits |= AGE
        bare = plain(word)
        return bits | ODD if " " in bare else bits | self._kind(bare) << KIND

    def _kind(self, word: str) -> int:
        expressions = self._whole.get(word, set())
        if word.startswith(self._stems):
            begun = (numbers for stem, numbers in self._begun.items() if word.startswith(stem))
            expressions = expressions.union(*begun)
        kind = Kind(word in self._given, tuple(sorted(expressions)))
        number = self._numbers.setdefault(kind, len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(kind)
        return number
