"""Text as its words, for whoever looks for whole words by plain strings."""

from __future__ import annotations

from functools import lru_cache

_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=4)
def spaced(text: str) -> str:
    """The text with a blank for every mark, and one more at both ends: a whole word stands between two blanks.

    The character at ``i`` of ``text`` stands at ``i + 1``: a word found with the blank before it is at its offset.
    """
    return f" {plain(text)} "


def plain(text: str) -> str:
    """The text with a blank for every mark (ASCII); letters of any script stay."""
    return text.translate(_NO_LETTERS)
