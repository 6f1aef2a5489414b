"""Expressions are compiled late: what is wrong in a lexicon must still be found here, not in somebody's scan."""

from __future__ import annotations

from importlib import resources

import pytest

from logscan.nlp.facts.phrases import COURSE, FILES
from logscan.nlp.lexicon import LexiconError, lexicon_files, load_rules, make_rule
from logscan.nlp.lexicon.expressions import Expression


@pytest.mark.parametrize("file", [*lexicon_files("mentions"), *FILES, COURSE, "people/relation.toml"])
def test_every_expression_of_a_lexicon_compiles(file: str) -> None:
    assert resources.files("logscan.lexicon").joinpath(file).is_file()
    for rule in load_rules(file):
        expressions = [rule.pattern, rule.unless_before, rule.unless_after, rule.needs, rule.unless_in]
        for expression in [*expressions, *(way.tail for way in rule.ways)]:
            if expression is not None:
                assert expression.fullmatch("\0") is None


def test_an_expression_is_written_once_and_only_when_tried() -> None:
    written: list[str] = []
    expression = Expression(lambda: written.append("once") or "a+")  # type: ignore[func-returns-value]
    assert not written
    assert expression.match("aab").end() == 2  # type: ignore[union-attr]
    assert [found.span() for found in expression.finditer("a-aa")] == [(0, 1), (2, 4)]
    assert written == ["once"]
    with pytest.raises(AttributeError):
        _ = expression.groups


@pytest.mark.parametrize("phrase", ["", "(a|b", "a)", "..", "[all]"])
def test_a_phrase_that_cannot_be_used_is_named_at_once(phrase: str) -> None:
    with pytest.raises(LexiconError, match="concept"):
        make_rule(phrase, {"name": "concept", "phrases": [phrase]}, "file.toml")
