"""Status, grade, reason, channel and doer on marked-up sentences, written for this test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from logscan.nlp.sentences import sentences
from logscan.nlp.status import assess, process
from logscan.nlp.text import fold
from logscan.report import Entry, Mention

sys.path.insert(0, str(Path(__file__).parent))
from marked import lines, parse  # noqa: E402

NEGATED = {"not_done", "declined", "not_applicable"}


def read(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    folded = fold(text)
    entry = Entry(start=0, end=len(text), body=0, time="2022-05-12T10:00")
    return process(text, folded, (entry,), sentences(folded), (), mentions)


@pytest.mark.parametrize("line", [*lines("prose.txt"), *lines("forms.txt"), *lines("rough.txt")])
def test_marked_sentence(line: str) -> None:
    text, mentions, expected = parse(line)
    assert mentions
    for mention, want in zip(read(text, mentions), expected, strict=True):
        got = {key: getattr(mention, key) for key in want if key != "reason"}
        assert got == {key: value for key, value in want.items() if key != "reason"}, mention.rule
        if "reason" in want:
            assert mention.reason is not None
            assert want["reason"] in mention.reason.text


@pytest.mark.parametrize("line", lines("general.txt"))
def test_plain_negation(line: str) -> None:
    kind, marked = line.split(" ", 1)
    text, mentions, _ = parse(marked)
    for mention in mentions[-1:] if kind == "a" else mentions:
        found = assess(text, mention.start, mention.end)
        assert (found.status in NEGATED) == (kind == "n"), found
