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

from logscan.nlp.joined import distinct
from logscan.nlp.lexicon import Rule, make_rule
from logscan.nlp.lexicon.openings import NUMBER, Opening, openings
from logscan.nlp.vocabulary import Places
from logscan.signals.words import COUNT, Kinds, Words

_FOLDER = "signals"
_CLASS = re.compile(r"\{(\w+)\}")
_BESIDE = 40
# among how many words what a phrase needs is looked for; no phrase is asked for what may be further off
_NEAR, _FAR = np.arange(13), np.arange(29)
_NEEDED = 2  # the rarest things that a phrase is asked for
_BLOCK = 32_768
_NOTHING = np.zeros(len(_FAR), dtype=np.intp)


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
        # by rule, words that come next, and words within reach, each with how far off: the words that open it so
        self._opened: dict[tuple[int, ...], set[str]] = {}
        for number, rule in enumerate(self.rules):
            for opening in openings(rule.phrase):
                near = [one for one in opening.needed if one.reach <= len(_FAR)][:_NEEDED]
                asked = [(kinds.group(one.words), one.reach) for one in near]
                asked += [(kinds.anything, 0)] * (_NEEDED - len(asked))
                for word, follows in _written(opening):
                    after = kinds.anything if follows is None else kinds.group(follows)
                    self._opened.setdefault((number, after, *chain.from_iterable(asked)), set()).add(word)
        self._opening = [kinds.group(words) for words in self._opened.values()]

    def settle(self) -> None:
        """The kinds are told apart: by kind, the ways in which a word of it opens a phrase."""
        opens = self._kinds.holds[:, self._opening]
        self._count = opens.sum(axis=1)
        self._first = np.cumsum(self._count) - self._count
        self._rule, follows, *asked = np.array([*self._opened], dtype=np.intp).T[:, np.nonzero(opens)[1]]
        # kinds and groups as one number
        self._holds = self._kinds.holds.T.ravel()
        self._follows = follows * len(opens)
        self._asked = [
            (needed * len(opens), reach > len(_NEAR)) for needed, reach in zip(asked[::2], asked[1::2], strict=True)
        ]

    def find(self, folded: str, words: Words) -> list[Found]:
        """Hits in folded text, by start; ``words`` are its words (:func:`words_of`)."""
        found = []
        at, rules = self._candidates(words)
        for word, start, number in zip(at.tolist(), words.starts[at].tolist(), rules.tolist(), strict=True):
            rule = self.rules[number]
            match = rule.pattern.match(folded, start)
            if match is not None and _allowed(rule, folded, start, match.end()):
                found.append(Found(start, match.end(), rule, word))
        return found

    def _candidates(self, words: Words) -> tuple[Places, Places]:
        """Words (by number, in order) and the rules that they open and the words after them allow."""
        opening = np.flatnonzero(self._count[words.kinds])
        after = np.concatenate((words.kinds[1:], _NOTHING))
        # in blocks: what follows every word at once would take a hundred times the memory of a long log
        blocks = [self._opened_by(words, opening[at : at + _BLOCK], after) for at in range(0, len(opening), _BLOCK)]
        codes = np.concatenate(blocks) if blocks else opening
        at = codes // len(self.rules)
        return at, codes - at * len(self.rules)

    def _opened_by(self, words: Words, opening: Places, after: Places) -> Places:
        """Word and rule as one number, in order, of what the words ``opening`` open; ``after`` are the kinds behind."""
        many = self._count[words.kinds[opening]]
        at = np.repeat(opening, many)
        ways = np.arange(len(at)) + np.repeat(self._first[words.kinds[opening]] - np.cumsum(many) + many, many)
        kept = np.flatnonzero(self._holds[after[at] + self._follows[ways]])
        at, ways = at[kept], ways[kept]
        for needed, far in self._asked:
            stands = np.zeros(len(at), dtype=bool)
            for which, within in ((np.flatnonzero(~far[ways]), _NEAR), (np.flatnonzero(far[ways]), _FAR)):
                near = after[at[which, None] + within] + needed[ways[which], None]
                stands[which] = self._holds[near].any(axis=1)
            at, ways = at[stands], ways[stands]
        # a rule can be opened in several ways at once
        return distinct(at * len(self.rules) + self._rule[ways])


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
