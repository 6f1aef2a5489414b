"""Logs that are read together say what each says alone, whatever stands in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.signals.component import SignalReader
from tests.signals.logs import ALL, HARASSMENT, STALKING
from tests.signals.reading import learned, log_from, read, reader

ODD = [
    "",
    " \n ",
    "word",
    "&#39;",
    "stalking",
    "He followed her home. s.2 Harassment s.2. He waited &amp; watched; she blocked him.",
    "Ļ ñandú 漢字 \U0001f600 he followed her home on 3/4",
    "a" * 700,
    "he rang her twice, " * 60,
    "\x00\n\x00",
    STALKING.replace("\n", "\r\n"),
    STALKING.upper(),
]


@pytest.mark.parametrize("by", [reader, learned])
def test_odd_logs_among_others(by: Callable[[], SignalReader]) -> None:
    logs = [*ODD, *ALL.values(), *ODD[:3]]
    together = by().process([log_from(log) for log in logs])
    assert together == [read(log, by()) for log in logs]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*STALKING.splitlines(True), *HARASSMENT.splitlines(True), *ODD]), max_size=6))
def test_any_logs_together(logs: list[str]) -> None:
    assert learned().process([log_from(log) for log in logs]) == [read(log, learned()) for log in logs]


def test_spans_of_logs_together_are_of_their_own_log() -> None:
    logs = [*ALL.values()]
    for log, signals in zip(logs, learned().process([log_from(log) for log in logs]), strict=True):
        spans = [(span.start, span.end, span.text) for found in signals.four.values() for span in found]
        spans += [(span.start, span.end, span.text) for span in signals.conclusion_evidence]
        assert all(log[start:end] == text for start, end, text in spans)


def test_one_quarrel_is_no_harassment() -> None:
    log = (
        "04/06/2023 13:10 FCC 2201\nShop worker says a man swore and shouted abuse at her over a refund, and left. "
        "One incident only, no contact before or since.\n"
        "05/06/2023 09:00 PC 3117\nFiled.\n06/06/2023 10:00 PS 88\nSeen.\n"
    )
    verdict = read(log, learned()).verdict
    assert verdict.incidents == 1
    assert verdict.probabilities["harassment"] == 0.0
