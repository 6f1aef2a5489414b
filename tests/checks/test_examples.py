"""The examples of every check, scanned through the whole pipeline: they say what the check is to say of them."""

from __future__ import annotations

import pytest

from logscan.api import scan
from logscan.case import Case
from logscan.checks.catalogue import Entry, Example, catalogue
from logscan.policy import Policy
from logscan.report import Finding, Report

EXAMPLES = [
    pytest.param(entry, example, id=f"{entry.code}-{number}-{example.result}")
    for entry in catalogue().values()
    for number, example in enumerate(entry.examples, 1)
]
ENTRIES = [pytest.param(entry, id=code) for code, entry in catalogue().items()]


def _report(entry: Entry, example: Example, language: str = "en") -> Report:
    policy = Policy(select=(entry.code,), language=language)
    return scan(Case(case_id=entry.code, log=example.log, record=example.record), policy=policy)[0]


def _finding(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_check_has_an_example_that_raises_and_one_that_clears(entry: Entry) -> None:
    results = {example.result for example in entry.examples}
    assert {"raise", "clear"} <= results
    if entry.absence:
        fragment = Policy().thresholds.fragment_words
        assert all(len(e.log.split()) >= fragment for e in entry.examples if e.result == "raise")


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_the_example_gives_its_result(entry: Entry, example: Example) -> None:
    report = _report(entry, example)
    assert report.checks == {entry.code: example.result}
    if example.result == "cannot_tell":
        assert report.check_reasons[entry.code].endswith(".")


@pytest.mark.parametrize(("entry", "example"), [p for p in EXAMPLES if p.values[1].result == "raise"])  # type: ignore[attr-defined]
def test_the_finding_speaks_both_languages_and_quotes_the_log(entry: Entry, example: Example) -> None:
    english, welsh = _finding(_report(entry, example)), _finding(_report(entry, example, "cy"))
    assert english.message != welsh.message and english.evidence == welsh.evidence
    for finding in (english, welsh):
        assert "{" not in finding.message and "  " not in finding.message
    for span in english.evidence:
        assert example.log[span.start : span.end] == span.text
