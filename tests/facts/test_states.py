"""The course of orders, positions and crime types: one row a case, what each entry says and the states that follow."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.case import Case, Record
from logscan.nlp import pipeline
from logscan.report import Fact
from tests.facts.reading import log_of

STAGES = pipeline.stages()[:6]


def course(kind: str, words: str) -> list[Fact]:
    """The facts of a kind, from a log with one entry a day (parted by |) from 1 March 2024."""
    case = Case(case_id="c", log=log_of(*words.split("|")), record=Record(reported_at="2024-03-01T09:00"))
    return [fact for fact in pipeline.facts_of(STAGES, case)["logscan.facts"] if fact.kind == kind]


# words, (concept, state, day) of each fact in turn
ORDERS = [
    ("SPO considered.", [("SPO", "considered", "2024-03-01")]),
    ("SPO applied for, file with legal.", [("SPO", "applied_for", "2024-03-01")]),
    ("SPO application to be made.", [("SPO", "applied_for", "2024-03-01")]),
    ("SPO granted.", [("SPO", "granted", "2024-03-01")]),
    ("Full SPO granted until 01/03/2026.", [("SPO", "granted", "2024-03-01"), ("SPO", "until", "2026-03-01")]),
    ("SPO granted for two years.", [("SPO", "granted", "2024-03-01"), ("SPO", "until", "2026-03-01")]),
    ("DVPO granted for 28 days.", [("DVPO", "granted", "2024-03-01"), ("DVPO", "until", "2024-03-29")]),
    ("SPO refused by the magistrates.", [("SPO", "refused", "2024-03-01")]),
    ("SPO not pursued as suspect unknown.", [("SPO", "not_pursued", "2024-03-01")]),
    ("Non-molestation order in place.", [("non_molestation_order", "in_force", "2024-03-01")]),
    ("Restraining order varied at court today.", [("restraining_order", "varied", "2024-03-01")]),
    ("He has breached the restraining order.", [("restraining_order", "breached", "2024-03-01")]),
    ("Bail conditions expired, not renewed.", [("bail_conditions", "expired", "2024-03-01")]),
    (
        "Bailed with conditions to 28/03/2024.",
        [("bail_conditions", "granted", "2024-03-01"), ("bail_conditions", "until", "2024-03-28")],
    ),
    (
        "SPO considered.|SPO applied for, with legal.|SPO granted.|He has breached the SPO.",
        [
            ("SPO", "considered", "2024-03-01"),
            ("SPO", "applied_for", "2024-03-02"),
            ("SPO", "granted", "2024-03-03"),
            ("SPO", "breached", "2024-03-04"),
        ],
    ),
    (
        "Bail to 28/03/2024: no contact.",
        [("bail_conditions", "granted", "2024-03-01"), ("bail_conditions", "until", "2024-03-28")],
    ),
    ("Bailed with a curfew until 0900.", [("bail_conditions", "granted", "2024-03-01")]),
    ("Words of advice given.", []),
    ("The force SPO policy was e-mailed to all staff.", []),
]

POSITIONS = [
    ("IP supports a prosecution.", [("supports", "first", "2024-03-01")]),
    (
        "IP supports a prosecution.|IP still supports a prosecution.",
        [("supports", "first", "2024-03-01"), ("supports", "held", "2024-03-02")],
    ),
    (
        "IP supports a prosecution.|IP wishes to withdraw her complaint.|IP has re-engaged.",
        [
            ("supports", "first", "2024-03-01"),
            ("withdraws", "changed", "2024-03-02"),
            ("re_engages", "changed", "2024-03-03"),
        ],
    ),
    ("IP spoken to at home.", []),
]

# words, (concept, status, by) of each fact in turn
CRIMES = [
    ("Crimed as harassment.", [("harassment", "recorded", "officer")]),
    (
        "Crimed as harassment.|FCR has reclassified the crime from harassment to stalking as there is a fixation.",
        [
            ("harassment", "recorded", "officer"),
            ("harassment", "changed_from", "crime_registrar"),
            ("stalking", "changed_to", "crime_registrar"),
        ],
    ),
    ("Consider whether this should be stalking.", [("stalking", "considered", "officer")]),
    ("She says that it is harassment.", []),
]


@pytest.mark.parametrize(("words", "states"), ORDERS)
def test_orders(words: str, states: list[tuple[str, str, str]]) -> None:
    assert [(f.concept, f.status, f.date) for f in course("order_state", words)] == states


@pytest.mark.parametrize(("words", "states"), POSITIONS)
def test_positions(words: str, states: list[tuple[str, str, str]]) -> None:
    assert [(f.concept, f.status, f.date) for f in course("position", words)] == states


@pytest.mark.parametrize(("words", "states"), CRIMES)
def test_crime_types(words: str, states: list[tuple[str, str, str]]) -> None:
    assert [(f.concept, f.status, f.by) for f in course("crime_type", words)] == states


def test_a_change_of_crime_type_carries_its_reason() -> None:
    (_, to) = course("crime_type", "FCR has reclassified the crime from harassment to stalking as there is a fixation.")
    assert to.reason is not None
    assert to.reason.text == "there is a fixation"


def test_facts_are_tied_to_their_characters() -> None:
    words = "Full SPO granted until 01/03/2026.|He has breached the SPO."
    log = log_of(*words.split("|"))
    assert all(log[f.start : f.end] == f.text for f in course("order_state", words))


@given(
    day=st.integers(0, 99),
    month=st.integers(0, 99),
    year=st.integers(0, 99),
    length=st.sampled_from(("28 days", "6 months", "2 years")),
)
def test_a_day_that_does_not_exist_dates_nothing(day: int, month: int, year: int, length: str) -> None:
    told = f"{day:02}/{month:02}/{year:02}"
    log = f"15/06/2022 10:00 PC 12\nRang IP. {told} 1547 DC 77 - bail for {length}."
    log += f" SPO granted for {length} on {told}, until {told}."
    found = pipeline.facts_of(STAGES, Case(case_id="X", log=log, record=Record(reported_at="2022-06-15T09:00")))
    days = [mention.date for mention in found["logscan.mentions"] if mention.date]
    days += [fact.date for fact in found["logscan.facts"] if fact.date]
    assert all(datetime.date.fromisoformat(value[:10]) for value in days if len(value) >= 10)
