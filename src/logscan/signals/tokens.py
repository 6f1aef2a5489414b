"""What the learned part reads of a sentence: stems and pairs of stems, and which rules found what.

The same keys are made at training and at run time. Covered labels, words that differ by sex and numbers leave no
trace; a key is a stem (``follo``), two stems side by side (``outsi work``) or with a
word between (``told * stop``), a concept (``=following``, ``~following`` where police
tell it again; after ``<`` or ``>`` where the sentence before or after shows it) or a property of the sentence
(``+counted``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from logscan.nlp.vocabulary import Places
from logscan.signals.evidence import Evidence
from logscan.signals.mask import SIGN
from logscan.signals.phrases import table

_STEM = 5
PAIRS = {" ": 1, " * ": 2}
"""What stands between the stems of a pair in its key, and how far apart their words are."""
_MANY = 10
_LONG_SENTENCE, _SHORT_SENTENCE = 160, 30


def _given_names() -> Iterator[str]:
    """Given names that are no other word: whoever is told of, the learned part sees a name."""
    known = tomllib.loads(resources.files("logscan.lexicon").joinpath("people", "names.toml").read_text("utf-8"))
    also_words = set(known["words"].split())
    for group in ("female", "male", "either"):
        yield from (name for name in known[group].split() if name not in also_words)


@lru_cache(maxsize=1)
def _neutral() -> dict[str, str]:
    """What stands for words that tell who or which: whoever it is, the stem is the same."""
    return dict.fromkeys(_given_names(), "name") | {
        word: name for name, words in table("neutral").items() for word in words
    }


def stem_of(word: str) -> str:
    """The stem of a word, empty for what must leave no trace."""
    if word.isdigit():
        return "#" if len(word) < 3 else "##"
    return "" if SIGN in word else _neutral().get(word) or word[:_STEM]


class Keys(NamedTuple):
    """The keys of a case: its words and what the rules told, each with its sentence (by number, -1 for none).

    The words are by their number in the ``vocabulary``, which cases that were read together share. A sentence may hold
    a key twice. ``lengths`` are those of the sentences, in characters of the covered text.
    """

    words: Places
    vocabulary: list[str]
    rows: Places
    told: list[str]
    told_rows: list[int]
    lengths: Places

    def named(self) -> set[tuple[str, int]]:
        """Every key by name, with the sentence that it stands in."""
        stems = [stem_of(self.vocabulary[number]) for number in self.words.tolist()]
        rows = self.rows.tolist()
        found = set(zip(stems, rows, strict=True))
        for between, apart in PAIRS.items():
            pairs = zip(stems, stems[apart:], rows, rows[apart:], strict=False)
            found |= {
                (one + between + other, here) for one, other, here, there in pairs if here == there and one and other
            }
        found |= set(zip(self.told, self.told_rows, strict=True))
        return {(name, row) for name, row in found if row >= 0 and name}


def sentence_keys(evidence: Evidence) -> Keys:
    """The keys of the sentences of the evidence; none of one set aside."""
    told, told_rows = _told(evidence)
    return Keys(evidence.words, evidence.vocabulary, evidence.rows, told, told_rows, evidence.lengths)


def _told(evidence: Evidence) -> tuple[list[str], list[int]]:
    """What the rules found in each sentence, in the one before (``<``) and the one after (``>``), and properties."""
    names: list[str] = []
    rows: list[int] = []
    last = len(evidence.in_log) - 1
    for item in evidence.shown:
        here, before, after = _named(item.concept, item.told_again)
        at = item.sentence
        names.append(here)
        rows.append(at)
        if at > 0:
            names.append(before)
            rows.append(at - 1)
        if at < last:
            names.append(after)
            rows.append(at + 1)
    for name, numbers in _properties(evidence):
        names += [name] * len(numbers)
        rows += numbers
    if evidence.aside:
        rows = [-1 if number in evidence.aside else number for number in rows]
    return names, rows


@lru_cache(maxsize=512)
def _named(concept: str, told_again: bool) -> tuple[str, str, str]:
    """The key of a concept where it is shown, in the sentence before, and in the one after."""
    key = ("~" if told_again else "=") + concept
    return key, ">" + key, "<" + key


def _properties(evidence: Evidence) -> Iterator[tuple[str, Sequence[int]]]:
    """What sentences are like, and the numbers of those that are."""
    lengths = evidence.lengths.tolist()
    yield "+long", [number for number, length in enumerate(lengths) if length > _LONG_SENTENCE]
    yield "+short", [number for number, length in enumerate(lengths) if length < _SHORT_SENTENCE]
    several = [number for number, told in enumerate(evidence.occasions) if told > 1]
    yield "+counted", [number for number in several if evidence.occasions[number] < _MANY]
    yield "+many", [number for number in several if evidence.occasions[number] >= _MANY]
    yield "+quoted", evidence.quoting
    yield "+first entry", range(evidence.opening)
