"""Phrases as data: TOML lexicons compiled to one scan over the folded text.

A phrase is written as it is said, with a few signs (see CONTRIBUTING, "Add a phrase"):

``(a|b c)``  one of these · ``[a]`` or ``(a)?``  may be left out · ``word*``  any ending · ``#``  a number ·
``..``  up to three words between · ``...``  up to six · ``_``  marks such as a colon, or nothing ·
CAPITALS  only in capitals in the log ·
``word~``  the word, or one slip of the keys (a letter dropped, doubled or swapped) · ``{name}``  the words that
``lexicon/words.toml`` or the file's own ``[words]`` keep under that name ·
a space matches any white space or hyphen, an apostrophe may be missing.

Every phrase has a literal part that it cannot do without; one Aho-Corasick pass finds those parts, and only there is
the phrase's own expression tried: the work is in proportion to hits, not to tokens or phrases.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import ahocorasick_rs

_NUMBERS = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|a dozen|dozens|hundreds|several|numerous)"
)
_WORD = r"[\w'&/@£%#+.-]*[\w'/)%\"]\"?,?"
_GAPS = {"..": 3, "...": 6}
_MARK = "_"
_TOKEN = re.compile(r"\.\.\.?|\)\?|[()\[\]|]|#|[^\s()\[\]|]+")
_CAPITALS = re.compile(r"[A-Z][A-Z.&/'+]*[A-Z]")


class LexiconError(ValueError):
    """A phrase or a lexicon file cannot be used; the message names file, concept and phrase."""


class Anchor(NamedTuple):
    """A literal that a phrase cannot do without; ``opens`` and ``closes``: whether a word begins and ends with it."""

    text: str
    opens: bool
    closes: bool


class Way(NamedTuple):
    """One way to a phrase: anchors, one of which a match holds, and how the match is found from there.

    ``reach`` is how many characters before the anchor the match may begin, 0 where it begins with the anchor;
    ``tail`` what follows from the anchor on, tried before the text to its left; ``before`` the letters with which the
    word before the anchor can end, where they are known.
    """

    anchors: tuple[Anchor, ...]
    reach: int
    tail: re.Pattern[str] | None
    before: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of a lexicon: ``key`` names its concept, ``attributes`` is the rest of its TOML block."""

    key: str
    phrase: str
    language: str
    source_file: str
    attributes: dict[str, Any] = field(hash=False, compare=False)
    pattern: re.Pattern[str] = field(hash=False, compare=False)
    ways: tuple[Way, ...] = ()
    capitals: bool = False
    cased: bool = False
    unless_before: re.Pattern[str] | None = field(default=None, hash=False, compare=False)
    unless_after: re.Pattern[str] | None = field(default=None, hash=False, compare=False)
    needs: re.Pattern[str] | None = field(default=None, hash=False, compare=False)
    unless_in: re.Pattern[str] | None = field(default=None, hash=False, compare=False)


class Hit(NamedTuple):
    """A phrase found: offsets into the text, and the rule that it comes from."""

    start: int
    end: int
    rule: Rule


class Matcher:
    """All phrases of some lexicon files, found in one pass."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        # what counts in capitals only is looked for in the text as it stands: "va" is in many words, "VA" in few
        self._folded = _Automaton(rule for rule in self.rules if not rule.cased)
        self._cased = _Automaton(rule for rule in self.rules if rule.cased)

    def find(self, text: str, folded: str) -> list[Hit]:
        """Hits in ``text`` (``folded`` is the same text folded), by start, longest first; they may overlap."""
        found: dict[tuple[int, int, str], Hit] = {}
        for automaton, searched in ((self._folded, folded), (self._cased, text)):
            for rule, match in automaton.matches(searched, folded):
                key = (match.start(), match.end(), rule.key)
                if key not in found and _allowed(rule, match, text, folded):
                    found[key] = Hit(match.start(), match.end(), rule)
        return sorted(found.values(), key=lambda hit: (hit.start, -hit.end, hit.rule.key))


class _Automaton:
    """The anchors of some rules, found in one pass."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        by_anchor: dict[Anchor, list[tuple[Rule, Way]]] = {}
        for rule in rules:
            for way in rule.ways:
                for anchor in way.anchors:
                    by_anchor.setdefault(anchor, []).append((rule, way))
        self._found = [
            (
                anchor.opens,
                anchor.closes,
                [(rule.pattern.match, rule) for rule, way in ways if not way.reach],
                [
                    (way.before, way.tail.match if way.tail else None, way.reach, rule)
                    for rule, way in ways
                    if way.reach
                ],
            )
            for anchor, ways in by_anchor.items()
        ]
        self._automaton = ahocorasick_rs.AhoCorasick([anchor.text for anchor in by_anchor])

    def matches(self, searched: str, folded: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """The matches of all rules in ``folded``; their anchors are looked for in ``searched``."""
        known, length = self._found, len(searched)
        for index, start, end in self._automaton.find_matches_as_indexes(searched, overlapping=True):
            opens, closes, first, later = known[index]
            if (opens and start and searched[start - 1].isalnum()) or (
                closes and end < length and searched[end].isalnum()
            ):
                continue
            for match_here, rule in first:
                if match := match_here(folded, start):
                    yield rule, match
            letter = folded[start - 2] if start > 1 and folded[start - 1] in " -" else " "
            for before, match_tail, reach, rule in later:
                if before is not None and letter not in before and letter not in " -\n\t":
                    continue
                if (match_tail is None or match_tail(folded, start)) and (
                    match := _around(rule, folded, start - reach, start, end)
                ):
                    yield rule, match


def _around(rule: Rule, folded: str, floor: int, start: int, end: int) -> re.Match[str] | None:
    """The rule's match that covers the anchor at ``start`` and begins at ``floor`` or after, if there is one."""
    position = max(0, floor)
    while position <= start:
        match = rule.pattern.search(folded, position, min(len(folded), end + 120))
        if match is None or match.start() > start:
            return None
        if match.end() >= end:
            return match
        position = match.start() + 1
    return None


def _allowed(rule: Rule, match: re.Match[str], text: str, folded: str) -> bool:
    start, end = match.span()
    if rule.capitals and any(
        not text[start + m.start() : start + m.end()].isupper()
        for m in _capital_words(rule).finditer(folded[start:end])
    ):
        return False
    if rule.unless_before is not None and rule.unless_before.search(folded, max(0, start - 40), start):
        return False
    return rule.unless_after is None or not rule.unless_after.match(folded, end)


@lru_cache(maxsize=4096)
def _capital_words(rule: Rule) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _only_capitals(rule.phrase)))})(?!\w)")


def _only_capitals(phrase: str) -> list[str]:
    """The words, folded, that the phrase wants in capitals: those that it does not also give in small letters."""
    small = {word.lower() for word in re.findall(r"[\w.&/'+]+", phrase) if not word.isupper()}
    return sorted({word.lower() for word in _CAPITALS.findall(phrase)} - small)


def load_rules(*files: str) -> list[Rule]:
    """The rules of lexicon files, named from the package's ``lexicon`` folder (``"mentions/order.en.toml"``)."""
    return [rule for file in files for rule in _rules_of(file)]


def lexicon_files(folder: str) -> list[str]:
    """The TOML files of a folder of the lexicon, sorted."""
    root = resources.files("logscan.lexicon").joinpath(folder)
    return sorted(f"{folder}/{item.name}" for item in root.iterdir() if item.name.endswith(".toml"))


def _rules_of(file: str) -> Iterator[Rule]:
    data = tomllib.loads(resources.files("logscan.lexicon").joinpath(file).read_text(encoding="utf-8"))
    words = {**_shared_words(), **data.pop("words", {})}
    defaults = {key: value for key, value in data.items() if key != "concept"}
    for block in data["concept"]:
        merged = {**defaults, **block}
        for part in _CONTEXTS:
            if part in merged:
                # what a file says of all its blocks holds beside what a block says of itself
                contexts = dict.fromkeys([*defaults.get(part, ()), *block.get(part, ())])
                merged[part] = [_filled(phrase, words, file) for phrase in contexts]
        for phrase in merged["phrases"]:
            yield make_rule(_filled(phrase, words, file), merged, file)


_CONTEXTS = ("unless_before", "unless_after", "unless_in", "needs")
_NAMED = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def _shared_words() -> dict[str, str]:
    file = resources.files("logscan.lexicon").joinpath("words.toml")
    return dict(tomllib.loads(file.read_text(encoding="utf-8"))["words"])


def _filled(phrase: str, words: dict[str, str], file: str) -> str:
    """The phrase with its ``{name}`` parts put in; a kept group of words may name others."""
    for _ in range(4):
        if "{" not in phrase:
            return phrase
        try:
            phrase = _NAMED.sub(lambda name: words[name[1]], phrase)
        except KeyError as error:
            raise LexiconError(f"{file}: {phrase!r}: no words are kept as {error}") from error
    raise LexiconError(f"{file}: {phrase!r}: the words name each other")


def make_rule(phrase: str, block: dict[str, Any], file: str = "") -> Rule:
    """One phrase of a concept's block, compiled; raises :class:`LexiconError` where it cannot be.

    Beside ``phrases`` a block may hold ``unless_before`` and ``unless_after`` (what must not stand next to the phrase),
    ``needs`` and ``unless_in`` (what the sentence must or must not hold; whoever knows the sentences applies them).
    """
    key = str(block["name"])
    try:
        tree = _parse(phrase)
        ways = tuple(_ways(tree))
        pattern = re.compile(_boundary(_expression(tree)))
    except (ValueError, re.error) as error:
        raise LexiconError(f"{file}: {key}: {phrase!r}: {error}") from error
    attributes = {k: v for k, v in block.items() if k not in {"name", "phrases", "language", *_CONTEXTS}}
    capitals = set(_only_capitals(phrase))
    cased = bool(capitals) and all(anchor.text in capitals for way in ways for anchor in way.anchors)
    return Rule(
        key=key,
        phrase=phrase,
        language=str(block.get("language", "en")),
        source_file=file,
        attributes=attributes,
        pattern=pattern,
        ways=tuple(map(_in_capitals, ways)) if cased else ways,
        capitals=bool(capitals),
        cased=cased,
        unless_before=_context(block, "unless_before", r"(?<!\w)(?:{})[\s\-\"'(]*$"),
        unless_after=_context(block, "unless_after", r"[\s\-\"'):,]*(?:{})(?!\w)"),
        needs=_context(block, "needs", r"(?<!\w)(?:{})(?!\w)"),
        unless_in=_context(block, "unless_in", r"(?<!\w)(?:{})(?!\w)"),
    )


def _context(block: dict[str, Any], part: str, template: str) -> re.Pattern[str] | None:
    phrases: Sequence[str] = block.get(part, ())
    return _compiled(tuple(phrases), template) if phrases else None


@lru_cache(maxsize=1024)
def _compiled(phrases: tuple[str, ...], template: str) -> re.Pattern[str]:
    return re.compile(template.replace("{}", "|".join(_expression(_parse(p)) for p in phrases)))


# A phrase parses to a sequence of nodes: a word (str), a gap, a number, a group of alternatives, maybe optional.


@dataclass(frozen=True, slots=True)
class _Group:
    alternatives: tuple[tuple[_Node, ...], ...]
    optional: bool


_Node = str | _Group


def _parse(phrase: str) -> tuple[_Node, ...]:
    tokens = _TOKEN.findall(phrase)
    nodes, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise ValueError("a bracket too many")
    if not nodes:
        raise ValueError("an empty phrase")
    return nodes


def _sequence(tokens: Sequence[str], at: int) -> tuple[tuple[_Node, ...], int]:
    nodes: list[_Node] = []
    while at < len(tokens) and tokens[at] not in {")", ")?", "]", "|"}:
        if tokens[at] in {"(", "["}:
            closing = {")", ")?"} if tokens[at] == "(" else {"]"}
            alternatives, at = _alternatives(tokens, at + 1)
            if at >= len(tokens) or tokens[at] not in closing:
                raise ValueError("a bracket is not closed")
            nodes.append(_Group(tuple(alternatives), tokens[at] != ")"))
        else:
            nodes.append(tokens[at])
        at += 1
    return tuple(nodes), at


def _alternatives(tokens: Sequence[str], at: int) -> tuple[list[tuple[_Node, ...]], int]:
    nodes, at = _sequence(tokens, at)
    found = [nodes]
    while at < len(tokens) and tokens[at] == "|":
        nodes, at = _sequence(tokens, at + 1)
        found.append(nodes)
    return found, at


_SPACE = r"[\s\-]+"


def _boundary(expression: str) -> str:
    return rf"(?<![\w]){expression}(?![\w])"


def _expression(nodes: Sequence[_Node]) -> str:
    """The expression of a sequence; what may be left out takes the space beside it along."""
    parts: list[str] = []
    glue = ""
    for node in nodes:
        if node == _MARK:
            glue = r"[\s\-:=#(,.]*"
        elif isinstance(node, str) and node in _GAPS:
            glue = rf"{',?' + _SPACE if parts else ''}(?:{_WORD}{_SPACE}){{0,{_GAPS[node]}}}?"
        elif isinstance(node, _Group) and (node.optional or any(not a for a in node.alternatives)):
            inner = "|".join(_expression(a) for a in node.alternatives if a)
            if parts:
                parts.append(rf"(?:{glue}(?:{inner}))?")
                glue = _SPACE if "{0," not in glue else glue
            else:
                parts.append(rf"(?:(?:{inner}){_SPACE})?")
                glue = ""
        else:
            inner = (
                _word(node) if isinstance(node, str) else f"(?:{'|'.join(_expression(a) for a in node.alternatives)})"
            )
            parts.append(glue + inner)
            glue = _SPACE
    return "".join(parts)


def _word(word: str) -> str:
    if word == "#":
        return _NUMBERS
    if word.endswith("~"):
        return f"(?:{'|'.join(map(_word, _slips(word)))})"
    out = []
    for letter in word.lower():
        if letter == "'":
            out.append(r"(?:'|&#0?39;|&apos;)?")
        elif letter == "*":
            out.append(r"\w*")
        elif letter == "-":
            out.append(r"[\s\-]?")
        elif letter == "&":
            out.append(r"(?:&|&amp;|and)")
        else:
            out.append(re.escape(letter))
    return "".join(out)


@lru_cache(maxsize=1024)
def _slips(word: str) -> tuple[str, ...]:
    """``word~`` as it is typed in haste: right, or with one letter dropped, doubled or swapped, never the first."""
    right = word[:-1].lower()
    inner = range(1, len(right))
    dropped = {right[:i] + right[i + 1 :] for i in inner}
    doubled = {right[:i] + right[i] + right[i:] for i in inner}
    swapped = {right[:i] + right[i + 1] + right[i] + right[i + 2 :] for i in inner if i + 1 < len(right)}
    return (right, *sorted((dropped | doubled | swapped) - {right}))


def _in_capitals(way: Way) -> Way:
    return way._replace(anchors=tuple(anchor._replace(text=anchor.text.upper()) for anchor in way.anchors))


def _ways(nodes: Sequence[_Node]) -> Iterator[Way]:
    """The ways to a phrase: one for the alternatives that begin with their anchor, one for each of the others."""
    anchors, index = _anchors(nodes)
    node, rest, prefix = nodes[index], tuple(nodes[index + 1 :]), tuple(nodes[:index])
    if isinstance(node, str) or _open(node, anchors):
        yield _way(anchors, prefix, (node, *rest), _open(node, anchors))
        return
    opening: list[tuple[_Node, ...]] = []
    for alternative in node.alternatives:
        inner, place = _anchors(alternative)
        if place == 0 and _open(alternative[0], inner):
            opening.append(alternative)
        else:
            for way in _ways((*alternative, *rest)):
                yield way._replace(
                    reach=way.reach + _width(prefix), before=way.before if way.reach else _last_letters(prefix)
                )
    if opening:
        yield _way(
            {a for alternative in opening for a in _anchors(alternative)[0]},
            prefix,
            (_Group(tuple(opening), False), *rest),
            True,
        )


def _way(anchors: set[Anchor], prefix: tuple[_Node, ...], tail: tuple[_Node, ...], opens: bool) -> Way:
    found = tuple(sorted(anchors))
    if not opens:
        return Way(found, _width(prefix) + _width(tail[:1]), None, None)
    return Way(
        found, _width(prefix), re.compile(_expression(tail) + r"(?!\w)") if prefix else None, _last_letters(prefix)
    )


def _last_letters(nodes: Sequence[_Node]) -> frozenset[str] | None:
    """The letters with which the last word of the nodes can end; None where any can, or there may be no word."""
    if not nodes:
        return None
    node = nodes[-1]
    if isinstance(node, str):
        if node in _GAPS or node in {"#", _MARK} or node.endswith(("*", "'")):
            return None
        return frozenset(word[-1].lower() for word in (_slips(node) if node.endswith("~") else (node,)))
    groups = [_last_letters(alternative) for alternative in node.alternatives]
    if node.optional or not all(node.alternatives):
        groups.append(_last_letters(nodes[:-1]))
    known = [letters for letters in groups if letters is not None]
    return frozenset().union(*known) if len(known) == len(groups) else None


def _width(nodes: Sequence[_Node]) -> int:
    """About how many characters the nodes take at most, with the white space after them."""
    return sum(map(_node_width, nodes))


def _node_width(node: _Node) -> int:
    if isinstance(node, _Group):
        return max(map(_width, node.alternatives))
    if node in _GAPS:
        return 14 * _GAPS[node]
    return len(node) + 3 + (12 if "*" in node or node in {"#", _MARK} else 0)


def _anchors(nodes: Sequence[_Node]) -> tuple[set[Anchor], int]:
    """The literals one of which every match holds, and the node that holds them: those that a log holds least often."""
    best: tuple[float, set[Anchor], int] | None = None
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


def _literals(node: _Node) -> set[Anchor]:
    if isinstance(node, str):
        if node in _GAPS or node in {"#", _MARK}:
            return set()
        if node.endswith("~"):
            return {Anchor(slip, True, True) for slip in _slips(node)}
        word = node.lower()
        literal = max(re.split(r"['*&\-]", word), key=len)
        return {Anchor(literal, word.startswith(literal), word.endswith(literal))} if len(literal) > 1 else set()
    if node.optional:
        return set()
    found: set[Anchor] = set()
    for alternative in node.alternatives:
        if not alternative:
            return set()
        try:
            found |= _anchors(alternative)[0]
        except ValueError:
            return set()
    return found


def _open(node: _Node, literals: set[Anchor]) -> bool:
    """Whether every match of ``node`` begins with the one of its ``literals`` that it holds."""
    if isinstance(node, str):
        return all(anchor.opens for anchor in literals)
    for alternative in node.alternatives:
        inner, index = _anchors(alternative)
        if index or not _open(alternative[0], inner):
            return False
    return True


@lru_cache(maxsize=8192)
def _expected(anchor: Anchor) -> float:
    """How often a log of 10,000 words is expected to hold the anchor."""
    table = _frequent()
    if anchor.opens and anchor.closes:
        return table.get(anchor.text, 0.3)
    if anchor.opens:
        return 0.6 + sum(often for word, often in table.items() if word.startswith(anchor.text))
    return 1.0 + sum(often for word, often in table.items() if anchor.text in word)


@lru_cache(maxsize=1)
def _frequent() -> dict[str, int]:
    file = resources.files("logscan.lexicon").joinpath("frequent.toml")
    words = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
    return {word: int(often) for often, group in words.items() for word in group.split()}


def openings(phrase: str) -> dict[str, frozenset[str] | None]:
    """The words (letters and digits, folded) with which a match of ``phrase`` can begin, and what may come next.

    ``word*`` stands for any word that begins so, ``#`` for a number; the value is the words one of which must come
    next, None where any may. Raises :class:`ValueError` for a phrase that opens with a gap or holds no word.
    """
    return _openings(_parse(phrase))


def _openings(nodes: tuple[_Node, ...]) -> dict[str, frozenset[str] | None]:
    if not nodes or nodes[0] in _GAPS:
        raise ValueError("no word to open with")
    first, rest = nodes[0], nodes[1:]
    if first == "#":
        return {"#": _follows(rest)}
    if isinstance(first, str):
        follows = _follows(rest) if first.isalnum() else None
        return dict.fromkeys(_first_words(first.lower()), follows)
    found: dict[str, frozenset[str] | None] = {}
    for alternative in _forms_of(first):
        for word, follows in _openings(alternative + rest).items():
            known = found.get(word, frozenset())
            found[word] = None if known is None or follows is None else known | follows
    return found


def _follows(nodes: tuple[_Node, ...]) -> frozenset[str] | None:
    """The words one of which the next word is, None where any may be or none need be."""
    if not nodes or nodes[0] == "#" or nodes[0] in _GAPS:
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


def _forms_of(group: _Group) -> tuple[tuple[_Node, ...], ...]:
    return (*group.alternatives, ()) if group.optional else group.alternatives


def _first_words(word: str) -> set[str]:
    """What a word of a phrase can begin with, where its apostrophe or hyphen may be missing."""
    parts = re.split(r"['\-]", word)
    forms = {"".join(parts[:n]) for n in range(1, len(parts) + 1)}
    return {m.group() for form in forms if (m := re.match(r"\w+\*?", form))}
