"""A whole run: read, scan in chunks, and write the run folder of the contract."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from logscan import __version__, readers
from logscan.baseline import Baseline
from logscan.case import Case
from logscan.engine.chunks import CHUNK_CASES, Plan, Workspace, chunked, concatenate
from logscan.engine.pool import Scanned, scan_chunks
from logscan.errors import InputError, OutputError
from logscan.outputs import findings_csv, jsonl, page
from logscan.outputs.atomic import replacing
from logscan.outputs.brief import Brief
from logscan.outputs.run import Fault, RunMeta, write_meta
from logscan.outputs.summary import Totals
from logscan.policy import Policy
from logscan.report import Report, encode
from logscan.resources import model_hashes

Advance = Callable[[int, int, int], None]


@dataclass
class Summary:
    """What a run comes to, for the terminal and for run.json.

    ``faults`` are the inputs, rows and cells that could not be read, ``warnings`` what was left out on purpose;
    ``results`` counts the results of each check, ``accepted`` the findings that a baseline marks.
    """

    cases: int = 0
    words: int = 0
    seconds: float = 0.0
    severities: Counter[int] = field(default_factory=Counter)
    checks: Counter[tuple[str, str]] = field(default_factory=Counter)
    matrix: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    results: Counter[tuple[str, str]] = field(default_factory=Counter)
    accepted: int = 0
    faults: list[InputError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, report: Report | Brief) -> None:
        """Count one report; good practice is no question, and an accepted finding is one no longer."""
        self.cases += 1
        self.words += report.words
        self.matrix[report.record.recorded_as or "not known"][report.verdict.label] += 1
        self.results.update(report.checks.items())
        for finding in report.findings:
            if finding.accepted:
                self.accepted += 1
            elif finding.severity:
                self.severities[finding.severity] += 1
                self.checks[finding.check, finding.name] += 1


def scan_run(
    inputs: Sequence[Path | str],
    out: Path,
    policy: Policy,
    *,
    jobs: int,
    resume: bool,
    advance: Advance,
    baseline: Baseline | None = None,
    parquet: bool = False,
    chunk_cases: int = CHUNK_CASES,
) -> Summary:
    """Scan ``inputs`` into the folder ``out``; ``advance`` is told cases, words and characters of each chunk done.

    The findings that ``baseline`` accepts stand in the reports, marked. With ``parquet`` the same stands as tables
    beside the reports. ``chunk_cases`` are committed at once. Raises :class:`OutputError` where the disk is full or the
    folder cannot be written; the chunks that were committed by then are kept.
    """
    try:
        # inputs are read twice, to hash them and to scan them: standard input has to be kept
        with readers.spooled(inputs) as held:
            return _scan_held(held, out, policy, jobs, resume, advance, baseline, parquet, chunk_cases)
    except OSError as error:
        raise OutputError(_unwritten(out, error.strerror or type(error).__name__)) from error
    except sqlite3.OperationalError as error:
        # what tells rows of one case apart stands in a temporary database
        raise OutputError(_unwritten(out, f"temporary files: {error}")) from error


def _unwritten(out: Path, reason: str) -> str:
    return f"{out}: cannot be written ({reason}); what was scanned is kept, --resume goes on from there"


def _scan_held(
    inputs: Sequence[readers.Input],
    out: Path,
    policy: Policy,
    jobs: int,
    resume: bool,
    advance: Advance,
    baseline: Baseline | None,
    parquet: bool,
    chunk_cases: int,
) -> Summary:
    started, clock = datetime.now(UTC), time.monotonic()
    hashes = tuple(readers.inputs(inputs))
    models = model_hashes()
    plan = Plan(
        version=__version__, policy_sha256=policy.sha256, models_sha256=str(sorted(models.items())), inputs=hashes
    )
    out.mkdir(parents=True, exist_ok=True)
    space = Workspace.open(out, plan, resume=resume)
    summary, totals = Summary(), Totals()
    cases = readers.read(inputs, policy.columns, summary.faults.append, summary.warnings.append)
    with ThreadPoolExecutor(1) as writer:
        with findings_csv.writing(out / "findings.csv") as add_rows:
            listeners = (summary.add, totals.add, add_rows)
            chunks = 0
            with closing(_scan_missing(space, chunked(cases, chunk_cases), policy, jobs, advance)) as done:
                for reports in done:
                    chunks += 1
                    if baseline is None:
                        _told(reports, listeners)
            # after all faults of reading, so that they stand in one order however often the run was taken up
            summary.faults += [fault for number in range(chunks) for fault in space.faults(number)]
            # the chunks are joined, and the disk waited for, while the page is made of them
            joining = writer.submit(_join, space, chunks, out)
            parts = [space.reports(number) for number in range(chunks)]
            if baseline is not None:
                # what it marks is counted once it is marked
                joining.result()
                parts = [out / "reports.jsonl"]
                _accept(parts[0], baseline, summary)
                _told(jsonl.read_briefs(parts[0]), listeners)
        if parquet:
            # pyarrow takes long to import: not before it is asked for
            from logscan.outputs import tables

            joining.result()
            tables.write(out, jsonl.read_reports(out / "reports.jsonl"))
        summary.seconds = time.monotonic() - clock
        meta = _meta(summary, policy, models, hashes, started, baseline)
        shown = jsonl.read_pairs(map(space.cases, range(chunks)), parts, totals.shown)
        page.write(out / "report.html", totals, shown, meta)
        joining.result()
    write_meta(out / "run.json", meta)
    space.remove()
    return summary


def _scan_missing(
    space: Workspace,
    chunks: Iterator[list[Case]],
    policy: Policy,
    jobs: int,
    advance: Advance,
) -> Generator[Iterable[Brief], None, None]:
    """Scan and commit the chunks that do not stand yet; the reports of every chunk, in order."""
    # the numbers of the chunks that have been read but not told yet, each with whether it stands
    pending: deque[tuple[int, bool]] = deque()

    def missing() -> Iterator[list[Case]]:
        for number, chunk in enumerate(chunks):
            stands = space.committed(number, chunk)
            pending.append((number, stands))
            if not stands:
                yield chunk

    def standing() -> Iterator[Iterable[Brief]]:
        while pending and pending[0][1]:
            number, _ = pending.popleft()
            yield jsonl.read_briefs(space.reports(number))

    # a chunk is written, and the disk waited for, while the next is scanned
    with ThreadPoolExecutor(1) as writer:
        writing: Future[None] | None = None
        for chunk, scanned in scan_chunks(missing(), policy, jobs):
            yield from standing()
            number, _ = pending.popleft()
            if writing is not None:
                writing.result()
            writing = writer.submit(_commit, space, number, chunk, scanned, advance)
            yield jsonl.briefs(scanned.reports) if scanned.briefs is None else scanned.briefs
        yield from standing()
        if writing is not None:
            writing.result()


def _told(reports: Iterable[Brief], to: Sequence[Callable[[Brief], None]]) -> None:
    for report in reports:
        for listener in to:
            listener(report)


def _commit(space: Workspace, number: int, chunk: list[Case], scanned: Scanned, advance: Advance) -> None:
    space.commit(number, chunk, scanned)
    advance(len(chunk), scanned.words, sum([len(case.log) for case in chunk]))


def _join(space: Workspace, chunks: int, out: Path) -> None:
    concatenate((space.reports(number) for number in range(chunks)), out / "reports.jsonl")
    concatenate((space.cases(number) for number in range(chunks)), out / "cases.jsonl")


def _accept(reports: Path, baseline: Baseline, summary: Summary) -> None:
    with replacing(reports) as marked:
        marked.writelines(encode(baseline.mark(report)) + b"\n" for report in jsonl.read_reports(reports))
    for case_id, check in baseline.unmet():
        summary.warnings.append(f"baseline: {check} of case {case_id} is not raised (any more)")


def _meta(
    summary: Summary,
    policy: Policy,
    models: dict[str, str],
    inputs: tuple[tuple[str, str], ...],
    started: datetime,
    baseline: Baseline | None,
) -> RunMeta:
    return RunMeta(
        version=__version__,
        policy=policy.name,
        policy_sha256=policy.sha256,
        as_of=policy.as_of,
        models=models,
        inputs=inputs,
        cases=summary.cases,
        words=summary.words,
        started=started.isoformat(timespec="seconds"),
        seconds=round(summary.seconds, 3),
        baseline_sha256=baseline.sha256 if baseline else "",
        faults=tuple(Fault(file=f.file, row=f.row, reason=f.reason) for f in summary.faults),
        warnings=tuple(summary.warnings),
    )
