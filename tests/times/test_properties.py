"""What holds for any text: offsets, order, dates that read back to themselves, linear time."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.text import fold
from logscan.nlp.times.stamps import parse_stamp
from logscan.nlp.times.tagger import find_times

_WORDS = st.sampled_from(
    [
        "on",
        "at",
        "the",
        "of",
        "a",
        "in",
        "last",
        "next",
        "every",
        "12",
        "5th",
        "14/05/22",
        "1430",
        "hrs",
        "may",
        "March",
        "Sat",
        "week",
        "days",
        "ago",
        "ago,",
        "two",
        "3/52",
        "tonight",
        "/",
        ".",
        ",",
        "-",
        ":",
        "20220514",
        "dydd",
        "Llun",
        "ddoe",
        "£14",
        "PC",
        "1432",
        "\n",
        "between",
        "and",
        "until",
        "x",
        "8pm",
        "09:00",
        "2019",
        "dob",
        "since",
        "later",
        "earlier",
        "İ",
        "😀",
        "night",
        "mornings",
    ]
)
_ANCHORS = st.sampled_from(
    [None, "2022-05-12T14:35", "2024-02-29", "1990-01-01T00:00", "9999-12-31T23:59", "0001-01-01"]
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WELSH = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


FORMATS = (
    "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y", "%d-%m-%y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d",
    "%d%b%y", "%d%b%Y", "%d-%b-%y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y", "%d %B, %Y", "%d %b. %Y", "%B %d, %Y",
    "%b %d, %Y", "%B %d %Y", "%A %d %B %Y", "%a %d %b %Y", "%A, %d %B %Y", "%a, %d %b %Y", "%A %d/%m/%Y",
    "%a %d/%m/%y", "%A the {th} of %B %Y", "{th} %B %Y", "{th} of %B %Y", "{th} %b %Y", "%A {th} %B %Y",
    "%B {th}, %Y", "{d} %B %Y", "{d}/{m}/%Y", "{d}/{m}/%y", "{d}.{m}.%Y", "{d}-{m}-%Y", "{d} {welsh} %Y",
    "%d {welsh} %Y", "{d} %b %Y", "%a {d} %B %Y", "%A {d} %b %Y",
)  # fmt: skip


def _write(day: date, form: str) -> str:
    names = form.replace("%A", _DAYS[day.weekday()]).replace("%a", _DAYS[day.weekday()][:3])
    names = names.replace("%B", _MONTHS[day.month - 1]).replace("%b", _MONTHS[day.month - 1][:3])
    numbers = {"%d": f"{day.day:02d}", "%m": f"{day.month:02d}", "%Y": f"{day.year}", "%y": f"{day.year % 100:02d}"}
    for sign, number in numbers.items():
        names = names.replace(sign, number)
    return names.format(th=_ordinal(day.day), d=day.day, m=day.month, welsh=_WELSH[day.month - 1])


def test_there_are_forty_formats() -> None:
    assert len(FORMATS) >= 40


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=120, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_a_rendered_date_reads_back(form: str, day: date) -> None:
    written = _write(day, form)
    text = f"She called on {written} from work."
    found = find_times(text, fold(text), (), "2022-05-12T14:35")
    assert [(t.text, t.type, t.value) for t in found] == [(written, "DATE", day.isoformat())] or [
        (t.text, t.value) for t in found
    ] == [(written.removeprefix("the "), day.isoformat())]
    assert found[0].earliest == found[0].latest == day.isoformat()
    assert found[0].flags == ()


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_stamp_reads_back(day: date, hour: int, minute: int) -> None:
    expected = f"{day.isoformat()}T{hour:02d}:{minute:02d}"
    for form in ("%d/%m/%Y", "%d.%m.%y", "%d %b %Y", "%Y-%m-%d", "%A %d %B %Y"):
        for clock in (f"{hour:02d}:{minute:02d}", f"{hour:02d}{minute:02d}hrs", f"{hour:02d}{minute:02d}"):
            assert parse_stamp(fold(f"{_write(day, form)} {clock}")) == expected


@settings(max_examples=400, deadline=None)
@given(st.lists(_WORDS, max_size=40), _ANCHORS)
def test_spans_are_in_order_and_point_at_their_text(words: list[str], anchor: str | None) -> None:
    _check(" ".join(words), anchor)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120), _ANCHORS)
def test_any_text_at_all(text: str, anchor: str | None) -> None:
    _check(text, anchor)


def _check(text: str, anchor: str | None) -> None:
    end = 0
    for found in find_times(text, fold(text), (), anchor):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.value
        if found.earliest is not None and found.latest is not None:
            assert found.earliest <= found.latest
        end = found.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "/",
        "1/",
        "on ",
        "on on 5 ",
        "12/05/22 ",
        "every ",
        "last last week ",
        "five ",
        "1 1 ",
        "1.1.1.",
        "may ",
        "the 5th, ",
        "2230x",
        "- 5 ",
        "a week ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        folded = fold(text)
        start = time.process_time()
        find_times(text, folded, (), "2022-05-12T14:35")
        return time.process_time() - start

    seconds(2_000)
    small, large = min(seconds(40_000) for _ in range(2)), min(seconds(160_000) for _ in range(2))
    # four times the text: quadratic work would take sixteen times as long
    assert large < 9 * small + 0.05
