"""Many cases over several processes: plain records out, lines of JSON back, in input order.

Docs never cross a process border (pickling them costs more than the second core gains); a worker holds the stages.
Each worker has a pipe of its own: one that the system kills, at whatever moment, leaves no lock held and no half of a
message before another's, as it may in a queue that all share. It is replaced and its chunk scanned again; a case that
kills its worker again when scanned alone is given up, named, and the rest goes on.
"""

from __future__ import annotations

import contextlib
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from logscan.case import Case
from logscan.collector import collect_seldom
from logscan.outputs.brief import Brief, brief
from logscan.policy import Policy
from logscan.resources import models

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from logscan.nlp.component import Stage

_AHEAD = 3
_KILLED = "the process that scanned it was killed by the system, also when it was scanned alone (out of memory?)"
_held: tuple[tuple[Stage, ...], Policy] | None = None


class Lost(NamedTuple):
    """A case that could not be scanned, and why (never with text of its log)."""

    case_id: str
    reason: str


class Scanned(msgspec.Struct, frozen=True):
    """The encoded reports of a chunk, in order, the cases that have none, and the words of the logs that were read.

    ``briefs`` are the same in brief; None from another process, for reading the reports costs less than sending these.
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
    with _Workers(policy, jobs) as workers:
        waiting: deque[tuple[list[Case], Future[Scanned]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, workers.submit(chunk)))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting[0][0], waiting.popleft()[1].result()
        while waiting:
            yield waiting[0][0], waiting.popleft()[1].result()


class _Workers:
    """So many processes, and a thread for each, which hands it a chunk and waits for what comes back."""

    def __init__(self, policy: Policy, jobs: int) -> None:
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for _ in range(jobs):
            self._idle.put(_Worker(policy))
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *fault: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().end()

    def submit(self, chunk: list[Case]) -> Future[Scanned]:
        return self._threads.submit(self._scanned, chunk)

    def _scanned(self, chunk: list[Case]) -> Scanned:
        worker = self._idle.get()
        try:
            return worker.scan(chunk) or _one_by_one(worker, chunk)
        finally:
            self._idle.put(worker)


def _one_by_one(worker: _Worker, chunk: list[Case]) -> Scanned:
    """A chunk over which a process died, a case at a time, each death its own case's."""
    reports: list[bytes] = []
    lost: list[Lost] = []
    words = 0
    for case in chunk:
        one = worker.scan([case]) or Scanned([], [Lost(case.case_id, _KILLED)])
        reports += one.reports
        lost += one.lost
        words += one.words
    return Scanned(reports, lost, words)


class _Worker:
    """A process that scans what it is sent; another stands in its place as soon as it has died."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._begin()

    def scan(self, cases: list[Case]) -> Scanned | None:
        """What came of the cases; None where the process died over them."""
        try:
            self._pipe.send_bytes(msgspec.json.encode(cases))
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError):  # its end of the pipe is gone, and it with it
            self.end()
            self._begin()
            return None
        return msgspec.msgpack.decode(answer, type=Scanned)

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def _begin(self, tries: int = 3) -> None:
        from multiprocessing import get_context  # not before there are several processes

        context = get_context("spawn")
        self._pipe, its = context.Pipe()
        self._process = context.Process(target=_attend, args=(its, self._policy), daemon=True)
        try:
            self._process.start()
        except BrokenPipeError:  # killed before it could be told what to do
            if tries == 1:
                raise
            self._begin(tries - 1)
        finally:
            # the one copy left is the process's own: it closes when that dies
            its.close()


def _attend(pipe: Connection, policy: Policy) -> None:
    """Scan what comes through the pipe until there is nobody at its other end."""
    # a break from the keyboard reaches all: the parent ends us
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    _start(policy)
    for cases in _received(pipe):
        scanned = msgspec.structs.replace(_scan(cases), briefs=None)
        with contextlib.suppress(ConnectionError):  # nobody waits for it any more: nothing will come either
            pipe.send_bytes(msgspec.msgpack.encode(scanned))


def _received(pipe: Connection) -> Iterator[list[Case]]:
    """What comes through the pipe until its other end has ended: between two messages, or (an OSError) within one."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            yield msgspec.json.decode(pipe.recv_bytes(), type=list[Case])


def _start(policy: Policy) -> None:
    global _held
    from logscan.nlp.pipeline import kept_stages

    _held = (kept_stages(models()), policy)


def _scan(chunk: list[Case]) -> Scanned:
    from logscan.engine.build import encoded, scan_cases

    if _held is None:
        raise RuntimeError("the worker was not started")
    stages, policy = _held
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
