"""Words are counted as ``str.split`` cuts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from logscan.nlp.text import word_count

_MARKS = st.sampled_from("ab£ \n\t\x1c\x85\u00a0\u200b\u2003\u3000’ŵ😀\ud800")


@given(st.text(_MARKS) | st.text())
def test_as_many_as_split_cuts(text: str) -> None:
    assert word_count(text) == len(text.split())
