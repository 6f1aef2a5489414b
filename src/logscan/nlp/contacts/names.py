"""Who is named around a contact: the people of a log by where they stand, and names that nobody else bears."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from logscan.nlp.contacts import words
from logscan.nlp.lexicon import Hit
from logscan.report import Person

NOT_THE_VICTIM = frozenset({"suspect", "witness", "officer"})
_SHORT = 20_000  # characters of a log that is quickly looked through


def _name_words(people: Sequence[Person]) -> tuple[frozenset[str], frozenset[str]]:
    """The words, folded, of names that only the victim bears, and of those of suspects, witnesses and officers."""
    borne: dict[bool, set[str]] = {True: set(), False: set()}
    for person in people:
        if person.name and (person.role == "victim" or person.role in NOT_THE_VICTIM):
            named = (word for word in words.WORD.findall(person.name.lower()) if len(word) > 2)
            borne[person.role == "victim"].update(named)
    return frozenset(borne[True] - borne[False] - words.NO_NAMES), frozenset(borne[False])


class Names:
    """Where a log names whom, and which words are names of the victim."""

    def __init__(self, text: str, folded: str, people: Sequence[Person]) -> None:
        self._text, self._folded = text, folded
        self._named = sorted((span.start, span.end, person.role) for person in people for span in person.spans)
        self._starts = [start for start, _, _ in self._named]
        self._suspects = {person.gender for person in people if person.role == "suspect"}
        self._victims, self._others = _name_words(people)

    def _after(self, position: int, limit: int) -> tuple[int, int, str] | None:
        """The first person named in ``[position, limit)``."""
        at = bisect_left(self._starts, position)
        return self._named[at] if at < len(self._named) and self._starts[at] < limit else None

    def _before(self, position: int, floor: int) -> tuple[int, int, str] | None:
        """The last person named before ``position`` and from ``floor`` on."""
        at = bisect_left(self._starts, position) - 1
        return self._named[at] if at >= 0 and self._starts[at] >= floor else None

    def _victim_next(self, hit: Hit) -> bool:
        """Whether the next word is the victim's name."""
        following = words.NEXT_WORD.match(self._folded, hit.end)
        return following is not None and following["word"] in self._victims

    def _victim_before(self, hit: Hit, left: int) -> bool:
        """Whether a name of the victim stands from ``left`` on before the words, and nothing that parts them."""
        folded = self._folded
        before = folded[left : hit.start]
        if not any(name in before for name in self._victims):
            return False
        return any(
            word.group() in self._victims
            and (words.BETWEEN.match(folded, word.end(), hit.start) or words.ASIDE.match(folded, word.end(), hit.start))
            for word in words.WORD.finditer(folded, left, hit.start)
        )

    def _unknown_name(self, match: re.Match[str]) -> bool:
        """Whether the word is written as a name, stands in the log twice or more, and is nobody else's name."""
        start, end = match.span("word")
        if not self._text[start].isupper():  # of most words that is known at once
            return False
        word = self._text[start:end]
        if not word[1:].islower() or word.lower() in words.NO_NAMES:
            return False
        known = self._before(start + 1, start - 20)
        taken = known is not None and known[1] > start and known[2] in NOT_THE_VICTIM
        if taken or word.lower() in self._others:
            return False
        # names of a long log are counted once for all: each look at all of it takes as long
        return (len(self._text) > _SHORT or self._text.count(word) > 1) and self._title_words[word] > 1

    @cached_property
    def _title_words(self) -> Counter[str]:
        """How often each word stands in the log written as a name is."""
        return Counter(words.TITLE_WORD.findall(self._text))
