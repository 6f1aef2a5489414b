"""The words of the pack and of the sitting, in English and Welsh (``lexicon/pack.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources

import msgspec

from logscan.checks.catalogue import criteria

QUESTIONS = ("R1", "R2", "R3", "R4", "R5", "R6", "R0")
WHOLE = "CASE"
"""Stands for the case as a whole where a question is asked for."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``scale`` by number and language; ``cy`` is the Welsh of an English text."""

    scale: dict[str, dict[str, str]]
    whole: dict[str, dict[str, str]]
    cy: dict[str, str]


@cache
def words() -> Words:
    """The words, read once."""
    text = resources.files("logscan.lexicon").joinpath("pack.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def translator(language: str) -> Callable[[str], str]:
    """From English into ``language``; a text without Welsh is a mistake of ours and raises ``KeyError``."""
    return (lambda text: text) if language == "en" else words().cy.__getitem__


def scale(language: str) -> list[tuple[str, str]]:
    """The panels' scale, number and words (as out-of-court disposal panels score: 1 to 4)."""
    return [(number, by_language[language]) for number, by_language in words().scale.items()]


def question(code: str, language: str) -> tuple[str, str]:
    """Title and wording of a question (R1 to R6, R0, or the case as a whole)."""
    if code == WHOLE:
        return words().whole["title"][language], words().whole["asks"][language]
    return criteria()[code].title[language], criteria()[code].asks[language]
