"""The words of a vocabulary as they are looked for: made plain once, for all who ask, with hashes to tell them by."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.lexicon.words import plain

_STEM = 3  # letters by which words are told that begin with the stem of a phrase
_STEM_SIGN = "*"


class PlainWords:
    """The words by number; one that holds a blank is several, or none, where it is made plain.

    ``hashes`` (n, 2) are of each word, and of the letters that tell of its stem.
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self.vocabulary = vocabulary
        self.words: list[str] = []
        self.hashes = np.zeros((0, 2), np.uint64)

    def grow(self) -> None:
        """Take in the words that came to the vocabulary."""
        new = self.vocabulary[len(self.words) :]
        if new:
            # most are plain as they are, and no other string is kept of them
            words = [word if word.isascii() and "_" not in word else plain(word) for word in new]
            told = np.stack((hashes(words), stem_hashes(words)), axis=1)
            self.hashes = np.concatenate((self.hashes, told))
            self.words += words


_lock = Lock()
_last = PlainWords([])


def plain_words(vocabulary: list[str]) -> PlainWords:
    """The words of ``vocabulary``, which are known where it was the last one that was asked for."""
    global _last
    with _lock:
        if _last.vocabulary is not vocabulary:
            _last = PlainWords(vocabulary)
        _last.grow()
        return _last


def hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """A number for each word."""
    return np.array([*map(hash, words)], np.int64).view(np.uint64)


def stem_hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """A number for each word or stem by the letters that it begins with, three of them or a digit."""
    return hashes([(word[:1] if word[:1].isdigit() else word[:_STEM]) + _STEM_SIGN for word in words])


def is_told(stem: str) -> bool:
    """Whether all words that begin with ``stem`` have its number among :func:`stem_hashes`."""
    return len(stem) >= _STEM or stem[:1].isdigit()
