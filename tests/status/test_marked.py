"""Status, date, grade, reason, channel and doer on marked-up sentences, written for these tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.sentences import sentences
from logscan.nlp.status import assess, process
from logscan.nlp.text import fold
from logscan.report import Entry, Mention

sys.path.insert(0, str(Path(__file__).parent))
from marked import DAY, HERE, lines, parse, read, wrong

NEGATED = {"not_done", "declined", "not_applicable"}
STATUSES = NEGATED | {"done", "planned", "considered", "breached", "mentioned"}
FILES = (
    *("prose.txt", "forms.txt", "rough.txt", "details.txt", "aside.txt", "later.txt", "rows.txt"),
    *("kinds.txt", "grades.txt", "fates.txt"),
)
FRAGMENTS = st.sampled_from((HERE / "fragments.txt").read_text(encoding="utf-8").split("\n"))


@pytest.mark.parametrize("line", [line for file in FILES for line in lines(file)])
def test_marked_sentence(line: str) -> None:
    marked = parse(line)
    assert marked.mentions
    for mention, want in zip(read(marked), marked.expected, strict=True):
        assert wrong(mention, want) == {}, mention.rule


@pytest.mark.parametrize("line", lines("general.txt"))
def test_plain_negation(line: str) -> None:
    kind, sentence = line.split(" ", 1)
    marked = parse(sentence)
    for mention in marked.mentions[-1:] if kind == "a" else marked.mentions:
        found = assess(marked.text, mention.start, mention.end)
        assert (found.status in NEGATED) == (kind == "n"), found


@pytest.mark.parametrize("line", lines("prose.txt")[::7])
def test_the_function_reads_as_the_component(line: str) -> None:
    marked = parse(line)
    if len(marked.mentions) > 1:
        pytest.skip("the function knows no neighbours")
    mention = marked.mentions[0]
    found = assess(marked.text, mention.start, mention.end, label=mention.label, concept=mention.concept)
    assert found.status == read(marked)[0].status


@given(st.lists(FRAGMENTS, min_size=1, max_size=25), st.integers(0, 24), st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_status_with_cues_from_the_text(words: list[str], at: int, size: int) -> None:
    text = " ".join(words)
    start = min(at, len(words) - 1)
    begin = len(" ".join(words[:start])) + (1 if start else 0)
    end = min(len(text), begin + max(1, len(" ".join(words[start : start + size]))))
    if begin >= end:
        return
    for label in (None, "RISK_ASSESSMENT", "ORDER", "SAFEGUARDING"):
        found = assess(text, begin, end, label=label)
        assert found.status in STATUSES
        for span in (*found.cues, *([found.reason] if found.reason else [])):
            assert text[span.start : span.end] == span.text != ""


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_no_span_of_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        assess("SASH done", start, end)


def test_a_status_that_is_set_is_kept() -> None:
    text = "SASH not done."
    mention = Mention(
        id=0, start=0, end=4, text="SASH", label="RISK_ASSESSMENT", concept="SASH", entry=0, status="planned"
    )
    entry = Entry(start=0, end=len(text), body=0, time=DAY)
    (found,) = process(text, fold(text), (entry,), sentences(fold(text)), (), (mention,))
    assert (found.status, found.date) == ("planned", DAY)


def test_labels_without_status_keep_none() -> None:
    marked = parse("<CONTACT concept=victim_update>IP updated</> and <OUTCOME concept=NFA>NFA</>.")
    assert [m.status for m in read(marked)] == [None, None]


def test_long_text_without_a_stop_is_read_in_a_window() -> None:
    filler = "word " * 20_000
    text = f"{filler}SASH not completed {filler}"
    start = len(filler)
    mention = Mention(id=0, start=start, end=start + 4, text="SASH", label="RISK_ASSESSMENT", concept="SASH", entry=0)
    entry = Entry(start=0, end=len(text), body=0)
    (found,) = process(text, fold(text), (entry,), sentences(fold(text)), (), (mention,))
    assert found.status == "not_done"
    assert found.date is None
