"""What a phrase can begin with, for whoever looks phrases up by their first words."""

from __future__ import annotations

import re

from logscan.nlp.lexicon.grammar import GAPS, Group, Node, parse


def openings(phrase: str) -> dict[str, frozenset[str] | None]:
    """The words (letters and digits, folded) with which a match of ``phrase`` can begin, and what may come next.

    ``word*`` stands for any word that begins so, ``#`` for a number; the value is the words one of which must come
    next, None where any may. Raises :class:`ValueError` for a phrase that opens with a gap or holds no word.
    """
    return _openings(parse(phrase))


def _openings(nodes: tuple[Node, ...]) -> dict[str, frozenset[str] | None]:
    if not nodes or nodes[0] in GAPS:
        raise ValueError("no word to open with")
    first, rest = nodes[0], nodes[1:]
    if first == "#":
        return {"#": _follows(rest)}
    if isinstance(first, str):
        parts = re.split(r"['\-]", first.lower())
        found = {word: _follows((text, *rest)) if text else _follows(rest) for word, text in _cut(parts)}
        return found if "*" not in first else dict.fromkeys(found)
    opened: dict[str, frozenset[str] | None] = {}
    for alternative in _forms_of(first):
        for word, follows in _openings(alternative + rest).items():
            known = opened.get(word, frozenset())
            opened[word] = None if known is None or follows is None else known | follows
    return opened


def _follows(nodes: tuple[Node, ...]) -> frozenset[str] | None:
    """The words one of which the next word is, None where any may be or none need be."""
    if not nodes or nodes[0] == "#" or nodes[0] in GAPS:
        return None
    first, rest = nodes[0], nodes[1:]
    if isinstance(first, str):
        words = _first_words(first.lower())
        return None if any(word.endswith("*") for word in words) else frozenset(words)
    found: set[str] = set()
    for alternative in _forms_of(first):
        words_next = _follows(alternative + rest)
        if words_next is None:
            return None
        found |= words_next
    return frozenset(found)


def _forms_of(group: Group) -> tuple[tuple[Node, ...], ...]:
    return (*group.alternatives, ()) if group.optional else group.alternatives


def _first_words(word: str) -> set[str]:
    """What a word of a phrase can begin with, where its apostrophe or hyphen may be missing."""
    return {begin for begin, _ in _cut(re.split(r"['\-]", word))}


def _cut(parts: list[str]) -> list[tuple[str, str]]:
    """The words that a word of these parts can begin with, and what is left of it after each."""
    forms = (("".join(parts[:n]), "'".join(parts[n:])) for n in range(1, len(parts) + 1))
    return [
        (m.group(), left or form[m.end() :].lstrip(".,&/+")) for form, left in forms if (m := re.match(r"\w+\*?", form))
    ]
