"""What an expression can end with, and the expressions that are tried behind a word."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.lexicon.preceding import (
    Preceding,
    by_last_word,
    first_words,
    last_words,
    word_before,
    words_between,
)
from logscan.nlp.text import fold

CUES = [
    cue["before"]
    for cue in tomllib.loads(
        resources.files("logscan.lexicon").joinpath("people/roles.toml").read_text(encoding="utf-8")
    )["cue"]
    if "before" in cue
]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"\b(?:his|her) ex$", {"ex"}),
        (r"\bex[ -]?(?:wife|husband)?[ :]*$", {"ex", "wife", "husband", "exwife", "exhusband"}),
        (r"\b(?:sus|susp) ?\d*$", {"sus", "susp", "#", "sus#", "susp#"}),
        (r"\bip'?s?\s+$", {"ip", "ips", "s"}),
        (r"(?<!\w)vi[cw] (?:is |a )*\Z", {"vic", "viw", "is", "a"}),
        (r"\bw1 $", {"w#"}),
        (r"\b(?:report|complaint)[^.;]{0,30}\bby\s+$", {"by"}),
        (r"\breport(?!s).$", None),
        (r"\bwith \w+$", None),
        (r"ex$", None),  # may be the end of any word
        (r"[ :]*$", None),
    ],
)
def test_last_words(expression: str, words: set[str] | None) -> None:
    assert last_words(expression) == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"\b(?:his|her) ex$", {"his", "her"}),
        (r"\b(?:the )?(?:suspect|susp ?\d?) $", {"suspect", "susp"}),
        (r"(?<!\w)(?:t/|s/)?(?:wpc|pc)\d{0,6}$", {"wpc", "pc"}),
        (r"\b(?:step)?son $", {"stepson", "son"}),
        (r"\bisn't $", {"isn"}),
        (r"\bw1 $", {"w"}),
        (r"\b(?:issue|row) with [^.;]{0,30}$", {"issue", "row"}),
        (r"\bintel\w* $", None),
        (r"(?:report|complaint) by $", None),  # may be the end of any word
        (r"\b1st $", None),
    ],
)
def test_first_words(expression: str, words: set[str] | None) -> None:
    assert first_words(expression) == words


def test_words_between_are_letters_that_stand_together() -> None:
    text = fold("Told PC8812's mate, the café-owner")
    assert words_between(text, 0, len(text)) == ["told", "pc", "s", "mate", "the", "cafe", "owner"]
    assert words_between(text, 6, 12) == ["c"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("told by her ex ", "ex"),
        ("told by PC 12345 ", "#"),
        ("told by W1: ", "w#"),
        ("told by IP's, (", "s"),
        ("told by fiancé ", "fiance"),
        ("her ", ""),
        ("", ""),
    ],
)
def test_word_before(text: str, word: str) -> None:
    assert word_before(fold(text), len(text)) == word


def test_expressions_are_tried_behind_their_words_and_where_nothing_is_known() -> None:
    tried = by_last_word([Preceding(r"\bex $"), None, Preceding(r"\b(?:ex|wife) $"), Preceding(r"\w $")])
    assert tried("ex") == (0, 2, 3)
    assert tried("wife") == (2, 3)
    assert tried("dog") == (3,)
    assert tried("") == (0, 2, 3)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_cue_ends_with_a_word_that_is_not_told(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(CUES))
    text = fold("so said " + data.draw(st.from_regex(re.compile(expression, re.ASCII), fullmatch=True)))
    known = Preceding(rf"(?<![\w]){expression}[ \t]*\Z")
    if known.search(text, 8):
        assert known.can_end_with(word_before(text, len(text)))
        assert known.can_stand_in(words_between(text, 8, len(text)))
