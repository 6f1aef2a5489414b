"""What the conduct shows and where: phrases of the covered text, kept where the suspect is said to have done it.

A hit counts for nothing where an officer does it, where it is denied, only asked about, supposed or forbidden, or
where the sentence is of procedure and training. The words that decide this are in ``lexicon/signals/context.toml``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.lexicon import Rule
from logscan.nlp.sentences import sentences
from logscan.report import Entry
from logscan.signals.mask import Masked
from logscan.signals.phrases import Phrases, Words, table

_CLAUSE = 70
_TOLD_AGAIN = 0.4
_LONGEST = 240
_CUT = re.compile(r"[,;:]\s+|\s-+\s|\s(?=(?:and|but|then|so|because|who|which)\s)")
_CONDUCT = "conduct.toml"


@dataclass(frozen=True, slots=True)
class Shown:
    """A phrase that shows something: its place in the covered text, its sentence (by number), its concept."""

    start: int
    end: int
    sentence: int
    concept: str
    rule: Rule
    told_again: bool = False

    @property
    def letters(self) -> Sequence[str]:
        """The FOUR letters that the phrase shows."""
        return self.rule.attributes.get("letters", ())  # type: ignore[no-any-return]

    @property
    def acts(self) -> Sequence[str]:
        """The acts of s.2A(3) that the phrase shows."""
        return self.rule.attributes.get("acts", ())  # type: ignore[no-any-return]

    @property
    def weight(self) -> float:
        """How strongly it speaks (0 to 1); less where police tell again what they did about it."""
        return float(self.rule.attributes.get("weight", 0.5)) * (_TOLD_AGAIN if self.told_again else 1.0)

    @property
    def conduct(self) -> bool:
        """Whether it is conduct of the suspect, not a response or a circumstance."""
        return self.rule.source_file.endswith(_CONDUCT)


@dataclass(frozen=True)
class Evidence:
    """A case's covered text, its sentences with the entries that they stand in, its words, and what is shown,
    the sentences that say it goes on and on, and those set aside: opinions on FOUR, procedure.
    """

    masked: Masked
    sentences: list[tuple[int, int]]
    entry_of: list[int]
    words: Words
    shown: tuple[Shown, ...]
    often: frozenset[int]
    aside: frozenset[int]

    @cached_property
    def lengths(self) -> NDArray[np.intp]:
        """How long each sentence is."""
        return np.array([end - start for start, end in self.sentences], dtype=np.intp)

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """The sentence of each word, by number; -1 where it stands in none that counts."""
        if not self.sentences:
            return np.full(len(self.words.starts), -1)
        spans = np.array(self.sentences)
        places = np.array(self.words.starts, dtype=np.intp)
        rows = np.searchsorted(spans[:, 0], places, side="right") - 1
        rows[places >= spans[rows, 1]] = -1
        for number in self.aside:
            rows[rows == number] = -1
        return rows

    @cached_property
    def told_words(self) -> int:
        """How many words the sentences have that are not set aside."""
        return int((self.rows >= 0).sum())

    @cached_property
    def by_concept(self) -> dict[str, list[Shown]]:
        """What is shown, by concept, one a sentence."""
        found: dict[str, dict[int, Shown]] = {}
        for item in self.shown:
            found.setdefault(item.concept, {}).setdefault(item.sentence, item)
        return {concept: list(items.values()) for concept, items in found.items()}


def gather(
    masked: Masked,
    entries: Sequence[Entry],
    phrases: Phrases,
    words: Words,
    opinions: Sequence[int] = (),
) -> Evidence:
    """The evidence of a case from its covered text and its entries.

    ``opinions`` are places of the log whose sentences tell what officers made of it, and are left out.
    """
    spans: list[tuple[int, int]] = []
    entry_of: list[int] = []
    for number, entry in enumerate(entries):
        body = masked.forth(entry.body)
        found = _pieces(masked.text, sentences(masked.text, body, max(body, masked.forth(entry.end))))
        spans += found
        entry_of += [number] * len(found)
    starts = [start for start, _ in spans]
    placed = []
    kinds: dict[str, set[int]] = {"procedure": set(), "enquiry": set(), "often": set()}
    for start, end, rule in phrases.find(masked.text, words):
        number = bisect.bisect_right(starts, start) - 1
        if number < 0 or start >= spans[number][1]:
            continue
        if rule.key in kinds:
            kinds[rule.key].add(number)
        else:
            placed.append((start, end, number, rule))
    said = {bisect.bisect_right(starts, masked.forth(place)) - 1 for place in opinions}
    aside = kinds["procedure"] | said
    shown = [
        Shown(start, end, number, rule.key, rule, number in kinds["enquiry"])
        for start, end, number, rule in placed
        if number not in aside and _stands(masked.text, spans[number], start, end, rule)
    ]
    return Evidence(masked, spans, entry_of, words, tuple(shown), frozenset(kinds["often"]), frozenset(aside))


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, the long ones cut at their clauses, so that what is pointed at can be read at a glance."""
    pieces = []
    for start, end in spans:
        while end - start > _LONGEST:
            cuts = list(_CUT.finditer(text, start + _LONGEST // 4, start + _LONGEST))
            best = max(cuts, key=lambda m: (m.group()[0] in ",;:-", m.start()), default=None)
            stop, onward = best.span() if best else (start + _LONGEST, start + _LONGEST)
            pieces.append((start, stop))
            start = onward
        if start < end:
            pieces.append((start, end))
    return pieces


def _stands(text: str, span: tuple[int, int], start: int, end: int, rule: Rule) -> bool:
    """Whether a hit tells of a fact, by the words before and after it in its sentence."""
    if rule.source_file.endswith("course.toml"):
        return True
    before = text[max(span[0], start - _CLAUSE) : start]
    conduct = rule.source_file.endswith(_CONDUCT)
    if conduct and _pattern("police", "before").search(before):
        return False
    if _pattern("negation", "before").search(before) or _pattern("asked", "clause").search(before):
        return False
    if _pattern("supposed", "clause").search(re.split(r"[.;!?]\s", before)[-1]):
        return False
    return _pattern("denied", "after").match(text, end, min(span[1], end + 40)) is None


_SHAPES = {
    # one word may stand between, but not a person, who then is the doer, and not "stop"
    "before": r"(?<!\w)(?:{})(?:\s+[a-z]?\d[\w/]*)?(?:\s+(?!stop|(?:he|she|they|him|her|who|it)\b)[\w']+){{0,1}}\s+$",
    "clause": r"(?<!\w)(?:{})(?!\w)",
    "after": r"[^.;?]{{0,20}}?\s*(?:[-:?,]|\.\.\.)\s*(?:{})(?!\w)",
}


@lru_cache(maxsize=16)
def _pattern(group: str, place: str) -> re.Pattern[str]:
    words = table("context")[group][place]
    inner = "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in words)
    return re.compile(_SHAPES[place].replace("{{", "{").replace("}}", "}").replace("{}", inner, 1))
