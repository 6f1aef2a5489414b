"""Where any of many strings stands in a text, in time that does not grow with their number times its length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

_FEW = 2_000_000
"""Strings times characters up to which one search after another is quicker than building an automaton."""


def occurrences(text: str, strings: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, string) of every occurrence, those that overlap too."""
    if len(strings) * len(text) <= _FEW:
        for string in strings:
            at = text.find(string)
            while at >= 0:
                yield at, at + len(string), string
                at = text.find(string, at + 1)
        return
    automaton = ahocorasick_rs.AhoCorasick(strings)
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        yield start, end, strings[index]
