"""Training: the same bytes each time, nothing learned from one's own author, a file that cannot be changed unseen."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from logscan.errors import InputError, LogscanError
from logscan.signals import evaluate, measure
from logscan.signals.card import make
from logscan.signals.component import MODEL, SignalReader
from logscan.signals.corpus import corpus_hash, examples, read_gold
from logscan.signals.lexical import Words
from logscan.signals.model import DAMPED, Artefact, Model, load_model, of_fixation
from logscan.signals.scores import TARGETS, THEMES
from logscan.signals.train import cross_validate, train
from tests.signals.cases import corpus
from tests.signals.logs import ALL, STALKING
from tests.signals.reading import log_from, read


@pytest.fixture(scope="module")
def artefact() -> Artefact:
    return train(examples(corpus(), SignalReader(0.5)), {"cases": 32})


def _reader(artefact: Artefact) -> SignalReader:
    return SignalReader(0.5, Model(artefact))


def test_same_bytes_each_time(artefact: Artefact) -> None:
    again = train(examples(corpus(), SignalReader(0.5)), {"cases": 32})
    assert msgspec.json.encode(again) == msgspec.json.encode(artefact)


def test_weights_are_all_readable(artefact: Artefact) -> None:
    assert all(len(row) == len(TARGETS) + len(THEMES) for row in artefact.keys.values())
    assert "=following" in artefact.keys
    assert not any("_" in key.split() for key in artefact.keys)


@pytest.mark.parametrize("verdict", ALL)
def test_a_model_reads_what_it_was_taught(artefact: Artefact, verdict: str) -> None:
    log = ALL[verdict]
    signals = read(log, _reader(artefact))
    assert signals.verdict.label == verdict
    assert bool(signals.four["F"]) == (verdict == "stalking")
    assert all(log[s.start : s.end] == s.text for spans in signals.four.values() for s in spans)
    assert abs(sum(signals.verdict.probabilities.values()) - 1) < 0.001


def test_scores_are_sums_of_the_weights_of_names(artefact: Artefact) -> None:
    model = Model(artefact)
    for example in examples(corpus()[:8], SignalReader(0.5)):
        sums, known = np.zeros((len(example.spans), len(TARGETS))), np.zeros((len(example.spans), 1))
        for name, row in example.keys.named():
            if name in artefact.keys:
                sums[row] += artefact.keys[name][: len(TARGETS)]
                known[row] += 1
        wanted = sums / np.maximum(1, known) ** DAMPED + np.array(artefact.sentence_bias)
        assert model.weights.scores([example.keys]).targets == pytest.approx(wanted)


def test_stalking_takes_fixation() -> None:
    said = {"stalking": 0.5, "harassment": 0.3, "neither": 0.15, "unclear": 0.05}
    assert of_fixation(said, fixated=True) == said
    halved = of_fixation(said, fixated=False)
    assert halved == {"stalking": 0.3333, "harassment": 0.4, "neither": 0.2, "unclear": 0.0667}


def test_contributions_add_up(artefact: Artefact) -> None:
    reader = _reader(artefact)
    (reading,) = reader.read([log_from(STALKING)])
    linear = artefact.verdict["stalking"]
    assert linear.bias + sum(reader.contributions(reading, "stalking").values()) == pytest.approx(
        linear(reading.features)
    )


def test_no_case_is_judged_by_a_model_of_its_author() -> None:
    found = examples(corpus(), SignalReader(0.5))
    habit = {example.author: f"habit of {example.author}" for example in found}
    marked = []
    for example in found:
        many = len(example.spans)
        keys = example.keys._replace(
            told=example.keys.told + [habit[example.author]] * many,
            told_rows=[*example.keys.told_rows, *range(many)],
        )
        marked.append(dataclasses.replace(example, keys=keys))
    for examples_of_group, model in cross_validate(Words(marked)):
        assert not any(habit[example.author] in model.artefact.keys for example in examples_of_group)


def test_a_changed_file_is_refused(artefact: Artefact, tmp_path: Path) -> None:
    path = tmp_path / MODEL
    path.write_bytes(msgspec.json.encode(artefact))
    assert load_model(path).artefact == artefact
    changed = msgspec.structs.replace(artefact, temperature=artefact.temperature + 1)
    path.write_bytes(msgspec.json.encode(changed))
    with pytest.raises(LogscanError, match="logscan train"):
        load_model(path)


def test_gold_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"case_id": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, row 1"):
        read_gold([path])


def test_the_hash_of_a_corpus_knows_no_order() -> None:
    cases = corpus()
    assert corpus_hash(cases) == corpus_hash(reversed(cases))


def test_the_card_tells_figures_and_losers(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(case) + "\n" for case in corpus()), encoding="utf-8")
    written = make([gold], tmp_path / "out")
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert all(path.exists() for path in written)
    assert "rules alone, weights by hand" in card
    assert all(name in card for name in evaluate.VARIANTS)
    assert "32 logs by 4 authors" in card
    assert load_model(tmp_path / "out" / MODEL).artefact.corpus["cases"] == 32


@pytest.fixture(scope="module")
def outcomes() -> list[measure.Outcome]:
    found = examples(corpus(), SignalReader(0.5))
    sure = {"stalking": 1.0, "harassment": 0.0, "neither": 0.0, "unclear": 0.0}
    return [measure.Outcome(example, sure, {"F": example.quotes["F"]}) for example in found]


def test_accuracy_of_one_answer(outcomes: list[measure.Outcome]) -> None:
    assert measure.accuracy(outcomes) == 0.25
    assert measure.precision_recall(outcomes, "stalking") == (0.25, 1.0)
    assert measure.calibration_error(outcomes) == pytest.approx(0.75)


def test_kappa(outcomes: list[measure.Outcome]) -> None:
    assert measure.kappa(outcomes, "F") == 1.0
    assert measure.kappa(outcomes, "U") == 0.0


def test_evidence(outcomes: list[measure.Outcome]) -> None:
    assert measure.evidence_f1(outcomes, ("F",)) == 1.0
    assert measure.evidence_f1(outcomes, ("U",)) == 0.0


def test_interval_holds_the_figure(outcomes: list[measure.Outcome]) -> None:
    low, high = measure.interval(outcomes, measure.accuracy)
    assert low <= 0.25 <= high
    assert low < high
