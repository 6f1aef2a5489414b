"""Words are counted as ``str.split`` cuts them; text made plain keeps its length, and long chains of hyphens end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.case import Case
from logscan.nlp.pipeline import facts_of, stages
from logscan.nlp.text import fold, word_count

_MARKS = st.sampled_from("ab£ \n\t\x1c\x85\u00a0\u200b\u2003\u3000’ŵ😀\ud800")


@given(st.text(_MARKS) | st.text())
def test_as_many_as_split_cuts(text: str) -> None:
    assert word_count(text) == len(text.split())


@given(st.text(_MARKS | st.sampled_from("-’–İ")) | st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Mother-in-Law’s", "mother-in-law's"),
        ("1-2-3-4-5-6", "1-2-3-4-5-6"),
        ("on A-B-C-D-E-F-G now", "on a b c d e f g now"),
        ("a--b–c-d---e-f-g-", "a  b c d   e f g-"),
        ("a - b - c - d - e - f - g", "a - b - c - d - e - f - g"),
        ("-" * 40 + "a", "-" * 40 + "a"),
    ],
)
def test_the_hyphens_of_a_long_chain_are_blanks(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize("pieces", [6, 400])
def test_a_chain_of_hyphens_is_read_in_a_moment(pieces: int) -> None:
    # where each word of a phrase's gap could end at each hyphen, forty pieces took seconds and four hundred never ended
    words = ("pc", "told", "her", "asked", "victim", "that", "he", "would", "call", "see", "visit")
    chain = "-".join(words[number % len(words)] for number in range(pieces))
    assert facts_of(stages(), Case(case_id="X", log=f"{chain} on 04/03/2022"))["logscan.times"]
