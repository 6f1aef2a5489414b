"""The draw, beside a second one written from the published method alone; and the chances that it promises."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.errors import UsageError
from logscan.panel import draw
from tests.panel.frames import frame

SEED = "27182818284590452353"
SEEDS = st.text("0123456789", min_size=20, max_size=30)


def published(seed: str, i: int) -> int:
    """Number i as the certificate tells it."""
    value = 0
    for digit in hashlib.sha256((seed + "," + str(i)).encode("ascii")).hexdigest():
        value = value * 16 + "0123456789abcdef".index(digit)
    return value


def published_equal(seed: str, ids: list[str], wanted: int, i: int) -> tuple[list[tuple[str, int]], int]:
    """``wanted`` of ``ids`` and their numbers, and the next number."""
    drawn: list[tuple[str, int]] = []
    while len(drawn) < wanted:
        case = ids[published(seed, i) % len(ids)]
        if case not in [name for name, _ in drawn]:
            drawn.append((case, i))
        i += 1
    return drawn, i


def test_number_is_what_sha256sum_gives() -> None:
    # printf '%s' '27182818284590452353,1' | sha256sum
    assert draw.digest(SEED, 1) == "2e4d2ff451839c9c9568b40b4a87ccbe30b2aad48cab1fdcdfee16e41da42cad"


@given(seed=SEEDS, cases=st.integers(5, 60), size=st.integers(1, 5))
def test_simple_is_the_published_draw(seed: str, cases: int, size: int) -> None:
    of = frame({"all": cases})
    reserves = min(3, cases - size)
    drawn = draw.simple(of, seed, size, reserves)
    expected, _ = published_equal(seed, sorted(unit.case_id for unit in of.units), size + reserves, 1)
    assert [(one.case_id, one.ticket) for one in drawn] == expected
    assert [one.reserve for one in drawn] == [False] * size + [True] * reserves
    assert [one.order for one in drawn] == list(range(1, size + reserves + 1))
    assert {one.probability for one in drawn} == {size / cases}


@given(seed=SEEDS)
def test_stratified_is_the_published_draw(seed: str) -> None:
    of = frame({"harassment": 31, "stalking": 14, "other": 5})
    drawn = draw.stratified(of, seed, 10, 3)
    cases, reserves, i = [], [], 1
    for stratum, size, spare in (("harassment", 6, 2), ("other", 2, 0), ("stalking", 2, 1)):
        ids = sorted(unit.case_id for unit in of.units if unit.stratum == stratum)
        taken, i = published_equal(seed, ids, size + spare, i)
        cases += taken[:size]
        reserves += taken[size:]
    assert [(one.case_id, one.ticket) for one in drawn] == cases + reserves
    assert [one.order for one in drawn] == list(range(1, 14))
    assert {one.stratum: one.probability for one in drawn} == {"harassment": 6 / 31, "other": 2 / 5, "stalking": 2 / 14}


@given(seed=SEEDS, targeted=st.integers(1, 12), size=st.integers(1, 8))
def test_two_part_is_the_published_draw(seed: str, targeted: int, size: int) -> None:
    of = frame({"all": 40})
    ids = [unit.case_id for unit in of.units]
    chance = published_chances([unit.weight for unit in of.units], targeted)
    order = sorted((k for k in range(40) if chance[k]), key=lambda k: published(seed, k + 1))
    u, reached, first = Fraction(published(seed, 41), 2**256), Fraction(0), set()
    for k in order:
        low, high = reached - u, reached + chance[k] - u
        if any(low <= n < high for n in range(floor(low), floor(high) + 2)):
            first.add(ids[k])
        reached += chance[k]
    second = {case for case, _ in published_equal(seed, ids, size, 42)[0]}
    drawn = draw.two_part(of, seed, targeted, size, 0)
    assert len(first) == targeted
    assert {one.case_id: one.part for one in drawn} == {
        case: "both" if case in first & second else "targeted" if case in first else "random" for case in first | second
    }
    for one in drawn:
        expected = 1 - (1 - chance[ids.index(one.case_id)]) * (1 - Fraction(size, 40))
        assert one.probability == pytest.approx(float(expected))


def published_chances(weights: list[int], size: int) -> list[Fraction]:
    """min(1, c * weight) with c such that they sum to ``size``, c found by trying each number of certain cases."""
    heavy = sorted(weights, reverse=True)
    for certain in range(size + 1):
        c = Fraction(size - certain, sum(heavy[certain:]))
        chances = [min(Fraction(1), c * weight) for weight in weights]
        if sum(chances) == size:
            return chances
    raise AssertionError


def test_every_case_is_drawn_as_often_as_its_chance_says() -> None:
    of = frame({"all": 30})
    chances = draw.targeted_chances(of, 6)
    promised = [1 - (1 - float(chance)) * (1 - 4 / 30) for chance in chances]
    times = dict.fromkeys((unit.case_id for unit in of.units), 0)
    runs = 3000
    for k in range(runs):
        for one in draw.two_part(of, f"{k:020}", 6, 4, 0):
            times[one.case_id] += 1
    for unit, chance in zip(of.units, promised, strict=True):
        assert times[unit.case_id] / runs == pytest.approx(chance, abs=4.5 * (0.25 / runs) ** 0.5)


def test_reserves_of_the_random_part_follow_it() -> None:
    drawn = draw.two_part(frame({"all": 40}), SEED, 5, 5, 3)
    reserves = [one for one in drawn if one.reserve]
    assert 1 <= len(reserves) <= 3
    assert drawn[-len(reserves) :] == reserves
    assert all(one.part == "random" for one in reserves)
    assert len({one.case_id for one in drawn}) == len(drawn)


@pytest.mark.parametrize(
    ("totals", "size", "expected"),
    [
        ({"a": 100, "b": 100}, 12, {"a": 6, "b": 6}),
        ({"a": 196, "b": 2, "c": 2}, 12, {"a": 8, "b": 2, "c": 2}),
        ({"a": 199, "b": 1}, 12, {"a": 11, "b": 1}),
        ({"a": 50, "b": 30, "c": 20}, 3, {"a": 1, "b": 1, "c": 1}),
        ({"a": 50, "b": 30, "c": 20}, 0, {"a": 0, "b": 0, "c": 0}),
        ({"a": 3, "b": 2}, 5, {"a": 3, "b": 2}),
        ({"a": 0, "b": 2}, 1, {"a": 0, "b": 1}),
    ],
)
def test_allocation(totals: dict[str, int], size: int, expected: dict[str, int]) -> None:
    assert draw.allocate(totals, size) == expected


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), min_size=1, max_size=8), st.data())
def test_allocation_gives_all_and_no_more_than_there_is(totals: dict[str, int], data: st.DataObject) -> None:
    size = data.draw(st.integers(0, sum(totals.values())))
    given_out = draw.allocate(totals, size)
    assert sum(given_out.values()) == size
    assert all(0 <= given_out[name] <= totals[name] for name in totals)


@pytest.mark.parametrize("seed", ["", "1234567890123456789", "1234567890123456789a", "-12345678901234567890", "٣" * 20])
def test_a_seed_is_twenty_digits_or_more(seed: str) -> None:
    with pytest.raises(UsageError, match="20 digits"):
        draw.checked(seed)


def test_a_seed_may_be_read_out_in_groups() -> None:
    assert draw.checked("27182 81828\n45904 52353 ") == "27182818284590452353"


@pytest.mark.parametrize(
    "asked",
    [
        lambda of: draw.simple(of, SEED, 9, 2),
        lambda of: draw.stratified(of, SEED, 9, 2),
        lambda of: draw.two_part(of, SEED, 9, 1, 0),
        lambda of: draw.two_part(of, SEED, 1, 9, 2),
    ],
)
def test_more_than_there_is(asked: object) -> None:
    with pytest.raises(UsageError):
        asked(frame({"a": 6, "b": 4}))  # type: ignore[operator]
