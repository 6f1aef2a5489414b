"""What to try at the words of several texts, told of all at once by their numbers: at most words it is nothing.

A word that holds anchors of phrases is told by itself once; then it, the word behind it and the word before it say what
is left to try. What a pair of words was found to say is kept, for logs repeat them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import accumulate, chain, pairwise, starmap
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import SEAM, Joined, distinct, joined, runs
from logscan.nlp.lexicon.attempts import ANY_ENDING, MARK, UNKNOWN, AtAnchor, Attempts
from logscan.nlp.lexicon.neighbours import Neighbours
from logscan.nlp.lexicon.pairs import Pairs
from logscan.nlp.lexicon.plain_words import plain_words
from logscan.nlp.lexicon.reaching import ANYWHERE, Reached, Reaching
from logscan.nlp.lexicon.rules import Rule
from logscan.nlp.lexicon.spots import Spot
from logscan.nlp.lexicon.words import plain
from logscan.nlp.vocabulary import Places

_ODD = -1  # for what a word holds that is several where it is made plain
_UNKNOWN = -1

_First = Sequence[tuple[Callable[[str, int], re.Match[str] | None], Rule]]


class Tries(NamedTuple):
    """What to try in a text, in columns.

    ``first`` are where words begin, and the rules to try there, each with the match of its pattern. ``reached`` are
    phrases that may begin before the word by which they were looked for: a number for each time, where that word
    begins, the phrase, and where it can begin (``ANYWHERE`` or, one after the other, the places).
    """

    first: tuple[list[int], list[_First]]
    reached: tuple[list[int], list[int], list[Reached], list[int]]


class _Try(NamedTuple):
    """What to try at a word: rules that begin there, and phrases by number that may begin before."""

    first: _First
    reaching: Sequence[int]


class _Held(NamedTuple):
    """A spot in a word: where its anchor stands, how many letters that has, the word that must stand before it."""

    shift: int
    size: int
    before: str | None
    attempts: Attempts


_What = TypeVar("_What")


class _Numbered(Generic[_What]):
    """Things by number, 0 for nothing; those of the same key, which is the thing itself if none is told, share one."""

    def __init__(self, nothing: _What) -> None:
        self.all = [nothing]
        self._known: dict[Hashable, int] = {(): 0}

    def number(self, what: _What, key: Hashable = None) -> int:
        found = self._known.setdefault(what if key is None else key, len(self.all))
        if found == len(self.all):
            self.all.append(what)
        return found


class Outlook:
    """Where the phrases of some spots are to be tried."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._spots = spots
        # worked out when a spot is first found: a log holds few of all
        self._known: list[AtAnchor | None] = [None] * len(spots)
        self._automaton = ahocorasick_rs.AhoCorasick([spot.literal for spot in spots])
        self._lock = Lock()
        self._words = plain_words([])
        self._told = np.zeros(0, np.int32)
        self._spots_of: _Numbered[tuple[tuple[int, int], ...]] = _Numbered(())
        self._closes = np.zeros(1, np.int8)
        self._held: _Numbered[tuple[_Held, ...]] = _Numbered(())
        self._tries: _Numbered[_Try] = _Numbered(_Try((), ()))
        self._reaching, self._neighbours = Reaching(), Neighbours()
        self._told_tries: tuple[Places, ...] = (np.zeros(0, np.intp),)
        self._firsts: list[_First] = []
        self._by_next, self._by_previous = Pairs(self._at_next), Pairs(self._at_previous)

    def tries(self, texts: Sequence[str], together: Joined) -> list[Tries]:
        """What to try in each of some folded texts, which are also given as one."""
        if not texts:
            return []
        with self._lock:
            told = self._of(together.vocabulary)[together.numbers]
            found = self._found(together, told, together.data)
            odd = distinct(together.text_at(together.starts[told == _ODD])).tolist()
            if odd:
                held = [texts[number] for number in odd]
                together = joined([plain(text) for text in held], keep=False)
                told = self._of(together.vocabulary)[together.numbers]
                data = SEAM.join(held).encode("latin-1", "replace")
                for number, tries in zip(odd, self._found(together, told, data), strict=True):
                    found[number] = tries
            return found

    def _of(self, vocabulary: list[str]) -> NDArray[np.int32]:
        """By the number of a word, the number of what it holds."""
        words = plain_words(vocabulary)
        if self._words is not words:
            self._words, self._told = words, np.zeros(0, np.int32)
        if len(self._told) < len(words.words):
            self._told = np.append(self._told, self._tell(words.words[len(self._told) :]))
        return self._told

    def _tell(self, words: Sequence[str]) -> NDArray[np.int32]:
        begins = np.array([*accumulate((len(word) + 1 for word in words), initial=1)])
        held: dict[int, list[tuple[int, int]]] = {}
        hits = self._automaton.find_matches_as_indexes(f" {' '.join(words)} ", overlapping=True)
        places = np.array([start + (self._spots[index].literal[0] == " ") for index, start, _ in hits], np.intp)
        numbers = np.searchsorted(begins, places, side="right") - 1
        shifts = (places - begins[numbers]).tolist()
        for (index, _, _), number, shift in zip(hits, numbers.tolist(), shifts, strict=True):
            held.setdefault(number, []).append((index, shift))
        told = np.zeros(len(words), np.int32)
        for number, spots in held.items():
            told[number] = self._spots_of.number(tuple(sorted(spots)))
        told[[number for number, word in enumerate(words) if " " in word]] = _ODD
        return told

    def _found(self, together: Joined, told: NDArray[np.int32], data: bytes) -> list[Tries]:
        """What to try at words that hold what is ``told``; ``data`` is the text in Latin-1."""
        letters = np.frombuffer(b"".join((b"  ", data, b" ")), np.uint8)
        at = np.flatnonzero(told > 0)
        told = told[at]
        closes = self._closing(told)
        beside = np.where(closes, self._neighbours.behind(together, letters, at), 0)
        held = self._by_next.of(told, beside)
        left = np.flatnonzero(held)
        at, held = at[left], held[left]
        tries = self._by_previous.of(held, self._neighbours.before(together, letters, at))
        left = np.flatnonzero(tries)
        return self._by_text(together, at[left], tries[left])

    def _by_text(self, together: Joined, at: Places, tries: Places) -> list[Tries]:
        """``tries`` (by number) at the words ``at``, of each text."""
        begins, opens, counts, offsets, phrases = together.begins, *self._kinds()
        starts = together.starts[at]
        text = together.text_at(starts)
        starts = starts - begins[text]
        left = np.flatnonzero(opens[tries])
        places, rules = starts[left].tolist(), [*map(self._firsts.__getitem__, tries[left].tolist())]
        firsts = _parts(text[left], len(begins))

        many = counts[tries]
        row = np.repeat(np.arange(len(at)), many)
        phrase = phrases[runs(offsets[tries], many)]
        time, word = self._reaching.begins(together, at[row], phrase)
        row, phrase = row[time], phrase[time]
        begin = np.where(word == ANYWHERE, ANYWHERE, together.starts[word] - begins[text[row]])
        times, stands, begin_at = time.tolist(), starts[row].tolist(), begin.tolist()
        reached = [*map(self._reaching.all.__getitem__, phrase.tolist())]
        return [
            Tries((places[one], rules[one]), (times[other], stands[other], reached[other], begin_at[other]))
            for one, other in zip(firsts, _parts(text[row], len(begins)), strict=True)
        ]

    def _kinds(self) -> tuple[Places, ...]:
        """Of all tries: whether rules begin there; how many phrases may begin before, from where among all, these."""
        if len(self._told_tries[0]) < len(self._tries.all):
            self._firsts = [one.first for one in self._tries.all]
            opens = np.array([*map(bool, self._firsts)])
            counts = np.array([len(one.reaching) for one in self._tries.all])
            phrases = np.array([*chain.from_iterable([one.reaching for one in self._tries.all])], np.intp)
            self._told_tries = opens, counts, np.cumsum(counts) - counts, phrases
        return self._told_tries

    def _closing(self, told: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Whether it hangs on the word behind what to try at words that hold what is told."""
        more = len(self._spots_of.all) - len(self._closes)
        if more:
            self._closes = np.append(self._closes, np.full(more, _UNKNOWN, np.int8))
        closes = self._closes[told]
        if (unknown := told[closes == _UNKNOWN]).size:
            for number in distinct(unknown).tolist():
                spots = [spot for spot, _ in self._spots_of.all[number]]
                # of all of them, for the words that they name are to be known from here on
                told_by_word = [self._at(spot).closes for spot in spots]
                self._closes[number] = any(told_by_word) or any(self._spots[spot].behind is not None for spot in spots)
            closes = self._closes[told]
        return closes > 0

    def _at(self, spot: int) -> AtAnchor:
        found = self._known[spot]
        if found is None:
            _, _, before, behind, *_ = self._spots[spot]
            found = self._known[spot] = AtAnchor(self._spots[spot])
            self._neighbours.name(found.names)
            self._neighbours.name(word for word in (before, behind) if word and word[-1] != ANY_ENDING)
        return found

    def _at_next(self, told: int, beside: int) -> int:
        """The number of what is held where a word holds what is told before what stands ``beside`` it."""
        word = self._neighbours.all[beside]
        held: list[_Held] = []
        for spot, shift in self._spots_of.all[told]:
            at, (_, more, before, behind, *_) = self._at(spot), self._spots[spot]
            if _fits(behind, word) and (attempts := at.before(word)):
                held.append(_Held(shift + more, at.size, before, attempts))
        return self._held.number(tuple(held))

    def _at_previous(self, number: int, beside: int) -> int:
        """The number of what to try where what is held stands behind what stands ``beside`` it."""
        word = self._neighbours.all[beside]
        held = [one for one in self._held.all[number] if one.before is None or one.before == word]
        first = [rule for one in held for rule in one.attempts.first]
        reaching = dict.fromkeys(
            self._reaching.number(shift, size, later)
            for shift, size, _, attempts in held
            # right before an anchor within a word there is none
            for later in attempts.later(UNKNOWN if shift else word)
        )
        key = *map(id, first), *reaching
        return self._tries.number(_Try([(rule.pattern.match, rule) for rule in first], [*reaching]), key)


def _parts(texts: Places, count: int) -> Iterator[slice]:
    """From where to where in ``texts``, which are in order, each of ``count`` of them stands."""
    return starmap(slice, pairwise([*np.searchsorted(texts, np.arange(count)).tolist(), len(texts)]))


def _fits(behind: str | None, word: str) -> bool:
    """Whether ``word`` can stand behind a spot."""
    if not behind:
        return behind is None or word in (UNKNOWN, MARK)
    if behind[-1] == ANY_ENDING:
        return word[:1] == behind[0] if word[-1:] == ANY_ENDING else word.startswith(behind[:-1])
    return word == behind
