"""The folded texts of several logs as one, and all their words by number: made once for the stages that ask for them.

Stages take turns over a few dozen logs. Those that look at every word do so in arrays, of all logs at once. A seam that
is no white space and no word parts the logs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.vocabulary import Places, Vocabulary

SEAM = "\n\0\n"
_MARGIN = b" " * 8
SHORT = 1_000_000
"""Characters; what is longer than that is not kept for the next stage."""
_LONG = 1 << 16  # words, or characters, that are looked at in one go
_WORD = re.compile(r"\w")
# Latin-1 is small enough to tell letters by a table
IS_WORD = np.array([_WORD.match(chr(code)) is not None for code in range(0x100)])
_IS_WORD = IS_WORD.tobytes()
IS_BLANK = np.array([chr(code).isspace() for code in range(0x100)])
_NOWHERE: Places = np.zeros(0, dtype=np.intp)


class Joined(NamedTuple):
    """The texts as one; ``data`` is that as :func:`in_latin` has it.

    ``begins`` are where the texts begin, ``starts`` and ``ends`` where their words (runs of letters and digits) do, and
    ``numbers`` what these are in a ``vocabulary``, which grows.
    """

    text: str
    data: bytes
    begins: Places
    starts: Places
    ends: Places
    numbers: Places
    vocabulary: list[str]

    def text_at(self, places: Places) -> Places:
        """The numbers of the texts that hold some places."""
        found: Places = np.searchsorted(self.begins, places, side="right") - 1
        return found


def joined(texts: Sequence[str], keep: bool = True) -> Joined:
    """Folded texts as one; those last asked for are kept, unless they are long or no other stage asks for them."""
    return _kept(tuple(texts)) if keep and sum(map(len, texts)) <= SHORT else _joined(texts)


@lru_cache(maxsize=1)
def _kept(texts: tuple[str, ...]) -> Joined:
    return _joined(texts)


def _joined(texts: Sequence[str]) -> Joined:
    begins = np.array([*accumulate((len(text) + len(SEAM) for text in texts[:-1]), initial=0)])
    text = SEAM.join(texts)
    data = in_latin(text)
    others, letters = _beyond(text, data)
    inside = np.frombuffer(bytearray(data).translate(_IS_WORD), dtype=bool)
    inside[others] = letters
    starts, ends = (edges.copy() for edges in stretches(inside))  # each on end: what searches them would copy them
    numbers, vocabulary = numbered(text, data, starts, ends, others)
    return Joined(text, data, begins, starts, ends, numbers, vocabulary)


def in_latin(text: str) -> bytes:
    """The text in Latin-1, with "?" for what it has not, and eight blanks behind it."""
    return text.encode("latin-1", "replace") + _MARGIN


_lock = Lock()
_vocabulary = Vocabulary()


def numbered(
    text: str, data: bytes, starts: Places, ends: Places, others: Places = _NOWHERE
) -> tuple[Places, list[str]]:
    """The numbers of words, and the words by number, which logs held of late."""
    global _vocabulary
    numbers = np.empty(len(starts), dtype=np.intp)
    plain = np.ones(len(starts), dtype=bool)
    if len(starts):
        plain[np.searchsorted(starts, others, side="right") - 1] = False
    with _lock:
        if _vocabulary.full:
            _vocabulary = Vocabulary()
        for block in (slice(at, at + _LONG) for at in range(0, len(starts), _LONG)):
            numbers[block] = _vocabulary.numbers(text, data, starts[block], ends[block], plain[block])
        return numbers, _vocabulary.words


def _beyond(text: str, data: bytes) -> tuple[Places, NDArray[np.bool_]]:
    """Where characters stand that Latin-1 has not, and which of them are letters; ``data`` has "?" for each."""
    places = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("?"))
    kinds = bytearray()
    for block in range(0, len(places), _LONG):
        at = places[block : block + _LONG].tolist()
        kinds += bytes([0 if character == "?" else 1 + character.isalnum() for character in map(text.__getitem__, at)])
    kind = np.frombuffer(kinds, dtype=np.uint8)
    beyond = kind > 0
    return places[beyond], kind[beyond] > 1


def odd_texts(together: Joined) -> set[int]:
    """The numbers of the texts that hold a blank or a digit that Latin-1 has not."""
    text, data = together.text, np.frombuffer(together.data, np.uint8)
    places = np.flatnonzero(data == ord("?")).tolist()
    odd = [at for at, letter in zip(places, map(text.__getitem__, places), strict=True) if _is_odd(letter)]
    return set(together.text_at(np.array(odd, np.intp)).tolist())


def _is_odd(letter: str) -> bool:
    return letter != "?" and (letter.isspace() or letter.isdecimal())


def table(spans: Sequence[tuple[int, int]]) -> Places:
    """Tuples as a table (n, 2)."""
    return np.fromiter(chain.from_iterable(spans), dtype=np.intp, count=2 * len(spans)).reshape(-1, 2)


def stretches(marks: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Where marks on end begin and end; the last of all is none."""
    edges = np.flatnonzero(marks[1:] != marks[:-1]) + 1
    if marks[0]:
        edges = np.append(0, edges)
    return edges[::2], edges[1::2]


def runs(first: Places, many: Places) -> Places:
    """From each of ``first`` on so ``many`` numbers, one run after the other."""
    found: Places = np.arange(many.sum()) + np.repeat(first - np.cumsum(many) + many, many)
    return found


def beginnings(sorted_values: Places) -> Places:
    """Where each value begins, of sorted ones."""
    new = np.ones(len(sorted_values), dtype=bool)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=new[1:])
    return np.flatnonzero(new)


def distinct(values: Places) -> Places:
    """The values, sorted, each once (quicker than ``np.unique``, which makes a table).

    They come in a few runs that are almost in order, which a stable sort makes use of.
    """
    found = np.sort(values, kind="stable")
    return found[beginnings(found)]
