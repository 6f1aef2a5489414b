"""Where times may stand, and the tokens there: typed words, numbers by their shape, small words, punctuation.

Nothing is done for words that cannot be part of a time: one automaton finds words of time, one expression finds
digits, and only windows around those are cut into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from logscan.nlp.lexicon.words import spaced
from logscan.nlp.times import cues, doubt, mask
from logscan.nlp.times.lines import Stamped
from logscan.nlp.times.numbers import shaped
from logscan.nlp.times.openings import MARKS, Openings, openings
from logscan.nlp.times.tables import TOKEN_WORDS, phrases, triggers

# Digits that can begin a time without a word of time beside them: four or more, or with a mark or letters behind.
_DIGITS = re.compile(
    r"[0-9](?<![0-9]{2})(?:[0-9]{3,7}|[0-9]{0,2}+\s?+(?:[:./-]\s?[0-9]|[a-z½'](?<! [b-mo-rt-z])))"
)
_GOES_ON = re.compile(r"\s?[:./-]\s?[0-9]")
_LEFT, _RIGHT = 13, 10  # characters of context beside digits: two or three words
_LONGEST_REST = 24


class Token(Struct, frozen=True, gc=False):
    """A token of a window: its kind (see words.toml and :mod:`numbers`), place, and meaning."""

    kind: str
    start: int
    end: int
    value: Any


_WORD = re.compile(r"[a-z0-9]*+[^\W_]*+")
_ASCII_DIGITS = "0123456789"


# A word, a run of digits, a line break with the white space behind it, or one mark. A class of one character stands
# first, what it begins behind: the engine then leaps over blanks.
_TOKEN = re.compile(
    r"[^ \t\r\f\v\xa0](?:(?<=[^\W\d_])[a-zà-ž]*+(?:'[a-zà-ž]+)*+|(?<=[0-9])[0-9]*+|(?<=\n)\s*+|)"
)


# Who carries a number: four digits behind these are no clock time.
_CARRIERS = frozenset({"pc ", "dc ", "ps ", "ds ", "di ", "gt ", "so ", "co ", "cr ", "ru ", "mu "})


def windows(folded: str, taken: Sequence[Stamped], news: bool) -> tuple[list[tuple[int, int]], list[int]]:
    """Stretches of ``folded`` around its words of time and digits, apart, in order, and outside of ``taken``.

    With them the places, in order, where a cue for what a time dates may begin.
    """
    automaton, reaches = triggers(cues.openings(), news)
    plain = spaced(folded)
    hits = [
        (left - _LEFT, left, right + _RIGHT)
        for left, right in _digits(folded, taken)
        if right - left != 4 or folded[left - 3 : left] not in _CARRIERS
    ]
    words, places = len(reaches), []
    for index, start, end in automaton.find_matches_as_indexes(plain, overlapping=True):
        if index < words:
            before, behind = reaches[index]
            hits.append((start - before, start, end - 2 + behind))
        else:
            places.append(start)
    places.sort()
    hits.sort()
    return _whole_words(folded, plain, _joined(hits, taken, len(folded))), places


def _joined(hits: Sequence[tuple[int, int, int]], taken: Sequence[Stamped], length: int) -> list[tuple[int, int]]:
    """The hits (with context before, without, with context behind) joined where they meet, outside of ``taken``."""
    found: list[tuple[int, int]] = []
    blocks = iter([*((t.start, t.end) for t in taken), (length, length)])
    floor, (block, block_end) = 0, next(blocks)
    left = right = -1
    for low, start, high in hits:
        if start >= block:
            if right >= 0:
                found.append((left, min(block, right)))
                right = -1
            while start >= block_end < length:
                floor, (block, block_end) = block_end, next(blocks)
            if start >= block:
                continue
        if right >= 0 and low > right:
            found.append((left, right))
            right = -1
        if right < 0:
            left, right = low if low > floor else floor, high
        elif high > right:
            right = high
    if right >= 0:
        found.append((left, min(block, right)))
    return found


def _whole_words(folded: str, plain: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches without the word that they begin within, and with the whole of that they end within."""
    found, length = [], len(folded)
    # in ``plain`` a blank stands, one place further on, for all that is no letter and no digit
    find, ascii_only = plain.find, folded.isascii()
    for start, end in stretches:
        if end > length:
            end = length
        first, last = find(" ", start), find(" ", end)
        if not ascii_only and (folded[first - 1 : first].isalnum() or folded[last - 1 : last].isalnum()):
            found.append(_with_foreign_words(folded, start, end))  # a letter that has no plain one
            continue
        if last > end:
            end = last - 1 if last - 1 < end + _LONGEST_REST else end + _LONGEST_REST
        found.append((first - 1 if first > start else start, end))
    return found


def _with_foreign_words(folded: str, start: int, end: int) -> tuple[int, int]:
    if start > 0 and folded[start - 1].isalnum():
        start = _WORD.match(folded, start).end()  # type: ignore[union-attr]
    if folded[end - 1].isalnum():
        end = _WORD.match(folded, end, min(len(folded), end + _LONGEST_REST)).end()  # type: ignore[union-attr]
    return start, end


def _digits(folded: str, taken: Sequence[Stamped]) -> list[tuple[int, int]]:
    """Where digits stand that can begin a time, in order; most of those within ``taken`` are left out."""
    found: list[tuple[int, int]] = []
    at = 0
    for item in taken:
        found += [match.span() for match in _DIGITS.finditer(folded, at, item.start + 1)]
        # digits read with those of a stamp, or a stamp's read with those behind it, begin nothing
        if (found and found[-1][1] > item.start) or _GOES_ON.match(folded, item.end):
            at = max(at, found[-1][1]) if found else at
        else:
            at = item.end
    return found + [match.span() for match in _DIGITS.finditer(folded, at)]


def tokens(text: str, folded: str, start: int, end: int) -> list[Token]:
    """The tokens of one window; a number that is masked has the kind ``other``."""
    opens = openings()
    found: list[Token] = []
    add = found.append
    doubtful: list[int] = []
    behind = read = start
    for chunk in folded[start:end].split(" "):
        left, stop = behind, behind + len(chunk)
        behind = stop + 1
        # most chunks are a word, or a word and a mark, and begin no phrase
        if chunk.isalpha():
            word, right = chunk, stop
        elif not chunk:
            continue
        elif left >= read and "0" <= chunk < ":":
            left, read = _number(folded, left, chunk, opens, found)
            if left < stop:
                read = _look_closer(folded, (left, stop, end), read, opens, found, doubtful)
            continue
        elif chunk in MARKS:
            word, right = chunk, stop
        elif chunk[-1] in MARKS and chunk[:-1].isalpha():
            word, right = chunk[:-1], stop - 1
        else:
            read = _look_closer(folded, (left, stop, end), read, opens, found, doubtful)
            continue
        if left < read or not word.isascii():
            read = _look_closer(folded, (left, stop, end), read, opens, found, doubtful)
            continue
        opening = opens.get(word)
        if opening is None:
            add(Token("other", left, right, word))
        else:
            kind, meaning, further = opening
            if further is not None:
                beyond, begins = folded[right : right + 3], further.begins
                if beyond in begins or beyond[:2] in begins or beyond[:1] in further.nexts:
                    read = _look_closer(folded, (left, stop, end), read, opens, found, doubtful)
                    continue
                if further.doubtful:
                    doubtful.append(len(found))
            add(Token(kind, left, right, meaning))
        if right < stop:
            add(Token(opens.of(chunk[-1])[0], right, stop, chunk[-1]))
    return doubt.settle(text, folded, found, doubtful) if doubtful else found


def _number(folded: str, start: int, chunk: str, opens: Openings, found: list[Token]) -> tuple[int, int]:
    """Add the number that opens a chunk, and a mark that closes it; where to read on, and where the last token ends."""
    first, stop = start + len(chunk) - len(chunk.lstrip(_ASCII_DIGITS)), start + len(chunk)
    kind, end, word = shaped(folded, start, first)
    found.append(Token(mask.number(folded, start, end, kind), start, end, word))
    if end >= stop:
        return end, end
    mark = folded[end]
    if mark not in MARKS:
        return first, end
    if end < stop - 1:
        return end, end
    found.append(Token(opens.of(mark)[0], end, stop, mark))
    return stop, stop


def _look_closer(
    folded: str, chunk: tuple[int, int, int], read: int, opens: Openings, found: list[Token], doubtful: list[int]
) -> int:
    """Add the tokens of a chunk (its start and end, and that of its window) from ``read`` on; where the last ends."""
    start, stop, end = chunk
    at = start
    while at < stop and (match := _TOKEN.search(folded, at, end)) is not None:
        left, at = match.span()
        if left >= stop:
            break
        if left < read:
            continue
        right = at
        word = folded[left:right]
        if "0" <= word < ":":
            kind, read, word = shaped(folded, left, right)
            found.append(Token(mask.number(folded, left, read, kind), left, read, word))
            if read >= stop or folded[read] in MARKS:
                at = read  # where a token begins
            continue
        read = right
        kind, meaning, further = opens.of(word)
        if further is not None:
            unsure, longer = further.doubtful, further.phrases
            right -= further.ending
            if (
                longer is not None
                and not further.nexts.isdisjoint(folded[right : right + 3])
                and (phrase := longer.match(folded, left, end)) is not None
            ):
                kind, meaning = phrases()[" ".join(TOKEN_WORDS.findall(phrase.group()))]
                read = right = phrase.end()
                unsure = kind in doubt.DOUBTFUL
            if unsure:
                doubtful.append(len(found))
        found.append(Token(kind, left, right, meaning))
    return read
