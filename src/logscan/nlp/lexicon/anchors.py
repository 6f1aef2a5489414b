"""Where a phrase is looked for: literals that every match holds, the rarest of them, and the ways from there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from logscan.nlp.lexicon.beginnings import Beginning, beginning, united
from logscan.nlp.lexicon.expressions import Expression
from logscan.nlp.lexicon.grammar import GAPS, MARK, Group, Node, expression, group, slips
from logscan.nlp.lexicon.words import plain

_SHORTEST = 2
# in the text that facts are looked for in these stand where names stood, with blanks before them that keep its length
_STANDS_FOR_NAME, _NAME = frozenset({"ip", "susp", "s1"}), 40
_PIECE = re.compile(r"[^'*&\-]+")  # of a word, written as it is whatever stands for the marks between


class Anchor(NamedTuple):
    """A literal that a phrase cannot do without; ``opens`` and ``closes``: whether a word begins and ends with it."""

    text: str
    opens: bool
    closes: bool


class Way(NamedTuple):
    """One way to a phrase: anchors, one of which a match holds, and how the match is found from there.

    ``reach`` is how many characters before the anchor the match may begin, 0 where it begins with the anchor;
    ``tail`` what follows from the anchor on, tried before the text to its left; ``before`` the words that can
    stand right before the anchor, where they are known (between blanks, as :func:`plain` cuts them), and ``marked``
    whether marks may part them from it; ``onward`` the nodes from the one that opens with the anchor on, empty where
    it does not; ``held`` the node that holds the anchor.
    """

    anchors: tuple[Anchor, ...]
    reach: int
    tail: Expression | None
    before: frozenset[str] | None
    marked: bool
    onward: tuple[Node, ...]
    held: Node

    def after(self, anchor: Anchor) -> Beginning | None:
        """What can stand right behind ``anchor``; None where any word can."""
        return _behind(anchor, self.onward) if self.onward else None


def ways_to(nodes: tuple[Node, ...]) -> Iterator[Way]:
    """The ways to a phrase: one for the alternatives that begin with their anchor, one for each of the others."""
    anchors, index = _anchors(nodes)
    node, rest, prefix = nodes[index], tuple(nodes[index + 1 :]), tuple(nodes[:index])
    if isinstance(node, str) or _open(node, anchors):
        yield _way(anchors, prefix, (node, *rest), _open(node, anchors))
        return
    opening: list[tuple[Node, ...]] = []
    for alternative in node.alternatives:
        inner, place = _anchors(alternative)
        if place == 0 and _open(alternative[0], inner):
            opening.append(alternative)
        else:
            for way in ways_to((*alternative, *rest)):
                before, marked = (way.before, way.marked) if way.reach else _before(prefix)
                yield way._replace(reach=way.reach + _width(prefix), before=before, marked=marked)
    if opening:
        yield _way(
            {a for alternative in opening for a in _anchors(alternative)[0]},
            prefix,
            (group(tuple(opening), False), *rest),
            True,
        )


def _way(anchors: Iterable[Anchor], prefix: tuple[Node, ...], tail: tuple[Node, ...], opens: bool) -> Way:
    found = tuple(sorted(anchors))
    if not opens:
        return Way(found, _width(prefix) + _width(tail[:1]), None, None, False, (), tail[0])
    pattern = Expression(lambda: expression(tail) + r"(?!\w)") if prefix else None
    blanks = _NAME if prefix and any(anchor.text in _STANDS_FOR_NAME for anchor in found) else 0
    return Way(found, _width(prefix) + blanks, pattern, *_before(prefix), tail, tail[0])


@cache
def spelled(anchor: Anchor, node: Node) -> frozenset[tuple[str, str]]:
    """What stands before ``anchor`` and behind it in words of ``node`` that hold it; ``*`` for what is not known."""
    if isinstance(node, Group):
        held = [(alternative, *_anchors(alternative)) for alternative in node.alternatives]
        return frozenset().union(*(spelled(anchor, inner[at]) for inner, anchors, at in held if anchor in anchors))
    if anchor not in _literals(node):
        return frozenset([("*", "*")])
    if node.endswith("~"):
        return frozenset([("", "")])
    word = node.lower()
    at = next(part.start() for part in _PIECE.finditer(word) if part[0] == anchor.text)
    return frozenset([(word[:at], word[at + len(anchor.text) :])])


@cache
def _behind(anchor: Anchor, nodes: tuple[Node, ...]) -> Beginning | None:
    """With what the text behind ``anchor``, the first of ``nodes``, can begin; None where it can be any word."""
    node, rest = nodes[0], tuple(nodes[1:])
    if isinstance(node, Group):
        # the other alternatives are found by anchors of their own
        held = [alternative for alternative in node.alternatives if anchor in _literals(alternative[0])]
        return united(_behind(anchor, (*alternative, *rest)) for alternative in held)
    whole = anchor.opens and anchor.closes and (node.endswith("~") or node.lower() == anchor.text)
    return beginning(rest) if whole else None


def _before(prefix: tuple[Node, ...]) -> tuple[frozenset[str] | None, bool]:
    """The words that can stand before what follows ``prefix``, and whether marks may part them from it."""
    marked = prefix[-1:] == (MARK,)
    return _last_words(prefix[:-1] if marked else prefix), marked


def last_words(phrases: Iterable[tuple[Node, ...]]) -> frozenset[str] | None:
    """What a match of one of some phrases can end with after its last mark; None where it can be any word, or none."""
    words = _all_of(map(_last_words, phrases))
    return None if words is None or "" in words else words


def _all_of(groups: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    known = list(groups)
    return None if None in known else frozenset().union(*(words for words in known if words is not None))


@cache
def _last_words(nodes: tuple[Node, ...]) -> frozenset[str] | None:
    """What a match of the nodes can end with after its last mark; None where it can be any word, or none."""
    if not nodes:
        return None
    node = nodes[-1]
    if isinstance(node, str):
        if node in GAPS or node in {"#", MARK}:
            return None
        return _all_of(map(_word_ends, slips(node) if node.endswith("~") else (node.lower(),)))
    groups = [_last_words(alternative) for alternative in node.alternatives]
    if node.optional or not all(node.alternatives):
        groups.append(_last_words(nodes[:-1]))
    return _all_of(groups)


def _word_ends(word: str) -> frozenset[str] | None:
    """What can stand after the last mark of a word: an apostrophe or hyphen may be missing ("t", "dont")."""
    if "*" in word or not word[-1].isalnum():
        return None
    joined = []
    for written in {word, word.replace("&", "and")}:
        parts = re.split(r"['\-]", written)
        joined += ["".join(parts[at:]) for at in range(len(parts))]
    return frozenset(plain(form).rpartition(" ")[2] for form in joined)


@cache
def _width(nodes: tuple[Node, ...]) -> int:
    """About how many characters the nodes take at most, with the white space after them."""
    return sum(map(_node_width, nodes))


@cache
def _node_width(node: Node) -> int:
    if isinstance(node, Group):
        return max(map(_width, node.alternatives))
    if node in GAPS:
        return 14 * GAPS[node]
    ending = 12 if "*" in node or node in {"#", MARK} else 0
    return len(node) + 3 + ending + (_NAME if node in _STANDS_FOR_NAME else 0)


@cache
def _anchors(nodes: tuple[Node, ...]) -> tuple[frozenset[Anchor], int]:
    """The literals one of which every match holds, and the node that holds them: those that a log holds least often."""
    best: tuple[float, frozenset[Anchor], int] | None = None
    for index, node in enumerate(nodes):
        literals = _literals(node)
        if not literals:
            continue
        cost = sum(map(_expected, literals)) * (1 if index == 0 and _open(node, literals) else 1.4)
        if best is None or cost < best[0]:
            best = (cost, literals, index)
    if best is None:
        raise ValueError("no word that every match must hold")
    return best[1], best[2]


@cache
def _literals(node: Node) -> frozenset[Anchor]:
    if isinstance(node, str):
        if node in GAPS or node in {"#", MARK}:
            return frozenset()
        if node.endswith("~"):
            return frozenset(Anchor(slip, True, True) for slip in slips(node))
        word = node.lower()
        literal = max(_PIECE.findall(word), key=len, default="")
        anchor = Anchor(literal, word.startswith(literal), word.endswith(literal))
        # of letters with marks between ("d&c") the whole word is sought, so the first will do
        if len(literal) < _SHORTEST and ("*" in word or not anchor.opens or anchor.closes):
            return frozenset()
        return frozenset([anchor])
    if node.optional:
        return frozenset()
    found: set[Anchor] = set()
    for alternative in node.alternatives:
        if not alternative:
            return frozenset()
        try:
            found |= _anchors(alternative)[0]
        except ValueError:
            return frozenset()
    return frozenset(found)


@cache
def _open(node: Node, literals: frozenset[Anchor]) -> bool:
    """Whether every match of ``node`` begins with the one of its ``literals`` that it holds."""
    if isinstance(node, str):
        return all(anchor.opens for anchor in literals)
    for alternative in node.alternatives:
        inner, index = _anchors(alternative)
        if index or not _open(alternative[0], inner):
            return False
    return True


@cache
def _expected(anchor: Anchor) -> float:
    """How often a log of 10,000 words is expected to hold the anchor."""
    table = _frequent()
    if (anchor.opens and anchor.closes) or len(anchor.text) < _SHORTEST:
        return table.get(anchor.text, 0.3)
    if anchor.opens:
        return 0.6 + sum(often for word, often in table.items() if word.startswith(anchor.text))
    return 1.0 + sum(often for word, often in table.items() if anchor.text in word)


def expected_of(word: str) -> float:
    """How often a log of 10,000 words is expected to hold a word (``word*``: or one that begins so)."""
    return _expected(Anchor(word.rstrip("*"), True, not word.endswith("*")))


@lru_cache(maxsize=1)
def _frequent() -> dict[str, int]:
    file = resources.files("logscan.lexicon").joinpath("frequent.toml")
    words = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
    return {word: int(often) for often, group in words.items() for word in group.split()}
