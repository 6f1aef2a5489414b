"""The examples of every check, scanned through the whole pipeline: they say what the check is to say of them."""

from __future__ import annotations

import pytest

from logscan.api import scan
from logscan.case import Case
from logscan.checks.catalogue import Entry, Example, catalogue
from logscan.policy import Language, Policy
from logscan.report import Finding, Report

EXAMPLES = {
    f"{entry.code}-{number}-{example.result}": (entry, example)
    for entry in catalogue().values()
    for number, example in enumerate(entry.examples, 1)
}
RAISING = {name: pair for name, pair in EXAMPLES.items() if pair[1].result == "raise"}


def _report(entry: Entry, example: Example, language: Language = "en") -> Report:
    policy = Policy(select=(entry.code,), language=language)
    (report,) = scan(Case(case_id=entry.code, log=example.log, record=example.record), policy=policy)
    return report


def _finding(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_a_check_has_an_example_that_raises_and_one_that_clears(entry: Entry) -> None:
    results = {example.result for example in entry.examples}
    assert {"raise", "clear"} <= results
    if entry.absence:
        fragment = Policy().thresholds.fragment_words
        assert all(len(e.log.split()) >= fragment for e in entry.examples if e.result == "raise")


@pytest.mark.parametrize(("entry", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_example_gives_its_result(entry: Entry, example: Example) -> None:
    report = _report(entry, example)
    assert report.checks == {entry.code: example.result}
    if example.result == "cannot_tell":
        assert report.check_reasons[entry.code].endswith(".")


@pytest.mark.parametrize(("entry", "example"), RAISING.values(), ids=RAISING)
def test_the_finding_speaks_both_languages_and_quotes_the_log(entry: Entry, example: Example) -> None:
    english, welsh = _finding(_report(entry, example)), _finding(_report(entry, example, "cy"))
    assert english.message != welsh.message and english.evidence == welsh.evidence
    for finding in (english, welsh):
        assert "{" not in finding.message and "  " not in finding.message
    for span in english.evidence:
        assert example.log[span.start : span.end] == span.text
