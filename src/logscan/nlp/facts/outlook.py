"""Where several logs are to be read: told by their words, of all logs at once, and read only there.

What does stand at a place is for the expressions to say: there may be too many places for each of them, never too few.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from logscan.nlp.facts.sought import EXPRESSIONS, Sought, sought_in
from logscan.nlp.joined import Joined, joined
from logscan.nlp.lexicon.words import plain
from logscan.nlp.vocabulary import Places, Told

_COUNT = len(EXPRESSIONS)
# what a word can be to each expression: all that is looked for, or the first, one between or the last of several words
_FIRST, _BETWEEN, _LAST = _COUNT, 2 * _COUNT, 3 * _COUNT
_EACH = (1 << _COUNT) - 1
# or to references: an "of", what begins with a digit, what holds eleven; and one that holds other words in plain text
_OF, _NUMBER, _ELEVEN, _ODD = (1 << 4 * _COUNT + bit for bit in range(4))
_LOOKED_AT = _EACH | _EACH << _FIRST | _OF | _ELEVEN | _ODD
_LONG = 11  # digits on end that are a reference
_LONG_NUMBER = re.compile(rf"\d{{{_LONG}}}")
_HEAD = 2  # letters of a word that are looked at before the rest
# what a letter of Latin-1 may be, among which "?" stands for what Latin-1 has not
_DIGIT, _SMALL = np.zeros(256, bool), np.zeros(256, bool)
_DIGIT[[*b"0123456789?"]] = True
_SMALL[[*b"abcdefghijklmnopqrstuvwxyz"]] = True
_BEYOND = bytes(8)  # letters beyond the text, at its end and, from there on, before its beginning
_SLASH, _DASH = ord("/"), ord("-")


class Outlook(NamedTuple):
    """Where a log is to be read, in order.

    ``sought`` are the words of :mod:`.sought`; ``held`` the marks and the "of" that a reference may hold, to an exhibit
    too; ``long`` the words that hold a number of eleven digits, by where they start and end.
    """

    sought: Sought
    held: list[int]
    long: list[tuple[int, int]]


class _Words:
    """Tells what words are to the expressions and to references."""

    def __init__(self) -> None:
        self._whole = {"of": _OF}
        self._begun: dict[str, int] = {}
        self._several: dict[str, list[tuple[str, int]]] = {}
        for number, each in enumerate(EXPRESSIONS):
            for literal in each.sought:
                self._mark(literal, number)
        self._longest = max(len(literal) for held in self._several.values() for literal, _ in held)
        begun = sorted(self._begun.items())
        self._by_head = {head: [*held] for head, held in groupby(begun, lambda each: each[0][:_HEAD])}
        self._whole = {word: bits | self._as_begun(word) for word, bits in self._whole.items()}
        self._told = Told(self._tell)

    def _mark(self, literal: str, number: int) -> None:
        bit = 1 << number
        *others, last = literal.split()
        known = self._whole if literal[-1] == " " else self._begun
        known[last] = known.get(last, 0) | (bit << _LAST if others else bit)
        for word, shift in zip(others, (_FIRST, *[_BETWEEN] * len(others)), strict=False):
            self._whole[word] = self._whole.get(word, 0) | bit << shift
        if others:
            self._several.setdefault(others[0], []).append((literal, number))

    def of(self, vocabulary: list[str]) -> Places:
        """What is told of the words of a vocabulary: the bits above."""
        return self._told.of(vocabulary)

    def several(self, text: str, start: int) -> list[int]:
        """The numbers of the expressions that may begin at ``start`` with several words."""
        near = f" {plain(text[start : start + self._longest])} "
        return [number for literal, number in self._several[near[1 : near.index(" ", 1)]] if near.startswith(literal)]

    def _tell(self, word: str) -> int:
        known = self._whole.get(word)
        if known is not None:
            return known
        if word.isascii():  # nearly all new words are names and numbers
            if word.isalpha():
                return self._as_begun(word) if word[:_HEAD] in self._by_head else 0
            if word.isdigit():
                return _NUMBER if len(word) < _LONG else _NUMBER | _ELEVEN
        bits = _NUMBER if word[0].isdecimal() else 0
        if len(word) >= _LONG and _LONG_NUMBER.search(word):
            bits |= _ELEVEN
        pieces = plain(word).split()
        for piece in pieces:
            told = self._whole.get(piece) or self._as_begun(piece)
            bits |= told if piece == word or not told else _ODD
        return bits

    def _as_begun(self, word: str) -> int:
        found = 0
        for stem, bits in self._by_head.get(word[:_HEAD], ()):
            if word.startswith(stem):
                found |= bits
        return found


@cache
def _words() -> _Words:
    return _Words()


def outlooks(folded: Sequence[str]) -> list[Outlook]:
    """The outlook on each of some folded texts."""
    together = joined(folded)
    told = np.append(_words().of(together.vocabulary)[together.numbers], [0, 0])
    at = np.flatnonzero(told & _LOOKED_AT != 0)
    bits = told[at]
    starts, ends = together.starts, together.ends
    places = [starts[at[bits >> number & 1 == 1]] for number in range(_COUNT)]
    for number, begins in _several(together, told, at, bits).items():
        places[number] = np.sort(np.concatenate((places[number], begins)))
    long = at[bits & _ELEVEN != 0]
    *sought, held, begun, ended = _by_text(
        together, [*places, _held(together, told, at[bits & _OF != 0]), starts[long], ends[long]]
    )
    found = [Sought(*each) for each in zip(*sought, strict=True)]
    for text in {*together.text_at(starts[at[bits & _ODD != 0]]).tolist()}:
        found[text] = sought_in(folded[text])
    longs = [[*zip(*spans, strict=True)] for spans in zip(begun, ended, strict=True)]
    return [Outlook(*each) for each in zip(found, held, longs, strict=True)]


def _several(together: Joined, told: Places, at: Places, bits: Places) -> dict[int, list[int]]:
    """By the number of an expression where it may begin with several words, of the words ``at``."""
    begins, behind, further = bits >> _FIRST, told[at + 1], told[at + 2]
    complete = behind >> _LAST | (behind >> _BETWEEN & further >> _LAST)
    found = defaultdict[int, list[int]](list)
    for start in together.starts[at[begins & complete & _EACH != 0]].tolist():
        for number in _words().several(together.text, start):
            found[number].append(start)
    return found


def _held(together: Joined, told: Places, of: Places) -> Places:
    """Where there is a mark, or one of the words ``of``, that a reference may hold, to an exhibit too.

    It is for an expression to say that one does. Most marks before a digit are those of days: they do not come near.
    """
    letters = np.frombuffer(together.data + _BEYOND, np.uint8)
    marks = np.flatnonzero((letters == _SLASH) | (letters == _DASH))
    marks = marks[_DIGIT[letters[marks + 1]]]
    is_digit = {step: _DIGIT[letters[marks + step]] for step in (-5, -3, -1, 2, 3)}
    is_slash = {step: letters[marks + step] == _SLASH for step in (-3, 4, 5, 6, 7)}
    behind = is_slash[4] | is_slash[5] | is_slash[6] | is_slash[7]
    near = is_digit[2] & is_digit[3] & (behind | (is_digit[-1] & ~is_slash[-3]))
    near |= is_digit[-1] & is_digit[-3] & is_digit[-5]
    near |= _SMALL[letters[marks - 1]] & _SMALL[letters[marks - 2]]
    before_number = of[told[of + 1] & _NUMBER != 0]
    return np.sort(np.concatenate((marks[near], together.starts[before_number])))


def _by_text(together: Joined, found: Sequence[Places]) -> list[list[list[int]]]:
    """Of each group of places among those in the joined texts, sorted: of each text those in it, as places in it."""
    # one after the other, as if each group had the texts to itself
    step, count = len(together.text) + 1, len(together.begins)
    begins = np.concatenate([together.begins + number * step for number in range(len(found))])
    places = np.concatenate([each + number * step for number, each in enumerate(found)])
    edges = np.append(np.searchsorted(places, begins), len(places))
    places -= np.repeat(begins, np.diff(edges))
    all_places = places.tolist()
    lists = [all_places[left:right] for left, right in pairwise(edges.tolist())]
    return [lists[at : at + count] for at in range(0, len(lists), count)]
