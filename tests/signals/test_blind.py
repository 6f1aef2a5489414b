"""The verdict never follows the label: a label put for another of its kind leaves every byte as it was."""

from __future__ import annotations

import itertools
import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp import joined as joining
from logscan.nlp.joined import joined
from logscan.nlp.text import fold
from logscan.signals.mask import SIGN, Masked, mask
from logscan.signals.phrases import Phrases
from logscan.signals.verdict import abstaining
from logscan.signals.words import Kinds, words_of
from tests.signals.logs import ALL, HARASSMENT, STALKING, THIN
from tests.signals.reading import learned, read, reader

KINDS = {
    "offence": ["stalking", "harassment", "malicious communications", "controlling or coercive behaviour", "mal comms"],
    "section": ["s.2", "s.2A", "s.4", "s.4A", "s4A", "section 2A", "s2A PHA 1997"],
    "code": ["8/65", "8/66", "195/12", "195/94"],
    "conclusion": ["FOUR met", "FOUR not met", "FOUR considered", "FOUR is not made out"],
    "grade": ["standard", "medium", "high"],
    "risk": ["standard risk", "medium risk", "high risk"],
    "outcome": ["outcome 1", "outcome 16", "Outcome 15B", "OC18", "O/C 8"],
    "tool": ["SASH", "DASH", "S-DASH", "THRIVE", "DARA"],
    "opinion": ["fixated", "obsessed", "infatuated"],
}
TEMPLATE = (
    "03/03/2023 10:00 PC 1111\nRecorded as {offence} {section} ({code}). He waits outside her work every night and she "
    "has told him to stop. "
    "{tool} completed, {grade}. She says he is {opinion} with her. {conclusion}. {risk} for now, {outcome}.\n"
)


def _bytes(log: str) -> bytes:
    """All that the rules and a model say of the conduct of a log."""
    said = []
    for by in (reader(), learned()):
        verdict = read(log, by).verdict
        said.append(
            [verdict.label, verdict.probabilities, verdict.incidents, list(verdict.because), sorted(verdict.acts)]
        )
    return msgspec.json.encode(said)


@pytest.mark.parametrize("kind", KINDS)
def test_one_label_for_another(kind: str) -> None:
    plain = {name: words[0] for name, words in KINDS.items()}
    first, *rest = (_bytes(TEMPLATE.format(**{**plain, kind: word})) for word in KINDS[kind])
    assert all(other == first for other in rest)


@settings(max_examples=30, deadline=None)
@given(st.fixed_dictionaries({kind: st.sampled_from(words) for kind, words in KINDS.items()}))
def test_all_labels_at_once(words: dict[str, str]) -> None:
    plain = {name: choices[0] for name, choices in KINDS.items()}
    assert _bytes(TEMPLATE.format(**words)) == _bytes(TEMPLATE.format(**plain))


@pytest.mark.parametrize(
    ("log", "old", "new"),
    [
        (STALKING, "harassment s.2", "stalking s.4A"),
        (STALKING, "Stalking s.2A", "Harassment s.2"),
        (STALKING, "FOUR met", "FOUR not met"),
        (HARASSMENT, "changed to harassment", "changed to stalking"),
        (HARASSMENT, "Outcome 16", "Outcome 1"),
        (STALKING, "high", "medium"),
    ],
)
def test_in_whole_logs(log: str, old: str, new: str) -> None:
    assert old in log
    assert _bytes(log) == _bytes(log.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bethan MORRIS", "Aled PRICE"),
        ("Craig DOYLE", "Sian HUMPHREYS"),
        ("She has", "He has"),
        ("her", "him"),
        (" He ", " She "),
    ],
)
def test_a_model_does_not_see_names_and_sexes(old: str, new: str) -> None:
    assert old in STALKING
    assert (
        read(STALKING, learned()).verdict.probabilities
        == read(STALKING.replace(old, new), learned()).verdict.probabilities
    )


def test_conduct_does_move_the_verdict() -> None:
    before = read(STALKING).verdict.probabilities
    calmer = re.sub(r"He has been waiting.*?03/05\.", "", STALKING, flags=re.S)
    assert read(calmer).verdict.probabilities["stalking"] < before["stalking"]


@pytest.mark.parametrize("verdict", ALL)
def test_the_four_plain_cases(verdict: str) -> None:
    assert read(ALL[verdict]).verdict.label == verdict


KNOWN = Kinds()
LABELS = Phrases(KNOWN, "labels")
KNOWN.settle()
LABELS.settle()


def covered_text(text: str) -> Masked:
    folded = fold(text)
    return mask(folded, LABELS.find(folded, words_of(joined([folded]), KNOWN)))


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("crimed as stalking, s.2A", f"crimed as {SIGN}, {SIGN}"),
        ("harassment without violence", SIGN),
        ("he kept harassing her", f"he kept {SIGN} her"),
        ("SASH done, high risk", f"{SIGN} done, {SIGN}"),
        ("outcome 16", SIGN),
        ("yn ei stelcian", f"yn ei {SIGN}"),
        ("four times outside her flat", "four times outside her flat"),
        ("flat 12 high street", f"flat 12 {SIGN} street"),
        ("it&#39;s him", "it's him"),
    ],
)
def test_what_is_covered(text: str, covered: str) -> None:
    assert covered_text(text).text == fold(covered)


@given(
    st.lists(
        st.sampled_from(["stalking", "s.2A", "&#39;", "&amp;", " ", "he waited", "outcome 16", "\n", "héllo", "SASH"]),
        max_size=12,
    )
)
def test_places_lead_back(parts: list[str]) -> None:
    text = " ".join(parts)
    folded = fold(text)
    covered = covered_text(text)
    for start, end in itertools.pairwise(range(0, len(covered.text) + 1, 3)):
        old_start, old_end = covered.back(start, end)
        assert 0 <= old_start <= old_end <= len(text)
    plain, shifted = words_of(joined([covered.text]), KNOWN), covered.shifted(words_of(joined([folded]), KNOWN))
    columns = zip(plain.starts.tolist(), plain.ends.tolist(), plain.texts, strict=True)
    told = zip(shifted.starts.tolist(), shifted.ends.tolist(), shifted.texts, strict=True)
    assert [column for column in columns if column[2] != SIGN] == [*told]
    for word in re.finditer(r"waited|héllo", covered.text):
        start, end = covered.back(*word.span())
        assert folded[start:end] == word.group()


@given(st.text(st.sampled_from("ab1 -\nœŵ£\U0001f600"), max_size=80))
def test_the_words_of_a_long_text_are_those_of_a_short_one(text: str) -> None:
    short = words_of(joined([text]), KNOWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "_LONG", 7)
        patch.setattr(joining, "SHORT", -1)  # what is kept is not made again
        long = words_of(joined([text]), KNOWN)
    assert long.texts == short.texts
    assert len(long.texts) == len(long.starts)


def test_the_policy_sets_when_to_abstain() -> None:
    verdict = read(THIN).verdict
    assert abstaining(verdict, 0.0) == verdict
    shaken = msgspec.structs.replace(
        verdict, label="stalking", probabilities={"stalking": 0.6, "harassment": 0.4, "neither": 0.0, "unclear": 0.0}
    )
    assert abstaining(shaken, 0.5).label == "stalking"
    assert abstaining(shaken, 0.7).label == "unclear"
