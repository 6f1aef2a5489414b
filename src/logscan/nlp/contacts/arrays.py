"""The words of sentences of several logs as numbers, in arrays, read as keys.py reads them one by one.

A sentence that this cannot be sure of (a stamp or a name cuts a word, names overlap, it goes on and on) is odd: it has
to be read by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.contacts.keys import MOST_WORDS, ROLES, Material
from logscan.nlp.joined import Joined, runs
from logscan.nlp.vocabulary import Places, Told

_UNKNOWN, _UNDERSCORED = 0, 1
"""The numbers of words of no interest, and of those that hold what parts words here, but not in the vocabulary."""
_FIRST = 2
_APOSTROPHE = ord("'")
_NONE: Places = np.zeros(0, dtype=np.intp)
PARTS = 3
"""The parts of an entry that somebody can be named in: its header, the first sentence below it, and all others."""


class Read(NamedTuple):
    """Words by number, with the sentence (by number in all logs) of each; ``counts`` are how many each sentence has.

    ``plain`` and ``plain_rows`` are the words as they stand in the text, whoever is named and whatever is left out.
    """

    words: Places
    rows: Places
    counts: Places
    odd: NDArray[np.bool_]
    plain: Places
    plain_rows: Places


class Words:
    """The words of interest by number; whoever is named has one number for each of ``PARTS``, one after the other."""

    def __init__(self, words: Iterable[str]) -> None:
        wanted = {*words, "0"} - ROLES
        self._numbers = {word: number for number, word in enumerate(sorted(wanted), start=_FIRST)}
        self._named = _FIRST + len(wanted)
        self._roles = {role: self._named + PARTS * at for at, role in enumerate(sorted(ROLES))}
        self.size = self._named + PARTS * len(ROLES)
        self._told = Told(self._number)

    def numbers(self, word: str) -> Sequence[int]:
        """The numbers of a word of interest."""
        return range(self._roles[word], self._roles[word] + PARTS) if word in ROLES else (self._numbers[word],)

    def read(self, logs: Sequence[Material], together: Joined, spans: Places, parts: Places) -> Read:
        """The sentences of logs, ``spans`` of these ``together``; ``parts``: in which of ``PARTS`` each stands."""
        if not len(spans):
            return Read(_NONE, _NONE, _NONE, _NONE.astype(bool), _NONE, _NONE)
        edges = np.searchsorted(together.starts, spans)
        first, many = edges[:, 0], edges[:, 1] - edges[:, 0]
        ends = np.append(together.ends, 0)  # the word before the first one ends at 0
        odd = (ends[edges - 1] > spans).any(axis=1) | (many > MOST_WORDS)
        rows = np.repeat(np.arange(len(spans)), many)
        # from the number of a word among all of the logs to that among those of sentences
        shift = np.cumsum(many) - many - first
        words = self._told.of(together.vocabulary).take(together.numbers.take(np.arange(len(rows)) - shift.take(rows)))
        odd[rows[words == _UNDERSCORED]] = True
        read = Read(words.copy(), rows, many, odd, words, rows)
        kept = np.ones(len(rows), dtype=bool)
        self._put_roles(read, kept, together, spans, edges, shift, ends, parts, logs)
        self._join_parts(read, kept, together, edges, shift)
        rows = rows[kept]
        return read._replace(words=read.words[kept], rows=rows, counts=np.bincount(rows, minlength=len(spans)))

    def _put_roles(
        self,
        read: Read,
        kept: NDArray[np.bool_],
        together: Joined,
        spans: Places,
        edges: Places,
        shift: Places,
        ends: Places,
        parts: Places,
        logs: Sequence[Material],
    ) -> None:
        """Put the number of a role for the first word of each name, and leave out its other words."""
        named = [
            (begin + span.start, begin + span.end, self._roles[f"<{person.role}>"])
            for log, begin in zip(logs, together.begins.tolist(), strict=True)
            for person in log.people
            for span in person.spans
        ]
        if not named:
            return
        named.sort()
        starts, stops, roles = np.fromiter(chain.from_iterable(named), dtype=np.intp).reshape(-1, 3).T
        row = np.searchsorted(spans[:, 0], starts, side="right") - 1
        inside = (row >= 0) & (starts < spans[row, 1])
        first, last = np.searchsorted(together.starts, starts), np.searchsorted(together.starts, stops)
        clean = inside & (stops <= spans[row, 1]) & (last > first)
        clean &= (ends[first - 1] <= starts) & (ends[last - 1] <= stops)
        over = starts[1:] < np.maximum.accumulate(stops)[:-1]
        clean[1:] &= ~over
        clean[:-1] &= ~over
        read.odd[row[inside & ~clean]] = True
        first, row, others = (first + shift[row])[clean], row[clean], (last - first)[clean] - 1
        read.words[first] = roles[clean] + parts[row]
        kept[runs(first + 1, others)] = False

    def _join_parts(
        self, read: Read, kept: NDArray[np.bool_], together: Joined, edges: Places, shift: Places
    ) -> None:
        """Make one word of two with an apostrophe between them, but for those of names."""
        quotes = np.flatnonzero(np.frombuffer(together.data, dtype=np.uint8) == _APOSTROPHE)
        before = np.searchsorted(together.ends, quotes)
        inner = before < len(together.ends) - 1
        quotes, before = quotes[inner], before[inner]
        before = before[(together.ends[before] == quotes) & (together.starts[before + 1] == quotes + 1)]
        row = np.searchsorted(edges[:, 0], before, side="right") - 1
        whole = (row >= 0) & (before + 1 < edges[row, 1])
        before, row = before[whole], row[whole]
        at = before + shift[row]
        plain = kept[at] & kept[at + 1] & (read.words[at] < self._named) & (read.words[at + 1] < self._named)
        before, row, at = before[plain], row[plain], at[plain]
        read.odd[row[1:][at[1:] == at[:-1] + 1]] = True
        starts, stops = together.starts[before].tolist(), together.ends[before + 1].tolist()
        known, text = self._numbers, together.text
        read.words[at] = [
            known.get(text[start:stop], _UNKNOWN) for start, stop in zip(starts, stops, strict=True)
        ]
        kept[at + 1] = False

    def _number(self, word: str) -> int:
        if word.isdigit():
            return self._numbers["0"]
        return _UNDERSCORED if "_" in word else self._numbers.get(word, _UNKNOWN)
