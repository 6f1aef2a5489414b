"""What the conduct shows and where: phrases of the covered text, kept where the suspect is said to have done it.

A hit counts for nothing where it does not stand as a fact (standing.py), or where the sentence is of procedure and
training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from logscan.nlp.lexicon import Rule
from logscan.signals.mask import Masked
from logscan.signals.phrases import Phrases
from logscan.signals.standing import Standing, is_conduct
from logscan.signals.words import Places, Words

_TOLD_AGAIN = 0.4


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
        return is_conduct(self.rule)


@dataclass(frozen=True)
class Evidence:
    """A case's covered text, its sentences, its words, and what is shown, the sentences that say it goes on and on,
    and those set aside: opinions on FOUR, procedure.

    ``spans`` (n, 2) are the sentences; ``opening`` is how many of them the first entry holds; ``heads`` are the
    sentences (by number) of the words, or those that they come after, -1 for none.
    """

    masked: Masked
    spans: Places
    opening: int
    words: Words
    heads: Places
    shown: tuple[Shown, ...]
    often: frozenset[int]
    aside: frozenset[int]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences, in order."""
        return [(start, end) for start, end in self.spans.tolist()]

    @cached_property
    def rows(self) -> Places:
        """The sentence of each word, by number; -1 where it stands in none that counts."""
        rows = _inside(self.heads, self.words.starts, self.spans)
        for number in self.aside:
            rows[rows == number] = -1
        return rows

    @cached_property
    def told_words(self) -> int:
        """How many words the sentences have that are not set aside."""
        return int(np.count_nonzero(self.rows >= 0))

    @cached_property
    def by_concept(self) -> dict[str, list[Shown]]:
        """What is shown, by concept, one a sentence."""
        found: dict[str, dict[int, Shown]] = {}
        for item in self.shown:
            found.setdefault(item.concept, {}).setdefault(item.sentence, item)
        return {concept: list(items.values()) for concept, items in found.items()}


def gather(
    masked: Masked,
    spans: Places,
    opening: int,
    words: Words,
    phrases: Phrases,
    standing: Standing,
    opinions: Sequence[int] = (),
) -> Evidence:
    """The evidence of a case from its covered text, its sentences (n, 2) and words.

    ``opening`` is how many sentences the first entry holds. ``opinions`` are places of the log whose sentences tell
    what officers made of it, and are left out.
    """
    heads = np.searchsorted(spans[:, 0], words.starts, side="right") - 1
    hits = phrases.find(masked.text, words)
    numbers = _inside(heads, words.starts, spans)[[hit.word for hit in hits]].tolist()
    kinds: dict[str, set[int]] = {"procedure": set(), "enquiry": set(), "often": set()}
    for hit, number in zip(hits, numbers, strict=True):
        if number >= 0 and hit.rule.key in kinds:
            kinds[hit.rule.key].add(number)
    said = np.searchsorted(spans[:, 0], [masked.forth(place) for place in opinions], side="right") - 1
    aside = kinds["procedure"].union(said.tolist())
    placed = [
        (hit, number)
        for hit, number in zip(hits, numbers, strict=True)
        if number >= 0 and number not in aside and hit.rule.key not in kinds
    ]
    stand = standing.stands(masked.text, words, [hit for hit, _ in placed], spans[[number for _, number in placed]])
    shown = tuple(
        Shown(hit.start, hit.end, number, hit.rule.key, hit.rule, number in kinds["enquiry"])
        for (hit, number), stands in zip(placed, stand, strict=True)
        if stands
    )
    return Evidence(masked, spans, opening, words, heads, shown, frozenset(kinds["often"]), frozenset(aside))


def _inside(heads: Places, places: Places, spans: Places) -> Places:
    """The sentences that places stand in, from those that they stand in or come after; -1 for none."""
    if not len(spans):
        return np.full(len(places), -1)
    return np.where(places < spans[heads, 1], heads, -1)
