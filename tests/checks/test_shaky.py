"""Where a fact is shaky a check cannot tell; what was done with the victim shows that police reached them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from logscan.case import Record
from logscan.checks.run import run
from logscan.checks.view import View
from logscan.policy import Policy
from logscan.report import CheckResult, Entry, Fact, Mention, Report
from tests.policy.reports import report


def _case(*authors: str | None, mentions: tuple[Mention, ...] = (), facts: tuple[Fact, ...] = ()) -> Report:
    """A case with an entry a day from 1 May 2024; "PC" authors are officers, "FCC" call takers, "PS" supervisors."""
    roles: dict[str, Any] = {"PC": "officer", "FCC": "call_taker", "PS": "supervisor"}
    entries = tuple(
        Entry(
            start=100 * n,
            end=100 * n + 99,
            body=100 * n,
            time=f"2024-05-{n + 1:02}T10:00",
            author=author,
            role=roles[author.split()[0]] if author else "other",
        )
        for n, author in enumerate(authors)
    )
    record = Record(recorded_as="stalking", domestic_abuse=False, reported_at="2024-05-01T09:00", status="open")
    return msgspec.structs.replace(
        report("1"), entries=entries, record=record, words=200, mentions=mentions, facts=facts
    )


def _mention(label: str, concept: str, entry: int, **more: Any) -> Mention:
    start = 100 * entry + 10
    more = {"status": "done", "text": concept, **more}
    return Mention(id=entry, start=start, end=start + 4, label=label, concept=concept, entry=entry, **more)  # type: ignore[arg-type]


def _result(case: Report, check: str) -> CheckResult:
    return run(case, Policy()).checks[check]


@pytest.mark.parametrize(
    ("rule", "grade", "result"),
    [("completed", None, "raise"), ("default.RISK_ASSESSMENT", None, "cannot_tell"), (None, None, "raise")],
)
def test_a_tool_that_is_only_named_has_no_missing_grade(rule: str | None, grade: Any, result: str) -> None:
    sash = _mention("RISK_ASSESSMENT", "SASH", 1, rule=rule, grade=grade)
    assert _result(_case("FCC 1", "PC 2", mentions=(sash,)), "RSK005") == result


@pytest.mark.parametrize(("rule", "result"), [("completed", "raise"), ("default.ORDER", "cannot_tell")])
def test_an_order_that_is_only_named_was_not_obtained(rule: str, result: str) -> None:
    assert _result(_case("PC 2", mentions=(_mention("ORDER", "SPO", 0, rule=rule),)), "GOOD009") == result


@pytest.mark.parametrize(
    ("author", "concept", "status", "result"),
    [
        ("PC 2", "safety_plan", "done", "raise"),
        ("PC 2", "safety_plan", "planned", "clear"),
        ("FCC 1", "safety_plan", "done", "clear"),
        ("PC 2", "address_marker", "done", "clear"),
    ],
)
def test_what_is_done_with_the_victim_is_contact(author: str, concept: str, status: str, result: str) -> None:
    plan = _mention("SAFEGUARDING", concept, 0, status=status, rule="completed")
    assert _result(_case(author, mentions=(plan,)), "GOOD001") == result


def test_a_visit_without_an_answer_is_no_contact() -> None:
    visit = Fact(kind="attendance", concept="victim", start=5, end=9, text="went", entry=0)
    tried = _mention("CONTACT", "attempted_contact", 0, status=None)
    assert _result(_case("PC 2", "PC 2", facts=(visit,)), "GOOD001") == "raise"
    assert _result(_case("PC 2", "PC 2", facts=(visit,), mentions=(tried,)), "GOOD001") == "clear"


@pytest.mark.parametrize(("days", "result"), [(1, "raise"), (2, "cannot_tell")])
def test_a_sheet_kept_up_over_days_is_no_date_conflict(days: int, result: str) -> None:
    later = tuple(
        Fact(kind="date_conflict", concept="future", start=n, end=n + 1, text=f"0{n}/06", entry=0) for n in range(days)
    )
    assert _result(_case("PC 2", facts=later), "QUA002") == result


@pytest.mark.parametrize(
    ("told", "result"),
    [
        (("reported this before",), "clear"),
        (("three earlier reports",), "raise"),
        (("several times",), "raise"),
        (("made a report",), "clear"),
    ],
)
def test_several_earlier_reports_are_several(told: tuple[str, ...], result: str) -> None:
    facts = tuple(Fact(kind="earlier_report", start=n, end=n + 1, text=text, entry=0) for n, text in enumerate(told))
    assert _result(_case("PC 2", facts=facts), "REC009") == result


@pytest.mark.parametrize(
    ("authors", "keys"),
    [
        (("PC 12 FROST", None, "PC FROST"), ["12", "12", "12"]),
        (("FCC 7", "PC 12", None), ["7", "12", "12"]),
        (("PC 12", None, "PC 13"), ["12", None, "13"]),
        (("PS 5", None), ["5", "5"]),
    ],
)
def test_what_nobody_signs_is_the_one_officers(authors: tuple[str | None, ...], keys: list[str | None]) -> None:
    view = View(_case(*authors), Policy())
    assert [view.author_key(n) for n in range(len(authors))] == keys


def test_a_release_calls_for_a_new_assessment_and_for_no_new_plan() -> None:
    plan = _mention("SAFEGUARDING", "safety_plan", 0, rule="completed")
    thrive = _mention("RISK_ASSESSMENT", "THRIVE", 0, rule="completed")
    release = Fact(kind="incident", concept="release", start=310, end=312, text="x", entry=3, date="2024-05-04")
    case = _case("PC 2", "PC 2", "PC 2", "PC 2", mentions=(plan, thrive), facts=(release,))
    assert (_result(case, "RSK007"), _result(case, "SAF003")) == ("raise", "clear")
