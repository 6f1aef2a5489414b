"""A scan makes no cycles: what it frees goes at once, so the collector of cycles can run as seldom as it does."""

from __future__ import annotations

import gc

from benchmarks.synthetic import make

from logscan.engine.build import encoded_cases
from logscan.nlp.pipeline import stages
from logscan.policy import Policy


def test_nothing_is_left_for_the_collector() -> None:
    reading, policy, cases = stages(), Policy(), list(make(130, seed=11))

    def scan() -> int:
        return sum(len(line) for _, line in encoded_cases(reading, cases, policy) if isinstance(line, bytes))

    assert scan()  # expressions are compiled, tables made
    gc.collect()
    gc.disable()
    try:
        assert scan()
        assert gc.collect() == 0
    finally:
        gc.enable()
