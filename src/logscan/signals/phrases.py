"""The phrases of the signals, found from the words that open them: array look-ups by kinds of words, one match a hit.

The lexicons (``lexicon/signals``) share classes of words (``words.toml``): ``{her}`` stands for ``her|him|...``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import IS_BLANK, distinct, runs
from logscan.nlp.lexicon import Rule, make_rule
from logscan.nlp.lexicon.openings import NUMBER, STOPS, Opening, openings
from logscan.nlp.vocabulary import Places
from logscan.signals.ways import Ways
from logscan.signals.words import COUNT, Kinds, Words

_FOLDER = "signals"
_CLASS = re.compile(r"\{(\w+)\}")
_BESIDE = 40
_NEAR, _FAR = 13, 29  # words among which it is looked for; no phrase is asked for what may be further off
_NEEDED = 2  # the rarest things that a phrase is asked for
_BLOCK = 1 << 16
_MOST_BLANKS = 64  # what is needed behind more of them is looked for among all words within its reach
_LATIN = [chr(code) for code in range(256)]
_AS_BLANK = IS_BLANK.astype(np.intp)  # to be added up as it is
_STOP = np.array([letter in STOPS for letter in _LATIN])


Bytes = NDArray[np.uint8]
"""A text in Latin-1, "?" for what that has not, and two bytes of nothing."""


def bytes_of(text: str) -> Bytes:
    """The bytes of a text, a byte a character."""
    return np.frombuffer(text.encode("latin-1", "replace") + b"\0\0", dtype=np.uint8)


class Found(NamedTuple):
    """A phrase found: its place in the text, its rule, and the number of the word that it begins with."""

    start: int
    end: int
    rule: Rule
    word: int


class Phrases:
    """All phrases of some files of ``lexicon/signals``; :meth:`settle` comes before the first one is looked for."""

    def __init__(self, kinds: Kinds, *files: str) -> None:
        classes = _read("words")
        self.rules = [rule for file in files for rule in _rules(file, classes)]
        self._kinds = kinds
        # by rule, words that come next, and words needed, each with reach and blanks: the words that open it so
        self._opened: dict[tuple[int, ...], set[str]] = {}
        for number, rule in enumerate(self.rules):
            for opening in openings(rule.phrase):
                near = [one for one in opening.needed if one.reach <= _FAR][:_NEEDED]
                asked = [
                    (kinds.group(one.words), _FAR if one.reach > _NEAR else _NEAR, one.blanks) for one in near
                ]
                asked += [(kinds.anything, 0, 0)] * (_NEEDED - len(asked))
                for word, follows in _written(opening):
                    after = kinds.anything if follows is None else kinds.group(follows)
                    self._opened.setdefault((number, after, *chain.from_iterable(asked)), set()).add(word)
        self._opening = [kinds.group(words) for words in self._opened.values()]

    def settle(self) -> None:
        """The kinds are told apart: by kind, the ways in which a word of it opens a phrase."""
        holds = self._kinds.holds
        self._rule, follows, *asked = np.array([*self._opened], dtype=np.intp).T
        self._ways = Ways(holds[:, self._opening], holds[:, follows], follows == self._kinds.anything)
        # kinds and groups as one number
        self._holds = holds.T.ravel()
        self._asked = [
            (needed * len(holds), reach, blanks)
            for needed, reach, blanks in zip(asked[::3], asked[1::3], asked[2::3], strict=True)
        ]

    def find(
        self, folded: str, words: Words, data: Bytes | None = None, chosen: NDArray[np.bool_] | None = None
    ) -> list[Found]:
        """Hits in folded text, by start; ``words`` are its words (:func:`words_of`).

        Where ``data`` (:func:`bytes_of` the text) is given fewer phrases are tried, by the blanks and stops in it, and
        where ``chosen`` (words) is, those alone that begin with such a word.
        """
        found = []
        at, rules = self._candidates(words, None if data is None else _Within(data, words))
        if chosen is not None:
            kept = np.flatnonzero(chosen[at])
            at, rules = at[kept], rules[kept]
        for word, start, number in zip(at.tolist(), words.starts[at].tolist(), rules.tolist(), strict=True):
            rule = self.rules[number]
            match = rule.pattern.match(folded, start)
            if match is not None and _allowed(rule, folded, start, match.end()):
                found.append(Found(start, match.end(), rule, word))
        return found

    def _candidates(self, words: Words, within: _Within | None) -> tuple[Places, Places]:
        """Words (by number, in order) and the rules that they open and the words after them allow."""
        # in blocks: what follows every word at once would take a hundred times the memory of a long log
        blocks = [self._opened_by(words, at, within) for at in range(0, len(words.kinds), _BLOCK)]
        codes = np.concatenate(blocks) if blocks else words.kinds
        at = codes // len(self.rules)
        return at, codes - at * len(self.rules)

    def _opened_by(self, words: Words, begin: int, within: _Within | None) -> Places:
        """Word and rule as one number, in order, of what the words of a block open."""
        kinds = words.kinds
        block = kinds[begin : begin + _BLOCK]
        # behind the last word stands one of no group
        after = np.append(kinds[begin + 1 : begin + 1 + _BLOCK], 0)[: len(block)]
        at, ways = self._ways.of(block, after)
        at += begin
        for needed, reach, blanks in self._asked:
            reaches = reach.take(ways)
            most = np.minimum(reaches, len(kinds) - 1 - at)
            if within is not None:
                most = np.minimum(most, within.blanks(at, blanks.take(ways)))
            which = np.repeat(np.arange(len(at)), most)
            near = runs(at + 1, most)
            stands = reaches == 0
            stands[which[self._holds.take(kinds.take(near) + needed.take(ways).take(which))]] = True
            at, ways = at[stands], ways[stands]
        # a rule can be opened in several ways at once
        return distinct(at * len(self.rules) + self._rule[ways])


class _Within:
    """How many words on from a word a phrase can be, by the blanks and stops before them."""

    def __init__(self, data: Bytes, words: Words) -> None:
        count = len(words.starts)
        blank = _AS_BLANK.take(data.take(words.starts - 1, mode="wrap"))
        self._passed = np.cumsum(blank)
        self._blank_before = np.append(np.flatnonzero(blank), np.full(_MOST_BLANKS, count))
        stop = np.zeros(count, dtype=np.intp)
        stops = np.flatnonzero(_STOP.take(data.take(words.ends)))
        stops = stops[IS_BLANK[data[words.ends[stops] + 1]]]
        stop[stops] = 1
        self._stops_before = np.cumsum(stop) - stop
        self._stop_after = np.append(stops, count)

    def blanks(self, at: Places, blanks: Places) -> Places:
        """How many words behind each word ``at`` are within so many ``blanks`` and before a stop."""
        last = self._blank_before.take(self._passed.take(at) + np.minimum(blanks, _MOST_BLANKS - 1)) - 1
        last = np.minimum(last, self._stop_after.take(self._stops_before.take(at)))
        found: Places = np.where(blanks < _MOST_BLANKS, last - at, blanks)
        return found


def _allowed(rule: Rule, folded: str, start: int, end: int) -> bool:
    if rule.unless_before is not None and rule.unless_before.search(folded, max(0, start - _BESIDE), start):
        return False
    return rule.unless_after is None or not rule.unless_after.match(folded, end)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(
        resources.files("logscan.lexicon").joinpath(_FOLDER, f"{name}.toml").read_text(encoding="utf-8")
    )


@lru_cache(maxsize=32)
def table(name: str) -> dict[str, Any]:
    """A file of ``lexicon/signals`` as it stands."""
    return _read(name)


def _rules(file: str, classes: dict[str, Any]) -> Iterator[Rule]:
    for block in _read(file)["concept"]:
        for phrase in block["phrases"]:
            yield make_rule(_written_out(phrase, classes), block, f"{_FOLDER}/{file}.toml")


def _written_out(phrase: str, classes: dict[str, Any]) -> str:
    while "{" in phrase:
        phrase = _CLASS.sub(lambda m: str(classes[m.group(1)]), phrase)
    return phrase


def _written(opening: Opening) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The word that opens a phrase and what follows it; a number can be "a dozen"."""
    if opening.word == NUMBER:
        yield COUNT, opening.follows
        yield "a", frozenset(["dozen"])
    else:
        yield opening.word, opening.follows
