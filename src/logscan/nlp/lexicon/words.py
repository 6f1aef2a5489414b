"""Text as its words, for whoever looks for whole words by plain strings."""

from __future__ import annotations

from functools import lru_cache

_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalnum()}


_SHORT = 20_000  # characters; what is longer than that is not kept for many texts at once


def spaced(text: str) -> str:
    """The text with a blank for every mark, and one more at both ends: a whole word stands between two blanks.

    The character at ``i`` of ``text`` stands at ``i + 1``: a word found with the blank before it is at its offset.
    """
    return _of_short(text) if len(text) <= _SHORT else _of_long(text)


def _spaced(text: str) -> str:
    return f" {plain(text)} "


# stages take turns over a few dozen logs, and each asks for the same texts
_of_short = lru_cache(maxsize=128)(_spaced)
_of_long = lru_cache(maxsize=2)(_spaced)


def plain(text: str) -> str:
    """The text with a blank for every mark (ASCII); letters of any script stay."""
    return text.translate(_NO_LETTERS)
