"""Intervals: against scipy's own and other ways to count, at their ends, and how often they hold the truth."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from benchmarks.coverage import measure
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from logscan.panel.agreement import ac1
from logscan.panel.intervals import Stratum, exact, stratified, weighted, wilson


def tails(hits: int, cases: int, size: int, of: int) -> tuple[Fraction, Fraction]:
    """Chances of ``hits`` or fewer, and of ``hits`` or more, counted with whole numbers."""
    ways = [comb(of, k) * comb(size - of, cases - k) for k in range(cases + 1)]
    return Fraction(sum(ways[: hits + 1]), sum(ways)), Fraction(sum(ways[hits:]), sum(ways))


@given(st.data())
def test_exact_is_the_set_of_shares_that_are_not_rejected(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 60))
    cases = data.draw(st.integers(1, size))
    hits = data.draw(st.integers(0, cases))
    kept, kept_above = [], []
    for of in range(hits, size - (cases - hits) + 1):
        fewer, more = tails(hits, cases, size, of)
        if fewer > Fraction(1, 40) and more > Fraction(1, 40):
            kept.append(of)
        if fewer > Fraction(1, 20):
            kept_above.append(of)
    share = exact(hits, cases, size)
    assert (share.low, share.high) == (kept[0] / size, kept[-1] / size)
    assert share.upper == kept_above[-1] / size


@pytest.mark.parametrize(("hits", "cases"), [(2, 12), (0, 12), (12, 12), (5, 30), (0, 60)])
def test_exact_of_a_large_frame_is_clopper_and_pearson(hits: int, cases: int) -> None:
    share = exact(hits, cases, 1_000_000)
    other = binomtest(hits, cases).proportion_ci(0.95, "exact")
    assert (share.low, share.high) == pytest.approx((other.low, other.high), abs=2e-5)


def test_two_of_twelve() -> None:
    """The figure that started this: two misrecorded of twelve say little."""
    share = exact(2, 12, 5000)
    assert (round(share.low, 2), round(share.high, 2)) == (0.02, 0.48)


@pytest.mark.parametrize(("hits", "cases"), [(2, 12), (0, 12), (12, 12), (7, 30)])
def test_wilson_is_scipys(hits: int, cases: int) -> None:
    other = binomtest(hits, cases).proportion_ci(0.95, "wilson")
    assert wilson(hits / cases, cases, 1.959963984540054) == pytest.approx((other.low, other.high))


def test_who_reads_all_knows() -> None:
    assert (exact(3, 10, 10).low, exact(3, 10, 10).high) == (0.3, 0.3)
    strata = [Stratum(size=4, cases=4, hits=1), Stratum(size=6, cases=6, hits=3)]
    assert (stratified(strata).low, stratified(strata).high) == (0.4, 0.4)
    whole = weighted([True, False], [1, 1])
    assert (whole.low, whole.high) == (0.5, 0.5)


def test_one_stratum_is_a_simple_draw() -> None:
    one = stratified([Stratum(size=10**9, cases=20, hits=4)])
    assert (one.low, one.high) == pytest.approx(wilson(0.2, 20, 1.959963984540054))


def test_a_stratum_of_one_case() -> None:
    share = stratified([Stratum(size=99, cases=9, hits=3), Stratum(size=1, cases=1, hits=1)])
    assert share.value == pytest.approx(0.34)
    assert 0 < share.low < share.value < share.high < 1


def test_weights_make_up_for_the_chances() -> None:
    """Nine targeted of ten faulty, one at random of ninety clean: a share near 10 %, not 90 %."""
    share = weighted([True] * 9 + [False] * 9, [0.9] * 9 + [0.1] * 9)
    assert share.value == pytest.approx(0.1)


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 1)), min_size=1, max_size=40))
def test_weighted_holds_its_estimate(cases: list[tuple[bool, float]]) -> None:
    share = weighted([hit for hit, _ in cases], [chance for _, chance in cases])
    assert 0 <= share.low <= share.value + 1e-9
    assert share.value <= share.high + 1e-9
    assert share.high <= 1
    assert share.upper <= share.high + 1e-12


def test_ac1_of_a_worked_case() -> None:
    """By hand: raw 8/10; class 1 is 0.7 of all, so chance (0.21 + 0.21) / 1; (0.8 - 0.42) / 0.58."""
    found = ac1([[1, 1]] * 6 + [[2, 2]] * 2 + [[1, 2]] * 2, 2)
    assert found is not None
    assert found.raw == pytest.approx(0.8)
    assert found.value == pytest.approx((0.8 - 0.42) / 0.58)
    assert found.low < found.value < found.high <= 1


def test_ac1_of_members_who_always_agree_has_width() -> None:
    found = ac1([[1, 1]] * 12, 4)
    assert found is not None
    assert found.value == found.high == pytest.approx(1)
    assert 0.5 < found.low < 0.95


@pytest.mark.parametrize("ratings", [[], [[1], [2], [1]], [[1, 1], [2]], [[], [1, 2]]])
def test_ac1_needs_two_cases_that_two_members_judged(ratings: list[list[int]]) -> None:
    assert ac1(ratings, 4) is None


def test_more_members_and_gaps() -> None:
    """Three members; of the pairs 3/3, 1/3, 1/1 agree."""
    found = ac1([[1, 1, 1], [1, 1, 2], [2, 2], [1]], 4)
    assert found is not None
    assert (found.cases, found.pairs) == (3, 7)
    assert found.raw == pytest.approx((1 + 1 / 3 + 1) / 3)


def test_coverage_in_small() -> None:
    """The benchmark with few rounds and one frame: exact never below 95 %, the others 93 to 97 % on average."""
    lines = list(measure(60, frames=(300,)))
    by_design = {design: [line.held for line in lines if line.design == design] for design in {x.design for x in lines}}
    exact_lines = [line for line in lines if "exact" in line.design]
    assert min(line.held for line in exact_lines) >= 0.95
    assert min(line.below for line in exact_lines) >= 0.95
    for design, held in by_design.items():
        if "exact" not in design:
            assert 0.93 <= sum(held) / len(held) <= 0.975, design
            assert min(held) >= 0.8, design
