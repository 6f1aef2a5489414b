"""What the learned part reads of a sentence: stems and pairs of stems, and which rules found what.

The same keys are made at training and at run time. Covered labels, words that differ by sex and numbers leave no
trace; a key is a stem (``follow``), two stems (``outsid work``), a concept (``=following``, ``~following`` where police
tell it again; after ``<`` or ``>`` where the sentence before or after shows it) or a property of the sentence
(``+counted``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from logscan.signals.evidence import Evidence
from logscan.signals.mask import SIGN
from logscan.signals.phrases import table

_STEM = 6
_MANY = 10
_CACHED = 50_000
_LONG_SENTENCE, _SHORT_SENTENCE = 160, 30


class _Stems(dict[str, str]):
    """The stem of a word, worked out once; empty for what must leave no trace."""

    def __init__(self) -> None:
        super().__init__()
        self._neutral = {word: name for name, words in table("neutral").items() for word in words}

    def __missing__(self, word: str) -> str:
        if SIGN in word:
            stem = ""
        elif word.isdigit():
            stem = "#" if len(word) < 3 else "##"
        else:
            stem = self._neutral.get(word) or word[:_STEM]
        if len(self) > _CACHED:
            self.clear()
        self[word] = stem
        return stem


@lru_cache(maxsize=1)
def _stems() -> _Stems:
    return _Stems()


def sentence_keys(evidence: Evidence, occasions: Sequence[int]) -> list[list[str]]:
    """The keys of each sentence of the evidence, in order, each key once; none for one set aside.

    ``occasions`` is how many each sentence tells of.
    """
    found = [_properties(evidence, number, told) for number, told in enumerate(occasions)]
    for item in evidence.shown:
        found[item.sentence].append(("~" if item.told_again else "=") + item.concept)
    known = _stems()
    for number, (keys, words) in enumerate(zip(found, _words(evidence), strict=True)):
        if number in evidence.aside:
            keys.clear()
            continue
        stems = [stem for word in words if (stem := known[word])]
        keys += stems
        keys += map(" ".join, pairwise(stems))
    _beside(found)
    return [list(dict.fromkeys(keys)) for keys in found]


def _beside(found: list[list[str]]) -> None:
    """To each sentence, what the rules found in the one before (``<``) and the one after (``>``)."""
    ruled = [[key for key in keys if key[0] in "=~"] for keys in found]
    for number, keys in enumerate(found):
        if number > 0:
            keys += ["<" + key for key in ruled[number - 1]]
        if number + 1 < len(found):
            keys += [">" + key for key in ruled[number + 1]]


def _words(evidence: Evidence) -> list[list[str]]:
    """The words of each sentence."""
    starts, texts = evidence.words
    places = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in evidence.sentences]
    return [texts[first:last] for first, last in places]


def _properties(evidence: Evidence, number: int, told: int) -> list[str]:
    start, end = evidence.sentences[number]
    keys = ["+first entry"] if evidence.entry_of[number] == 0 else []
    if end - start > _LONG_SENTENCE:
        keys.append("+long")
    elif end - start < _SHORT_SENTENCE:
        keys.append("+short")
    sentence = evidence.masked.text[start:end]
    if '"' in sentence or " '" in sentence:
        keys.append("+quoted")
    if told > 1:
        keys.append("+counted" if told < _MANY else "+many")
    return keys
