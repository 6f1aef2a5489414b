"""Which sentences tell of contact: what is read of them, what is chosen, and how the weights are made and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.errors import LogscanError
from logscan.nlp.contacts import card, train
from logscan.nlp.contacts.keys import Material, sentence_keys
from logscan.nlp.contacts.learned import CONCEPTS, FORMAT, MODEL, Artefact, Model, load_model
from logscan.report import Entry, Person, Span

TRAIN = Path(__file__).parents[2] / "corpora" / "train"


def material(*sentences: str, officer_from: int = 0, phrases: tuple[tuple[int, str], ...] = ()) -> Material:
    """A log of sentences, of one entry before and one from ``officer_from`` on; ``phrases`` by sentence."""
    text = ""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    cut = spans[officer_from][0]
    entries = [
        Entry(start=0, end=cut, body=0, role="call_taker"),
        Entry(start=cut, end=len(text), body=cut, role="officer"),
    ]
    at = text.find("Megan")
    named = Span(at, at + 5, "Megan")
    people = [Person(id=0, role="victim", name="Megan", spans=(named,))] if at >= 0 else []
    found = [(*spans[number], concept) for number, concept in phrases]
    return Material(text.lower(), spans, entries, people, found, [])


def test_a_sentence_is_read_with_who_is_named_and_where_it_stands() -> None:
    report, told = sentence_keys(material("He came back.", "Rang Megan 3 times.", officer_from=1))
    assert {"rang", "rang <victim>", "<victim> 0", "=role officer", "=place 0", "=phrase none", "=opens0 rang"} <= told
    assert "megan" not in told
    assert "=role call_taker" in report


def test_what_phrases_found_is_read_in_its_sentence_alone() -> None:
    first, second = sentence_keys(material("Rang her.", "No reply.", phrases=((1, "attempted_contact"),)))
    assert "=phrase none" in first
    assert "=phrase attempted_contact" in second


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_every_sentence_has_its_keys(sentences: list[str]) -> None:
    keys = list(sentence_keys(material(*sentences)))
    assert len(keys) == len(sentences)
    assert all(any(key.startswith("=role ") for key in of_one) for of_one in keys)


WEIGHED = Artefact(
    format=FORMAT,
    corpus={},
    bias=(-30_000, -30_000, -30_000, -30_000),
    least=(0.5, 0.5, 0.5, 0.5),
    keys={
        "rang": (40_000, 40_000, 0, 0),
        "seen": (60_000, 0, 0, 0),
        "voicemail": (0, 0, 50_000, 0),
        "asks": (0, 0, 0, 50_000),
    },
).sealed()

CHOSEN = [
    ("the best sentence is the first contact, the others are updates", ("rang her", "seen at home", "rang her"), {},
     [(0, "victim_update"), (1, "first_contact"), (2, "victim_update")]),
    ("a first contact is no update besides", ("rang her",), {}, [(0, "first_contact")]),
    ("a call that nobody answered is an attempt only", ("rang her, voicemail",),
     {"phrases": ((0, "attempted_contact"),)}, [(0, "attempted_contact")]),
    ("who has to ask is told", ("she asks what is going on",), {}, [(0, "victim_chasing")]),
    ("nothing is told of a sentence that weighs little", ("he waited outside",), {}, []),
]


@pytest.mark.parametrize(("case", "sentences", "more", "expected"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_what_is_chosen(
    case: str, sentences: tuple[str, ...], more: dict[str, Any], expected: list[tuple[int, str]]
) -> None:
    found = Model(WEIGHED).reached(material(*sentences, **more))
    assert [(reached.sentence, reached.concept) for reached in found] == expected


def test_a_contact_tells_the_words_that_weighed_most() -> None:
    (found,) = Model(WEIGHED).reached(material("seen, then rang"))
    assert found.reasons == ("seen", "rang")


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / MODEL
    path.write_bytes(msgspec.json.encode(WEIGHED))
    assert load_model(path).artefact == WEIGHED
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(WEIGHED, least=(0.1, 0.1, 0.1, 0.1))))
    with pytest.raises(LogscanError, match="logscan train"):
        load_model(path)


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    """The marked logs of four authors of the training corpus."""
    return [
        json.loads(line)
        for author in ("ta1", "ta3", "ta7", "ta10")
        for line in (TRAIN / f"{author}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def test_training_gives_the_same_bytes_and_a_card(cases: list[dict[str, Any]], tmp_path: Path) -> None:
    once = card.make(cases, "0" * 64, tmp_path / "once")
    again = card.make(cases, "0" * 64, tmp_path / "again")
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    assert load_model(tmp_path / "once" / MODEL).artefact.corpus["authors"] == 4
    told = (tmp_path / "once" / card.CARD).read_text(encoding="utf-8")
    assert all(concept in told for concept in CONCEPTS)


def test_it_finds_most_contacts_of_authors_that_it_did_not_see(cases: list[dict[str, Any]]) -> None:
    _, figures = train.train(train.marked_cases(cases), {})
    updates = next(of_one for of_one in figures if of_one.concept == "victim_update")
    assert updates.marked > 20
    assert updates.recall > 0.7
    assert updates.precision > 0.5


def test_cases_without_marked_mentions_make_no_model(tmp_path: Path) -> None:
    bare = [{"case_id": "x", "author": "a", "log": "Rang her.", "gold": {"verdict": "neither"}}]
    assert card.make(bare, "0" * 64, tmp_path) == []
    assert not list(tmp_path.iterdir())
