"""Cases in lists of a bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from logscan.case import Case


def batched(cases: Iterable[Case], most: int, characters: int) -> Iterator[list[Case]]:
    """Cases in lists of at most ``most``, each full once its logs hold ``characters``."""
    batch: list[Case] = []
    size = 0
    for case in cases:
        batch.append(case)
        size += len(case.log)
        if len(batch) == most or size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
