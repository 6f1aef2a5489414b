"""Many cases over several processes: plain records out, lines of JSON back, in input order.

Docs never cross a process border (pickling them costs more than the second core gains); a worker holds the stages.
A worker that the system kills is replaced and its chunk scanned again; a case that kills its worker again when scanned
alone is given up, named, and the rest goes on.
"""

from __future__ import annotations

import os
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from logscan.case import Case
from logscan.collector import collect_seldom
from logscan.outputs.brief import Brief, brief
from logscan.policy import Policy
from logscan.resources import models

if TYPE_CHECKING:
    from logscan.nlp.component import Stage

_AHEAD = 3
_KILLED = "the process that scanned it was killed by the system, also when it was scanned alone (out of memory?)"
_worker: tuple[tuple[Stage, ...], Policy] | None = None


class Lost(NamedTuple):
    """A case that could not be scanned, and why (never with text of its log)."""

    case_id: str
    reason: str


class Scanned(msgspec.Struct, frozen=True):
    """The encoded reports of a chunk, in order, the cases that have none, and the words of the logs that were read.

    ``briefs`` are the same in brief; None from another process, for reading the reports costs less than pickling these.
    """

    reports: list[bytes]
    lost: list[Lost]
    words: int = 0
    briefs: list[Brief] | None = None


def scan_chunks(chunks: Iterable[list[Case]], policy: Policy, jobs: int) -> Iterator[tuple[list[Case], Scanned]]:
    """Each chunk with what came of it, in order; at most ``jobs * 3`` chunks are held at once."""
    if jobs <= 1:
        _start(policy)
        for chunk in chunks:
            yield chunk, _scan(chunk)
        return
    workers = _Workers(policy, jobs)
    try:
        waiting: deque[tuple[list[Case], Future[Scanned]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, workers.submit(chunk)))
            if len(waiting) >= jobs * _AHEAD:
                yield workers.result(waiting)
        while waiting:
            yield workers.result(waiting)
    finally:
        workers.stop()


class _Workers:
    """A pool that is built anew when a worker dies."""

    def __init__(self, policy: Policy, jobs: int) -> None:
        self.policy, self.jobs = policy, jobs
        self.pool = self._pool(jobs)

    def submit(self, chunk: list[Case]) -> Future[Scanned]:
        try:
            return self.pool.submit(_scan_encoded, msgspec.json.encode(chunk))
        except BrokenProcessPool as broken:
            future: Future[Scanned] = Future()
            future.set_exception(broken)
            return future

    def result(self, waiting: deque[tuple[list[Case], Future[Scanned]]]) -> tuple[list[Case], Scanned]:
        """What came of the first waiting chunk; after a worker's death all that wait are submitted again."""
        chunk, future = waiting.popleft()
        try:
            return chunk, future.result()
        except BrokenProcessPool:
            self.stop()
            scanned = self._one_by_one(chunk)
            self.pool = self._pool(self.jobs)
            again = [(held, self.submit(held)) for held, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return chunk, scanned

    def _one_by_one(self, chunk: list[Case]) -> Scanned:
        """The chunk whose worker died, a case at a time, each death its own case's."""
        reports: list[bytes] = []
        lost: list[Lost] = []
        words = 0
        pool = self._pool(1)
        for case in chunk:
            try:
                one = pool.submit(_scan_encoded, msgspec.json.encode([case])).result()
            except BrokenProcessPool:
                one = Scanned([], [Lost(case.case_id, _KILLED)])
                pool.shutdown(wait=False)
                pool = self._pool(1)
            reports += one.reports
            lost += one.lost
            words += one.words
        pool.shutdown()
        return Scanned(reports, lost, words)

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_attend, initargs=(self.policy,))

    def stop(self) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


def _attend(policy: Policy) -> None:
    """Start a worker that ends with its parent: one that was killed cannot tell it to, and it would wait for ever."""
    collect_seldom()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (connection.wait([parent.sentinel]), os._exit(1)), daemon=True).start()
    _start(policy)


def _start(policy: Policy) -> None:
    global _worker
    from logscan.nlp.pipeline import kept_stages

    _worker = (kept_stages(models()), policy)


def _scan_encoded(chunk: bytes) -> Scanned:
    return msgspec.structs.replace(_scan(msgspec.json.decode(chunk, type=list[Case])), briefs=None)


def _scan(chunk: list[Case]) -> Scanned:
    from logscan.engine.build import encoded, scan_cases

    if _worker is None:
        raise RuntimeError("the worker was not started")
    stages, policy = _worker
    reports: list[bytes] = []
    briefs: list[Brief] = []
    lost: list[Lost] = []
    words = 0
    for case, outcome in scan_cases(stages, chunk, policy):
        if isinstance(outcome, Exception):  # a fault of ours does not stop the batch: it is named, and exits with 3
            lost.append(Lost(case.case_id, where(outcome)))
            continue
        words += outcome.words
        line = encoded(outcome)
        if isinstance(line, Exception):
            lost.append(Lost(case.case_id, where(line)))
            continue
        reports.append(line)
        briefs.append(brief(outcome))
    return Scanned(reports, lost, words, briefs)


def where(error: Exception) -> str:
    """Kind and place of a fault of ours; its message is left out, for it may hold text of the log."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
    return f"logscan failed on it ({place}); please report this"
