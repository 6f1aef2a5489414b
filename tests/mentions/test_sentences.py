"""Marked-up sentences: what must be found, and that nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from logscan.nlp.mentions import process
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold
from logscan.report import Entry, Mention

HERE = Path(__file__).parent
EXHAUSTIVE = {"RISK_ASSESSMENT", "SAFEGUARDING", "REFERRAL", "ORDER", "VICTIM_POSITION"}
MARK = re.compile(r"<(\w+)>(.*?)</>")


def lines(name: str) -> Iterator[str]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def unmarked(line: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The sentence without its marks, and each mark as (concept, start, end)."""
    marks, taken = [], 0
    for match in MARK.finditer(line):
        start = match.start() - taken
        marks.append((match[1], start, start + len(match[2])))
        taken += len(match[0]) - len(match[2])
    return MARK.sub(r"\2", line), marks


def mentions(text: str) -> tuple[Mention, ...]:
    folded = fold(text)
    entries = (Entry(start=0, end=len(text), body=0, role="officer"),)
    return process(text, folded, entries, sentences(folded))


def meets(mention: Mention, mark: tuple[str, int, int]) -> bool:
    return mention.concept == mark[0] and mention.start < mark[2] and mark[1] < mention.end


@pytest.mark.parametrize("line", [*lines("exhaustive.txt"), *lines("positions.txt"), *lines("paraphrases.txt")])
def test_exactly_what_is_marked(line: str) -> None:
    text, marks = unmarked(line)
    found = [m for m in mentions(text) if m.label in EXHAUSTIVE]
    missed = [mark[0] for mark in marks if not any(meets(m, mark) for m in found)]
    false = [(m.concept, m.text) for m in found if not any(meets(m, mark) for mark in marks)]
    assert (missed, false) == ([], [])


@pytest.mark.parametrize("line", [*lines("recall.txt")])
def test_what_is_marked_is_found(line: str) -> None:
    text, marks = unmarked(line)
    found = [m for m in mentions(text) if m.label not in EXHAUSTIVE and m.label != "CONTACT"]
    assert [mark[0] for mark in marks if not any(meets(m, mark) for m in found)] == []
    assert marks or [(m.concept, m.text) for m in found] == []


@pytest.mark.parametrize("line", [*lines("exhaustive.txt"), *lines("positions.txt"), *lines("recall.txt")])
def test_capitals_change_little(line: str) -> None:
    """A log in capitals is read as any other, but for names that capitals alone tell from words."""
    text, marks = unmarked(line)
    found = mentions(text.upper())
    assert len(text.upper()) != len(text) or [mark[0] for mark in marks if not any(meets(m, mark) for m in found)] == []
