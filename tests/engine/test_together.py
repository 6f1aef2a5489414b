"""A fault in what is told of several logs at once: each log is read by itself, and what none meets alone is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from logscan.nlp.component import Facts, Stage


class _Lengths(Stage):
    """Cannot look over several texts, nor read one of ``bad``."""

    def __init__(self, bad: str = "") -> None:
        self._bad = bad

    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        raise ValueError(texts[0])

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        if text == self._bad:
            raise ValueError(text)
        facts["length"] = len(text)
        yield


def test_a_fault_of_one_text_is_no_others() -> None:
    facts: list[Facts] = [{}, {}, {}]
    faults = _Lengths(bad="two").annotate_all(["one", "two", "three"], facts)
    assert [type(fault) for fault in faults] == [type(None), ValueError, type(None)]
    assert facts == [{"length": 3}, {}, {"length": 5}]


def test_a_fault_of_none_by_itself_is_told_without_a_word_of_them() -> None:
    facts: list[Facts] = [{}, {}]
    with pytest.warns(RuntimeWarning, match=r"_Lengths failed .*\(ValueError\)") as told:
        assert _Lengths().annotate_all(["secret", "two"], facts) == [None, None]
    assert facts == [{"length": 6}, {"length": 3}]
    assert "secret" not in str(told[0].message)
