"""From a run to a sample folder: the frame as it was fixed, the draw, its certificate; and withdrawals."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from logscan.checks.catalogue import catalogue, criteria
from logscan.errors import UsageError
from logscan.outputs.atomic import replacing
from logscan.outputs.jsonl import read_reports
from logscan.panel import audit, certificate, draw, frame_file, sample_file
from logscan.panel.draw import Drawn
from logscan.panel.frame import Frame, raised
from logscan.panel.frame_file import FrameRecord
from logscan.panel.sample_file import About, Design, FrameCounts, Sample, Withdrawal


def frame_for(
    run: Path, *, stratify: str, exclude: Sequence[str], earlier: Sequence[Path]
) -> tuple[Frame, FrameRecord, bool]:
    """The frame to draw from, and whether it was fixed before.

    Where one was, it is taken as it was fixed; settings that are given again have to lead to the same one.
    """
    fixed = frame_file.load(run)
    if fixed is None:
        return *frame_file.fix(run, stratify=stratify, exclude=exclude, earlier=earlier), False
    frame, record = fixed
    if stratify or exclude or earlier:
        _, now = frame_file.fix(run, stratify=stratify, exclude=exclude, earlier=earlier)
        if now.units_sha256 != record.units_sha256:
            raise UsageError(
                f"these settings give another frame than the one fixed on {record.fixed}; leave them out, or fix the "
                "frame anew with `logscan sample RUN --frame`, before the seed is thrown"
            )
    return frame, record, True


def draw_sample(
    run: Path,
    out: Path,
    frame: Frame,
    record: FrameRecord,
    *,
    fixed_before: bool,
    seed: str,
    size: int,
    targeted: int = 0,
    reserves: int = 0,
) -> tuple[Sample, list[Drawn]]:
    """Draw ``size`` cases in all, ``targeted`` of them in a targeted part; nothing is written to ``out`` yet."""
    if (out / sample_file.CASES).exists():
        raise UsageError(f"{out}: a sample stands there already; give another --out")
    seed = draw.checked(seed)
    design: Design = "two-part" if targeted else "stratified" if record.stratify else "simple"
    if targeted and record.stratify:
        raise UsageError("--two-part and --stratify are two designs: fix a frame without strata, or draw without parts")
    drawn = {
        "simple": lambda: draw.simple(frame, seed, size, reserves),
        "stratified": lambda: draw.stratified(frame, seed, size, reserves),
        "two-part": lambda: draw.two_part(frame, seed, targeted, size - targeted, reserves),
    }[design]()
    counts, raised_by_case, about = _counts(run, frame, {one.case_id for one in drawn})
    sizes = {"targeted": targeted, "random": size - targeted} if targeted else {"random": size}
    sample = Sample(
        design=design,
        seed=seed,
        sizes={**sizes, "reserves": reserves},
        frame=record,
        fixed_before=fixed_before,
        draws_before=sum(1 for entry in audit.read(run) if entry.command == "sample"),
        drawn=_now(),
        run=Path(os.path.relpath(run, out)).as_posix(),
        counts=counts,
        raised=raised_by_case,
        about=about,
        versions=(_version(drawn),),
    )
    return sample, drawn


def write_sample(out: Path, sample: Sample, drawn: list[Drawn], frame: Frame | None = None) -> None:
    """Write the sample folder: how the cases were drawn, the certificate, the cases, and the frame where it is new."""
    out.mkdir(parents=True, exist_ok=True)
    if frame is not None:
        frame_file.save(out, frame, sample.frame)
    # the record first: views of an older sample.csv stay known to it, whatever comes between
    sample_file.write_record(out / sample_file.RECORD, sample)
    certificate.write(out / certificate.NAME, sample, drawn)
    with replacing(out / sample_file.CASES) as file:
        file.write(sample_file.cases_bytes(drawn))


def withdraw(out: Path, case: str, reason: str) -> tuple[Sample, list[Drawn]]:
    """A sample without one case (its id, or its number in the sample); the first reserve that may do so stands in.

    Nothing is written yet.
    """
    sample = sample_file.read_record(out / sample_file.RECORD)
    drawn = sample_file.read_cases(out / sample_file.CASES)
    live = [one for one in drawn if not one.reserve]
    gone = next((one for key in (_by_id, _by_number) for one in live if key(one) == case), None)
    if gone is None:
        raise UsageError("--withdraw: no such case in this sample")
    stands_in = next((one for one in drawn if _may_replace(one, gone)), None)
    kept = [
        msgspec.structs.replace(one, reserve=False) if one is stands_in else one for one in drawn if one is not gone
    ]
    withdrawal = Withdrawal(
        case=gone, reason=reason, when=_now(), replaced_by=stands_in.case_id if stands_in else ""
    )
    changed = msgspec.structs.replace(
        sample, withdrawn=(*sample.withdrawn, withdrawal), versions=(*sample.versions, _version(kept))
    )
    return changed, kept


def _by_id(one: Drawn) -> str:
    return one.case_id


def _by_number(one: Drawn) -> str:
    return str(one.order)


def _may_replace(one: Drawn, gone: Drawn) -> bool:
    """Whether a reserve has the chance that the withdrawn case had: the random part, the same stratum."""
    return one.reserve and gone.part == "random" and one.stratum == gone.stratum


def _version(drawn: list[Drawn]) -> str:
    return hashlib.sha256(sample_file.cases_bytes(drawn)).hexdigest()


def _counts(
    run: Path, frame: Frame, drawn: set[str]
) -> tuple[FrameCounts, dict[str, tuple[str, ...]], dict[str, About]]:
    """Counts over the frame, and of each drawn case the checks that raise and its record."""
    wanted = {unit.case_id for unit in frame.units}
    checks, questions, flagged = Counter[str](), Counter[str](), 0
    by_case: dict[str, tuple[str, ...]] = {}
    about: dict[str, About] = {}
    for report in read_reports(run / "reports.jsonl"):
        if report.case_id not in wanted:
            continue
        wanted.discard(report.case_id)
        codes = raised(report)
        flagged += bool(codes)
        checks.update(codes)
        questions.update({question for code in codes for question in catalogue()[code].criteria})
        if report.case_id in drawn:
            by_case[report.case_id] = codes
            record = report.record
            about[report.case_id] = About(recorded_as=record.recorded_as, domestic_abuse=record.domestic_abuse)
    every = {code: questions[code] for code in criteria()}
    return FrameCounts(flagged=flagged, checks=dict(sorted(checks.items())), questions=every), by_case, about


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
