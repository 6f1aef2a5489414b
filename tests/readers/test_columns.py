"""Which column is which field."""

from __future__ import annotations

import pytest

from logscan.errors import PolicyError
from logscan.readers.columns import roles, usable

HEADERS = [
    (
        "Occurrence No,Offence,DA,Reported,Status,Outcome,Closed,Log",
        "case_id recorded_offence domestic_abuse reported_at status outcome_code closed_at log",
    ),
    (
        "CRIME_NO,HO Code,DV flag,DateReported,Time Reported,OEL Text",
        "case_id offence_code domestic_abuse reported_at reported_time log",
    ),
    (
        "URN,Narrative,Date Reported,Outcome Type,Date Closed,Case Status",
        "case_id log reported_at outcome_code closed_at status",
    ),
    ("Ref.,MO", "case_id log"),
    ("#,Text", "case_id log"),
    ("Athena Investigation Number,Investigation Log,Domestic Abuse (Y/N)", "case_id log domestic_abuse"),
    (
        "Rhif Trosedd,Trosedd,Cam-drin Domestig,Dyddiad Adroddwyd,Statws,Canlyniad,Dyddiad Cau,Cofnod",
        "case_id recorded_offence domestic_abuse reported_at status outcome_code closed_at log",
    ),
    ("case_id,entry_time,entry_author,entry_text", "case_id entry_time entry_author entry_text"),
    ("Crime Ref,Date,Time,Officer,Log Entry", "case_id entry_date entry_time entry_author entry_text"),
    (
        "case_id,recorded_offence,recorded_as,domestic_abuse,reported_at,status,outcome_code,closed_at,log",
        "case_id recorded_offence recorded_as domestic_abuse reported_at status outcome_code closed_at log",
    ),
]


@pytest.mark.parametrize(("header", "fields"), HEADERS)
def test_known_names(header: str, fields: str) -> None:
    columns = header.split(",")
    assert {column: field for field, column in roles(columns, {}).items()} == dict(
        zip(columns, fields.split(), strict=True)
    )


def test_the_log_goes_before_the_method() -> None:
    found = roles(["Crime No", "MO", "OEL Text", "Summary"], {})
    assert found == {"case_id": "Crime No", "log": "OEL Text"}


def test_the_policy_goes_before_known_names() -> None:
    found = roles(["Ref", "Our Number", "Log", "Words"], {"case_id": "our number", "log": "Words"})
    assert (found["case_id"], found["log"]) == ("Our Number", "Words")


def test_a_policy_column_that_is_not_there_leaves_known_names() -> None:
    assert roles(["Ref", "Log"], {"log": "Words"})["log"] == "Log"


def test_a_policy_of_no_known_field() -> None:
    with pytest.raises(PolicyError, match=r"\[columns\] cas_id"):
        roles(["Ref", "Log"], {"cas_id": "Ref"})


@pytest.mark.parametrize("header", ["a,b", "Ref,Offence", "Log,Offence", ""])
def test_unusable_headers(header: str) -> None:
    assert not usable(roles(header.split(","), {}))
