"""Expressions for one of many words, written so that the engine looks at few of them where a word begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+")
_OPENING = re.compile(r"((?:\\b|\(\?<![^()]*\))*)([a-z])(?![?*+{])(.*)", re.S)


def one_of(words: str, otherwise: str = "") -> re.Pattern[str]:
    """The expression for one of some words (``a|b|c``), each whole, or else for another expression."""
    return re.compile(rf"\b(?:{by_letter(words)})\b" + (f"|{otherwise}" if otherwise else ""))


def by_letter(expression: str) -> str:
    """``a|b|c``, those that begin with one letter under it: elsewhere the engine tries each of them.

    What must not stand before the letter is asked for behind it. Those that begin with a choice of words stay whole,
    behind all others: what is found begins where it did, but may be the longer or the shorter of two.
    """
    under: dict[str, list[str]] = {}
    for one in _alternatives(expression):
        opening = _OPENING.fullmatch(one)
        not_before, letter, rest = opening.groups() if opening else ("", "", one)
        not_before = not_before.replace(r"\b", r"(?<!\w)").replace(")", ".)")
        under.setdefault(letter, []).append(not_before + rest)
    whole = under.pop("", [])
    return "|".join([*(f"{letter}(?:{'|'.join(rest)})" for letter, rest in under.items()), *whole])


def _alternatives(expression: str) -> Iterator[str]:
    depth, parts = 0, list[str]()
    for part in _PART.findall(expression):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            yield "".join(parts)
            parts = []
        else:
            parts.append(part)
    yield "".join(parts)
