"""Messages pasted into a log are counted wherever a line in a sentence heads one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.signals import occasions
from tests.signals.reading import log_from, reader

_STAMP = "12/03/2022 10:22 PC 1234 SMITH\n"
_LINES = (
    *("From: Bob sent Monday", "[12/03/22, 10:22] Bob: hello", "12/03/22 10:22 Bob: hello", '10:22 - "hello"'),
    *("she told him to stop.", "  from bob, sent twice", "", "14/03/2022 09:00 PC 1 SMITH", '"', "&#39;from: x sent"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_LINES), max_size=8), st.sampled_from(["", _STAMP]))
def test_no_message_is_missed(lines: list[str], header: str) -> None:
    (evidence,) = reader().evidence([log_from(header + "\n".join(lines))])
    assert occasions.count(evidence) == occasions.count(replace(evidence, headed=True))


@pytest.mark.parametrize(
    ("body", "pasted"),
    [
        ("She was rung.", 0),
        ("Seen on her phone.\nFrom: Bob sent Monday\nhello\n\"From Bob, sent Tuesday\nanswer me", 2),
        ("Seen on her phone.\nFrom: Bob sent Monday", 1),
    ],
)
def test_each_message_counts(body: str, pasted: int) -> None:
    (evidence,) = reader().evidence([log_from(_STAMP + body)])
    assert occasions.count(evidence)[1] == pasted
