"""Where codes and names can stand in several logs: told by their words, of all logs at once, and read only there.

What does stand at a place is for the expressions to say: there may be too many places for each of them, never too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import SEAM, Joined, in_latin, joined
from logscan.nlp.people.words import AGE, CODE, FIRST, GIVEN, KIND, ODD, OPENING, SECOND, TITLE, Words
from logscan.nlp.vocabulary import Places

_Marks = NDArray[np.bool_]
_CAPITAL, _SMALL, _MARK, _BLANK = 1, 2, 4, 8
_WIDE = 8  # letters of a word that are looked at
_SMALL_BIT = 0x20  # what a small letter of Latin-1 has and its capital has not
_SMALL_BITS = np.array([int.from_bytes(bytes([_SMALL_BIT] * width), "little") for width in range(_WIDE + 1)], "<u8")
_PAIR = 2  # letters
_FAR = 1 << 60  # where no word stands
_SHIFT = 40  # bits above the number of a word


def _classes() -> NDArray[np.uint8]:
    """What a letter of Latin-1 is in names, among whose marks is "?", which stands for what Latin-1 has not."""
    classes = np.zeros(256, np.uint8)
    classes[ord("A") : ord("Z") + 1] = _CAPITAL
    classes[ord("a") : ord("z") + 1] = classes[ord("à") :] = _SMALL
    classes[[*b"'-?"]] = _MARK
    classes[[*b" \t"]] = _BLANK
    return classes


_CLASSES = _classes()


class Outlook(NamedTuple):
    """Where a log is to be read.

    ``codes`` are start, length and kind of the words that codes begin with and of those that may be given names;
    ``names`` are where names can begin, with a bit for each expression of :mod:`.names`. ``forms`` are the words that a
    short form of a name can be, folded: those of three letters and more that stand there twice with a capital, those of
    two capitals, and capitals alone behind a title.
    """

    codes: list[tuple[int, int, int]]
    names: list[tuple[int, int]]
    forms: set[str]


def outlooks(words: Words, texts: Sequence[str], folded: Sequence[str]) -> list[Outlook]:
    """The outlook on each of some texts, which are also given folded."""
    together = joined(folded)
    told = np.append(words.of(together.vocabulary)[together.numbers], [0, 0])
    data = in_latin(SEAM.join(texts))
    letters = np.frombuffer(data, np.uint8)
    capitals = np.flatnonzero(_CLASSES[letters[together.starts]] == _CAPITAL)
    names = _names(together, told, data, letters, capitals)
    found = [Outlook(*each, set()) for each in zip(_codes(words, together, told), names, strict=True)]
    for text, number in _forms(together, told, letters, capitals):
        found[text].forms.add(together.vocabulary[number])
    return found


def _by_text(begins: Places, starts: Places, *told: Iterable[Any]) -> list[list[tuple[Any, ...]]]:
    """Of each text the places among those in the joined texts, as places in it, each with what is told of it."""
    edges = np.append(np.searchsorted(starts, begins), len(starts))
    rows = [*zip((starts - np.repeat(begins, np.diff(edges))).tolist(), *told, strict=True)]
    return [rows[left:right] for left, right in pairwise(edges.tolist())]


def _forms(together: Joined, told: Places, letters: NDArray[np.uint8], at: Places) -> Iterable[tuple[int, int]]:
    """Texts, and words by number that may be short forms in them, of the words ``at``, which have a capital."""
    starts, numbers = together.starts[at], together.numbers[at]
    lengths = together.ends[at] - starts
    both = together.text_at(starts) << _SHIFT | numbers
    longer = np.sort(both[lengths > _PAIR])
    twice = longer[1:][longer[1:] == longer[:-1]]
    short = (lengths == _PAIR) & (_CLASSES[letters[starts + 1]] == _CAPITAL)
    short |= (lengths == 1) & (told[at - 1] & TITLE != 0)
    found = np.concatenate((twice, both[short]))
    return zip((found >> _SHIFT).tolist(), (found & ((1 << _SHIFT) - 1)).tolist(), strict=True)


def _codes(words: Words, together: Joined, told: Places) -> list[list[tuple[int, int, int]]]:
    held = np.flatnonzero(told >= ODD)
    known = told[held]
    kept = (known & FIRST == 0) | (told[held + 1] & SECOND != 0)
    at, kinds = held[kept], known[kept] >> KIND
    starts = together.starts[at]
    lengths = together.ends[at] - starts
    odd = np.flatnonzero(kinds == 0)
    if len(odd):
        more = [
            (int(together.starts[at]) + start, length, kind)
            for at in at[odd].tolist()
            for start, length, kind in words.pieces(together.vocabulary[together.numbers[at]])
        ]
        columns = np.concatenate((np.stack((starts, lengths, kinds)), np.array(more, np.intp).reshape(-1, 3).T), axis=1)
        starts, lengths, kinds = columns[:, np.argsort(columns[0], kind="stable")]
    return _by_text(together.begins, starts, lengths.tolist(), kinds.tolist())


def _names(
    together: Joined, told: Places, data: bytes, letters: NDArray[np.uint8], at: Places
) -> list[list[tuple[int, int]]]:
    """Where names can begin, with the bits of expressions, of the words ``at``, which have a capital.

    A word of an expression may hold marks (O'Neil), so that it is several here.
    """
    # most stand alone: neither with a capital in the word beside them nor with a mark or an age behind
    goes_on = _CLASSES[letters[together.ends[at]]] == _MARK
    linked = np.diff(at, append=_FAR) <= 1 + goes_on
    kept = linked | goes_on | (told[at + 1] & AGE != 0)
    kept[1:] |= linked[:-1]
    at = at[kept]
    if not len(at):
        return [[] for _ in together.begins]
    bits = told.astype(np.uint8)
    starts, ends = together.starts[at], np.append(together.ends, 0)
    lengths, gaps = ends[at] - starts, np.append(together.starts, 0)[at + 1] - ends[at]
    second, mark = _CLASSES[letters[starts + 1]], letters[ends[at]]
    small, large = second == _SMALL, (second == _CAPITAL) | (second == _MARK)
    goes_on, goes_further = _CLASSES[mark] == _MARK, _CLASSES[letters[ends[at + 1]]] == _MARK
    steps = np.diff(at, append=_FAR)
    follows = steps == 1  # the very next word has a capital
    behind_blank = _of_next(_CLASSES[letters[starts - 1]] == _BLANK)  # the next word with a capital
    parted = follows & behind_blank
    linked = parted | (follows & goes_on)
    of_it, behind, further = bits[at], bits[at + 1], bits[at + 2]

    before_capitals = parted & _of_next((large & (lengths > _PAIR)) | goes_on)  # or one or two words before them
    before_capitals |= parted & _of_next(before_capitals | (parted & _of_next(before_capitals)))
    given_and_capitals = before_capitals & _has_small(data, starts, lengths)
    given_and_capitals |= goes_on & (((steps <= 2) & behind_blank) | (follows & _of_next(parted)) | goes_further)
    titled = parted & _is(TITLE, of_it)
    after_code = follows & large & _is(CODE, of_it) & _of_next(large)
    before_given = parted & _is(GIVEN, behind) & _of_next(small)
    surname_first = large & (before_given | (follows & goes_on & _of_next(before_given | goes_on)))
    aged = _is(AGE, behind) & (gaps > 1) & (mark != ord("."))
    aged |= parted & (_is(AGE, further) | _of_next(goes_on))
    aged |= follows & goes_on & (_is(AGE, further) | _of_next(parted))
    # what is no name may hold the first half of one ("Victim Sarah"): all that are linked with one are tried
    chain = np.cumsum(~linked) - ~linked
    held = np.zeros(len(at) + 1, bool)
    held[chain[parted & small & _is(OPENING, behind)]] = True
    two_capitals = linked & small & held[chain]

    found = np.zeros(len(at), np.uint8)
    # a bit each in the order of the expressions, from the last one on
    for tried in (aged & small, surname_first, after_code, two_capitals, titled, given_and_capitals):
        found <<= 1
        found |= tried
    named = np.flatnonzero(found)
    return _by_text(together.begins, starts[named], found[named].tolist())


def _is(bit: int, bits: NDArray[np.uint8]) -> _Marks:
    found: _Marks = bits & bit != 0
    return found


def _of_next(marks: _Marks) -> _Marks:
    """What is marked of each word for the one before it."""
    found = np.zeros_like(marks)
    found[:-1] = marks[1:]
    return found


def _has_small(data: bytes, starts: Places, lengths: Places) -> _Marks:
    """Which words have a small letter or a digit, or may have one: no more than eight of their letters are read."""
    first = np.ndarray(len(data) - _WIDE + 1, "<u8", data, strides=(1,))[starts]
    found: _Marks = (first & _SMALL_BITS[np.minimum(lengths, _WIDE)] != 0) | (lengths > _WIDE)
    return found
