"""Which of several logs may hold a block of words twice: told of all at once, by pairs of neighbouring words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from logscan.nlp.joined import joined
from logscan.nlp.vocabulary import GOLDEN

_LONG = 1_000_000  # characters; for fewer the words of the logs are at hand
_BITS = 13  # of the buckets of a log
_MIXED = np.uint64(0xC2B2AE3D27D4EB4F)
_TOP = np.uint64(64 - _BITS)
_EDGES = 2  # words of a block, the first and the last, that an entry's edge may part


def may_repeat(texts: Sequence[str], words: int) -> list[bool]:
    """Whether each of some folded texts may have ``words`` words on end that stand in it again; of most, none can.

    Of such a block every two neighbours stand again further on. Pairs are told apart by the bucket of their text that
    they fall in: of two in one bucket the first seems to stand again, which makes only for a closer look.
    """
    if sum(map(len, texts)) > _LONG:
        return [True] * len(texts)
    together = joined(texts)
    count = len(together.starts)
    first = np.searchsorted(together.starts, together.begins)  # of each text the number of its first word
    each = np.diff(first, append=count)
    numbers = together.numbers.astype(np.uint64)
    numbers[:-1] = (numbers[:-1] * _MIXED + numbers[1:]) * GOLDEN >> _TOP
    bucket = numbers.astype(np.intp)
    bucket[-1:] = 0  # no pair begins with the last word
    bucket += np.repeat(np.arange(len(texts)) << _BITS, each)
    place = np.arange(count, dtype=np.int32)
    last = np.empty(len(texts) << _BITS, np.int32)
    last[bucket] = place
    again = last[bucket] != place
    again[(first + each - 1)[each > 0]] = False  # nor one of two texts
    lone = np.concatenate(([-1], np.flatnonzero(~again)))
    begins = lone[:-1][np.diff(lone) >= words - _EDGES] + 1
    found = [False] * len(texts)
    for number in (np.searchsorted(first, begins, side="right") - 1).tolist():
        found[number] = True
    return found
