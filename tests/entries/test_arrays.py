"""What is read in arrays of several logs at once is what is read of each alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.entries import EntryCutter

_MARKS = "!?;~*|•●\"')](,:-£…_." + "\n \t\x85\u00a0\u2003\0"
_WORDS = ("a", "b", "é", "ŵ", "٣", "st", "no", "mr", "s2", "s", "s.2", "e.g.", "jan", "longerword", "approx", "dc")
_STAMPS = (
    *("12/05/2022 10:30", "12/05/22", "10:30", "1030", "14th may 2022", "4 jan", "1.2.22", "1. 2. 22", "12", "3pm"),
    *("of", "monday ", "tuesday, ", "mon", "2022-05-12", "20220512", "120522 1030", "3-5-22 at 0930 dc 4"),
)
_PIECES = st.sampled_from([*_MARKS, "/", "//", "||", "**", "\n\n", "\r\n", "  ", "    ", *_WORDS, *_STAMPS])
_LOGS = st.lists(_PIECES, max_size=40).map("".join)


@settings(deadline=None)
@given(st.lists(_LOGS, min_size=1, max_size=6), st.sampled_from([None, "2022-01-01", "2022-05-11T10:00"]))
def test_logs_of_a_batch_are_cut_as_each_alone(logs: list[str], reported_at: str | None) -> None:
    cutter = EntryCutter()
    together: list[dict[str, Any]] = [{"logscan.reported_at": reported_at} for _ in logs]
    alone: list[dict[str, Any]] = [{"logscan.reported_at": reported_at} for _ in logs]
    assert cutter.annotate_all(logs, together) == [None] * len(logs)
    for log, facts in zip(logs, alone, strict=True):
        cutter.annotate(log, facts)
    assert together == alone
