"""The words of the findings paper and of its figures, in English and Welsh (``lexicon/paper.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Literal

from logscan.panel.pack_words import QUESTIONS, WHOLE, question

Language = Literal["en", "cy"]
Say = Callable[..., str]

__all__ = ["QUESTIONS", "WHOLE", "Language", "Say", "question", "sayer", "welsh"]


@cache
def welsh() -> dict[str, str]:
    """The Welsh of every English text."""
    text = resources.files("logscan.lexicon").joinpath("paper.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["cy"])


def sayer(language: Language) -> Say:
    """Says an English text in ``language``, with its gaps filled; without Welsh it raises ``KeyError``: our mistake."""

    def say(text: str, **gaps: object) -> str:
        held = welsh()[text]
        return (text if language == "en" else held).format(**gaps)

    return say
