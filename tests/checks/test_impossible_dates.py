"""A date that does not exist is a slip of the pen; the rest of the log is read all the same."""

from __future__ import annotations

import pytest

from logscan import scan
from logscan.case import Case, Record


@pytest.mark.parametrize("date", ["30/02/2022", "31/06/2022", "14/73/2022", "00/00/2022", "2022-13-45"])
@pytest.mark.parametrize("what", ["DASH completed on {}, MEDIUM.", "Updated IP by phone on {}.", "Case closed on {}."])
def test_a_log_with_an_impossible_date_is_read(date: str, what: str) -> None:
    log = f"04/03/2022 18:20 PC 1432\nAttended h/a, IP seen. {what.format(date)} SASH completed.\n"
    record = Record(recorded_as="stalking", domestic_abuse=True, reported_at="2022-03-04T18:20", status="closed")
    found = scan([Case(case_id="EX-1", log=log, record=record)])
    assert len(list(found)) == 1
    assert not found.faults
