"""Every check of the catalogue is complete: function and file, words in both languages, sources, examples."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from logscan.case import Record
from logscan.checks.catalogue import Entry, catalogue, criteria, families
from logscan.checks.messages import SHARED_FIGURES
from logscan.checks.rec import recording_rule
from logscan.checks.registry import registered
from logscan.checks.view import View
from logscan.policy import Policy
from logscan.report import Label
from tests.checks.source import calls
from tests.policy.reports import report

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "cy")
VERDICTS = re.compile(r"\b(failed|failure|fault|should have|wrong(?!:)|blame|guilty|negligen\w+|never done)\b")
ABSENCES = {code: entry for code, entry in catalogue().items() if entry.absence}


def test_every_function_has_its_file_and_every_file_its_function() -> None:
    assert set(catalogue()) == set(registered())


def test_the_catalogue_holds_67_checks() -> None:
    assert len(catalogue()) >= 67


def test_names_are_unique() -> None:
    names = [entry.name for entry in catalogue().values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_what_a_check_says_of_itself(entry: Entry) -> None:
    assert re.fullmatch(r"[A-Z]{3,4}\d{3}", entry.code) and entry.family in families()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", entry.name)
    assert entry.criteria and set(entry.criteria) <= set(criteria())
    assert (entry.severity == 0) == (entry.family == "GOOD")
    assert entry.summary.endswith(".") and "\n" not in entry.summary
    assert 1 <= len(re.findall(r"[.!?](?=\s|$)", entry.why)) <= 3
    assert entry.source and all(source.strip() for source in entry.source)
    assert set(entry.searched) == (set(LANGUAGES) if entry.absence else set())
    assert {place.partition(".")[0] for place in entry.near} <= set(get_args(Label))
    assert bool(entry.near) == any("{near}" in template for template in entry.message.values())


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_thresholds_are_keys_of_the_policy(entry: Entry) -> None:
    known = {*Policy().thresholds.__struct_fields__, *Policy().dates.__struct_fields__}
    assert set(entry.thresholds) <= known


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_every_variant_of_the_code_has_its_message_in_both_languages(entry: Entry) -> None:
    found = calls(entry.code)
    assert found.figures
    variants = {key.partition(".")[2] for key in entry.message}
    assert {variant for variant in found.figures if variant != "*"} <= variants
    if not found.dynamic:
        assert variants == set(found.figures)
    for variant in variants:
        for language in LANGUAGES:
            assert f"{language}.{variant}".rstrip(".") in entry.message
    assert len(entry.message) == len(variants) * len(LANGUAGES)


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_every_placeholder_is_passed_and_every_figure_is_used(entry: Entry) -> None:
    found = calls(entry.code)
    for key, template in entry.message.items():
        passed = found.figures.get(key.partition(".")[2], found.figures.get("*", set()))
        named = {field for _, field, _, _ in string.Formatter().parse(template) if field}
        assert named <= passed | SHARED_FIGURES, f"{key} names a figure that the check does not pass"
        assert passed <= named, f"{key} leaves out a figure"


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_messages_are_one_sentence_and_no_verdict(entry: Entry) -> None:
    for key, template in entry.message.items():
        assert template[-1] in ".?" and not re.search(r"[.?!] [A-Z]", template), key
        if entry.family != "GOOD":
            assert template.endswith("?"), f"{key}: a question to the panel"
    for template in (*entry.message.values(), *entry.clears_when.values()):
        assert not VERDICTS.search(template.lower())
    assert set(entry.clears_when) == set(LANGUAGES)


@pytest.mark.parametrize("entry", ABSENCES.values(), ids=ABSENCES)
def test_an_absence_says_not_found_in_this_log(entry: Entry) -> None:
    for key, template in entry.message.items():
        if key.endswith(".late"):
            continue  # what came late was found
        english = ("not found in this log", "not found in the record or in this log")
        marks = english if key.startswith("en") else ("ni chanfuwyd",)
        assert any(mark in template.lower() for mark in marks), key


def test_date_conflicts_have_a_message_for_every_concept_of_the_fact() -> None:
    """QUA002 picks its message by the concept of the fact, so that the facts' page decides which there are."""
    page = (ROOT / "docs" / "facts.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| `date_conflict`"))
    concepts = set(re.findall(r"`(\w+)`", row.split("|")[2]))
    assert {key.partition(".")[2] for key in catalogue()["QUA002"].message} == concepts


def test_a_breach_has_a_message_for_every_recording_practice() -> None:
    """REC010 picks its message by the day of the report."""
    variants = {key.partition(".")[2] for key in catalogue()["REC010"].message}
    assert variants == {"single", "added", "principal"}


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (None, "principal"),
        ("2018-03-31T23:59", "single"),
        ("2018-04-01T00:00", "added"),
        ("2023-03-31T23:59", "added"),
        ("2023-04-01T00:00", "principal"),
    ],
)
def test_the_recording_practice_is_that_of_the_day_of_the_report(day: str | None, rule: str) -> None:
    assert recording_rule(View(msgspec.structs.replace(report("1"), record=Record(reported_at=day)), Policy())) == rule


def test_families_and_criteria_speak_both_languages() -> None:
    asked = [words for one in criteria().values() for words in (one.title, one.asks)]
    for words in (*families().values(), *asked):
        assert set(words) == set(LANGUAGES) and all(words.values())


def test_criteria_are_in_the_order_of_the_panel() -> None:
    assert list(criteria()) == ["R1", "R2", "R3", "R4", "R5", "R6", "R0"]
