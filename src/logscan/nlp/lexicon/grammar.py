"""The phrase language: a phrase as it is said, parsed to nodes and made an expression.

A phrase is written as it is said, with a few signs (see CONTRIBUTING, "Add a phrase"):

``(a|b c)``  one of these · ``[a]`` or ``(a)?``  may be left out · ``word*``  any ending · ``#``  a number ·
``..``  up to three words between · ``...``  up to six · ``_``  marks such as a colon, or nothing ·
CAPITALS  only in capitals in the log ·
``word~``  the word, or one slip of the keys (a letter dropped, doubled or swapped) · ``{name}``  the words that
``lexicon/words.toml`` or the file's own ``[words]`` keep under that name ·
a space matches any white space or hyphen, an apostrophe may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("a dozen", "dozens", "hundreds", "several", "numerous"),
)
"""The words that ``#`` stands for beside digits."""
_SPACE = r"[\s\-]+"
# letters and digits are told apart in one step, \\w (any script's) in several: what is plain is asked for first
_WORD = r"[a-z0-9\w'&/@£%#+.-]*[a-z0-9\w'/)%\"]\"?,?"
# a word and what parts it from the next, behind a space: where white space follows its letters no other end is tried
_LETTERS, _ENDS = r"[a-z0-9\w'&/@£%#+.]*+", r"(?<=[a-z0-9\w'/%])"
_NEXT_WORD = rf"{_LETTERS}(?:{_ENDS}\s[\s\-]*|(?=[-)\",])(?:{_WORD}|{_ENDS},?){_SPACE})"
GAPS = {"..": 3, "...": 6}
MARK = "_"
MARKS = ":=#(,."
"""What :data:`MARK` stands for beside white space and hyphens."""
FORMS = {"'": ("", "'", "&#039;", "&#39;", "&apos;"), "-": ("", "-"), "&": ("&", "&amp;", "and")}
"""How the marks in a word of a phrase may be written; for "-" any white space too."""
_TOKEN = re.compile(r"\.\.\.?|\)\?|[()\[\]|]|#|[^\s()\[\]|]+")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Alternatives; alike groups are one object (:func:`group`), so that what is worked out of one is kept for all."""

    alternatives: tuple[tuple[Node, ...], ...]
    optional: bool


Node = str | Group


@cache
def group(alternatives: tuple[tuple[Node, ...], ...], optional: bool) -> Group:
    """The one group of these alternatives."""
    return Group(alternatives, optional)


def parse(phrase: str) -> tuple[Node, ...]:
    tokens = _TOKEN.findall(phrase)
    nodes, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise ValueError("a bracket too many")
    if not nodes:
        raise ValueError("an empty phrase")
    return nodes


def _sequence(tokens: Sequence[str], at: int) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at] not in {")", ")?", "]", "|"}:
        if tokens[at] in {"(", "["}:
            closing = {")", ")?"} if tokens[at] == "(" else {"]"}
            alternatives, at = _alternatives(tokens, at + 1)
            if at >= len(tokens) or tokens[at] not in closing:
                raise ValueError("a bracket is not closed")
            nodes.append(group(tuple(alternatives), tokens[at] != ")"))
        else:
            nodes.append(tokens[at])
        at += 1
    return tuple(nodes), at


def _alternatives(tokens: Sequence[str], at: int) -> tuple[list[tuple[Node, ...]], int]:
    nodes, at = _sequence(tokens, at)
    found = [nodes]
    while at < len(tokens) and tokens[at] == "|":
        nodes, at = _sequence(tokens, at + 1)
        found.append(nodes)
    return found, at


def boundary(expression: str) -> str:
    return rf"(?<![\w]){expression}(?![\w])"


@cache
def expression(nodes: tuple[Node, ...]) -> str:
    """The expression of a sequence; what may be left out takes the space beside it along."""
    parts: list[str] = []
    glue = ""
    for node in nodes:
        if node == MARK:
            glue = rf"[\s\-{MARKS}]*"
        elif isinstance(node, str) and node in GAPS:
            word = f",?{_SPACE}(?:{_NEXT_WORD})" if parts else f"(?:{_WORD}{_SPACE})"
            glue = f"{word}{{0,{GAPS[node]}}}?"
        elif isinstance(node, Group) and (node.optional or any(not a for a in node.alternatives)):
            inner = either([expression(a) for a in node.alternatives if a])
            if parts:
                parts.append(rf"(?:{glue}(?:{inner}))?")
                glue = _SPACE if "{0," not in glue else glue
            else:
                parts.append(rf"(?:(?:{inner}){_SPACE})?")
                glue = ""
        else:
            inner = (
                _word(node) if isinstance(node, str) else f"(?:{either([expression(a) for a in node.alternatives])})"
            )
            parts.append(glue + inner)
            glue = _SPACE
    return "".join(parts)


def either(expressions: Sequence[str]) -> str:
    """One expression or another, the first that matches, as ``a|b|c``, but with those that share a letter under it.

    Which of them are tried, and in what order, is the same: of two that begin with different letters one can match.
    Under each letter there are few, where the engine would look at all of them.
    """
    return "|".join(_branches(expressions))


def _branches(expressions: Sequence[str]) -> list[str]:
    found: list[str] = []
    for plain, run in groupby(expressions, lambda one: one[:1].isalnum()):
        by_letter: dict[str, list[str]] = {}
        for one in run if plain else ():
            by_letter.setdefault(one[0], []).append(one[1:])
        found += run
        for letter, rest in by_letter.items():
            under = _branches(rest) if len(rest) > 1 else rest
            # no brackets where there is no choice: a pair costs more to compile than the letters in it
            found.append(letter + (under[0] if len(under) == 1 else f"(?:{'|'.join(under)})"))
    return found


def _word(word: str) -> str:
    if word == "#":
        return rf"(?:\d[\d,]*|{'|'.join(NUMBERS)})"
    if word.endswith("~"):
        return f"(?:{either([_word(slip) for slip in slips(word)])})"
    out = []
    for letter in word.lower():
        if letter == "'":
            out.append(r"(?:'|&#0?39;|&apos;)?")
        elif letter == "*":
            out.append(r"[a-z0-9\w]*")
        elif letter == "-":
            out.append(r"[\s\-]?")
        elif letter == "&":
            out.append(r"(?:&|&amp;|and)")
        else:
            out.append(re.escape(letter))
    return "".join(out)


@lru_cache(maxsize=1024)
def slips(word: str) -> tuple[str, ...]:
    """``word~`` as it is typed in haste: right, or with one letter dropped, doubled or swapped, never the first."""
    right = word[:-1].lower()
    inner = range(1, len(right))
    dropped = {right[:i] + right[i + 1 :] for i in inner}
    doubled = {right[:i] + right[i] + right[i:] for i in inner}
    swapped = {right[:i] + right[i + 1] + right[i] + right[i + 2 :] for i in inner if i + 1 < len(right)}
    return (right, *sorted((dropped | doubled | swapped) - {right}))
