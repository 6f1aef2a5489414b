"""Word lists of the status lexicon as alternations of regular expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=8)
def table(file: str) -> Mapping[str, Mapping[str, list[str]]]:
    """A TOML file of the status lexicon, by section and list."""
    text = resources.files("logscan.lexicon").joinpath("status", file).read_text(encoding="utf-8")
    return tomllib.loads(text)


def alternation(phrases: Iterable[str]) -> str:
    """Phrases as one alternation, longest first; a space matches white space or a hyphen, an apostrophe nothing."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    escaped = (re.escape(p).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for p in ordered)
    return "|".join(p.replace("'", "'?") for p in escaped)


def words(section: str, name: str) -> str:
    """A list of ``words.toml`` as an alternation."""
    return alternation(table("words.toml")[section][name])
