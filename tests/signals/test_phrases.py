"""Phrases are found where their expressions match, however few of them are tried."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.joined import joined
from logscan.nlp.text import fold
from logscan.signals.phrases import Phrases, bytes_of
from logscan.signals.words import Kinds, words_of

_PIECES = (
    *("told", "asked", "him", "her", "to stop", "not to", "contact", "texting", "texts", "every day", "daily", "twice"),
    *("stood", "outside", "waiting", "for hours", "over an hour", "a dozen", "12", "calls", "car park", "car-park"),
    *("was", "over", "is", "the gate", "turned up", "been", "again", "uninvited", "e-mailed", "third party", "her's"),
)
_BETWEEN = (" ", " ", " ", "  ", "\n", ", ", ". ", ".", "! ", ": ", "? ", " - ", "-", "; ", " & ", "\u2003", " \u0175 ")


@cache
def _phrases() -> tuple[Kinds, Phrases]:
    kinds = Kinds()
    phrases = Phrases(kinds, "conduct", "response", "course", "sentence")
    kinds.settle()
    phrases.settle()
    return kinds, phrases


def _found(text: str, told: bool) -> list[tuple[int, int, str]]:
    kinds, phrases = _phrases()
    words = words_of(joined([text]), kinds)
    found = phrases.find(text, words, bytes_of(text) if told else None)
    return [(hit.start, hit.end, hit.rule.phrase) for hit in found]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_BETWEEN)), max_size=14))
def test_blanks_and_stops_leave_out_only_what_does_not_match(parts: list[tuple[str, str]]) -> None:
    text = fold("".join(piece + between for piece, between in parts))
    assert _found(text, told=True) == _found(text, told=False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he texts her three times, daily", False),
        ("he texts her most evenings daily", True),
        ("he texts her. daily", False),
        ("he texts my old friend ann hill daily", False),
        ("he texts my well-known daily", True),
    ],
)
def test_what_a_phrase_needs_is_within_its_gap(text: str, found: bool) -> None:
    assert any("daily" in text[start:end] and start == 3 for start, end, _ in _found(text, told=True)) == found
