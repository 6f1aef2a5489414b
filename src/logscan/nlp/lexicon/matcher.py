"""All phrases of some lexicon files, found in one pass.

Every phrase has a literal part that it cannot do without; one Aho-Corasick pass finds those parts, and only there is
the phrase's own expression tried: the work is in proportion to hits, not to tokens or phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from logscan.nlp.lexicon.anchors import Anchor, Way
from logscan.nlp.lexicon.attempts import Around
from logscan.nlp.lexicon.beginnings import Beginning
from logscan.nlp.lexicon.rules import Rule, capital_words
from logscan.nlp.lexicon.spots import spots
from logscan.nlp.lexicon.tries import Outlook, Tries
from logscan.nlp.lexicon.words import spaced

_LONGEST_TAIL = 120  # characters behind an anchor
_ANY_WORD = re.compile(r"\S(?<!\w.)")


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
        self._free = frozenset(id(rule) for rule in self.rules if _is_free(rule))
        by_anchor: dict[Anchor, list[tuple[Rule, Way]]] = {}
        for rule in self.rules:
            for way in rule.ways:
                for anchor in way.anchors:
                    by_anchor.setdefault(anchor, []).append((rule, way))
        self._outlook = Outlook([spot for anchor, ways in by_anchor.items() for spot in spots(anchor, ways)])

    def tries(self, folded: Sequence[str], keep: bool = True) -> list[Tries]:
        """What :meth:`find` is to try in each of some folded texts, told of all at once.

        ``keep``: other stages ask for the words of the same texts.
        """
        return self._outlook.tries(folded, keep)

    def find(self, text: str, folded: str, tries: Tries | None = None) -> list[Hit]:
        """Hits in ``text`` (``folded`` is the same text folded), by start, longest first; they may overlap.

        ``tries`` is what there is to try (:meth:`tries`) where it was told of several texts at once.

        Of two phrases that say the same of the same words the one that stands first in the lexicon is told.
        """
        found: dict[tuple[int, int, str], Hit] = {}
        order, free = self._order, self._free
        (tries,) = self.tries([folded]) if tries is None else (tries,)
        for rule, match in _matches(folded, tries):
            start, end = match.span()
            key = (start, -end, rule.key)
            known = found.get(key)
            if known is not None and order[id(known.rule)] <= order[id(rule)]:
                continue
            if id(rule) in free or _allowed(rule, start, end, text, folded):
                found[key] = Hit(start, end, rule)
        return [found[key] for key in sorted(found)]


def _matches(folded: str, tries: Tries) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of all rules, whatever stands beside them."""
    found: list[tuple[Rule, re.Match[str]]] = []
    words = spaced(folded)
    for start, (first, around) in tries:
        for matches, rule in first:
            if match := matches(folded, start):
                found.append((rule, match))
        for shift, size, later in around:
            found += _around(later, words, folded, start + shift, start + shift + size)
    return found


def _around(around: Around, words: str, folded: str, start: int, end: int) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of phrases that hold the anchor ``folded[start:end]`` and may begin before it."""
    left = start - around.reach if start > around.reach else 0
    near = words[left + 1 : words.find(" ", end + 1)].split(" ")
    found: list[tuple[Rule, re.Match[str]]] = []
    if around.words is not None and around.words.isdisjoint(near):
        return found
    limit = min(len(folded), end + _LONGEST_TAIL)
    for opening, tail, reach, rule in around.phrases:
        if opening is not None and not opening.stems and opening.words.isdisjoint(near):
            continue
        if tail is not None and not tail.match(folded, start):
            continue
        floor = start - reach if start > reach else 0
        begins = _any(folded, floor, start) if opening is None else _beginnings(opening, near, words, floor, start)
        for begin in begins:
            match = rule.pattern.match(folded, begin, limit)
            if match is not None and match.end() >= end:
                found.append((rule, match))
                break
    return found


def _any(folded: str, floor: int, last: int) -> list[int]:
    """Where from ``floor`` to ``last`` a word begins."""
    return [match.start() for match in _ANY_WORD.finditer(folded, floor, last + 1)]


def _beginnings(opening: Beginning, near: Sequence[str], words: str, floor: int, last: int) -> list[int]:
    """Where from ``floor`` to ``last`` a phrase can begin, with one of the words that stand ``near``."""
    held = {word for word in near if opening.holds(word)} if opening.stems else opening.words.intersection(near)
    begins = []
    for word in held:
        sought = f" {word} "
        begin = words.find(sought, floor, last + len(sought))
        while begin >= 0:
            begins.append(begin)
            begin = words.find(sought, begin + 1, last + len(sought))
    begins.sort()
    return begins


def _is_free(rule: Rule) -> bool:
    """Whether every match of a rule is a hit."""
    return not rule.capitals and rule.unless_before is None and rule.unless_after is None


def _allowed(rule: Rule, start: int, end: int, text: str, folded: str) -> bool:
    if rule.capitals and not text[start:end].isupper():
        words = capital_words(rule.phrase).finditer(folded[start:end])
        if not all(text[start + m.start() : start + m.end()].isupper() for m in words):
            return False
    if rule.unless_before is not None and rule.unless_before.ends_at(folded, start):
        return False
    return rule.unless_after is None or not rule.unless_after.match(folded, end)
