"""What is left out to save time changes nothing: each shortcut against the long way."""

from __future__ import annotations

import re
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp import headers

_STAMPS = st.sampled_from(
    [
        "12/05/2022 10:30",
        "12.05.22  10:30",
        "12-05-2022   23:59",
        "12/05/2122 10:30",
        "12/05/20 10:30",
        "31/02/2022 10:30",
        "12/05/2022 29:30",
        "12/05/2022 10:75",
        "12/05.2022 10:30",
        "12/05/2022 1030",
    ]
)
_BEHIND = st.sampled_from(
    [" pc 12", " am", "am", " amber", " pm", "hrs", " hrs pc 12", ":15", ".5", ".", "/", "5", "\n", ""]
)
_BEFORE = st.sampled_from(["\n", "", " ", "\nmonday ", "\nmonday\n", "\nmon,\n\n", "called. ", "log 4: ", "\n- "])
_NEVER = re.compile(r"(?!)")


@settings(deadline=None)
@given(st.lists(st.tuples(_BEFORE, _STAMPS, _BEHIND).map("".join), max_size=5).map("".join))
def test_the_plainest_headers_are_what_any_header_is(log: str) -> None:
    found = headers.candidates(log, "2022-05-11")
    with mock.patch.object(headers, "_PLAIN", _NEVER):
        assert found == headers.candidates(log, "2022-05-11")
