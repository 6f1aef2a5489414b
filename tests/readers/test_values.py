"""Cells read as fields."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.readers import values

MOMENTS: list[tuple[Any, str | None]] = [
    ("16/01/2022 17:26", "2022-01-16T17:26"),
    ("16/01/2022 17:26:45", "2022-01-16T17:26:45"),
    ("16/01/2022 17:26:00", "2022-01-16T17:26"),
    ("16-01-22 1726hrs", "2022-01-16T17:26"),
    ("16.01.2022", "2022-01-16"),
    ("1/2/2022", "2022-02-01"),
    ("16 Jan 2022 5.26pm", "2022-01-16T17:26"),
    ("Sun 16th January 2022 at 17:26", "2022-01-16T17:26"),
    ("16-JAN-22 05.26.00.000000 PM", "2022-01-16T17:26"),
    ("16 Ionawr 2022", "2022-01-16"),
    ("2022-01-16", "2022-01-16"),
    ("2022-01-16T17:26", "2022-01-16T17:26"),
    ("2022-01-16 17:26:00.000", "2022-01-16T17:26"),
    ("2022-07-16T17:26:00Z", "2022-07-16T18:26"),
    ("2022-01-16T17:26:00+00:00", "2022-01-16T17:26"),
    ("44577.7263888889", "2022-01-16T17:26"),
    (44577, "2022-01-16"),
    (1642353960000, "2022-01-16T17:26"),
    (datetime(2022, 1, 16, 17, 26), "2022-01-16T17:26"),
    (datetime(2022, 7, 16, 17, 26, tzinfo=UTC), "2022-07-16T18:26"),
    (date(2022, 1, 16), "2022-01-16"),
    ("N/K", None),
    ("-", None),
]
NO_MOMENTS = [
    "31/02/2022",
    "13/13/2022",
    "2022-02-30",
    "2022-01-16T25:00",
    "last Tuesday",
    "17:26",
    "16/01/0022",
    12,
    True,
    "x" * 100,
]


@pytest.mark.parametrize(("cell", "iso"), MOMENTS)
def test_moments(cell: Any, iso: str | None) -> None:
    assert values.moment(cell) == iso


@pytest.mark.parametrize("cell", NO_MOMENTS)
def test_what_is_no_moment(cell: Any) -> None:
    with pytest.raises(ValueError, match="not a date that can be"):
        values.moment(cell)


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("17:26", "17:26"),
        ("1726", "17:26"),
        ("905", "09:05"),
        ("5.26pm", "17:26"),
        (time(17, 26), "17:26"),
        (0.5, "12:00"),
        ("n/k", None),
    ],
)
def test_clocks(cell: Any, clock: str | None) -> None:
    assert values.clock(cell) == clock


@pytest.mark.parametrize(
    ("cell", "yes"),
    [
        ("Y", True),
        ("yes", True),
        ("1", True),
        (1, True),
        (1.0, True),
        ("TRUE", True),
        (True, True),
        ("DA", True),
        ("ie", True),
        ("Yes - intimate partner", True),
        ("N", False),
        ("No", False),
        (0, False),
        ("na", False),
        ("Non-DA", False),
        ("nac ydy", False),
        ("N/A", None),
        ("Unknown", None),
        ("not known", None),
    ],
)
def test_flags(cell: Any, yes: bool | None) -> None:
    assert values.flag(cell) is yes


def test_what_is_no_flag() -> None:
    with pytest.raises(ValueError, match="not a yes or no"):
        values.flag("perhaps")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Closed", "closed"),
        ("FILED", "closed"),
        ("Undetected-filed", "closed"),
        ("Filed - NFA", "closed"),
        ("Finalised", "closed"),
        ("Filed (no suspect)", "closed"),
        ("Open", "open"),
        ("LIVE", "open"),
        ("Ongoing", "open"),
        ("Under Investigation", "open"),
        ("Re-opened", "open"),
        ("Pending closure", "open"),
        ("Not closed", "open"),
        ("Ar gau", "closed"),
        ("Ar agor", "open"),
        ("C", "closed"),
        ("", None),
    ],
)
def test_statuses(cell: str, status: str | None) -> None:
    assert values.status(cell) == status


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("16", (16, None)),
        (16, (16, None)),
        (16.0, (16, None)),
        ("15B", (15, "B")),
        ("1a", (1, "A")),
        ("Outcome 16", (16, None)),
        ("OC18", (18, None)),
        ("Type 14", (14, None)),
        ("016", (16, None)),
        ("HO Outcome 21 - not in the public interest", (21, None)),
        ("16 - Evidential difficulties: victim based", (16, None)),
        ("Outcome type 5", (5, None)),
        ("Charged", (1, None)),
        ("Investigation complete; no suspect identified", (18, None)),
        ("Community Resolution", (8, None)),
        ("0", (None, None)),
        ("n/a", (None, None)),
    ],
)
def test_outcomes(cell: Any, code: tuple[int | None, str | None]) -> None:
    assert values.outcome(cell) == code


@pytest.mark.parametrize("cell", ["23", "99", 100])
def test_what_is_no_outcome(cell: Any) -> None:
    with pytest.raises(ValueError, match="1 to 22"):
        values.outcome(cell)


@given(
    st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2068, 12, 31)),
    st.sampled_from(
        [
            "%d/%m/%Y %H:%M",
            "%d-%m-%Y %H%Mhrs",
            "%d.%m.%Y %H:%M",
            "%d %b %Y %H:%M",
            "%d %B %Y, %H:%M",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%dT%H:%M",
        ]
    ),
)
def test_any_minute_in_any_usual_spelling(moment: datetime, spelling: str) -> None:
    assert values.moment(moment.strftime(spelling)) == moment.isoformat(timespec="minutes")[:16]


@given(st.text(max_size=80))
def test_no_cell_breaks_or_is_quoted(cell: str) -> None:
    for read in (values.moment, values.clock, values.flag, values.status, values.outcome):
        try:
            read(cell)
        except (ValueError, LookupError) as told:
            assert len(cell.strip()) < 12 or cell.strip() not in str(told.args[0])
