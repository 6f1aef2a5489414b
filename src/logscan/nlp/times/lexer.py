"""Where times may stand, and the tokens there: typed words, numbers by their shape, small words, punctuation.

Nothing is done for words that cannot be part of a time: one automaton finds words of time, one expression finds
digits, and only windows around those are cut into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from logscan.nlp.times import mask
from logscan.nlp.times.tables import FOLDED_ACCENTS, phrases, triggers, words

_DIGITS = re.compile(r"[0-9]+")
_REACH = 48  # characters of context on either side of a word of time
_BYTES = bytes(
    ord(plain) if (plain := chr(byte).translate(FOLDED_ACCENTS)).isascii() and plain.isalnum() else 32 for byte in range(256)
)


class Token(NamedTuple):
    """A token of a window: its kind (see words.toml and ``_NUMBER``), place, and meaning."""

    kind: str
    start: int
    end: int
    value: Any


_HALF = r"(?:\s?[ap]\.?m\b\.?(?!\w))"
_HRS = r"(?:\s?-?hrs?\b|\s?hours\b(?!\s+(?:a|per|later|ago|after|before|of|each|and)\b)|h\b)"
_NUMBER = re.compile(
    rf"""
    (?P<iso>\d{{4}}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z\b|[+-]\d\d:?\d\d)?)?(?!\d))
  | (?P<date>\d{{1,2}}\s?(?P<sep>[./-])\s?\d{{1,2}}\s?(?P=sep)\s?(?:\d{{4}}(?!\d)|'?\d\d(?!\d|[./-]\d)))
  | (?P<ymd>\d{{4}}[/.]\d\d?[/.]\d\d?(?!\d))
  | (?P<named>\d{{1,2}}-?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)-?(?:\d{{4}}|\d\d)(?!\d))
  | (?P<clk>\d{{1,2}}[:.;]\d\d(?:[:.]\d\d)?{_HALF}|\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:])(?:{_HRS}|{_HALF})?(?:\s?(?:bst|gmt|utc)\b)?|\d{{1,4}}{_HALF}
          |\d{{1,2}}\.\d\d{_HRS}|[0-2]\d[0-5]\d{_HRS})
  | (?P<dotted>\d{{1,2}}\.\d\d(?![\d%]|\.\d))
  | (?P<dec>\d{{1,3}}\.\d(?!\d)|\d{{0,2}}½)
  | (?P<my>\d{{1,2}}\s?/\s?(?:19|20)\d\d(?![\d/]))
  | (?P<dm>\d{{1,2}}\s?/\s?\d{{1,2}}(?![/\d]|\.\d))
  | (?P<ord>\d{{1,2}}\s?(?:st|nd|rd|th|af|ail|ydd|eg|fed)\b)
  | (?P<decade>(?:(?:19|20)\d)?\d0'?s\b)
  | (?P<fy>(?:19|20)\d\d/\d\d(?!\d))
  | (?P<big>\d{{1,3}}(?:,\d{{3}})+|\d{{7}}\d*|\d{{5}}(?!\d))
  | (?P<d6>\d{{6}}(?!\d))
  | (?P<n4>\d{{4}}(?!\d))
  | (?P<n>\d{{1,3}}(?!\d))
    """,
    re.X,
)
_DATE8 = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d|\n+|[^\w\s]|_")


def windows(folded: str) -> list[tuple[int, int]]:
    """Stretches of ``folded`` around its words of time and digits, apart and in order."""
    hits = [(m.start(), m.end()) for m in _DIGITS.finditer(folded)]
    plain = folded if folded.isascii() else folded.replace("ŵ", "w").replace("ŷ", "y")
    spaced = f" {plain.encode('latin-1', 'replace').translate(_BYTES).decode('ascii')} "
    hits += [(start, end - 2) for _, start, end in triggers().find_matches_as_indexes(spaced, overlapping=True)]
    hits.sort()
    found: list[tuple[int, int]] = []
    left = right = -1
    for start, end in hits:
        if start - right > 2 * _REACH:
            if right >= 0:
                found.append((max(0, left - _REACH), right + _REACH))
            left, right = start, end
        elif end > right:
            right = end
    if right >= 0:
        found.append((max(0, left - _REACH), right + _REACH))
    return found


def tokens(text: str, folded: str, start: int, end: int) -> list[Token]:
    """The tokens of one window; a number that is masked has the kind ``other``."""
    start, end = _whole_words(folded, start, end)
    vocabulary, by_first = words(), phrases()
    pieces = list(_pieces(folded, start, end))
    found: list[Token] = []
    count, i = len(pieces), 0
    while i < count:
        kind, left, right, word = pieces[i]
        if kind is not None:
            found.append(Token(kind, left, right, word))
            i += 1
            continue
        for rest, phrase_kind, meaning in by_first.get(word, ()):
            stop = i + 1 + len(rest)
            if stop <= count and all(pieces[i + 1 + k][3] == part for k, part in enumerate(rest)):
                found.append(Token(phrase_kind, left, pieces[stop - 1][2], meaning))
                i = stop
                break
        else:
            known = vocabulary.get(word)
            if known is None:
                found.append(Token("break" if word[0] == "\n" else "other", left, right, word))
            else:
                found.append(Token(known[0], left, right, known[1]))
            i += 1
    return mask.settle(text, folded, found)


def _whole_words(folded: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and folded[start - 1].isalnum() and folded[start].isalnum():
        start += 1
        if start >= len(folded) or not folded[start].isalnum():
            break
    end = min(end, len(folded))
    limit = min(len(folded), end + 24)
    while end < limit and folded[end - 1].isalnum() and folded[end].isalnum():
        end += 1
    return start, end


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[str | None, int, int, str]]:
    """(kind or None for a word, start, end, characters) of each token, numbers by shape and already masked."""
    position = start
    while position < end:
        match = _TOKEN.search(folded, position, end)
        if match is None:
            return
        word = match.group()
        if not word.isdigit():
            yield None, match.start(), match.end(), word
            position = match.end()
            continue
        number = _NUMBER.match(folded, match.start())
        if number is None:
            yield "other", match.start(), match.end(), word
            position = match.end()
            continue
        kind = number.lastgroup or "n"
        if kind == "sep":
            kind = "date"
        if kind == "big" and _DATE8.match(number.group()):
            kind = "date8"
        kind = mask.number(folded, number.start(), number.end(), kind)
        yield kind, number.start(), number.end(), number.group()
        position = number.end()
