"""What holds for any log, and how hits are settled."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.nlp.lexicon import lexicon_files, load_rules
from logscan.nlp.mentions import hint, process
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold
from logscan.report import Entry, Mention

VOCABULARY = (
    "SASH DASH no done not the order bail to IP told her victim support supports rang. voicemail left changed "
    "from stalking harassment MG11 BWV PNC\n plan locks changed İstanbul — “999” advised block him SPO breach | // ,"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


def mentions(text: str) -> tuple[Mention, ...]:
    folded = fold(text)
    return process(text, folded, (Entry(start=0, end=len(text), body=0, role="officer"),), sentences(folded))


@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200))
def test_mentions_name_characters_of_the_log_in_order(text: str) -> None:
    found = mentions(text)
    assert [m.id for m in found] == list(range(len(found)))
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert found == mentions(text)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("SPO granted. He has breached the order.", ["SPO", "SPO"]),
        ("Restraining order in place. In breach of the order.", ["restraining_order", "restraining_order"]),
        ("He left in breach of the order.", []),
        ("Words of advice given. The order was delivered.", ["warning"]),
        ("SASH considered, SASH not needed.", ["SASH"]),
        ("DVPN/O considered.", ["DVPN", "DVPO"]),
        ("S-DASH done.", ["S_DASH"]),
    ],
)
def test_one_thing_is_one_mention_and_the_order_is_the_one_named(text: str, concepts: list[str]) -> None:
    labels = {"ORDER", "RISK_ASSESSMENT"}
    assert [m.concept for m in mentions(text) if m.label in labels] == concepts


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "Crime changed from harassment to stalking.",
            {"harassment": "reclassified_from", "stalking": "reclassified_to"},
        ),
        ("Reclassified to stalking s.2A by PS 44.", {"stalking": "reclassified_to"}),
        ("Re-crimed as harassment.", {"harassment": "reclassified_to"}),
        (
            "Crime amended from mal comms into stalking.",
            {"malicious_communications": "reclassified_from", "stalking": "reclassified_to"},
        ),
        ("Crimed as harassment.", {"harassment": None}),
        ("Crime stays as stalking.", {"stalking": None}),
        ("No need to change it from harassment.", {"harassment": None}),
    ],
)
def test_crime_types_that_change(text: str, changes: dict[str, str | None]) -> None:
    assert {m.concept: m.status for m in mentions(text) if m.label == "CRIME_TYPE"} == changes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SPO considered.", True),
        ("SPO (single point of contact) is Mr Bell.", False),
        ("PIN issued.", True),
        ("He changed the PIN on her phone.", False),
        ("RO granted at court.", True),
        ("RO states that her neighbour shouted.", False),
        ("VS referral made.", True),
        ("Wales VS England on the television.", False),
        ("PND checked.", True),
        ("Given a PND for wasting police time.", False),
    ],
)
def test_abbreviations_are_settled_by_what_stands_beside_them(text: str, found: bool) -> None:
    concepts = {"SPO", "warning", "restraining_order", "victim_support", "intelligence_check"}
    assert any(m.concept in concepts for m in mentions(text)) is found


def test_a_rule_tells_its_phrase_and_the_status_that_the_phrase_itself_tells() -> None:
    (mention,) = (m for m in mentions("Locks changed by the council.") if m.label == "SAFEGUARDING")
    assert mention.rule is not None and mention.rule.startswith("safeguarding.en: ")
    assert hint("order.en: granted => done") == "done"
    assert hint("order.en: bail") is None
    assert hint(None) is None


def test_every_concept_of_the_guide_has_phrases_in_english() -> None:
    rules = load_rules(*lexicon_files("mentions"))
    english = {rule.key for rule in rules if rule.language == "en"}
    concepts = (
        "DASH DARA SASH S_DASH SRP THRIVE VAF PPN safety_plan safety_advice panic_alarm address_marker "
        "target_hardening relocation camera contact_advice disclosure patrol_visit information_pack MARF "
        "MARAC IDVA ISVA social_services victim_support stalking_service DA_service mental_health "
        "stalking_coordinator SPO restraining_order non_molestation_order occupation_order DVPN DVPO DAPO "
        "bail_conditions civil_injunction CPN warning protective_order victim_chasing attempted_contact CCTV "
        "phone_download social_media witness house_to_house interview arrest statement BWV intelligence_check "
        "forensics supports does_not_support withdraws re_engages charge caution NFA outcome_code "
        "community_resolution CPS_advice stalking harassment malicious_communications controlling_coercive "
        "criminal_damage threats breach assault "
    )
    assert set(concepts.split()) - english == set()


def test_time_grows_with_the_log_and_no_faster() -> None:
    line = "PC 1 rang IP, told her to block him; DASH done, SPO considered and advised advised to the the not want to. "

    def seconds(times: int) -> float:
        text = line * times
        folded = fold(text)
        spans, entries = sentences(folded), (Entry(start=0, end=len(text), body=0, role="officer"),)
        begun = time.process_time()
        process(text, folded, entries, spans)
        return time.process_time() - begun

    seconds(10)
    assert seconds(4000) < 40 * max(seconds(400), 0.005)
