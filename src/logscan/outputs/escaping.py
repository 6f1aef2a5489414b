"""Text of a log as it may stand in a page: escaped, and with the characters that hide or reorder it spelled out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

_HIDING = (
    *range(0x7F, 0xA0),
    0x061C,
    0x180E,
    0x200B,
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
)
"""Controls, direction marks and overrides, zero-width marks, lone surrogates; joiners stay: emoji need them."""

_VISIBLE = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    **{code: f"⟨U+{code:04X}⟩" for code in _HIDING},
}

_RARE = "`"
"""Escaping leaves it as it is."""


def visible(value: object) -> object:
    """Text with the characters that would hide or reorder it spelled out, as ⟨U+202E⟩; anything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value  # nothing that hides or reorders counts as printable, and most text is
    return value.translate(_VISIBLE)


def escaped(text: str) -> str:
    """Text for a page, in an element or in a quoted attribute: visible, and no markup of its own.

    The same characters as Jinja's autoescape writes, without an object a piece: a page of 500 cases has a million.
    """
    # a line feed hides nothing, and is what most text that is not printable holds
    if not text.isprintable() and not text.replace("\n", " ").isprintable():
        text = text.translate(_VISIBLE)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


def escaped_each(texts: Sequence[str]) -> list[str]:
    """Each text escaped: all in one go, parted again at a character that none of them holds."""
    joined = _RARE.join(texts)
    if joined.count(_RARE) != len(texts) - 1:
        return [escaped(text) for text in texts]
    return escaped(joined).split(_RARE)


told = lru_cache(4096)(escaped)
"""The same for our own words (titles, messages, labels), which come again in every case."""
