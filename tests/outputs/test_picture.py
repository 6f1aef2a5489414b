"""The timeline as a picture."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest

from logscan.outputs.picture import MAX_DAYS, picture
from logscan.report import Event
from tests.outputs.samples import example


def _with(days: list[str], event: str = "entry") -> object:
    report = example()[1]
    record = msgspec.structs.replace(report.record, reported_at=None)
    events = tuple(Event(time=day, event=event, start=0, end=5, text="x", entry=0) for day in days)
    return msgspec.structs.replace(report, record=record, timeline=events)


def test_gaps_are_told_and_the_longest_stands_out() -> None:
    drawn = picture(_with(["2022-03-01", "2022-03-02T10:00", "2022-03-30", "2022-04-01"]))
    assert drawn is not None
    assert [point.gap for point in drawn.points] == ["", "1 day", "28 days", "2 days"]
    assert [point.longest for point in drawn.points] == [False, False, True, False]
    assert drawn.title == "4 dated days from 1 Mar 2022 to 1 Apr 2022. The longest gap is 28 days, before 30 Mar 2022."


def test_points_go_to_the_right_and_stay_inside() -> None:
    drawn = picture(_with([str(date(2022, 1, 1) + timedelta(days=n * n)) for n in range(MAX_DAYS)]))
    assert drawn is not None
    places = [point.x for point in drawn.points]
    assert all(b - a >= 46 for a, b in pairwise(places))
    assert 0 < places[0] < places[-1] < drawn.width


def test_a_long_case_keeps_its_ends_and_its_longest_gaps() -> None:
    days = [date(2022, 1, 1) + timedelta(days=n + 100 * (n > 40)) for n in range(60)]
    drawn = picture(_with([day.isoformat() for day in days]))
    assert drawn is not None
    assert len(drawn.points) <= MAX_DAYS
    assert drawn.left_out == 60 - len(drawn.points)
    assert len(drawn.days) == 60
    assert "101 days" in {point.gap for point in drawn.points if point.longest}


@pytest.mark.parametrize(
    ("event", "shape"),
    [("incident", "conduct"), ("SPO breached", "conduct"), ("SASH", "police"), ("entry", "police")],
)
def test_a_shape_tells_who_acts(event: str, shape: str) -> None:
    drawn = picture(_with(["2022-03-01"], event))
    assert drawn is not None
    assert drawn.points[0].shapes == (shape,)


def test_nothing_dated_gives_no_picture() -> None:
    assert picture(_with(["2022-03"])) is None
