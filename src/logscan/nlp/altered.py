"""Joined texts some characters of which were altered: only the words at these are told anew, the others are known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from logscan.nlp.joined import IS_WORD, SEAM, Joined, in_latin, joined, numbered
from logscan.nlp.vocabulary import Places

_UNTOLD = ord("?")  # may stand for a letter


def altered(together: Joined, texts: Sequence[str]) -> Joined:
    """The texts as one: those of ``together``, each as long as it was, with other characters here and there.

    What was put there is ASCII without "?", which stands for what Latin-1 has not.
    """
    text = SEAM.join(texts)
    data = in_latin(text)
    letters = np.frombuffer(data, np.uint8)
    changed = np.flatnonzero(letters != np.frombuffer(together.data, np.uint8))
    if not len(changed):
        return together._replace(text=text, data=data)
    starts, ends = together.starts, together.ends
    lefts, rights, first, behind = _stretches(changed, starts, ends)
    sizes = rights - lefts
    stretch = np.repeat(np.arange(len(lefts)), sizes)
    # from the place in all stretches, with one before each that is no letter, to that in the text
    shift = lefts - np.cumsum(sizes) + sizes
    inner = np.arange(len(stretch))
    there = letters[inner + shift[stretch]]
    inside = np.zeros(len(stretch) + len(lefts) + 1, bool)
    inside[inner + stretch + 1] = IS_WORD[there]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    new = np.stack((edges[::2], edges[1::2] - 1))
    shift = np.repeat(shift - np.arange(len(lefts)), sizes + 1)
    starts_new, ends_new = new[0] + shift[new[0]], new[1] + shift[new[1]] + 1
    numbers, vocabulary = numbered(text, data, starts_new, ends_new)
    if vocabulary is not together.vocabulary or _UNTOLD in there:
        return joined(texts, keep=False)
    gone = np.zeros(len(starts) + 1, np.intp)
    np.add.at(gone, first, 1)
    np.add.at(gone, behind, -1)
    kept = np.flatnonzero(np.cumsum(gone[:-1]) == 0)
    at = np.searchsorted(starts[kept], starts_new) + np.arange(len(starts_new))
    old = np.ones(len(kept) + len(at), bool)
    old[at] = False

    def merged(known: Places, added: Places) -> Places:
        found = np.empty(len(old), np.intp)
        found[old], found[at] = known[kept], added
        return found

    return Joined(
        text,
        data,
        together.begins,
        merged(starts, starts_new),
        merged(ends, ends_new),
        merged(together.numbers, numbers),
        vocabulary,
    )


def _stretches(changed: Places, starts: Places, ends: Places) -> tuple[Places, Places, Places, Places]:
    """The stretches of text that hold what is ``changed`` and the words at it: from where to where, and which words."""
    breaks = np.flatnonzero(np.diff(changed) != 1)
    lefts = changed[np.append(0, breaks + 1)]
    rights = changed[np.append(breaks, len(changed) - 1)] + 1
    first, behind = np.searchsorted(ends, lefts), np.searchsorted(starts, rights, side="right")
    beside = np.flatnonzero(behind > first)
    lefts[beside] = np.minimum(lefts[beside], starts[first[beside]])
    rights[beside] = np.maximum(rights[beside], ends[behind[beside] - 1])
    new = np.append(True, lefts[1:] > rights[:-1])
    last = np.append(new[1:], True)
    first, behind = first[new], behind[last]
    return lefts[new], rights[last], first, np.maximum(first, behind)
