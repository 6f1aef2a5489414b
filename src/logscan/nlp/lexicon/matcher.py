"""All phrases of some lexicon files, found in one pass.

Every phrase has a literal part that it cannot do without; the words that hold such parts are found in all texts of a
batch at once, and only there is the phrase's own expression tried: the work is in proportion to hits, not to phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from logscan.nlp.joined import Joined, joined
from logscan.nlp.lexicon.anchors import Anchor, Way
from logscan.nlp.lexicon.reaching import ANYWHERE
from logscan.nlp.lexicon.rules import Rule, capital_words
from logscan.nlp.lexicon.spots import spots
from logscan.nlp.lexicon.tries import Outlook, Tries

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

    def tries(self, folded: Sequence[str], together: Joined | None = None) -> list[Tries]:
        """What :meth:`find` is to try in each of some folded texts, told of all at once.

        ``together`` are the texts as one, where that is at hand.
        """
        return self._outlook.tries(folded, together or joined(folded))

    def find(self, text: str, folded: str, tries: Tries | None = None) -> list[Hit]:
        """Hits in ``text`` (``folded`` is the same text folded), by start, longest first; they may overlap.

        Of two phrases that say the same of the same words the one that stands first in the lexicon is told. ``tries``
        is what there is to try (:meth:`tries`), where it was told of several texts at once.
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
    for start, first in zip(*tries.first, strict=True):
        for matches, rule in first:
            if match := matches(folded, start):
                found.append((rule, match))
    last = done = -1
    for number, stands, (shift, size, later), begin in zip(*tries.reached, strict=True):
        if number == done:
            continue
        start = stands + shift
        if number != last:
            last = number
            if later.tail is not None and not later.tail.match(folded, start):
                done = number
                continue
        end = start + size
        for at in (begin,) if begin != ANYWHERE else _any(folded, max(0, start - later.reach), start):
            match = later.rule.pattern.match(folded, at, end + _LONGEST_TAIL)
            if match is not None and match.end() >= end:
                found.append((later.rule, match))
                done = number
                break
    return found


def _any(folded: str, floor: int, last: int) -> list[int]:
    """Where from ``floor`` to ``last`` a word begins."""
    return [match.start() for match in _ANY_WORD.finditer(folded, floor, last + 1)]


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
