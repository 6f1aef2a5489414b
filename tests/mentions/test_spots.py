"""Where phrases are looked for: whatever stands beside an anchor, a match of its expression is never missed."""

from __future__ import annotations

import pytest

from logscan.nlp.lexicon import Matcher, make_rule
from logscan.nlp.text import fold


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("to (see|visit*) her", "To see her. Asked to visiting her", ["To see her", "to visiting her"]),
        ("to (see|visit*) her", "to - see her, to\n visit her; to, see her", ["to - see her", "to\n visit her"]),
        ("to .. her", "to her", ["to her"]),
        ("told [the] ip", "told ip told  the ip told/ip", ["told ip", "told  the ip"]),
        ("(no|not) to [be] told", "no to told / not to be told / no: to told", ["no to told", "not to be told"]),
        ("closed _ 14", "closed: 14, closed 14, closed/14, closed (14", ["closed: 14", "closed 14", "closed (14"]),
        ("(filed|closed) (at|on) _ (14|15)", "closed on - 15, filed at [14", ["closed on - 15"]),
        ("(can't|don't)", "can't can&#039;t cant can done dont", ["can't", "can&#039;t", "cant", "dont"]),
        ("never don't", "never don&apos;t, never dont, never done", ["never don&apos;t", "never dont"]),
        ("28-day call", "28 day call 28day call 28-day call 2-day call", ["28 day call", "28day call", "28-day call"]),
        ("re-hous*", "rehoused, re-housing; housed", ["rehoused", "re-housing"]),
        ("one-off", "oneoff one off one-offs", ["oneoff", "one off"]),
        ("r&r plan", "r&r plan, randr plan, rr plan", ["r&r plan", "randr plan"]),
        ("seen&done", "seen&done seen&amp;done seenanddone seendone", ["seen&done", "seen&amp;done", "seenanddone"]),
        ("(wmp|d&c) (told|asked)", "d&c told d & c told dandc asked, d&c, d told", ["d&c told", "dandc asked"]),
        ("(had|with) ip at", f"with {'ip':>30} at, had{'ip':>20} at", [f"with {'ip':>30} at", f"had{'ip':>20} at"]),
        ("SASH done", "SASH done, sash done", ["SASH done"]),
        ("the VA", "the va the VA", ["the VA"]),
        ("told .. ip", "told her ip / told (her) ip / told a. ip / told a b c d ip", ["told her ip"]),
        ("told .. ip", "told off-duty on-call ip, told the ex-ip", ["told off-duty on-call ip", "told the ex-ip"]),
        ("told .. ip", "told mid-\nip / told that, ip / told 5% ip", ["told mid-\nip", "told that, ip", "told 5% ip"]),
    ],
)
def test_found(phrase: str, text: str, found: list[str]) -> None:
    matcher = Matcher([make_rule(phrase, {"name": "concept", "phrases": [phrase]})])
    assert [text[hit.start : hit.end] for hit in matcher.find(text, fold(text))] == found
