"""The sentence of a finding: its day, its nearest near-miss, its figures, in English and Welsh."""

from __future__ import annotations

import msgspec
import pytest

from logscan.case import Record
from logscan.checks.catalogue import catalogue
from logscan.checks.messages import message
from logscan.checks.registry import raises
from logscan.checks.view import View
from logscan.policy import Language, Policy
from logscan.report import Entry, Label, Mention, Report, ScoredSpan, Status
from tests.policy.reports import report


def _mention(start: int, text: str, label: Label, concept: str, status: Status) -> Mention:
    end = start + len(text)
    return Mention(id=start, start=start, end=end, text=text, label=label, concept=concept, entry=0, status=status)


DASH = _mention(20, "DASH\ncompleted", "RISK_ASSESSMENT", "DASH", "done")
ADVICE = _mention(40, "advice given", "SAFEGUARDING", "safety_advice", "done")
HEADING = _mention(60, "DASH", "RISK_ASSESSMENT", "DASH", "mentioned")


def _view(language: Language = "en", *mentions: Mention, stamp: str | None = "2025-05-03T10:00") -> View:
    entries = (Entry(start=0, end=100, body=16, time=stamp),)
    made: Report = msgspec.structs.replace(report("1"), record=Record(), entries=entries, mentions=mentions)
    return View(made, Policy(language=language))


def test_the_day_of_the_first_evidence() -> None:
    entry, result = catalogue()["SAF001"], raises(ADVICE, variant="advice")
    assert message(entry, result, _view()).startswith("Safeguarding advice was given on 3 May 2025; ")
    assert message(entry, result, _view("cy")).startswith("Rhoddwyd cyngor diogelu ar 3 Mai 2025; ")


def test_no_day_where_the_entry_has_none() -> None:
    told = message(catalogue()["SAF001"], raises(ADVICE, variant="advice"), _view(stamp=None))
    assert told.startswith("Safeguarding advice was given; ")


def test_evidence_that_is_only_characters_has_the_day_of_its_entry() -> None:
    told = message(catalogue()["REC003"], raises(ScoredSpan(30, 40, "not met", 1.0)), _view())
    assert told.startswith("The log concludes on 3 May 2025 that")


def test_the_nearest_near_miss_is_the_last_that_says_something() -> None:
    told = message(catalogue()["RSK001"], raises(variant="none"), _view("en", DASH, HEADING))
    assert "not found in this log; nearest is “DASH completed” on 3 May 2025: was one considered?" in told


def test_a_near_miss_by_concept() -> None:
    voicemail = _mention(30, "voicemail left", "CONTACT", "attempted_contact", "mentioned")
    told = message(catalogue()["TIM001"], raises(variant="late", days=20, limit=2), _view("en", voicemail))
    assert "20 days after the report (policy: 2); nearest is “voicemail left” on 3 May 2025" in told


def test_a_near_miss_before_the_evidence_is_nearer_than_one_after_it() -> None:
    before = _mention(20, "voicemail left", "CONTACT", "attempted_contact", "mentioned")
    spoken = _mention(40, "spoke to her", "CONTACT", "first_contact", "mentioned")
    after = _mention(60, "no reply", "CONTACT", "attempted_contact", "mentioned")
    told = message(catalogue()["TIM001"], raises(spoken, variant="late", days=20, limit=2), _view("en", before, after))
    assert "nearest is “voicemail left”" in told


def test_no_near_miss() -> None:
    told = message(catalogue()["RSK001"], raises(variant="none"), _view("en", ADVICE))
    assert "not found in this log: was one considered?" in told


@pytest.mark.parametrize(
    ("days", "english", "welsh"), [(1, "1 day after", "1 diwrnod ar"), (4, "4 days after", "4 diwrnod ar")]
)
def test_days_are_counted(days: int, english: str, welsh: str) -> None:
    entry, result = catalogue()["RSK002"], raises(tool="SASH", days=days, limit=0)
    assert english in message(entry, result, _view())
    assert welsh in message(entry, result, _view("cy"))


@pytest.mark.parametrize(
    ("figure", "english", "welsh"),
    [
        ("malicious communications", "as malicious communications,", "fel cyfathrebu maleisus,"),
        ("controlling coercive", "as controlling or coercive behaviour,", "fel rheolaeth neu orfodaeth,"),
        ("words of the log", "as words of the log,", "fel words of the log,"),
    ],
)
def test_figures_are_words_of_the_language(figure: str, english: str, welsh: str) -> None:
    entry, result = catalogue()["REC001"], raises(recorded=figure)
    assert english in message(entry, result, _view())
    assert welsh in message(entry, result, _view("cy"))


def test_a_list_of_figures_is_translated_one_by_one() -> None:
    told = message(catalogue()["INV001"], raises(lines="CCTV, doorbell, social media"), _view("cy"))
    assert "(teledu cylch cyfyng, cloch drws, cyfryngau cymdeithasol)" in told
