"""The words of time as data: token types, meanings, and one automaton that finds the words worth a closer look."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import ahocorasick_rs

_NUMERIC = {"month", "weekday", "weekdays", "number", "ordinal"}
_TRIGGERS = {
    "month",
    "weekday",
    "weekdays",
    "unit",
    "day",
    "part",
    "parts",
    "moment",
    "season",
    "holiday",
    "frequency",
    "oclock",
}
_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half"]
_BEFORE_HOUR = [
    "at",
    "by",
    "about",
    "around",
    "from",
    "till",
    "til",
    "until",
    "past",
    "to",
    "after",
    "before",
    "half",
    "since",
    "approx",
    "between",
    "circa",
    "just",
    "roughly",
    "gone",
    "and",
    "nearly",
]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML table of this package's data, by its file name without the ending."""
    text = resources.files("logscan.lexicon").joinpath("times", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words() -> dict[str, tuple[str, Any]]:
    """Every spelling with its token type and meaning: ``words()["tues"] == ("weekday", 1)``."""
    found: dict[str, tuple[str, Any]] = {}
    for name in ("welsh", "words"):
        for kind, table in load(name).items():
            for meaning, spellings in table.items():
                for spelling in spellings if kind != "doubtful" else ():
                    if kind == "words":
                        found[spelling] = (meaning, spelling)
                    else:
                        found[spelling] = (kind, int(meaning) if kind in _NUMERIC else meaning)
    for value, spellings in load("references").items():
        for spelling in spellings:
            found.setdefault(spelling, ("ref", value))
    found["mawrth"] = ("mawrth", 3)
    for name, holiday in load("holidays").items():
        for spelling in holiday["words"]:
            found[spelling] = ("holiday", name)
    for typo, meaning in _typos(found):
        found.setdefault(typo, meaning)
    return found


def _typos(known: dict[str, tuple[str, Any]]) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Names of days and months of six letters or more, one edit away."""
    keep = frozenset(load("typos")["real_words"])
    for name in load("typos")["names"]:
        cuts = [(name[:i], name[i:]) for i in range(len(name) + 1)]
        edits = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        edits |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS} | {
            a + c + b for a, b in cuts for c in _LETTERS
        }
        for edit in sorted(edits - keep):
            yield edit, known[name]


@cache
def phrases() -> dict[str, tuple[str, Any]]:
    """Phrases of several tokens, their tokens parted by single spaces, with type and meaning."""
    parted = {" ".join(TOKEN_WORDS.findall(spelling)): found for spelling, found in words().items()}
    return {phrase: found for phrase, found in parted.items() if " " in phrase}


TOKEN_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]|_")
"""Tokens of a phrase; the lexer cuts words in the same way."""


@cache
def doubtful() -> frozenset[str]:
    """Words that are a time only with evidence beside them."""
    return frozenset(load("words")["doubtful"]["words"])


@cache
def triggers(others: frozenset[str], news: bool) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[int, int]]]:
    """Words, each between two spaces, that may begin, end or make up a time, and the context that each may need.

    The automaton's patterns go with the list: characters before and behind. Behind them the automaton has ``others``,
    which are looked for in the same pass. In news "now" and the like are words too.
    """
    reach: dict[str, tuple[int, int]] = {}
    for word, (kind, _) in words().items():
        if kind in _TRIGGERS or kind in {"mawrth", "year_word"}:
            reach[word] = _REACH.get(kind, _NEAR)
        elif kind == "ordinal":
            reach |= {f"{before} {word}": _NEAR for before in ("the", "on", "since")}
    reach |= {f"{before} {hour}": _NEAR for before in _BEFORE_HOUR for hour in (*_HOURS, *range(1, 13))}
    reach |= {f"{how} date": _NEAR for how in ("same", "that", "the same")} | {"this am": _NEAR, "that am": _NEAR}
    for referring in load("references").values() if news else ():
        reach |= dict.fromkeys(referring, _NEAR)
    plain = {re.sub("[^a-z0-9]+", " ", word.translate(FOLDED_ACCENTS)).strip(): found for word, found in reach.items()}
    return ahocorasick_rs.AhoCorasick([*(f" {word} " for word in plain), *sorted(others)]), list(plain.values())


# What stands before a month (a list of days) or a unit (a count, a range) reaches further back.
_REACH = {
    "month": (28, 10),
    "unit": (28, 14),
    "mawrth": (24, 10),
    "season": (18, 14),
    "part": (18, 8),
    "number": (14, 12),
}
_NEAR = (12, 12)


FOLDED_ACCENTS = str.maketrans("âêîôûŵŷáéíóúàèìòùäëïöü", "aeiouwyaeiouaeiouaeiou")
