"""Who is who, and what the suspect is to the victim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.nlp import people
from logscan.nlp.entries import process as cut
from logscan.nlp.text import fold
from tests.people.reading import read, suspect, victim

RELATIONS = [
    ("ex_partner", "IP reports her ex-husband Karl BRANDT keeps ringing her."),
    ("ex_partner", "Suspect is the IP's ex partner."),
    ("ex_partner", "Susp Karl BRANDT. They split in January after three years."),
    ("ex_partner", "Karl BRANDT is the father of her child."),
    ("ex_partner", "IP separated from suspect last year."),
    ("ex_partner", "Divorced from Karl BRANDT, who waits outside her work."),
    ("ex_partner", "He will not accept that the relationship is over."),
    ("ex_partner", "Messages from her baby's dad Karl BRANDT."),
    ("ex_partner", "Mae ei chyn-bartner Karl BRANDT yn ei dilyn."),
    ("ex_partner", "HER EX KARL BRANDT OUTSIDE AGAIN."),
    ("partner", "Suspect is her current boyfriend."),
    ("partner", "Her husband Karl BRANDT was arrested."),
    ("family", "Reporting her brother Karl BRANDT, who keeps threatening her."),
    ("family", "Suspect is IP's son."),
    ("family", "Karl BRANDT (her cousin) has been interviewed."),
    ("family", "Family dispute over the will, Karl BRANDT interviewed."),
    ("colleague", "Karl BRANDT, a lad from work, follows her home."),
    ("colleague", "Suspect Karl BRANDT works with IP."),
    ("neighbour", "Neighbour dispute with Karl BRANDT at no 12."),
    ("neighbour", "Karl BRANDT lives above her and bangs on the floor."),
    ("acquaintance", "Karl BRANDT met her on Tinder and was interviewed."),
    ("acquaintance", "They went on two dates. Suspect Karl BRANDT."),
    ("service_user", "One of her patients, Karl BRANDT, sends letters to the ward."),
    ("service_user", "Suspect Karl BRANDT is a customer."),
    ("friend", "Suspect is a former friend."),
    ("stranger", "IP does not know the male, a complete stranger."),
    ("unknown", "Suspect unknown."),
    ("unknown", "Calls from a withheld number, no idea who it is."),
]

OTHERS_RELATIVES = [
    ("ex_partner", "IP's sister had an ex who did the same. Suspect is a customer."),
    ("ex_partner", "Suspect is her new partner's ex, Karla BRANDT."),
    ("ex_partner", "PND shows a report from an ex of the suspect in 2018. Suspect is a neighbour."),
    ("ex_partner", "They have never been in a relationship. Suspect is a colleague."),
    ("ex_partner", "Suspect is not an ex partner."),
    ("family", "Her brother was with her. Suspect unknown."),
    ("family", "Her friend's brother Karl BRANDT was interviewed."),
    ("family", "IP staying with her mother. Suspect Karl BRANDT interviewed."),
    ("partner", "Lives with her partner Joe HALE. Suspect Karl BRANDT interviewed."),
    ("partner", "Her husband drove her to the station. Suspect unknown."),
    ("colleague", "Stays with a colleague. Suspect Karl BRANDT interviewed."),
    ("friend", "A friend saw him. Suspect Karl BRANDT interviewed."),
    ("neighbour", "Statement from a neighbour. Suspect Karl BRANDT interviewed."),
]


@pytest.mark.parametrize(("relation", "words"), RELATIONS)
def test_relation(relation: str, words: str) -> None:
    found = suspect(words)
    assert found is not None
    assert found.relation == relation


@pytest.mark.parametrize(("relation", "words"), OTHERS_RELATIVES)
def test_relative_of_somebody_else(relation: str, words: str) -> None:
    found = suspect(words)
    assert found is None or found.relation != relation


NAMED = [
    ("Complaint about Karl BRANDT.", "Karl Brandt"),
    ("Suspect: known. Karl BRANDT, 41.", "Karl Brandt"),
    ("SUSPECT: BRANDT Karl, dob 02/02/1980", "Karl Brandt"),
    ("Account taken.|Karl BRANDT interviewed under caution.", "Karl Brandt"),
    ("Account taken.|Karl BRANDT arrested and bailed.", "Karl Brandt"),
    ("SUS1, one Karl BRANDT, waits for her.", "Karl Brandt"),
    ("EX WIFE ROSALIND PAGET FOLLOWS HIM.", "Rosalind Paget"),
    ("Mr BRANDT interviewed.", "Brandt"),
]


@pytest.mark.parametrize(("words", "name"), NAMED)
def test_named_suspect(words: str, name: str) -> None:
    found = suspect(*words.split("|"))
    assert found is not None
    assert found.named
    assert found.name == name


@pytest.mark.parametrize(
    "words",
    [
        "Suspect unknown. Saw IP Jane DOVER at home.",
        "Unknown male followed her. Statement from witness Ada LOWE.",
        "No suspect identified.",
        "IP Jane DOVER seen. Male not known to her.",
        "Number withheld. Told Jane DOVER to keep a log.",
    ],
)
def test_nobody_named(words: str) -> None:
    found = suspect(words)
    assert found is None or not found.named


@pytest.mark.parametrize(
    ("words", "name", "gender"),
    [
        ("IP Jane DOVER, 34, seen at home.", "Jane Dover", "female"),
        ("Victim Mr Owen PARRY called.", "Owen Parry", "male"),
        ("Jane DOVER reports that Karl BRANDT follows her.", "Jane Dover", "female"),
        ("VIW1, Jane DOVER, came to the counter about Karl BRANDT.", "Jane Dover", "female"),
    ],
)
def test_victim(words: str, name: str, gender: str) -> None:
    found = victim(words)
    assert found is not None
    assert (found.name, found.gender) == (name, gender)


def test_officers_are_no_suspects() -> None:
    people_found, _ = read("PC Tom REES attended. IP Jane DOVER seen. Karl BRANDT arrested by DC Amy HUNT.")
    roles = {person.name: person.role for person in people_found if person.named}
    assert roles["Tom Rees"] == "officer"
    assert roles["Amy Hunt"] == "officer"
    assert roles["Karl Brandt"] == "suspect"


def test_child_and_witness() -> None:
    people_found, _ = read("IP Jane DOVER seen with her son Ben (6). Statement from Ada LOWE. Suspect Karl BRANDT.")
    roles = {person.name: person.role for person in people_found if person.named}
    assert roles["Ben"] == "child"
    assert roles["Ada Lowe"] == "witness"


def test_denied_relation_is_a_fact() -> None:
    _, facts = read("Suspect is not an ex partner.")
    assert {fact.status for fact in facts if fact.concept == "ex_partner"} == {"denied"}


@given(st.text(max_size=300))
def test_spans_are_the_text(text: str) -> None:
    folded = fold(text)
    found, facts = people.read(text, folded, cut(text, folded, None))
    assert all(text[span.start : span.end] == span.text for person in found for span in person.spans)
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)
