"""Text as its words, for whoever looks for whole words by plain strings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_Made = TypeVar("_Made")
SHORT = 20_000  # characters; what is longer than that is not kept for many texts at once


def spaced(text: str) -> str:
    """The text as :func:`plain` gives it, and one more blank at both ends: a whole word stands between two blanks.

    The character at ``i`` of ``text`` stands at ``i + 1``: a word found with the blank before it is at its offset.
    """
    return _of_short(text) if len(text) <= SHORT else _of_long(text)


def _spaced(text: str) -> str:
    return f" {plain(text)} "


# stages take turns over a few dozen logs, and each asks for the same texts
_of_short = lru_cache(maxsize=128)(_spaced)
_of_long = lru_cache(maxsize=2)(_spaced)
_forgets: list[Callable[[], None]] = [_of_long.cache_clear]


def kept_for_a_stage(made: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """``made``, which makes something of a text, with the last two kept until :func:`forget`."""
    kept = lru_cache(maxsize=2)(made)
    _forgets.append(kept.cache_clear)
    return kept


def kept_for_a_batch(made: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """As :func:`kept_for_a_stage`, where a step of the stage makes it of many texts before the next one asks for it."""
    of_short, of_long = lru_cache(maxsize=64)(made), kept_for_a_stage(made)
    _forgets.append(of_short.cache_clear)
    return lambda text: of_short(text) if len(text) <= SHORT else of_long(text)


def forget() -> None:
    """Let go of long texts, for whoever runs stages to call between two: a log of 10 MB can take 40 MB a copy."""
    for clear in _forgets:
        clear()


def plain(text: str) -> str:
    """The text in ASCII, of the same length: a blank for every mark, and letters without their accents.

    What is made plain is only where to look: two words that differ in an accent alone are one here, and a letter of
    another script is a blank. Bytes are translated, for ``str.translate`` takes fifty times longer on text with a "£".
    """
    if not text.isascii():
        for letter, base in _WELSH:
            text = text.replace(letter, base)
    return text.encode("latin-1", "replace").translate(_TABLE).decode("ascii")


_WELSH = (("ŵ", "w"), ("ŷ", "y"), ("Ŵ", "W"), ("Ŷ", "Y"))  # the letters of Welsh that Latin-1 has not


def _base(code: int) -> int:
    letter = chr(code)
    if not letter.isalnum():
        return ord(" ")
    bare = unicodedata.normalize("NFKD", letter)[0]
    return ord(bare if bare.isascii() and bare.isalnum() else "x")


_TABLE = bytes(map(_base, range(256)))
