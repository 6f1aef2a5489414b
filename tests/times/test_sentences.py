"""Marked-up sentences: what is found, where, of which type, with which value, and what is not found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from logscan.nlp.text import fold
from logscan.nlp.times.tagger import find_times

_MARK = re.compile(r"<([^|>]*)\|(\w+) ([^>]*)>")
_ANCHOR = "2022-05-12T14:35"


def _sentences() -> Iterator[tuple[str, str]]:
    anchor = _ANCHOR
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            anchor = line[1:].strip()
        elif line and not line.startswith("#"):
            yield anchor, line


SENTENCES = list(_sentences())


def test_the_table_is_long_and_half_of_it_is_hard() -> None:
    assert len(SENTENCES) >= 300
    assert sum("<" not in line for _, line in SENTENCES) >= 60


@pytest.mark.parametrize(
    ("anchor", "line"), SENTENCES, ids=[f"{i}-{line[:40]}" for i, (_, line) in enumerate(SENTENCES)]
)
def test_sentence(anchor: str, line: str) -> None:
    text = _MARK.sub(r"\1", line)
    expected = []
    shift = 0
    for mark in _MARK.finditer(line):
        start = mark.start() - shift
        expected.append((start, start + len(mark[1]), mark[1], mark[2], mark[3]))
        shift += len(mark.group()) - len(mark[1])
    found = find_times(text, fold(text), (), anchor)
    assert [(t.start, t.end, t.text, t.type, t.value) for t in found] == expected
