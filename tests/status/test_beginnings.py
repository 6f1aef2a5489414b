"""With what a phrase opens in plain text, and that nothing is missed by looking for that first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.status.beginnings import Begun, openings
from logscan.nlp.status.words import alternation
from logscan.nlp.text import fold

PHRASES = ("by phone", "phone", "e-mail", "i'w wneud", "o/s", "at the front", "she", "she said", "ar y ffôn")
PATTERN = rf"(?<!\w)(?P<told>{alternation(PHRASES)})(?!\w)"
BEGUN = Begun(PHRASES, PATTERN)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("phone", {" phone "}),
        ("by phone", {" by phone", " by  "}),
        ("at the front", {" at the", " at  "}),
        ("e-mail", {" email ", " e mail"}),
        ("o/s", {" o s"}),
        ("i'w wneud", {" iw wneud", " iw  ", " i w"}),
        ("ffôn", {" ffon "}),
    ],
)
def test_openings(phrase: str, found: set[str]) -> None:
    assert set(openings(phrase)) == found


_MARKS = st.sampled_from([" ", "  ", "-", "\n", ", ", ".", "/", "'", "’", "_", "x", " - ", ""])
_WORDS = st.sampled_from([*PHRASES, "by", "the", "phone's", "Ж", "at", "front", "12"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_WORDS, _MARKS, _MARKS), max_size=12), st.integers(0, 20))
def test_what_is_begun_is_what_the_expression_finds(parts: list[tuple[str, str, str]], left: int) -> None:
    text = fold("".join(word.replace(" ", inner) + mark for word, inner, mark in parts))
    left, right = min(left, len(text)), len(text)
    expected = [m.span() for m in re.compile(PATTERN).finditer(text, left, right)]
    assert [m.span() for m in BEGUN.finditer(text, left, right)] == expected
    first = BEGUN.search(text, left, right)
    assert (first and first.span()) == (expected[0] if expected else None)


def test_a_word_that_is_seen_in_part_is_read_so() -> None:
    assert BEGUN.search("told by phoneme", 0, len("told by phone")) is not None
