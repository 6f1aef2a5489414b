"""The names and words that people are told by, from the lexicon."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class ListedNames:
    """Given names (``listed``, with ``gender``), surnames, and the words that are no names."""

    listed: frozenset[str]
    gender: dict[str, Gender]
    words: frozenset[str]
    surnames: frozenset[str]
    not_names: frozenset[str]
    common: frozenset[str]
    given_only_words: frozenset[str]
    no_part: frozenset[str]
    not_initials: frozenset[str]
    places: frozenset[str]


@cache
def listed_names() -> ListedNames:
    """The names and words, read once."""
    data = tomllib.loads(resources.files("logscan.lexicon").joinpath("people/names.toml").read_text(encoding="utf-8"))
    female, male, either = (data[key].split() for key in ("female", "male", "either"))
    words = frozenset(data["words"].split())
    gender: dict[str, Gender] = {}
    for name in female:
        gender[name] = "female"
    for name in male:
        if gender.pop(name, None) is None:
            gender[name] = "male"
    for name in either:
        gender.pop(name, None)
    names = sorted({*female, *male, *either, *words})
    not_names = frozenset(data["not_names"].split()) - frozenset(names)
    common = not_names | frozenset(data["capitals"].split())
    acronyms = frozenset(data["acronyms"].split())
    return ListedNames(
        listed=frozenset(names),
        gender=gender,
        words=words,
        surnames=frozenset(data["surnames"].split()),
        not_names=not_names,
        common=common,
        given_only_words=acronyms,
        no_part=common | acronyms,
        not_initials=frozenset(data["not_initials"].split()),
        places=frozenset(data["places"].split()),
    )
