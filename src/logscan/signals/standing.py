"""Whether what a phrase shows is told as a fact of the suspect, by the words before and after it in its sentence.

A hit counts for nothing where an officer does it, or where it is denied, only asked about, supposed or forbidden. The
words that decide this are in ``lexicon/signals/context.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.lexicon import Rule
from logscan.nlp.vocabulary import Places
from logscan.signals.phrases import Found, table
from logscan.signals.words import Kinds, Words

_CLAUSE, _ANSWER = 70, 40
CONDUCT, _COURSE = "conduct.toml", "course.toml"
_GROUPS = (
    ("police", "before"), ("negation", "before"), ("asked", "clause"), ("supposed", "clause"), ("denied", "after")
)
# which of these a word opens a phrase of is a set of bits
_BITS = tuple(1 << number for number in range(len(_GROUPS)))
_POLICE_BIT, _NEGATION_BIT, _ASKED_BIT, _SUPPOSED_BIT, _DENIED_BIT = _BITS
_ANY_BEFORE = sum(_BITS) - _DENIED_BIT
_STOP = re.compile(r"[.;!?]\s")
_PART = re.compile(r"\w+\*?")


class Standing:
    """Tells which hits stand; a pattern is tried only where one of its words is near."""

    def __init__(self, kinds: Kinds) -> None:
        self._groups = [(kinds.group(_opening(group)), bit) for group, bit in zip(_GROUPS, _BITS, strict=True)]
        self._kinds = kinds

    def settle(self) -> None:
        """The kinds are told apart: by kind, the groups that words of it open a phrase of."""
        holds = self._kinds.holds
        self._opens = np.zeros(len(holds), dtype=np.uint8)
        for group, bit in self._groups:
            self._opens[holds[:, group]] |= bit

    def stands(self, text: str, words: Words, hits: Sequence[Found], spans: Places) -> list[bool]:
        """Whether each hit tells of a fact; ``spans`` (n, 2) are the sentences of the hits."""
        found = [hit.rule.source_file.endswith(_COURSE) for hit in hits]
        asked = [number for number, told in enumerate(found) if not told]
        if asked:
            hits, spans = [hits[number] for number in asked], spans[asked]
            near = self._near(words, hits, spans)
            patterns = _patterns()
            for number, hit, doubts, (start, end) in zip(asked, hits, near.tolist(), spans.tolist(), strict=True):
                found[number] = not doubts or _stands(text, start, end, hit, doubts, patterns)
        return found

    def _near(self, words: Words, hits: Sequence[Found], spans: Places) -> NDArray[np.uint8]:
        """The groups a phrase of which opens near enough to a hit; a word that is cut off there can be read as any."""
        begins = np.fromiter([hit.start for hit in hits], dtype=np.intp, count=len(hits))
        stops = np.fromiter([hit.end for hit in hits], dtype=np.intp, count=len(hits))
        word = np.fromiter([hit.word for hit in hits], dtype=np.intp, count=len(hits))
        first = np.maximum(spans[:, 0], begins - _CLAUSE)
        last = np.minimum(spans[:, 1], stops + _ANSWER)
        after, until, since = np.searchsorted(words.starts, np.stack((stops, last, first)))
        opens = np.append(self._opens.take(words.kinds), np.uint8(0))
        ends = np.append(words.ends, 0)  # the word before the first one ends at 0
        found = _between(opens, since, word) & np.uint8(_ANY_BEFORE)
        found |= _between(opens, after, until) & np.uint8(_DENIED_BIT)
        found[ends[since - 1] > first] |= _ANY_BEFORE
        found[ends[until - 1] > last] |= _DENIED_BIT
        return found


def _between(bits: NDArray[np.uint8], first: Places, end: Places) -> NDArray[np.uint8]:
    """The bits from ``first`` to before ``end``, none where that is no stretch."""
    found = np.bitwise_or.reduceat(bits, np.stack((first, end), axis=1).ravel())[::2]
    return np.where(first < end, found, np.uint8(0))


def _stands(text: str, start: int, end: int, hit: Found, doubts: int, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether a hit in a sentence from ``start`` to ``end`` tells of a fact; ``doubts`` are the groups to ask."""
    police, negation, asked, supposed, denied = patterns
    before = text[max(start, hit.start - _CLAUSE) : hit.start]
    if doubts & _POLICE_BIT and is_conduct(hit.rule) and police.search(before):
        return False
    if doubts & _NEGATION_BIT and negation.search(before):
        return False
    if doubts & _ASKED_BIT and asked.search(before):
        return False
    if doubts & _SUPPOSED_BIT and supposed.search(_STOP.split(before)[-1]):
        return False
    return not (doubts & _DENIED_BIT and denied.match(text, hit.end, min(end, hit.end + _ANSWER)))


def is_conduct(rule: Rule) -> bool:
    """Whether a rule is of conduct of the suspect, not of a response or a circumstance."""
    return rule.source_file.endswith(CONDUCT)


_SHAPES = {
    # one word may stand between, but not a person, who then is the doer, and not "stop"
    "before": r"(?<!\w)(?:{})(?:\s+[a-z]?\d[\w/]*)?(?:\s+(?!stop|(?:he|she|they|him|her|who|it)\b)[\w']+){{0,1}}\s+$",
    "clause": r"(?<!\w)(?:{})(?!\w)",
    "after": r"[^.;?]{{0,20}}?\s*(?:[-:?,]|\.\.\.)\s*(?:{})(?!\w)",
}


@cache
def _patterns() -> list[re.Pattern[str]]:
    """The phrases of the groups, in their order."""
    return [_pattern(*group) for group in _GROUPS]


def _pattern(group: str, place: str) -> re.Pattern[str]:
    inner = "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in _words(group, place))
    return re.compile(_SHAPES[place].replace("{{", "{").replace("}}", "}").replace("{}", inner, 1))


def _words(group: str, place: str) -> list[str]:
    return list(table("context")[group][place])


def _opening(group: tuple[str, str]) -> set[str]:
    """The words with which the phrases of a group open."""
    return {part.group() for phrase in _words(*group) if (part := _PART.match(phrase))}
