"""The words that redaction knows: English, Welsh and the jargon of logs; names, and names that are words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:['’‘`.-](?=[^\W\d_])[^\W\d_]+)*")
"""A word: letters, with apostrophes, hyphens and full stops inside it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of folded words. ``words`` are ordinary; ``jargon`` is no one's name even behind a given name."""

    words: frozenset[str]
    jargon: frozenset[str]
    short_caps: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    name_words: frozenset[str]
    common: frozenset[str]

    def knows(self, word: str) -> bool:
        """Whether a folded word is an ordinary one, whole, without its ``'s``, or part by part."""
        if word in self.words:
            return True
        if word.endswith("'s") and word[:-2] in self.words:
            return True
        parts = re.split(r"[-.']", word)
        return len(parts) > 1 and all(len(part) < 2 or part in self.words for part in parts)

    def is_given(self, word: str) -> bool:
        """Whether a folded word is a listed given name, its hyphenated parts included."""
        return word in self.given or ("-" in word and word.split("-")[0] in self.given)

    def may_name(self, word: str) -> bool:
        """Whether an ordinary word is also somebody's name."""
        return word in self.name_words or self.is_given(word) or word in self.surnames


def load(name: str) -> dict[str, Any]:
    """A TOML file of ``lexicon/redact``."""
    text = resources.files("logscan.lexicon").joinpath(f"redact/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def vocabulary() -> Vocabulary:
    """The words of the lexicon."""
    text = resources.files("logscan.lexicon").joinpath("people/names.toml").read_text(encoding="utf-8")
    people: dict[str, str] = tomllib.loads(text)
    names, log = load("names"), load("words")

    def split(*texts: str) -> frozenset[str]:
        return frozenset(word for text in texts for word in text.split())

    jargon = split(log["jargon"], log["proper"], people["acronyms"])
    ours = split(names["given"])
    surnames = split(people["surnames"], names["surnames"])
    words = split(load("english")["words"], log["jargon"], log["welsh"], log["proper"])
    return Vocabulary(
        words=words,
        jargon=jargon - ours - split(names["name_words"]),
        short_caps=split(log["short_caps"], people["acronyms"], people["not_initials"]),
        given=split(people["female"], people["male"], people["either"], people["words"]) | ours,
        surnames=surnames,
        name_words=split(names["name_words"], people["words"]) | (surnames & words),
        common=split(people["not_names"], people["capitals"]) - surnames - split(names["name_words"]),
    )
