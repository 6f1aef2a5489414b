"""All phrases of some lexicon files, found in one pass.

Every phrase has a literal part that it cannot do without; one Aho-Corasick pass finds those parts, and only there is
the phrase's own expression tried: the work is in proportion to hits, not to tokens or phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from logscan.nlp.lexicon.anchors import Anchor, Way
from logscan.nlp.lexicon.expressions import Expression
from logscan.nlp.lexicon.grammar import first_words, parse
from logscan.nlp.lexicon.rules import Rule, capital_words
from logscan.nlp.lexicon.words import plain, spaced

_LONG_WORD = 40  # a word longer than this is not looked up


class Hit(NamedTuple):
    """A phrase found: offsets into the text, and the rule that it comes from."""

    start: int
    end: int
    rule: Rule


class Matcher:
    """All phrases of some lexicon files, found in one pass."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._order = {id(rule): number for number, rule in enumerate(self.rules)}
        # what counts in capitals only is looked for in the text as it stands: "va" is in many words, "VA" in few
        self._folded = _Automaton(rule for rule in self.rules if not rule.cased)
        self._cased = _Automaton(rule for rule in self.rules if rule.cased)

    def find(self, text: str, folded: str) -> list[Hit]:
        """Hits in ``text`` (``folded`` is the same text folded), by start, longest first; they may overlap.

        Of two phrases that say the same of the same words the one that stands first in the lexicon is told.
        """
        found: dict[tuple[int, int, str], Hit] = {}
        order = self._order
        for automaton, searched in ((self._folded, folded), (self._cased, text)):
            for rule, match in automaton.matches(searched, folded):
                key = (match.start(), match.end(), rule.key)
                known = found.get(key)
                if (known is None or order[id(rule)] < order[id(known.rule)]) and _allowed(rule, match, text, folded):
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
        self._anchors = list(by_anchor.items())
        # worked out when the anchor is first found: a log holds few of all
        self._found: list[_Found | None] = [None] * len(by_anchor)
        self._automaton = ahocorasick_rs.AhoCorasick(
            [" " * anchor.opens + plain(anchor.text) + " " * anchor.closes for anchor in by_anchor]
        )

    def matches(self, searched: str, folded: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """The matches of all rules in ``folded``; their anchors are looked for in ``searched``."""
        known = self._found
        if not known:
            return
        words = spaced(searched)
        for index, stands, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            shift, closes, by_letter, others = known[index] or self._learn(index)
            first, later = by_letter.get(words[end : end + 1], others)
            start = stands - shift
            for rule in first:
                if match := rule.pattern.match(folded, start):
                    yield rule, match
            if not later:
                continue
            blank = words.rfind(" ", max(0, stands - _LONG_WORD), stands)
            previous = words[blank + 1 : stands] if blank >= 0 else ""
            for before, tail, reach, rule in later:
                if (
                    (before is None or not previous or previous in before)
                    and (tail is None or tail.match(folded, start))
                    and (match := _around(rule, folded, start - reach, start, end - 1 - closes))
                ):
                    yield rule, match

    def _learn(self, index: int) -> _Found:
        anchor, ways = self._anchors[index]
        found = (1 - anchor.opens, anchor.closes, *_by_letter(anchor, ways))
        self._found[index] = found
        return found


_Later = list[tuple[frozenset[str] | None, Expression | None, int, Rule]]
_Ways = tuple[list[Rule], _Later]
_Found = tuple[int, bool, dict[str, _Ways], _Ways]


def _by_letter(anchor: Anchor, ways: Sequence[tuple[Rule, Way]]) -> tuple[dict[str, _Ways], _Ways]:
    """What to try at an anchor by the letter that the next word begins with, and what to try at any other letter."""
    after = [way.after(anchor) for _, way in ways]
    letters = frozenset().union(*(known for known in after if known is not None))
    if not letters:
        return {}, _to_try(ways)

    def open_to(letter: str) -> _Ways:
        return _to_try([way for way, known in zip(ways, after, strict=True) if known is None or letter in known])

    # where marks follow the anchor, or the text ends, nothing is known of the next word
    unknown = dict.fromkeys((" ", ""), _to_try(ways))
    return {letter: open_to(letter) for letter in letters} | unknown, open_to("")


def _to_try(ways: Sequence[tuple[Rule, Way]]) -> _Ways:
    return (
        [rule for rule, way in ways if not way.reach],
        [(way.before, way.tail, way.reach, rule) for rule, way in ways if way.reach],
    )


def _around(rule: Rule, folded: str, floor: int, start: int, end: int) -> re.Match[str] | None:
    """The rule's match that covers the anchor at ``start`` and begins at ``floor`` or after, if there is one."""
    limit = min(len(folded), end + 120)
    for opening in _openings(rule.phrase).finditer(folded, max(0, floor), limit):
        if opening.start() > start:
            return None
        match = rule.pattern.match(folded, opening.start(), limit)
        if match is not None and match.end() >= end:
            return match
    return None


@cache
def _openings(phrase: str) -> re.Pattern[str]:
    """Where the phrase can begin: with one of its first words, or, where they can be any, with any word.

    A class of first letters stands before the boundary that belongs before it, and the rest of all words behind: so
    the engine leaps from letter to letter, and goes through the words only where one begins.
    """
    words = first_words(parse(phrase)) or []
    parts = [re.match(r"(\w|\\d)(.*)", word) for word in words]
    cut = [part.groups() for part in parts if part]
    if not cut or len(cut) < len(words):
        return re.compile(r"\S(?<!\w.)")
    letters = "".join(sorted({letter for letter, _ in cut}))
    return re.compile(rf"[{letters}](?<!\w.)(?:{'|'.join(sorted({rest for _, rest in cut}, reverse=True))})(?!\w)")


def _allowed(rule: Rule, match: re.Match[str], text: str, folded: str) -> bool:
    start, end = match.span()
    if rule.capitals:
        words = capital_words(rule.phrase).finditer(folded[start:end])
        if not all(text[start + m.start() : start + m.end()].isupper() for m in words):
            return False
    if rule.unless_before is not None and rule.unless_before.search(folded, max(0, start - 40), start):
        return False
    return rule.unless_after is None or not rule.unless_after.match(folded, end)
