"""The sentences of several logs, cut in arrays of all at once, as :mod:`.sentences` cuts those of one.

Most marks end a sentence, or none, by what stands right beside them; the expression is tried at the others alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.joined import IS_BLANK, Joined, odd_texts, runs, table
from logscan.nlp.sentences import ABBREVIATED, END, sentences
from logscan.nlp.vocabulary import Places
from logscan.report import Entry

_NEWLINE, _STOP, _CALL, _PAIRED, _HALF, _ODD = range(1, 7)
"""Marks: what always ends a sentence; a full stop; "!"; what does between two blanks; ";"; and "?", which stands for
all that Latin-1 has not, too."""
_STEPS = 3  # most spans have no more blanks at an edge
_BETWEEN = "/~*|•●"


def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(256, np.uint8)
    for kind, marks in zip(range(1, 7), ("\n", ".", "!", "/~*|", ";", "?"), strict=True):
        kinds[[*marks.encode()]] = kind
    return kinds


_KINDS = _kinds()
_MARKS = bytes(map(bool, _KINDS.tolist()))
# what may follow a mark within the end of a sentence
_GOES_ON = np.array([chr(code) in ".!?\"')]" for code in range(256)])
_LONGEST = max(map(len, ABBREVIATED))
_ENDINGS = np.zeros(1 << 16, bool)  # the last two letters of what is abbreviated, the last one first
_ENDINGS[[ord(word[-1]) << 8 | ord(word[-2]) for word in ABBREVIATED]] = True


def sentences_of_all(
    together: Joined, folded: Sequence[str], entries: Sequence[Sequence[Entry]]
) -> list[list[tuple[int, int]]]:
    """Of each of some texts, which are also given alone, the sentences of its entries."""
    flat = [*chain.from_iterable(entries)]
    if not flat:
        return [[] for _ in entries]
    counts = [*map(len, entries)]
    begins = np.repeat(together.begins, counts)
    spans = table([(entry.body, entry.end) for entry in flat]) + begins[:, None]
    starts, ends = _ends(together)
    # the pieces of an entry end with the marks in it, and the last one with the entry
    first = np.searchsorted(ends, spans[:, 0], side="right")
    pieces = np.maximum(np.searchsorted(ends, spans[:, 1]) - first, 0) + 1
    total = np.cumsum(pieces)
    right = np.append(ends, 0)[runs(first, pieces)]
    right[total - 1] = spans[:, 1]
    left = np.append(0, right[:-1])
    left[total - pieces] = spans[:, 0]
    left, right = _stripped(together, left, right)
    shift = np.repeat(begins, pieces)
    kept = left < right
    rows = [*zip((left - shift)[kept].tolist(), (right - shift)[kept].tolist(), strict=True)]
    edges = np.append(0, np.cumsum(kept))[np.append(0, total)[[0, *accumulate(counts)]]]
    found = [rows[a:b] for a, b in pairwise(edges.tolist())]
    # what has an odd blank, or a mark within which the words of an entry begin, is cut the long way
    astride = np.append(starts, len(together.text))[first] < spans[:, 0]
    texts = np.repeat(np.arange(len(entries)), counts)[astride].tolist()
    for number in odd_texts(together).union(texts):
        found[number] = [s for entry in entries[number] for s in sentences(folded[number], entry.body, entry.end)]
    return found


def _ends(together: Joined) -> tuple[Places, Places]:
    """Where the marks with which sentences end begin, and where they end; of some that overlap the first one."""
    data = np.frombuffer(together.data, np.uint8)
    at = np.flatnonzero(np.frombuffer(together.data.translate(_MARKS), bool))
    kinds, behind = _KINDS[data[at]], data[at + 1]
    blank, goes_on = IS_BLANK[behind], _GOES_ON[behind]
    stops = np.flatnonzero((kinds == _STOP) & blank)
    doubtful = np.zeros(len(at), bool)
    doubtful[stops] = ~_behind_words(together, at[stops])
    ends = (kinds == _NEWLINE) | (blank & ~doubtful & ((kinds == _STOP) | (kinds == _CALL) | (kinds == _HALF)))
    tried = doubtful | (goes_on & ((kinds == _STOP) | (kinds == _CALL)))
    tried |= (kinds == _ODD) & (blank | goes_on)
    tried |= (kinds == _PAIRED) & IS_BLANK[data[at - 1]]
    plain = at[ends]
    begun = frozenset(together.begins.tolist())
    more = [
        match.span()
        for place in at[tried].tolist()
        # before the first character of a text is nothing, not the seam's blank
        if (match := END.match(together.text, place)) and not (place in begun and together.text[place] in _BETWEEN)
    ]
    pairs = np.concatenate((np.stack((plain, plain + 1), axis=1), table(more)))
    starts, stops = pairs[np.argsort(pairs[:, 0], kind="stable")].T
    apart = np.append(True, starts[1:] >= np.maximum.accumulate(stops)[:-1])[: len(starts)]
    return starts[apart], stops[apart]


def _behind_words(together: Joined, at: Places) -> NDArray[np.bool_]:
    """Which of some full stops stand right behind a word that does not end as one of those that are abbreviated."""
    if not len(together.ends):
        return np.zeros(len(at), bool)
    numbers = np.minimum(np.searchsorted(together.ends, at), len(together.ends) - 1)
    data, lengths = np.frombuffer(together.data, np.uint8), at - together.starts[numbers]
    last = data[at - 1].astype(np.intp) << 8 | data[at - 2]
    abbreviated = (lengths == 1) | ((lengths <= _LONGEST) & _ENDINGS[last])
    found: NDArray[np.bool_] = (together.ends[numbers] == at) & ~abbreviated
    return found


def _stripped(together: Joined, left: Places, right: Places) -> tuple[Places, Places]:
    """Spans without the blanks at their edges."""
    data, text = np.frombuffer(together.data, np.uint8), together.text
    for _ in range(_STEPS):
        left = left + (IS_BLANK[data[left]] & (left < right))
    for _ in range(_STEPS):
        right = right - (IS_BLANK[data[right - 1]] & (left < right))
    for number in np.flatnonzero((left < right) & (IS_BLANK[data[left]] | IS_BLANK[data[right - 1]])).tolist():
        piece = text[left[number] : right[number]].lstrip()
        left[number] = right[number] - len(piece)
        right[number] = left[number] + len(piece.rstrip())
    return left, right
