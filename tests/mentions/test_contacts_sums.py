"""The sums of a sentence are those of its keys, however they are looked up."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from logscan.nlp.contacts.keys import (
    MOST_WORDS,
    Material,
    Place,
    Reading,
    Sentence,
    keys_of,
    read_sentences,
    sentence_keys,
)
from logscan.nlp.contacts.sums import Sums, Weights
from logscan.report import Entry, Person, Span

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
MEGAN = Person(id=0, role="victim", spans=(Span(5, 10, "megan"),))
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


TEXTS = st.lists(
    st.sampled_from(
        ["rang", "her", "her_", "'", "'s", "don't", "a'b'c", " ", " ", " ", ". ", ".\n", "12", "²", "ŵyth", "é", "ip"]
    ),
    max_size=90,
).map("".join)


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """A log of sentences, some cut in a word, with people named anywhere."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), unique=True, max_size=6)))
    sentences = [span for span in itertools.pairwise(cuts) if draw(st.booleans())]
    starts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    roles = st.sampled_from(["officer", "other"])
    entries = [
        Entry(start=start, end=len(text), body=min(start + 2, len(text)), role=draw(roles)) for start in starts
    ]
    named = [
        Span(start, start + length, "")
        for start, length in draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 9)), max_size=4))
    ]
    people = [Person(id=0, role=draw(st.sampled_from(["victim", "suspect"])), spans=tuple(named))]
    return Material(text, sentences, entries, people, [], [])


@given(st.lists(materials(), max_size=3), ROWS, st.data())
def test_sentences_weighed_together_weigh_what_their_keys_do(
    logs: list[Material], bias: Weights, data: st.DataObject
) -> None:
    read = [[*read_sentences(log)] for log in logs]
    names = sorted({"rang", "don't", *(key for log in read for sentence in log for key in keys_of(sentence))})
    rows = {key: data.draw(ROWS) for key in data.draw(st.lists(st.sampled_from(names), unique=True))}
    signs = data.draw(st.sets(st.sampled_from(["rang", "ip", "don"])))
    sums = Sums(bias, (0, 0, 0, 0), rows, signs)
    for log, sentences, weighed in zip(logs, read, sums.of_all(logs), strict=True):
        reading = Reading(log)
        for sentence, mine in zip(sentences, weighed.sums.tolist(), strict=True):
            if sentence.number not in weighed.odd:
                together = sums.with_found(mine, set(), set())
                holds = reading.holds(sentence.number, signs)
                assert together == sums.reaching(sentence)
                assert weighed.signed[sentence.number] == holds
                assert (sentence.number in weighed.reaching) == (holds and together is not None)


def test_hardly_a_sentence_is_odd() -> None:
    text = "rang megan's mum, didn't answer. £5 at 12:30; œuvre"
    material = Material(text, [(0, 32), (33, len(text))], [], [MEGAN], [], [])
    (weighed,) = Sums((0, 0, 0, 0), (0, 0, 0, 0), {}).of_all([material])
    assert weighed.odd == []
