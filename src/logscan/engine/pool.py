"""Many cases over several processes: plain records out, lines of JSON back, in input order.

Docs never cross a process border (pickling them costs more than the second core gains); a worker holds one pipeline.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import msgspec

from logscan.case import Case
from logscan.policy import Policy

if TYPE_CHECKING:
    from spacy.language import Language

_AHEAD = 3
_worker: tuple[Language, Policy] | None = None


def scan_chunks(chunks: Iterable[list[Case]], policy: Policy, jobs: int) -> Iterator[tuple[list[Case], list[bytes]]]:
    """Each chunk with its encoded reports, in order; at most ``jobs * 3`` chunks are held at once."""
    if jobs <= 1:
        _start(policy)
        for chunk in chunks:
            yield chunk, _scan(chunk)
        return
    waiting: deque[tuple[list[Case], Future[list[bytes]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(policy,)) as pool:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_scan_encoded, msgspec.json.encode(chunk))))
            if len(waiting) >= jobs * _AHEAD:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()


def _start(policy: Policy) -> None:
    global _worker
    from logscan.nlp.pipeline import load

    _worker = (load(), policy)


def _scan_encoded(chunk: bytes) -> list[bytes]:
    return _scan(msgspec.json.decode(chunk, type=list[Case]))


def _scan(chunk: list[Case]) -> list[bytes]:
    from logscan.engine.build import scan_case
    from logscan.report import encode

    if _worker is None:
        raise RuntimeError("the worker was not started")
    nlp, policy = _worker
    return [encode(scan_case(nlp, case, policy)) for case in chunk]
