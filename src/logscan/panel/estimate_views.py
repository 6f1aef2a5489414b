"""What members said, read from ``logscan review``'s exports and laid beside the sample that the cases were drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from logscan.errors import UsageError
from logscan.panel import sample_file
from logscan.panel.draw import Drawn
from logscan.panel.sample_file import Sample

SCHEMA = "logscan.views/1"


class Said(msgspec.Struct, frozen=True):
    """A member's answer to one finding: agree, disagree, or None where it was left open."""

    check: str
    answer: str | None = None


class View(msgspec.Struct, frozen=True):
    """One member's view of one case (``case``: its order in the sample). ``asked`` are the checks of a blind reader."""

    case: int
    views: dict[str, int] = {}
    notes: dict[str, str] = {}
    findings: tuple[Said, ...] = ()
    missed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    text: str = ""
    seconds: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        answered = any(one.answer for one in self.findings)
        return not (self.views or self.notes or answered or self.missed or self.asked or self.text)


class _Member(msgspec.Struct, frozen=True):
    name: str
    cases: tuple[View, ...]


class Export(msgspec.Struct, frozen=True):
    """One file of views."""

    schema: str
    blind: bool
    sources: dict[str, str]
    members: tuple[_Member, ...]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A view and whose it is; ``blind``: read without findings."""

    member: str
    blind: bool
    view: View


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """A sample, its cases (reserves left out) and their readings by order."""

    folder: Path
    sample: Sample
    cases: tuple[Drawn, ...]
    readings: dict[int, tuple[Reading, ...]]

    @property
    def members(self) -> tuple[str, ...]:
        """The names of those who read, in order."""
        return tuple(sorted({one.member for of in self.readings.values() for one in of}))


def run_of(sitting: Sitting) -> Path:
    """The run's folder where it stands as it stood at the draw, else the sample's: there the audit log is kept."""
    run = (sitting.folder / sitting.sample.run).resolve()
    return run if (run / "reports.jsonl").is_file() else sitting.folder


def read_sittings(folders: Sequence[Path], exports: Sequence[Path]) -> list[Sitting]:
    """Each sample with its views; an export finds its sample by the hash of the ``sample.csv`` of its pack."""
    samples = [sample_file.read_record(folder / sample_file.RECORD) for folder in folders]
    said: list[dict[tuple[str, int], Reading]] = [{} for _ in folders]
    for path in exports:
        export = _export(path)
        place = _sample_of(path, export, samples)
        for member in export.members:
            for view in member.cases:
                reading = Reading(member=member.name, blind=export.blind, view=view)
                if not view.empty and said[place].setdefault((member.name, view.case), reading) != reading:
                    raise UsageError(f"{path}: a member's view of case {view.case} differs from one in another file")
    return [_sitting(folder, sample, views) for folder, sample, views in zip(folders, samples, said, strict=True)]


def _sitting(folder: Path, sample: Sample, said: dict[tuple[str, int], Reading]) -> Sitting:
    cases = tuple(one for one in sample_file.read_cases(folder / sample_file.CASES) if not one.reserve)
    readings: dict[int, tuple[Reading, ...]] = {one.order: () for one in cases}
    for (_, number), reading in said.items():
        # a case that was withdrawn since has no place here; one that was never drawn is another sample's
        if number in readings:
            readings[number] += (reading,)
        elif number not in {one.case.order for one in sample.withdrawn}:
            raise UsageError(f"{folder}: the views speak of case {number}, which is not in this sample")
    return Sitting(folder=folder, sample=sample, cases=cases, readings=readings)


def _export(path: Path) -> Export:
    try:
        export = msgspec.json.decode(path.read_bytes(), type=Export)
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"{path}: no views that `logscan review` exported ({type(error).__name__})") from None
    if export.schema != SCHEMA:
        raise UsageError(f"{path}: views of another version")
    if any(value not in _SCALE for member in export.members for one in member.cases for value in one.views.values()):
        raise UsageError(f"{path}: a view is none of 1, 2, 3, 4")
    return export


_SCALE = frozenset({1, 2, 3, 4})


def _sample_of(path: Path, export: Export, samples: Sequence[Sample]) -> int:
    held = export.sources.get("sample.csv", "")
    found = [place for place, sample in enumerate(samples) if held in sample.versions]
    if len(found) == 1:
        return found[0]
    if not held and len(samples) == 1:
        return 0
    raise UsageError(f"{path}: these views belong to none of the samples given (by the hash of sample.csv)")
