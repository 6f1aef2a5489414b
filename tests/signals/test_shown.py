"""The cut of a log's sentences into the passages that are shown."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.signals.passages import Cutter, passages

_LONGEST = 300


def _side_by_side(lengths: list[int]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for length in lengths:
        spans.append((at, at + length))
        at += length + 1
    return spans


@pytest.mark.parametrize(
    ("chances", "wanted"),
    [
        ([0.9, 0.01, 0.01, 0.9], [(0, 0), (3, 3)]),
        ([0.9, 0.1, 0.01, 0.01], [(0, 1)]),  # a likely neighbour is taken in
        ([0.9, 0.9, 0.01, 0.01], [(0, 0), (1, 1)]),  # each shows it well enough to stand alone
        ([0.2, 0.2, 0.2, 0.01], [(0, 2)]),  # together they are worth it
        ([0.01, 0.9, 0.1, 0.01], [(1, 2)]),  # wherever they stand
        ([0.01, 0.02, 0.01, 0.01], [(1, 1)]),  # what is there is shown, if only by the best
    ],
)
def test_what_is_worth_showing(chances: list[float], wanted: list[tuple[int, int]]) -> None:
    spans = _side_by_side([60] * 4)
    found = passages(spans, chances, 0.64, 0.05, 4)
    assert [(start, end) for start, end, _ in found] == [(spans[a][0], spans[b][1]) for a, b in wanted]


def test_sentences_far_apart_are_not_one_passage() -> None:
    assert passages([(0, 60), (70, 130)], [0.9, 0.2], 0.64, 0.05, 4) == [(0, 60, 0.9)]


def test_only_so_many_are_shown_and_the_likelier_ones() -> None:
    spans = [(at * 100, at * 100 + 50) for at in range(4)]
    found = passages(spans, [0.6, 0.9, 0.5, 0.8], 0.64, 0.05, 2)
    assert found == [(100, 150, 0.9), (300, 350, 0.8)]


_sentences = st.lists(
    st.tuples(st.integers(1, 240), st.floats(0, 1).map(lambda chance: round(chance, 3))), min_size=1, max_size=7
)


@given(_sentences, st.sampled_from([0.5, 0.64, 0.8]))
def test_passages_are_apart_and_readable(sentences: list[tuple[int, float]], price: float) -> None:
    spans = _side_by_side([length for length, _ in sentences])
    found = passages(spans, [chance for _, chance in sentences], price, 0.05, 9)
    assert found
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert all(end - start <= _LONGEST for start, end, _ in found)


@given(_sentences, st.sampled_from([0.5, 0.64, 0.8]))
def test_no_other_cut_gains_more(sentences: list[tuple[int, float]], price: float) -> None:
    spans, chances = _side_by_side([length for length, _ in sentences]), [chance for _, chance in sentences]
    starts, ends = ([span[side] for span in spans] for side in (0, 1))
    found = [(starts.index(a), ends.index(b)) for a, b, _ in passages(spans, chances, price, 0.0, 99)]
    best = max(_gain(cut, spans, chances, price) for cut in _cuts(len(spans)))
    assert max(0.0, _gain(found, spans, chances, price)) == pytest.approx(max(0.0, best))


_BOUNDS = [(0.5, 0.05, 2), (0.64, 0.2, 4)]


@given(st.lists(st.tuples(_sentences, st.lists(st.booleans(), min_size=2, max_size=2)), min_size=1, max_size=3))
def test_cases_are_cut_together_as_they_are_alone(cases: list[tuple[list[tuple[int, float]], list[bool]]]) -> None:
    places = [_side_by_side([length for length, _ in sentences]) for sentences, _ in cases]
    chances = np.array([[chance for sentences, _ in cases for _, chance in sentences]] * 2)
    there = np.array([which for _, which in cases])
    alone = [
        [
            passages(spans, [chance for _, chance in sentences], *bound) if is_there else []
            for is_there, bound in zip(which, _BOUNDS, strict=True)
        ]
        for spans, (sentences, which) in zip(places, cases, strict=True)
    ]
    assert Cutter(_BOUNDS).passages(places, chances, there) == alone


def _cuts(count: int) -> list[list[tuple[int, int]]]:
    """All ways to choose passages: each sentence is left out (0), opens a passage (1) or goes on with one (2)."""
    ways = []
    for marks in product((0, 1, 2), repeat=count):
        if any(mark == 2 and (at == 0 or marks[at - 1] == 0) for at, mark in enumerate(marks)):
            continue
        cut: list[tuple[int, int]] = []
        for at, mark in enumerate(marks):
            if mark == 1:
                cut.append((at, at))
            elif mark == 2:
                cut[-1] = (cut[-1][0], at)
        ways.append(cut)
    return ways


def _gain(cut: list[tuple[int, int]], spans: list[tuple[int, int]], chances: list[float], price: float) -> float:
    if any(spans[last][1] - spans[first][0] > _LONGEST for first, last in cut):
        return -1e9
    return sum(
        (2 - price) * (1 - prod(1 - chance for chance in chances[first : last + 1]))
        + price * (sum(chances[first : last + 1]) - 1)
        for first, last in cut
    )
