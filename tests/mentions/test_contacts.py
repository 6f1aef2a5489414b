"""Contact: who reached whom, whether it was the first time, and what is none."""

from __future__ import annotations

import pytest

from logscan.nlp.entries import process as cut
from logscan.nlp.mentions import process
from logscan.nlp.people import read
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold

REPORT = "01/03/2022 10:00 FCR 5501\nIP Anna PUGH reports that her ex partner Dean VOSS follows her home.\n\n"
FIRST = "02/03/2022 11:00 PC 4410 HALE\nSpoke to IP at home.\n\n"
LATER = "09/03/2022 16:00 PC 4410 HALE\n"


def contacts(log: str) -> list[tuple[str, str]]:
    folded = fold(log)
    entries = cut(log, folded, "2022-03-01T10:00")
    found = process(
        log,
        folded,
        entries,
        [s for e in entries for s in sentences(folded, e.body, e.end)],
        read(log, folded, entries)[0],
    )
    return [(m.concept, m.text) for m in found if m.label == "CONTACT"]


@pytest.mark.parametrize(
    "words",
    [
        "Attended IP at her home address.",
        "IP seen at work.",
        "TOC to IP, account as above.",
        "Rang Anna and took details.",
        "Visited Ms PUGH with PC 4411.",
        "Initial account taken.",
        "Seen at home. Safety advice given.",
        "Caught her between lessons at the school gate.",
        "Anna PUGH sat opposite me in the side room.",
        "Stopped in the market by Anna, who had a bag of letters for me.",
        "She came back to me at teatime.",
        "Got to Ms PUGH at her work.",
        "Had a quiet word with IP behind the counter.",
        "I was at her door by noon.",
        "Met IP at the front desk.",
        "Gwelais IP yn ei chartref.",
    ],
)
def test_first_contact(words: str) -> None:
    assert [concept for concept, _ in contacts(REPORT + "02/03/2022 11:00 PC 4410 HALE\n" + words)][:1] == [
        "first_contact"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "IP updated by phone.",
        "Rang IP with the result.",
        "Told her that VOSS has been interviewed.",
        "Anna told of bail conditions.",
        "E-mailed IP with the outcome.",
        "IP informed NFA.",
        "Phoned Ms PUGH, explained the decision.",
        "VCOP update given.",
        "Update given to IP.",
        "Dioddefwr wedi ei hysbysu.",
        "Rung back by me and told of the decision.",
        "Fortnightly call made.",
        "Anna having been told last night that it was closed.",
        "Sat with IP at her kitchen table and went through the bail terms.",
    ],
)
def test_victim_update(words: str) -> None:
    assert "victim_update" in [concept for concept, _ in contacts(REPORT + FIRST + LATER + words)]


@pytest.mark.parametrize(
    "words",
    [
        "Rang IP, no answer.",
        "Voicemail left for IP.",
        "T/C to IP N/R.",
        "IP's mobile went to voicemail.",
        "Unable to contact IP.",
        "Attempted to call IP, rings out.",
        "Calling card left.",
        "Dim ateb.",
    ],
)
def test_attempted_contact_is_no_contact(words: str) -> None:
    found = [concept for concept, _ in contacts(REPORT + FIRST + LATER + words)]
    assert "attempted_contact" in found
    assert "victim_update" not in found


@pytest.mark.parametrize(
    "words",
    [
        "IP has rung for an update.",
        "IP e-mailed asking what is happening.",
        "Anna called 101, nobody has been in touch with her.",
        "IP chasing an update.",
        "IP wants to know what's going on, still waiting to hear.",
    ],
)
def test_victim_chasing(words: str) -> None:
    assert "victim_chasing" in [concept for concept, _ in contacts(REPORT + FIRST + LATER + words)]


@pytest.mark.parametrize(
    "words",
    [
        "VOSS rung, will come in.",
        "Spoke to VOSS at his address.",
        "IP told him to leave her alone.",
        "IP to be updated.",
        "Please update IP.",
        "Will ring IP tomorrow.",
        "Suspect told to stay away.",
        "He rang her again on Sunday.",
        "Manager spoken to.",
    ],
)
def test_no_contact_with_the_victim(words: str) -> None:
    assert contacts(REPORT + FIRST + LATER + words) == [("first_contact", "Spoke to")]


def test_the_reporting_call_and_call_takers_make_no_contact() -> None:
    assert contacts(REPORT + "01/03/2022 10:20 FCR 5501\nRang IP, unit on its way, told her so.") == []


def test_advice_shows_a_contact_that_is_not_told() -> None:
    log = (
        REPORT
        + "02/03/2022 11:00 PC 4410 HALE\nAttended. Advised to block his number.\n\n"
        + LATER
        + "IP updated by phone."
    )
    assert [concept for concept, _ in contacts(log)] == ["first_contact", "victim_update"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("At the stables, male away. IP shaking. He leaves notes on the feed bin.", "At the stables, male away."),
        ("Kitchen of no 9. She says he was at the window again.", "Kitchen of no 9."),
    ],
)
def test_the_opening_of_an_entry_that_shows_talk_is_the_first_contact(words: str, shown: str) -> None:
    first = contacts(f"{REPORT}02/03/2022 11:00 PC 4410 HALE\n{words}\n\n{LATER}Rang IP with an update.\n")[0]
    assert first[0] == "first_contact"
    assert first[1].startswith(shown)


@pytest.mark.parametrize("words", ["Log reviewed. IP says he follows her.", "VOSS arrested, no reply. BWV on."])
def test_desk_work_is_no_first_contact(words: str) -> None:
    found = contacts(f"{REPORT}02/03/2022 11:00 PC 4410 HALE\n{words}\n\n{LATER}Visited IP at home.\n")
    assert [text for concept, text in found if concept == "first_contact"] == ["Visited"]
