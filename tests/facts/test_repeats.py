"""No block that stands twice is passed over, wherever it stands in its entries and whatever parts its words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from logscan.case import Record
from logscan.nlp.facts.copied import WORDS, copied
from logscan.nlp.facts.log import Log
from logscan.nlp.facts.repeats import may_repeat
from logscan.report import Entry

_WORDS = st.sampled_from(("she", "saw", "him", "o'neill", "12/3", "a_b", "ŵyn", "иван", "x", "_", "it's", "e-mail"))
_PARTED = st.sampled_from((" ", ", ", "\n", "  ", " - "))


@st.composite
def _blocks(draw: st.DrawFn) -> str:
    words = draw(st.lists(_WORDS, min_size=WORDS - 2, max_size=WORDS + 3))
    return "".join(word + draw(_PARTED) for word in words)


@st.composite
def _logs(draw: st.DrawFn) -> Log:
    """A block in two entries of a log, other words beside it, the entries' edges wherever they fall."""
    block, before, between, behind = draw(_blocks()), *(draw(st.text("ab1 ", max_size=9)) for _ in range(3))
    text = before + block + between + block + behind
    middle = len(before) + len(block) + draw(st.integers(0, len(between)))
    cuts = (draw(st.integers(0, len(before))), middle, len(text) - draw(st.integers(0, len(behind))))
    entries = [Entry(start=a, end=b, body=a) for a, b in pairwise(cuts)]
    return Log(text, text, entries, [(a.body, a.end) for a in entries], (), (), (), Record())


@given(st.lists(_logs(), min_size=1, max_size=4))
def test_what_is_copied_is_told(logs: list[Log]) -> None:
    may = may_repeat([log.folded for log in logs], WORDS)
    for log, told in zip(logs, may, strict=True):
        assert told or not list(copied(log))


def test_only_the_log_that_repeats_itself_is_looked_at() -> None:
    plain = " ".join(f"w{number}" for number in range(400))
    twice = plain + " " + " ".join(f"w{number}" for number in range(200, 200 + WORDS))
    assert may_repeat([plain, "", twice, plain, "w1"], WORDS) == [False, False, True, False, False]
    assert may_repeat([twice], WORDS) == [True]
    assert may_repeat([], WORDS) == []
    assert may_repeat(["", ""], WORDS) == [False, False]
