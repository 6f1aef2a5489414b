"""Facts that more than a phrase tells: copied blocks, references, leads over the log, conflicts of date, properties."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from logscan.nlp.facts.copied import WORDS
from logscan.nlp.facts.outlook import outlooks
from logscan.nlp.facts.references import _FORM, _forms
from logscan.nlp.facts.sought import Sought, sought_in
from logscan.report import Mention, Time
from tests.facts.reading import log_of, of_kind, read

BLOCK = (
    "she said that the noise goes on day and night and that nobody has done a thing about it "
    "since the spring when it began and she is tired of asking"
)


@pytest.mark.parametrize(("words", "copies"), [(WORDS - 1, 0), (WORDS, 2), (28, 2)])
def test_copied_block_counts_from_25_words(words: int, copies: int) -> None:
    block = " ".join(BLOCK.split()[:words])
    found = of_kind(read(f"Called. {block} today.", f"Again. {block} now."), "copied")
    assert len(found) == copies
    assert all(block in fact.text for fact in found)


def test_copied_in_one_entry_is_none() -> None:
    assert not of_kind(read(f"{BLOCK}. {BLOCK}.", "Nothing else."), "copied")


@pytest.mark.parametrize(
    "put",
    [
        str.upper,
        lambda block: block.replace(" ", "\n"),
        lambda block: block.replace(" ", ", "),
        lambda block: block.replace("noise", "______"),
        lambda block: block.replace("noise", "шум"),
        lambda block: block.replace("noise", "sŵn"),
        lambda block: block.replace("a", "…a"),
    ],
)
def test_copied_however_it_is_written(put: Callable[[str], str]) -> None:
    block = put(" ".join(BLOCK.split()[:WORDS]))
    assert len(of_kind(read(f"Called. {block}\ntoday.", f"Again. {block}\nnow."), "copied")) == 2


@given(
    words=st.lists(st.sampled_from(("a", "no", "IP", "isn't", "10.30", "well-known", "was", "ŵy")), min_size=WORDS),
    before=st.lists(st.sampled_from(("a", "no", "IP", "x")), max_size=40),
)
def test_copied_is_found_wherever_it_stands(words: list[str], before: list[str]) -> None:
    assert of_kind(read(f"Called. {' '.join(words)}.", f"Again. {' '.join(before)}. {'  '.join(words)}."), "copied")


def test_copied_is_linear() -> None:
    line = " ".join(f"word{n}" for n in range(400))
    entries = [f"{line} {n}" for n in range(28)]
    start = time.perf_counter()
    read(*entries)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("entries", "concept", "status"),
    [
        (("The pub has CCTV.",), "CCTV", "open"),
        (("The pub has CCTV.", "CCTV requested."), "CCTV", "planned"),
        (("The pub has CCTV.", "CCTV viewed, nothing of use but kept."), "CCTV", "followed"),
        (("The pub has CCTV.", "CCTV overwritten."), "CCTV", "set_aside"),
        (("Ring doorbell caught him.", "Doorbell clip downloaded and exhibited."), "doorbell", "followed"),
    ],
)
def test_lead_is_followed_through_the_log(entries: tuple[str, ...], concept: str, status: str) -> None:
    first = of_kind(read(*entries), "lead")[0]
    assert (first.concept, first.status) == (concept, status)


def test_lead_is_resolved_by_a_mention() -> None:
    text = log_of("The pub has CCTV.", "Pub recordings looked at.")
    start = text.index("Pub recordings")
    seen = Mention(
        id=0,
        start=start,
        end=start + 14,
        text="Pub recordings",
        label="ENQUIRY",
        concept="CCTV",
        entry=1,
        status="done",
    )
    first = of_kind(read("The pub has CCTV.", "Pub recordings looked at.", mentions=(seen,)), "lead")[0]
    assert first.status == "followed"


def test_date_conflict_from_flags() -> None:
    text = log_of("Seen on Monday 14 Feb.")
    start = text.index("Monday")
    flagged = Time(
        start=start, end=start + 13, text="Monday 14 Feb", type="DATE", value="2024-02-14", entry=0, flags=("weekday",)
    )
    found = of_kind(read("Seen on Monday 14 Feb.", times=(flagged,)), "date_conflict")
    assert [(fact.concept, fact.text) for fact in found] == [("weekday", "Monday 14 Feb")]


def test_own_reference_keeps_its_number_wherever_it_stands() -> None:
    found = of_kind(
        read("Crimed as CR/90217/24 harassment.", "Update for CR/90217/24 and log 77 of 01/02/2024."), "reference"
    )
    assert [(fact.text, fact.concept) for fact in found] == [
        ("CR/90217/24", "own"),
        ("CR/90217/24", "own"),
        ("77 of 01/02/2024", "other"),
    ]


def test_cancellation_names_its_information() -> None:
    bare, shown = (
        of_kind(read("Noted.", words), "cancellation")[0]
        for words in ("Crime cancelled.", "Crime cancelled as CCTV shows he was in Leeds.")
    )
    assert bare.reason is None
    assert shown.reason is not None


def test_bwv_not_used_with_and_without_a_reason() -> None:
    bare, flat = (of_kind(read(words), "bwv")[0] for words in ("BWV not used.", "BWV not used as battery dead."))
    assert (bare.status, bare.reason) == ("not_done", None)
    assert flat.reason is not None


def test_source_of_what_the_suspect_knows() -> None:
    by_victim = of_kind(read("IP says that he knows where she lives."), "suspect_knows")
    by_download = of_kind(read("Attended.", "Download of the handset: he has a photo of her house."), "suspect_knows")
    assert {fact.by for fact in by_victim} == {"victim"}
    assert "victim" not in {fact.by for fact in by_download}


def test_account_above_the_first_stamp_is_read() -> None:
    from logscan.nlp.entries import process as cut
    from logscan.nlp.text import fold

    account = "WHAT HAPPENED: IP says that he follows her to work. " * 5
    text = f"{account}\n\n02/03/2024 09:00 PC 12 HALE\nRang IP."
    entries = cut(text, fold(text), "2024-03-01T09:00")
    assert [(entry.body, entry.time) for entry in entries[:1]] == [(0, "2024-03-01T09:00")]
    assert len(entries) == 2


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), min_size=1, max_size=4))
def test_facts_are_tied_to_their_characters(words: list[str]) -> None:
    text = log_of(*words)
    for fact in read(*words):
        assert text[fact.start : fact.end] == fact.text
        assert fact.reason is None or text[fact.reason.start : fact.reason.end] == fact.reason.text


_PIECES = st.sampled_from(
    ("0442", "18", "2023", "20230714", "123456", "7", "4", "0" * 10, "of", "/", "-", " ", "\n", "cr", "dp", "٣")
)


@given(st.lists(_PIECES, max_size=12).map("".join))
@example("0442  of  18/07/23").via("two blanks")
@example("cr/9021/21").via("letters and slashes")
@example("dp-20230714-1").via("letters and hyphens")
@example("dp20230714/1").via("letters and digits")
@example("20230714000").via("digits alone")
@example("٣" * 11).via("digits of another script")
@example("12ab/345/23").via("letters among the digits")
@example("of\n70000000000").via("letters that end the line before")
def test_a_form_is_asked_for_where_one_stands(text: str) -> None:
    found = [match.span() for match in _FORM.finditer(text)]
    for others in ([], ["log 12/3456/22", "no"]):
        outlook = outlooks([*others, text, *others])[len(others)]
        assert list(_forms(text, outlook)) == found


_WORDS = st.sampled_from(
    (
        *("no", "not", "longer", "want", "wants", "doesn't", "will", "t", "ddim", "nag", "child", "kids", "toddlers"),
        *("changed", "changed to", "crime", "crimes", "ex", "wife", "ref", "of", "7", "n\u00f4"),
        *("re", "\u0436", "\u0175", " ", " ", " ", "-", "_", "\n", ". ", "\u2019", "classified"),
    )
)


@given(st.lists(_WORDS, max_size=12).map("".join))
@example("she no longer_wants it").via("words that a low line joins")
@example("no\u0436 longer").via("letters of another script")
def test_words_are_told_of_several_logs_as_of_one(text: str) -> None:
    alone = Sought(*(sorted({*places}) for places in sought_in(text)))
    for others in ([], ["they do not", "want this", "child_"]):
        assert outlooks([*others, text, *others])[len(others)].sought == alone
