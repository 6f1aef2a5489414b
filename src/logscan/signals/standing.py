"""Whether what a phrase shows is told as a fact of the suspect, by the words before and after it in its sentence.

A hit counts for nothing where an officer does it, or where it is denied, only asked about, supposed or forbidden. The
words that decide this are in ``lexicon/signals/context.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.lexicon import Rule
from logscan.nlp.vocabulary import Places
from logscan.signals.phrases import Found, table
from logscan.signals.words import Kinds, Words

_CLAUSE, _ANSWER = 70, 40
CONDUCT, _COURSE = "conduct.toml", "course.toml"
_BEFORE = (("police", "before"), ("negation", "before"), ("asked", "clause"), ("supposed", "clause"))
_AFTER = ("denied", "after")
_STOP = re.compile(r"[.;!?]\s")
_PART = re.compile(r"\w+\*?")


class Standing:
    """Tells which hits stand; the patterns are tried only where one of their words is near."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._before = kinds.group(_opening(*_BEFORE))
        self._after = kinds.group(_opening(_AFTER))

    def stands(self, text: str, words: Words, hits: Sequence[Found], spans: Places) -> list[bool]:
        """Whether each hit tells of a fact; ``spans`` (n, 2) are the sentences of the hits."""
        near = self._near(words, hits, spans).tolist() if hits else []
        return [
            not doubted or _stands(text, (start, end), hit)
            for hit, doubted, (start, end) in zip(hits, near, spans.tolist(), strict=True)
        ]

    def _near(self, words: Words, hits: Sequence[Found], spans: Places) -> NDArray[np.bool_]:
        """Whether a word that casts doubt stands near enough to a hit, or one cut off there can be read as such."""
        places = np.array([(hit.start, hit.end, hit.word) for hit in hits])
        first = np.maximum(spans[:, 0], places[:, 0] - _CLAUSE)
        last = np.minimum(spans[:, 1], places[:, 1] + _ANSWER)
        after, until, since = np.searchsorted(words.starts, np.stack((places[:, 1], last, first)))
        ends = np.concatenate((words.ends, [0]))  # the word before the first one ends at 0
        told = np.zeros((2, len(words.starts) + 1), dtype=np.intp)
        np.cumsum(self._kinds.holds[:, [self._before, self._after]][words.kinds].T, axis=1, out=told[:, 1:])
        before = (told[0, places[:, 2]] > told[0, since]) | (ends[since - 1] > first)
        found: NDArray[np.bool_] = before | (told[1, until] > told[1, after]) | (ends[until - 1] > last)
        return found


def _stands(text: str, span: tuple[int, int], hit: Found) -> bool:
    if hit.rule.source_file.endswith(_COURSE):
        return True
    before = text[max(span[0], hit.start - _CLAUSE) : hit.start]
    if is_conduct(hit.rule) and _pattern("police", "before").search(before):
        return False
    if _pattern("negation", "before").search(before) or _pattern("asked", "clause").search(before):
        return False
    if _pattern("supposed", "clause").search(_STOP.split(before)[-1]):
        return False
    return _pattern("denied", "after").match(text, hit.end, min(span[1], hit.end + _ANSWER)) is None


def is_conduct(rule: Rule) -> bool:
    """Whether a rule is of conduct of the suspect, not of a response or a circumstance."""
    return rule.source_file.endswith(CONDUCT)


_SHAPES = {
    # one word may stand between, but not a person, who then is the doer, and not "stop"
    "before": r"(?<!\w)(?:{})(?:\s+[a-z]?\d[\w/]*)?(?:\s+(?!stop|(?:he|she|they|him|her|who|it)\b)[\w']+){{0,1}}\s+$",
    "clause": r"(?<!\w)(?:{})(?!\w)",
    "after": r"[^.;?]{{0,20}}?\s*(?:[-:?,]|\.\.\.)\s*(?:{})(?!\w)",
}


@lru_cache(maxsize=16)
def _pattern(group: str, place: str) -> re.Pattern[str]:
    inner = "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in _words(group, place))
    return re.compile(_SHAPES[place].replace("{{", "{").replace("}}", "}").replace("{}", inner, 1))


def _words(group: str, place: str) -> list[str]:
    return list(table("context")[group][place])


def _opening(*groups: tuple[str, str]) -> set[str]:
    """The words with which the phrases of groups open."""
    return {part.group() for group in groups for phrase in _words(*group) if (part := _PART.match(phrase))}
