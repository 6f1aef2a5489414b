"""The phrases of the signals, found from the words that open them: one dictionary look-up a word, one match a hit.

The lexicons (``lexicon/signals``) share classes of words (``words.toml``): ``{her}`` stands for ``her|him|...``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from logscan.nlp.lexicon import Rule, make_rule, openings

_FOLDER = "signals"
_CLASS = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w+")
# the Latin script is small enough to tell letters by a table
_IS_WORD = np.array([_WORD.match(chr(code)) is not None for code in range(0x250)])
_NUMBER_WORDS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
) | {"dozens", "hundreds", "several", "numerous"}
_CACHED_WORDS, _CACHED_PAIRS = 50_000, 2_000
_YEAR = 4
LINES = frozenset(("101", "111", "112", "999"))
"""Telephone lines of the public services, which count nothing."""
_DOZEN = frozenset(["dozen"])


_Opening = tuple[Rule, frozenset[str] | None]


class Words(NamedTuple):
    """Words and where they start; two plain lists, which cost less to make and to keep than pairs."""

    starts: list[int]
    texts: list[str]


class _Followed(dict[str, tuple[Rule, ...]]):
    """The rules that a word opens, by the word after it; worked out once a pair."""

    def __init__(self, opened: dict[Rule, frozenset[str] | None]) -> None:
        super().__init__()
        self._opened = opened

    def __missing__(self, after: str) -> tuple[Rule, ...]:
        if len(self) > _CACHED_PAIRS:
            self.clear()
        rules = tuple(rule for rule, follows in self._opened.items() if follows is None or after in follows)
        self[after] = rules
        return rules


class _Openings(dict[str, "_Followed | None"]):
    """The rules that a word can open, with the words one of which must come next; worked out once a word."""

    def __init__(self, rules: list[Rule]) -> None:
        super().__init__()
        self._exact: dict[str, list[_Opening]] = {}
        self._prefixes: dict[str, list[_Opening]] = {}
        self._numbers: list[_Opening] = []
        for rule in rules:
            for word, follows in openings(rule.phrase).items():
                if word == "#":
                    self._numbers.append((rule, follows))
                elif word.endswith("*"):
                    self._prefixes.setdefault(word[:-1], []).append((rule, follows))
                else:
                    self._exact.setdefault(word, []).append((rule, follows))
        self._lengths = sorted({len(prefix) for prefix in self._prefixes})

    def __missing__(self, word: str) -> _Followed | None:
        found = list(self._exact.get(word, ()))
        for length in self._lengths:
            found += self._prefixes.get(word[:length], ()) if len(word) >= length else ()
        # clock times and years count nothing
        if word in LINES:
            pass
        elif (word[0].isdigit() and word[0] != "0" and len(word) < _YEAR) or word in _NUMBER_WORDS:
            found += self._numbers
        elif word == "a":
            found += [(rule, _DOZEN) for rule, _ in self._numbers]
        if len(self) > _CACHED_WORDS:
            self.clear()
        self[word] = followed = _Followed(dict(found)) if found else None
        return followed


class Phrases:
    """All phrases of some files of ``lexicon/signals``."""

    def __init__(self, *files: str) -> None:
        classes = _read("words")
        self.rules = [rule for file in files for rule in _rules(file, classes)]
        self._openings = _Openings(self.rules)

    def find(self, folded: str, words: Words) -> list[tuple[int, int, Rule]]:
        """Hits (start, end, rule) in folded text, by start; ``words`` are its words (:func:`words_of`)."""
        texts = words.texts
        opened = enumerate(map(self._openings.__getitem__, texts), 1)
        after = [*texts[1:], ""]
        candidates = [
            (at - 1, rule) for at, followed in opened if followed is not None for rule in followed[after[at - 1]]
        ]
        found = []
        for at, rule in candidates:
            start = words.starts[at]
            match = rule.pattern.match(folded, start)
            if match is not None and _allowed(rule, folded, start, match.end()):
                found.append((start, match.end(), rule))
        return found


def words_of(folded: str) -> Words:
    """The words (runs of letters and digits) of folded text with their places."""
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if codes.max(initial=0) >= len(_IS_WORD):
        return Words([match.start() for match in _WORD.finditer(folded)], _WORD.findall(folded))
    inside = _IS_WORD[codes]
    opens = inside.copy()
    opens[1:] &= ~inside[:-1]
    return Words(np.flatnonzero(opens).tolist(), _WORD.findall(folded))


def _allowed(rule: Rule, folded: str, start: int, end: int) -> bool:
    if rule.unless_before is not None and rule.unless_before.search(folded, max(0, start - 40), start):
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
