"""Whose doing it is, and whether it is told as fact: the marked words count, or do not."""

from __future__ import annotations

import pytest

from logscan.case import Case
from logscan.nlp.pipeline import facts_of, stages
from logscan.signals.because import reasons
from logscan.signals.occasions import at_least
from tests.signals.reading import evidence_of, read

HEAD = "01/02/2023 10:00 PC 1234\n"


@pytest.mark.parametrize(
    ("log", "concept"),
    [
        ("He followed her home from the gym.", "following"),
        ("Suspect drove slowly behind her to work.", "following"),
        ("She stands outside his office every day.", "loitering"),
        ("A tracker was found under her car.", "monitoring"),
        ("He has been accessing her emails.", "monitoring"),
        ("He keeps turning up at the school.", "turning_up"),
        ("SHE HAS COME BACK ON THREE NEW ACCOUNTS.", "new_routes"),
        ("Flowers left on her doorstep again.", "gifts"),
        ("He says if I can't have you no one will.", "possessive"),
        ("Her tyres were slashed.", "interference"),
        ("Posted photos of her online.", "publishing"),
        ("She told him to leave her alone.", "told_to_stop"),
        ("She has blocked him on everything.", "blocked"),
        ("She has stopped going to the gym.", "life_changed"),
        ("Mae'n aros amdani yn y maes parcio.", "loitering"),
        ("He threatened to kill her.", "threat"),
        ("Contact is mutual, both parties texting.", "mutual"),
        ("It has not happened before.", "single"),
    ],
)
def test_shown(log: str, concept: str) -> None:
    assert concept in evidence_of(HEAD + log).by_concept


@pytest.mark.parametrize(
    ("log", "concept"),
    [
        ("Police followed him to the car park.", "following"),
        ("Seen near the station, then PC 1432 followed him on foot.", "following"),
        ("She denies he followed her.", "following"),
        ("He has never followed her.", "following"),
        ("Asked if he has followed her, no.", "following"),
        ("If he turns up at the school ring 999.", "turning_up"),
        ("Officers waited outside the house.", "loitering"),
        ("Any following her? No.", "following"),
        ("Training: watching her, following her, waiting outside her work.", "following"),
        ("Advised to block him.", "blocked"),
        ("He followed the advice.", "following"),
        ("Followed up with a call.", "following"),
        ("She was watching TV.", "watching"),
    ],
)
def test_not_shown(log: str, concept: str) -> None:
    assert concept not in evidence_of(HEAD + log).by_concept


def test_acts_by_letter() -> None:
    acts = read(
        HEAD
        + "He followed her home, sat in his car outside her house for hours every night and watched her through the "
        "window. He sends fifty texts a day off new accounts. She told him to stop. Tracker found under her car. "
        "Her tyres were slashed."
    ).verdict.acts
    assert {"a", "b", "e", "f", "g"} <= set(acts)
    assert all(spans for spans in acts.values())


def test_spans_are_of_the_log() -> None:
    log = (
        HEAD
        + "Ex partner. He&#39;s been waiting outside her work every night since May and followed her home on 02/06 "
        "and 04/06. She told him to stop. Blocked, new accounts. Stalking."
    )
    signals = read(log)
    spans = [span for group in signals.four.values() for span in group]
    assert spans
    assert all(log[span.start : span.end] == span.text and 0 < span.score <= 1 for span in spans)


@pytest.mark.parametrize(
    ("log", "least"),
    [
        ("He rang her twice.", 2),
        ("He sent her 40 texts in a day.", 40),
        ("He waited outside her work on 01/03, 04/03 and 09/03.", 3),
        ("He follows her home every night.", 3),
        ("He followed her home.", 1),
    ],
)
def test_occasions(log: str, least: int) -> None:
    assert (read(HEAD + log).verdict.incidents or 0) >= least


def test_occasions_have_the_days_that_the_log_gives() -> None:
    log = HEAD + "He followed her home on 12/01/2023 and again on 14/01/2023. Born 03/04/1990. Statement on 20/01/2023."
    verdict = facts_of(stages(), Case(case_id="dated", log=log))["logscan.signals"].verdict
    assert verdict.incident_dates == ("2023-01-12", "2023-01-14")


def test_because_comes_with_its_words() -> None:
    verdict = read(
        HEAD
        + "He followed her home and waited outside her work every night since May. She told him to stop. "
        "He keeps coming back with new accounts. Ex partner."
    ).verdict
    assert len(verdict.because) == len(verdict.because_evidence)
    assert any(spans for spans in verdict.because_evidence)


def test_because_tells_conduct_where_the_passages_tell_of_it() -> None:
    log = HEAD + "He followed her home on Monday. She is frightened. He followed her to work, somebody else said."
    evidence = evidence_of(log)
    assert len(evidence.by_concept["following"]) == 2
    passage = evidence.in_log[evidence.by_concept["following"][0].sentence]
    clauses, spans = reasons(evidence, log, 2, "stalking", [passage])
    told = dict(zip(clauses, spans, strict=True))
    assert [(s.start, s.end) for s in told["follows the victim"]] == [passage]
    assert told["the victim is frightened or distressed"]  # what is no conduct needs no passage
    assert "follows the victim" not in reasons(evidence, log, 2, "stalking", [])[0]


@pytest.mark.parametrize(("counted", "repeated", "wanted"), [(1, 0, 1), (0, 1, 2), (1, 3, 3), (7, 3, 7)])
def test_what_shows_repetition_is_more_than_one_occasion(counted: int, repeated: int, wanted: int) -> None:
    assert at_least(counted, repeated) == wanted
