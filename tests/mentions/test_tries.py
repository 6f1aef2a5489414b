"""Where phrases are tried, told of many texts at once: nothing is missed, whatever stands between the words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.altered import altered
from logscan.nlp.joined import joined
from logscan.nlp.lexicon import Matcher, make_rule
from logscan.nlp.text import fold

_PHRASES = (
    "to (see|visit*) her",
    "told .. ip",
    "[not] told [the] ip",
    "(can't|don't) see",
    "re-hous* her",
    "n.f.a.",
    "closed _ 14",
    "no. 14",
    "(seen|told) [by] (the|a) gŵr",
    "# calls",
    "calls",
    "e-mail*",
)
_MATCHER = Matcher([make_rule(phrase, {"name": phrase, "phrases": [phrase]}) for phrase in _PHRASES])
_HELD = """
to see visit visiting her told ip the not can't cant don see rehoused re housing n f a n.f.a. nfa closed 14 no no. seen
by a gŵr gwr 3 three calls called e mail emailed e-mails ip_her told_ip ведь éip
"""
_WORDS = st.sampled_from(_HELD.split())
_BETWEEN = st.sampled_from([*" \t\n'-_?:(,./é\0ж\u2003", *[" "] * 12, "  ", " - ", ": ", ", ", "", "? "])
_TEXTS = st.lists(st.tuples(_WORDS, _BETWEEN), max_size=16).map(lambda parts: "".join(map("".join, parts)))


def _spans(text: str) -> set[tuple[str, int, int]]:
    return {(hit.rule.key, hit.start, hit.end) for hit in _MATCHER.find(text, fold(text))}


@given(_TEXTS)
@settings(max_examples=500)
def test_wherever_a_phrase_matches_there_is_a_hit_of_it(text: str) -> None:
    found, folded = _spans(text), fold(text)
    for rule in _MATCHER.rules:
        matches = [match for at in range(len(text)) if (match := rule.pattern.match(folded, at))]
        hits = [(start, end) for key, start, end in found if key == rule.key]
        assert {*hits} <= {match.span() for match in matches}
        for match in matches:
            assert any(start < match.end() and match.start() < end for start, end in hits), (rule.phrase, match)


@given(st.lists(_TEXTS, max_size=5))
def test_texts_together_are_found_the_hits_of_each_alone(texts: list[str]) -> None:
    folded = [fold(text) for text in texts]
    together = [
        _MATCHER.find(text, one, tries) for text, one, tries in zip(texts, folded, _MATCHER.tries(folded), strict=True)
    ]
    assert together == [_MATCHER.find(text, one) for text, one in zip(texts, folded, strict=True)]


@given(st.lists(st.lists(st.tuples(st.sampled_from("ab _'-é1ж?\n"), st.sampled_from("\0" * 9 + "ab .")), max_size=20)))
@settings(max_examples=500)
def test_altered_texts_have_the_words_of_texts_joined_anew(letters: list[list[tuple[str, str]]]) -> None:
    texts = ["".join(letter for letter, _ in text) for text in letters]
    others = ["".join(letter if other == "\0" else other for letter, other in text) for text in letters]
    found, anew = altered(joined(texts), others), joined(others)
    assert (found.text, found.data) == (anew.text, anew.data)
    for name in ("begins", "starts", "ends", "numbers"):
        assert getattr(found, name).tolist() == getattr(anew, name).tolist()
