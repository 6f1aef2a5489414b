"""A log cut into segments keeps every character, and every layer covers what it should."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from logscan.outputs.highlight import Highlighted, Layer, Segment
from logscan.report import Entry


def _segments(cut: Highlighted) -> list[Segment]:
    return [segment for block in cut.blocks() for segment in (*block.head, *block.body)]


@given(st.text(st.characters(exclude_characters=" \n\t\r", exclude_categories=("Z", "C")), max_size=60), st.data())
def test_every_layer_covers_its_own_characters(log: str, data: st.DataObject) -> None:
    places = st.integers(0, len(log))
    spans = data.draw(st.lists(st.tuples(places, places).map(sorted), max_size=8))
    stops = sorted(data.draw(st.lists(places, max_size=5)))
    entries = [Entry(start=a, end=c, body=b) for a, b, c in zip(stops, stops[1:], stops[2:], strict=False)][::2]
    layers = [Layer(start, end, (f"l{n}",), back=f"b{n}") for n, (start, end) in enumerate(spans)]
    cut = Highlighted(log, entries, layers)
    segments = _segments(cut)
    assert "".join(segment.text for segment in segments) == log
    for n, (start, end) in enumerate(spans):
        covered = "".join(segment.text for segment in segments if f"l{n}" in segment.classes.split())
        assert covered == log[start:end]
        assert sum(f"l{n}" in segment.classes.split() for segment in segments) == cut.marks(start, end)
        if start < end:
            assert sum(segment.anchor == start for segment in segments) == 1
            assert sum(f"b{n}" in segment.backs for segment in segments) == 1


def test_signs_stand_at_the_ends() -> None:
    cut = Highlighted("abcdef", [], [Layer(0, 4, badge="F"), Layer(2, 6, label="SASH"), Layer(0, 4, badge="R")])
    shown = [(segment.text, segment.badge, segment.label) for segment in _segments(cut)]
    assert shown == [("ab", "F R", ""), ("cd", "", ""), ("ef", "", "SASH")]


def test_a_span_outside_the_log_is_left_out() -> None:
    assert [s.marked for s in _segments(Highlighted("abc", [], [Layer(2, 9), Layer(1, 1), Layer(-2, 1)]))] == [False]


def test_text_between_entries_is_kept_and_blank_lines_are_not() -> None:
    log = "top\n\nH1 one\n\n\nH2 two"
    cut = Highlighted(log, [Entry(start=5, end=14, body=8), Entry(start=14, end=20, body=17)], [])
    shown = [(b.number, "".join(s.text for s in (*b.head, *b.body))) for b in cut.blocks()]
    assert shown == [(None, "top\n\n"), (1, "H1one"), (2, "H2two")]
