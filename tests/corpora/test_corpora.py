"""The corpora are well formed, of different hands, and stand apart from each other."""

from __future__ import annotations

from corpora.check import Gold, near, ours, problems

from corpora import datasheet


def test_train_test_and_demo_are_sound_and_apart() -> None:
    cases = ours()
    assert problems(cases, cases) == []


def test_a_copied_log_is_found() -> None:
    words = " ".join(f"word{i}" for i in range(60))
    a, b = Gold("train", "a", words), Gold("test", "b", "other words before " + words)
    assert [(x.case_id, y.case_id) for x, y, _ in near([a], [b])] == [("a", "b")]


def test_a_quote_that_is_not_in_the_log_is_found() -> None:
    gold = {
        "verdict": "stalking",
        "four": {"F": ["not there"]},
        "four_conclusion": "absent",
        "mentions": [],
        "times": [],
        "findings": [],
    }
    assert problems([Gold("train", "a", "a log", gold=gold)], []) == ["train a: not in the log: 'not there'"]


def test_the_counts_of_the_datasheet_are_those_of_the_logs() -> None:
    readme = (datasheet.CORPORA / "README.md").read_text(encoding="utf-8")
    assert datasheet.with_counts(readme) == readme
