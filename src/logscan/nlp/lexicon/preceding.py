"""Expressions that end where something begins ("her ex" before a name), tried only behind a word they can end with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from logscan.nlp.lexicon.words import kept_for_a_batch, plain, spaced

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMBER = "#"  # stands for digits, one or more
_WINDOW = 32
_FEW_LETTERS = 6  # a class of more than these may be any word
_LONGEST_REPEAT = 4
_DIGITS = re.compile(r"[0-9]+")
_PART = re.compile(r"\(\?:|\(\?<?[=!]|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|\\.|.", re.S)
_BOUNDARIES = frozenset({r"\b", "^", r"(?<!\w)", r"(?<![\w])"})
_NO_WIDTH = frozenset({"$", r"\Z", r"\B"})


class Preceding:
    """``expression`` over folded text, whose every match ends at the place that is asked for (``$`` or ``\\Z``).

    ``words`` are those that a match can end with (:func:`last_words`), ``openings`` those one of which it holds
    (:func:`first_words`).
    """

    def __init__(self, expression: str) -> None:
        self.search = re.compile(expression).search
        self.words = last_words(expression)
        self.openings = first_words(expression)

    def found(self, before: str, word: str, near: Sequence[str]) -> bool:
        """Whether a match ends at the end of ``before``.

        ``word`` is the last word of ``before``, told by :func:`word_before`, ``near`` are all of them, told by
        :func:`words_between`.
        """
        return self.can_end_with(word) and self.can_stand_in(near) and self.search(before) is not None

    def can_end_with(self, word: str) -> bool:
        """Whether a match can end with ``word``, the answer of :func:`word_before`."""
        return self.words is None or not word or word in self.words

    def can_stand_in(self, near: Sequence[str]) -> bool:
        """Whether a match can begin among ``near``, the answer of :func:`words_between`."""
        return self.openings is None or not self.openings.isdisjoint(near)


def by_last_word(expressions: Sequence[Preceding | None]) -> Callable[[str], tuple[int, ...]]:
    """A function from a word (of :func:`word_before`) to the numbers of the expressions that can end with it."""
    held = [(number, expression) for number, expression in enumerate(expressions) if expression is not None]
    known = {word for _, expression in held for word in expression.words or ()}

    def to_try(word: str) -> tuple[int, ...]:
        return tuple(number for number, expression in held if expression.can_end_with(word))

    table, others = {word: to_try(word) for word in {"", *known}}, to_try("\n")
    return lambda word: table.get(word, others)


def word_before(folded: str, at: int) -> str:
    """The word that stands before ``at``, marks left out, digits as ``#``; nothing where it is not known."""
    parts = spaced(folded)[max(0, at - _WINDOW) : at + 1].rsplit(None, 1)
    if len(parts) < 2:
        return ""
    word = parts[1]
    return word if word.isalpha() else _DIGITS.sub(_NUMBER, word)


def words_between(folded: str, left: int, right: int) -> list[str]:
    """The words between two places as their letters stand together: marks and digits left out."""
    return _letters(folded)[left:right].split()


@kept_for_a_batch
def _letters(folded: str) -> str:
    return spaced(folded)[1:].encode().translate(_NO_DIGITS).decode()


_NO_DIGITS = bytes.maketrans(b"0123456789", b" " * 10)


@lru_cache(maxsize=256)
def last_words(expression: str) -> frozenset[str] | None:
    """The words with which a match of ``expression`` can end, marks left out; None where they are not told.

    A word is a run of letters and digits, as :func:`logscan.nlp.lexicon.words.plain` cuts them, its digits
    one ``#``. The answer may hold too many words, never too few.
    """
    try:
        open_runs, words = _ends(_parse(expression), {""})
    except _UnknownError:
        return None
    return None if open_runs else frozenset(words)


@lru_cache(maxsize=256)
def first_words(expression: str) -> frozenset[str] | None:
    """The words one of which every match of ``expression`` holds, the first that it needs; None where untold.

    A word is cut as :func:`words_between` does it. The answer may hold too many words, never too few.
    """
    try:
        nodes = _parse(expression)
        open_runs, words = _ends(_mirrored(_needed(nodes)), {""})
    except _UnknownError:
        return None
    # a word that goes on to the end of a match is whole: there the text ends that is looked at
    letters = {word[::-1].partition(_NUMBER)[0] for word in words | open_runs}
    return frozenset(letters) if _parted(nodes) and all(letters) else None


def _needed(nodes: Sequence[_Node]) -> tuple[_Node, ...]:
    """The nodes without the words at the beginning that may be left out: "(?:the )?suspect" holds "suspect"."""
    for at, node in enumerate(nodes):
        if isinstance(node, _Atom) and node != _BLANK:
            return tuple(nodes[at:])
        if isinstance(node, _Group) and not (node.least == 0 and all(map(_ends_a_word, node.alternatives))):
            return (node._replace(alternatives=tuple(map(_needed, node.alternatives))), *nodes[at + 1 :])
    return ()


def _ends_a_word(nodes: Sequence[_Node]) -> bool:
    """Whether every match of the nodes ends with a mark or a blank."""
    if not nodes:
        return False
    last = nodes[-1]
    return last == _BLANK if isinstance(last, _Atom) else last.least > 0 and all(map(_ends_a_word, last.alternatives))


def _mirrored(nodes: Sequence[_Node]) -> tuple[_Node, ...]:
    return tuple(
        node._replace(alternatives=tuple(map(_mirrored, node.alternatives))) if isinstance(node, _Group) else node
        for node in reversed(nodes)
    )


def _parted(nodes: Sequence[_Node]) -> bool:
    """Whether no match begins within a word."""
    if not nodes:
        return False
    first = nodes[0]
    if isinstance(first, _Atom):
        return first == _BLANK
    return first.least > 0 and all(map(_parted, first.alternatives))


class _UnknownError(Exception):
    """The expression may end, or begin, with any word."""


class _Atom(NamedTuple):
    """What one part may add to a word, from the right: letters, ``#``, a blank where it parts words; None for any."""

    adds: tuple[str, ...] | None


class _Group(NamedTuple):
    alternatives: tuple[tuple[_Node, ...], ...]
    least: int
    most: int


_Node = _Atom | _Group
_BLANK = _Atom((" ",))


def _ends(nodes: Sequence[_Node], runs: Iterable[str]) -> tuple[set[str], set[str]]:
    """The words that are open still at the left of ``nodes``, and those that are whole, if ``runs`` follow them."""
    opened, words = set(runs), set[str]()
    for node in reversed(nodes):
        if isinstance(node, _Atom):
            opened, closed = _added(node, opened)
        else:
            opened, closed = _repeated(node, opened)
        words |= closed
    return opened, words


def _added(atom: _Atom, runs: set[str]) -> tuple[set[str], set[str]]:
    opened, closed = set[str](), set[str]()
    if atom.adds is None:
        if runs:
            raise _UnknownError
        return opened, closed
    for add in atom.adds:
        for run in runs:
            if add != " ":
                opened.add(run if add == _NUMBER and run.startswith(_NUMBER) else add + run)
            elif run:
                closed.add(run)
            else:
                opened.add(run)
    return opened, closed


def _repeated(group: _Group, runs: set[str]) -> tuple[set[str], set[str]]:
    opened, words = (set(runs) if group.least == 0 else set()), set[str]()
    level = runs
    for _ in range(group.most):
        found = [_ends(alternative, level) for alternative in group.alternatives]
        words |= set().union(*(closed for _, closed in found))
        level = set().union(*(still for still, _ in found))
        if level <= opened:
            return opened, words
        opened |= level
    if group.most > _LONGEST_REPEAT:
        raise _UnknownError
    return opened, words


@lru_cache(maxsize=256)
def _parse(expression: str) -> tuple[_Node, ...]:
    parts = _PART.findall(expression)
    alternatives, at = _alternatives(parts, 0)
    if at < len(parts):
        raise _UnknownError
    return (_Group(alternatives, 1, 1),)


def _alternatives(parts: Sequence[str], at: int) -> tuple[tuple[tuple[_Node, ...], ...], int]:
    """The alternatives that begin at a part, and the part behind them: the end, or a closing bracket."""
    found: list[list[_Node]] = [[]]
    while at < len(parts) and parts[at] != ")":
        part, begun = parts[at], at
        at += 1
        if part == "|":
            found.append([])
            continue
        if part.startswith("(?") and part != "(?:":
            at = _behind(parts, at)
            if "".join(parts[begun:at]) in _BOUNDARIES:
                found[-1].append(_BLANK)
            continue
        if part in _NO_WIDTH:
            continue
        if part in _BOUNDARIES:
            found[-1].append(_BLANK)
            continue
        if part in ("(?:", "("):
            inner, at = _alternatives(parts, at)
            at += 1
        else:
            inner = ((_atom(part),),)
        least, most, at = _times(parts, at)
        found[-1].append(_Group(inner, least, most))
    return tuple(map(tuple, found)), at


def _behind(parts: Sequence[str], at: int) -> int:
    """The part behind the bracket that closes the group open at ``at``."""
    depth = 1
    while depth:
        depth += parts[at].startswith("(") - (parts[at] == ")")
        at += 1
    return at


def _times(parts: Sequence[str], at: int) -> tuple[int, int, int]:
    sign = parts[at] if at < len(parts) else ""
    if sign not in {"?", "*", "+"} and not sign.startswith("{"):
        return 1, 1, at
    at += 2 if parts[at + 1 : at + 2] in (["?"], ["+"]) else 1
    if sign.startswith("{"):
        low, _, high = sign[1:-1].partition(",")
        least, most = int(low or 0), int(high or low)
    else:
        least, most = int(sign == "+"), 1 if sign == "?" else 1 << 30
    return least, min(most, 50), at


@lru_cache(maxsize=256)
def _atom(part: str) -> _Atom:
    if not part.isascii():
        part = plain(part) if len(part) == 1 else "."
    match = re.compile(part, re.S).fullmatch
    letters = [letter for letter in _LETTERS if match(letter)]
    if len(letters) > _FEW_LETTERS:
        return _Atom(None)
    adds = [*letters, *([_NUMBER] if any(map(match, "0123456789")) else [])]
    return _Atom((*adds, " ") if any(match(chr(code)) for code in range(128) if not chr(code).isalnum()) else (*adds,))
