"""What a time carries beside its value: days, precision, mod, freq, flags, anchor, role; and the command's form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from logscan.cli.app import app
from logscan.nlp.entries import process
from logscan.nlp.text import fold
from logscan.nlp.times.tagger import find_times
from logscan.report import Time


def _only(text: str, anchor: str | None = "2022-05-12T14:35") -> Time:
    (found,) = find_times(text, fold(text), (), anchor)
    return found


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("They met in 2018.", "2018-01-01", "2018-12-31", "year"),
        ("She moved last month.", "2022-04-01", "2022-04-30", "month"),
        ("It started last week.", "2022-05-02", "2022-05-08", "week"),
        ("Seen over the weekend.", "2022-05-07", "2022-05-08", "weekend"),
        ("He rang yesterday.", "2022-05-11", "2022-05-11", "day"),
        ("He rang last night.", "2022-05-11", "2022-05-11", "part"),
        ("Seen 12/05/22 0900hrs.", "2022-05-12", "2022-05-12", "minute"),
    ],
)
def test_the_window_of_days(text: str, earliest: str, latest: str, precision: str) -> None:
    found = _only(text)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


def test_an_impossible_date_is_flagged_and_never_swapped() -> None:
    found = _only("Entry of 05/13/22 refers.")
    assert (found.value, found.flags, found.alternatives) == (
        "2022-13-05",
        ("impossible", "month_first"),
        ("2022-05-13",),
    )
    assert found.earliest is None


def test_a_weekday_that_does_not_fit_is_flagged() -> None:
    found = _only("Attended Monday 10/05/2022.")
    assert found.flags == ("weekday",)
    assert "2022-05-09" in found.alternatives


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("They dated for about 3 months.", "APPROX"),
        ("He waited over 2 hours.", "MORE_THAN"),
        ("Seen in early March.", "START"),
    ],
)
def test_mod(text: str, mod: str) -> None:
    assert _only(text).mod == mod


def test_frequency_and_anchor() -> None:
    assert _only("He rings 30 times a day.").freq == "30X"
    assert _only("He rang yesterday.").anchor == "2022-05-12T14:35"
    assert _only("He rang 10/05/2022.").anchor is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("DOB 12/05/1990.", "birth"),
        ("Log 456 of 12/05/22 refers.", "reference"),
        ("DASH completed 10/05/22.", "risk_assessment"),
        ("Suspect arrested on 10/05/22.", "arrest"),
        ("He followed her on 10/05/22.", "incident"),
        ("Interview booked for 20/05/22.", "planned"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert _only(text).role == role


def test_each_entry_is_its_own_anchor() -> None:
    log = "12/05/2022 09:00 PC 1\nHe rang yesterday.\n\n20/05/2022 10:00 PC 2\nHe rang yesterday. Next day he wrote.\n"
    folded = fold(log)
    found = find_times(log, folded, process(log, folded, "2022-05-12T09:00"), "2022-05-12T09:00")
    assert [t.value for t in found] == [
        "2022-05-12T09:00",
        "2022-05-11",
        "2022-05-20T10:00",
        "2022-05-19",
        "2022-05-20",
    ]
    assert [t.role for t in found if t.precision == "minute"] == ["reported", "update"]


def test_a_late_entry_is_flagged_and_keeps_the_time_of_the_event() -> None:
    log = "20/05/2022 10:00 PC 2\nRETROSPECTIVE ENTRY: on 18/05/22 at 1430hrs he was at the gate.\n"
    folded = fold(log)
    stamp, event = find_times(log, folded, process(log, folded, None), None)
    assert "retrospective" in stamp.flags
    assert event.value == "2022-05-18T14:30"


def test_an_entry_that_opens_with_a_day_of_no_month_is_read_as_any_text() -> None:
    log = "1430 the 5th's call: he was at the gate.\n"
    folded = fold(log)
    (stamp,) = find_times(log, folded, process(log, folded, "2022-03-10T10:00"), "2022-03-10T10:00")
    assert (stamp.text, stamp.value) == ("1430 the 5th", "2022-03-05T14:30")


def test_year_ends() -> None:
    assert _only("On 28 December he sent a card.", "2022-01-03T09:00").value == "2021-12-28"


def test_the_command_reads_and_writes_json_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "He rang yesterday.", "anchor": "2022-05-12T14:35"}\n', encoding="utf-8")
    result = CliRunner().invoke(app, ["times", "--in", str(source), "--out", str(target)])
    assert result.exit_code == 0
    (row,) = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert (row["id"], row["text"], row["anchor"]) == ("a", "He rang yesterday.", "2022-05-12T14:35")
    (span,) = row["spans"]
    assert (span["start"], span["end"], span["type"], span["value"]) == (8, 17, "DATE", "2022-05-11")


def test_the_command_prints_a_table_and_a_timeline() -> None:
    result = CliRunner().invoke(app, ["times", "He rang yesterday.", "--anchor", "2022-05-12T14:35"])
    assert result.exit_code == 0
    assert "2022-05-11" in result.output
    result = CliRunner().invoke(
        app, ["times", "He rang yesterday, and on 2 May.", "--anchor", "2022-05-12", "--timeline"]
    )
    assert result.output.index("2022-05-02") < result.output.index("2022-05-11")
