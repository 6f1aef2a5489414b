"""With which words a phrase can begin: what stands there never keeps a match from being tried."""

from __future__ import annotations

import pytest

from logscan.nlp.lexicon import lexicon_files, load_rules
from logscan.nlp.lexicon.beginnings import beginning
from logscan.nlp.lexicon.grammar import parse
from logscan.nlp.lexicon.words import spaced


@pytest.mark.parametrize(
    ("phrase", "can", "cannot"),
    [
        ("told her", ["told"], ["tell", "tolds", "her"]),
        ("(rang|e-mailed) IP", ["rang", "e", "emailed"], ["mailed", "ip"]),
        ("[not] done", ["not", "done"], ["do"]),
        ("report*", ["report", "reports", "reporting"], ["repor"]),
        ("# calls", ["3", "14", "three", "a", "several"], ["calls"]),
        ("don't want", ["don", "dont"], ["do", "t"]),
        ("_ done", ["done"], ["not"]),
        ("r&r", ["r", "randr"], ["rr"]),
        ("told~ her", ["told", "tld", "tolld", "tlod"], ["otld"]),
        ("gŵr", ["gwr"], ["gr"]),
    ],
)
def test_words(phrase: str, can: list[str], cannot: list[str]) -> None:
    found = beginning(parse(phrase))
    assert found is not None
    assert [word for word in can if not found.holds(word)] == []
    assert [word for word in cannot if found.holds(word)] == []


@pytest.mark.parametrize("phrase", [".. done", "[done]", "'d like", "£20"])
def test_any_word(phrase: str) -> None:
    assert beginning(parse(phrase)) is None


def test_every_plain_phrase_of_the_lexicon_begins_with_its_own_first_word() -> None:
    signs = set("()[]|#*~_.&'")
    plain = [rule for rule in load_rules(*lexicon_files("mentions")) if not signs & set(rule.phrase)]
    assert len(plain) > 100
    for rule in plain:
        found = beginning(parse(rule.phrase))
        assert found is None or found.holds(spaced(rule.phrase.lower()).split()[0]), rule.phrase
