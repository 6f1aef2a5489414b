"""A check is not asked of a report that holds nothing of what it needs; asked, it would find it clear."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from logscan.api import scan
from logscan.case import Case
from logscan.checks.catalogue import catalogue
from logscan.checks.registry import CLEAR, needed, registered
from logscan.checks.view import View
from logscan.policy import Policy
from logscan.report import Fact, Mention, Report

NEEDING = [code for code in registered() if needed(code)]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """What every example of the catalogue comes to."""
    cases = [
        Case(case_id=f"{entry.code}-{number}", log=example.log, record=example.record)
        for entry in catalogue().values()
        for number, example in enumerate(entry.examples)
    ]
    return list(scan(cases, policy=Policy()))


def _without(report: Report, keeps: Callable[[Mention | Fact], bool]) -> Report:
    mentions, facts = tuple(filter(keeps, report.mentions)), tuple(filter(keeps, report.facts))
    return msgspec.structs.replace(report, mentions=mentions, facts=facts)


@pytest.mark.parametrize("code", NEEDING)
def test_clear_without_what_it_needs(code: str, reports: list[Report]) -> None:
    needs = needed(code)

    def other(item: Mention | Fact) -> bool:
        if isinstance(item, Fact):
            return item.kind not in needs
        return needs.isdisjoint((item.label, (item.label, item.status), (item.label, item.concept)))

    for report in reports:
        view = View(_without(report, other), Policy())
        assert view.held.isdisjoint(needs)
        assert registered()[code](view) is CLEAR, report.case_id


@pytest.mark.parametrize("code", NEEDING)
def test_what_it_needs_is_there_where_it_raises(code: str, reports: list[Report]) -> None:
    raising = [report for report in reports if report.checks[code] == "raise"]
    assert raising and not any(View(report, Policy()).held.isdisjoint(needed(code)) for report in raising)
