"""The sums of a sentence are those of its keys, however they are looked up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from logscan.nlp.contacts.keys import MOST_WORDS, Material, Place, Sentence, keys_of, read_sentences, sentence_keys
from logscan.nlp.contacts.sums import Sums, Weights

WORDS = st.sampled_from(["rang", "her", "0", "no", "reply", "<victim>", "<officer>", "ſ", "ŵyth"])
PLACES = st.builds(
    Place, st.sampled_from(["officer", "none"]), st.integers(0, 5), st.integers(-1, 4), st.integers(0, 3)
)
SENTENCES = st.builds(
    Sentence,
    st.just(0),
    st.lists(WORDS, max_size=20),
    PLACES,
    st.sets(st.sampled_from(["first_contact", "attempted_contact"])),
    st.sets(st.sampled_from(["ORDER SPO", "ORDER DVPN", "REFERRAL IDVA"])),
)
WEIGHT = st.integers(-40_000, 40_000)
ROWS = st.tuples(WEIGHT, WEIGHT, WEIGHT, WEIGHT)


@given(SENTENCES, st.lists(SENTENCES, max_size=3), ROWS, ROWS, st.data())
def test_the_sums_are_those_of_the_keys(
    asked: Sentence, trained: list[Sentence], bias: Weights, least: Weights, data: st.DataObject
) -> None:
    names = sorted(set().union(*map(keys_of, [asked, *trained])))
    known = data.draw(st.lists(st.sampled_from(names), unique=True))
    rows = {key: data.draw(ROWS) for key in known}
    found = [rows[key] for key in keys_of(asked) if key in rows]
    expected = [sum(column) for column in zip(bias, *found, strict=True)]
    reaches = any(mine >= floor for mine, floor in zip(expected, least, strict=True))
    sums = Sums(bias, least, rows)
    for _ in range(2):  # as at first, and as remembered
        assert sums.reaching(asked) == (expected if reaches else None)


def test_a_sum_that_just_comes_to_its_least_counts() -> None:
    sentence = Sentence(0, ["rang", "rang"], Place("officer", 1, 0, 0), set(), set())
    sums = {short: Sums((-5, -9, -9, -9), (0, 0, 0, 0), {"rang": (5 - short, 0, 0, 0)}) for short in (0, 1)}
    assert sums[0].reaching(sentence) == [0, -9, -9, -9]
    assert sums[1].reaching(sentence) is None


def test_every_sentence_is_read_where_no_signs_are_asked_for() -> None:
    material = Material("rang her. ok.", [(0, 9), (10, 13)], [], [], [], [])
    assert [keys_of(sentence) for sentence in read_sentences(material)] == [*sentence_keys(material)]
    assert [sentence.number for sentence in read_sentences(material)] == [0, 1]


@given(st.lists(WEIGHT, min_size=4, max_size=4), st.integers(1, MOST_WORDS))
def test_a_pair_told_over_and_over_counts_once(weights: list[int], times: int) -> None:
    row: Weights = (weights[0], weights[1], weights[2], weights[3])
    sentence = Sentence(0, (["told", "her"] * times)[:MOST_WORDS], Place("officer", 1, 0, 0), set(), set())
    expected = list(row)
    reaches = any(weight >= 0 for weight in row)
    assert Sums((0, 0, 0, 0), (0, 0, 0, 0), {"told her": row}).reaching(sentence) == (expected if reaches else None)
