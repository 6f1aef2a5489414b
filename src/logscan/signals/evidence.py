"""What the conduct shows and where: phrases of the covered text, kept where the suspect is said to have done it.

A hit counts for nothing where it does not stand as a fact (standing.py), or where the sentence is of procedure and
training. gathering.py finds all this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from logscan.nlp.lexicon import Rule
from logscan.nlp.vocabulary import Places
from logscan.signals.pieces import pairs
from logscan.signals.standing import is_conduct

_TOLD_AGAIN = 0.4


class Shown(NamedTuple):
    """A phrase that shows something: its sentence (by number) and its rule."""

    sentence: int
    rule: Rule
    told_again: bool = False

    @property
    def concept(self) -> str:
        """What it shows."""
        return self.rule.key

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
    """A case's covered text, its sentences and words, and what is shown.

    The text is a ``stretch`` of that of all cases that were read ``together``: few are asked for theirs.
    ``places`` (n, 2) are the sentences in the covered text, ``in_log`` and, as a table, ``places_in_log`` in the log,
    ``lengths`` (n) how long they are in the covered text; ``opening`` is how many of them the first entry holds,
    ``quoting`` are those that quote (by number, a sentence as often as it does). ``words`` are by their number in the
    ``vocabulary``, ``rows`` the sentences of them, by number, -1 for none that counts, ``told_words`` how many count.
    ``often`` are the sentences that say that it goes on and on, ``aside`` those that do not count: opinions on FOUR,
    procedure. ``occasions`` is how many each sentence tells of, ``headed`` whether a line in one can head a message.
    """

    together: str
    stretch: slice
    places: Places
    in_log: list[tuple[int, int]]
    places_in_log: Places
    lengths: Places
    opening: int
    quoting: list[int]
    words: Places
    vocabulary: list[str]
    rows: Places
    told_words: int
    shown: tuple[Shown, ...]
    often: frozenset[int]
    aside: frozenset[int]
    occasions: list[int]
    headed: bool

    @property
    def text(self) -> str:
        """The covered text."""
        return self.together[self.stretch]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The spans of the sentences in the covered text."""
        return pairs(self.places)

    @cached_property
    def conduct(self) -> list[Shown]:
        """What is shown of the suspect's conduct."""
        return [item for item in self.shown if is_conduct(item.rule)]

    @cached_property
    def by_concept(self) -> dict[str, list[Shown]]:
        """What is shown, by concept, one a sentence."""
        found: dict[str, dict[int, Shown]] = {}
        for item in self.shown:
            found.setdefault(item.concept, {}).setdefault(item.sentence, item)
        return {concept: list(items.values()) for concept, items in found.items()}
