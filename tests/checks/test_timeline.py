"""When things were: the order of items, working days, and the day at which an open case is judged."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.case import Record
from logscan.checks.run import run
from logscan.checks.view import View
from logscan.checks.working_days import bank_holidays, working_days
from logscan.policy import Language, Policy
from logscan.report import Entry, Fact, Mention, Report
from tests.policy.reports import report


def _case(*days: str, status: str | None = "open", closed_at: str | None = None) -> Report:
    """A case with an entry on each day, reported on the first."""
    entries = tuple(Entry(start=n, end=n + 1, body=n, time=day) for n, day in enumerate(days))
    record = Record(reported_at=days[0], status=status, closed_at=closed_at)  # type: ignore[arg-type]
    return msgspec.structs.replace(report("1"), entries=entries, record=record, words=100)


def _sash(day: str) -> Mention:
    return Mention(
        id=1, start=1, end=2, text="SASH", label="RISK_ASSESSMENT", concept="SASH", entry=1, status="done", date=day
    )


def _told(case: Report, policy: Policy, check: str) -> list[str]:
    return [f.message for f in run(case, policy).findings if f.check == check]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"),
        (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    ],
)
def test_bank_holidays_of_england_and_wales(year: int, days: str) -> None:
    assert sorted(day.strftime("%m-%d") for day in bank_holidays(year)) == days.split()


@given(st.integers(1990, 2090))
def test_a_year_has_eight_bank_holidays_or_more_all_of_them_weekdays(year: int) -> None:
    kept = bank_holidays(year)
    assert len(kept) >= 8 and all(day.weekday() < 5 for day in kept)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 900))
def test_working_days_are_those_that_one_counts_by_hand(after: date, days: int) -> None:
    passed = [after + timedelta(days=n) for n in range(1, days + 1)]
    by_hand = sum(day.weekday() < 5 and day not in bank_holidays(day.year) for day in passed)
    assert working_days(after, after + timedelta(days=days)) == by_hand


def test_nothing_is_counted_backwards() -> None:
    assert working_days(date(2024, 5, 8), date(2024, 5, 1)) == 0


@pytest.mark.parametrize(
    ("language", "working", "told"),
    [
        ("en", (), "First SASH done 6 days after the report (policy: 3)"),
        ("cy", (), "Gwnaed y SASH cyntaf 6 diwrnod ar ôl yr adroddiad (polisi: 3)"),
        ("en", ("sash_days",), None),
    ],
)
def test_a_weekend_and_a_bank_holiday_are_no_working_days(
    language: Language, working: tuple[str, ...], told: str | None
) -> None:
    """Reported on the Thursday before the Easter weekend of 2024, assessed on the Wednesday after it."""
    case = msgspec.structs.replace(_case("2024-03-28", "2024-04-03"), mentions=(_sash("2024-04-03"),))
    found = _told(case, Policy(language=language, working_days=working), "RSK002")
    assert [one.partition(":")[0] for one in found] == ([told.partition(":")[0]] if told else [])


@pytest.mark.parametrize(("language", "unit"), [("en", "4 working days"), ("cy", "4 diwrnod gwaith")])
def test_a_message_says_that_it_counts_working_days(language: Language, unit: str) -> None:
    case = msgspec.structs.replace(_case("2024-05-02", "2024-05-09"), mentions=(_sash("2024-05-09"),))
    (told,) = _told(case, Policy(language=language, working_days=("sash_days",)), "RSK002")
    assert unit in told


@pytest.mark.parametrize(
    ("status", "as_of", "passed"),
    [
        ("open", "", False),
        ("open", "2024-05-03", False),
        ("open", "2024-06-01", True),
        ("open", "2024-01-01", False),
        ("closed", "2024-06-01", False),
        (None, "2024-06-01", False),
    ],
)
def test_only_an_open_case_is_judged_at_the_day_given(status: str | None, as_of: str, passed: bool) -> None:
    view = View(_case("2024-05-01", "2024-05-02", status=status), Policy(as_of=as_of))
    assert view.passed("first_contact_days") is passed


def test_a_case_without_dates_has_not_passed_anything() -> None:
    assert View(report("1"), Policy(as_of="2024-01-01")).passed("gap_days") is None


@pytest.mark.parametrize(
    ("days", "status", "as_of", "raises"),
    [
        (("2024-05-01", "2024-05-20"), "open", "", False),
        (("2024-05-01", "2024-05-20"), "open", "2024-06-16", False),
        (("2024-05-01", "2024-05-20"), "open", "2024-06-17", True),
        (("2024-05-01", "2024-05-20"), "closed", "2024-06-17", False),
        (("2024-05-01", "2024-05-29"), "open", "", True),
    ],
)
def test_an_open_case_that_lies_still_is_a_gap(days: tuple[str, ...], status: str, as_of: str, raises: bool) -> None:
    assert bool(_told(_case(*days, status=status), Policy(as_of=as_of), "TIM002")) is raises


@given(st.sampled_from(["2024-06-01", "", "2030-01-01"]))
def test_the_policy_knows_the_day(as_of: str) -> None:
    assert (Policy(as_of=as_of).sha256 == Policy().sha256) is (as_of == "")


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 50), st.sampled_from([None, "2024-05-01", "2024-05-03"])),
        min_size=2,
        max_size=2,
    )
)
def test_of_two_items_no_more_than_one_is_later(places: list[tuple[int, int, str | None]]) -> None:
    view = View(_case("2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04"), Policy())
    a, b = (
        Fact(kind="incident", start=start, end=start + 1, text="x", entry=entry, date=on) for entry, start, on in places
    )
    assert not (view.later(a, b) and view.later(b, a))
    assert view.later(a, b) or view.later(b, a) or view.when(a) == view.when(b) or view.day(a) == view.day(b)


