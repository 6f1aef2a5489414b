"""Findings about one fact, folded under the strongest."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.checks.catalogue import catalogue
from logscan.checks.fold import fold, folds
from logscan.report import Accepted, Finding, Span

ANSWER = Accepted(reason="Seen by the registrar", who="A. Reader", when="2025-03-31")
CODES = [code for code, entry in catalogue().items() if entry.severity]


def _finding(code: str, *places: int, severity: int | None = None, accepted: bool = False) -> Finding:
    about = catalogue()[code]
    return Finding(
        check=code,
        name=about.name,
        severity=about.severity if severity is None else severity,
        criteria=about.criteria,
        message="-",
        clears_when="-",
        evidence=tuple(Span(at, at + 5, "words") for at in places),
        accepted=ANSWER if accepted else None,
    )


def _told(findings: Sequence[Finding]) -> list[str]:
    return ["+".join(f.check for f in (one.finding, *one.under)) for one in fold(findings)]


@pytest.mark.parametrize(
    ("findings", "shown"),
    [
        ([], []),
        ([_finding("RSK001"), _finding("RSK011")], ["RSK001", "RSK011"]),
        ([_finding("ORD003"), _finding("ORD001")], ["ORD001+ORD003"]),
        ([_finding("ORD003")], ["ORD003"]),
        ([_finding("REC002"), _finding("REC001"), _finding("SAF002")], ["REC001+REC002", "SAF002"]),
        ([_finding("SAF003"), _finding("RSK007")], ["RSK007+SAF003"]),
        # a force may turn the order of severities round
        ([_finding("REC001", severity=1), _finding("REC002", severity=2)], ["REC002+REC001"]),
        ([_finding("INV001", 4), _finding("OUT005", 6)], ["INV001+OUT005"]),
        ([_finding("INV001", 4), _finding("OUT005", 9)], ["INV001", "OUT005"]),
        ([_finding("INV001", 4), _finding("OUT005")], ["INV001", "OUT005"]),
        ([_finding("ORD001", accepted=True), _finding("ORD003")], ["ORD003+ORD001"]),
        ([_finding("ORD001", accepted=True), _finding("SAF002")], ["SAF002", "ORD001"]),
    ],
)
def test_fold(findings: list[Finding], shown: list[str]) -> None:
    assert _told(findings) == shown


@given(st.lists(st.tuples(st.sampled_from(CODES), st.booleans()), unique_by=lambda pair: pair[0]))
def test_no_finding_is_lost_and_no_open_one_stands_under_an_accepted_one(drawn: list[tuple[str, bool]]) -> None:
    findings = [_finding(code, 4, accepted=accepted) for code, accepted in drawn]
    shown = fold(findings)
    assert sorted(f.check for one in shown for f in (one.finding, *one.under)) == sorted(code for code, _ in drawn)
    for one in shown:
        assert all(one.finding.severity >= low.severity or low.accepted for low in one.under)
        assert all(low.accepted for low in one.under) or not one.finding.accepted


def test_a_code_stands_in_one_group_and_every_group_has_its_words() -> None:
    codes = [code for group in folds() for code in group.codes]
    assert len(codes) == len(set(codes)) and set(codes) <= set(CODES)
    assert all(set(group.fact) == {"en", "cy"} and len(group.codes) > 1 for group in folds())


def test_a_report_is_not_changed_by_folding() -> None:
    findings = [_finding("ORD001"), _finding("ORD003")]
    before = msgspec.json.encode(findings)
    fold(findings)
    assert msgspec.json.encode(findings) == before
