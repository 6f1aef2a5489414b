"""How the cases of one sitting or several were drawn, and which interval that allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from logscan.panel import frame_file, intervals
from logscan.panel.estimate_judged import Judged
from logscan.panel.estimate_views import Sitting
from logscan.panel.intervals import Share, Stratum


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """``size`` cases in the frames, of which ``flagged``; by check, by question, by sitting and stratum.

    ``pooled``: later simple draws came from the first one's frame, with or without the cases drawn before. Together
    they are one simple draw of the distinct cases: nothing in how they were drawn tells one case of the frame from
    another. ``overlap`` counts the cases that stand in more than one frame where they are not pooled.
    """

    name: str
    pooled: bool
    overlap: int
    size: int
    strata: dict[tuple[int, str], int]
    flagged: int
    checks: dict[str, int]
    questions: dict[str, int]

    def distinct(self, cases: Sequence[Judged]) -> list[Judged]:
        """The cases that count: where sittings are pooled, each once, as it was seen last."""
        return list({case.case_id: case for case in cases}.values()) if self.pooled else list(cases)

    def share(self, decided: Sequence[tuple[Judged, bool]], of: int | None) -> Share:
        """The share among all cases of the frames, or in a group of ``of`` of them, where ``decided`` came in."""
        hits = [hit for _, hit in decided]
        # nothing but the random part reaches a case without findings: there all chances are one
        chances = {case.probability for case, _ in decided}
        size = self.size if of is None else of
        if self.name == "simple":
            return intervals.exact(sum(hits), len(hits), size)
        if self.name == "two-part" and of is not None and len(chances) == 1 and all(not c.raised for c, _ in decided):
            return intervals.exact(sum(hits), len(hits), size)
        if self.name == "stratified" and of is None:
            return intervals.stratified(self._strata(decided))
        return intervals.weighted(hits, [case.probability for case, _ in decided])

    def _strata(self, decided: Sequence[tuple[Judged, bool]]) -> list[Stratum]:
        """The strata with a judged case; the others are not spoken of."""
        cases = Counter((case.sitting, case.stratum) for case, _ in decided)
        hits = Counter((case.sitting, case.stratum) for case, hit in decided if hit)
        return [Stratum(size=self.strata[key], cases=n, hits=hits[key]) for key, n in sorted(cases.items())]


def design_of(sittings: Sequence[Sitting]) -> Design:
    """The design of all sittings together.

    Frames of several sittings that do not pool are added up: the share is that of all their cases, a case that stands
    in two frames counting for each.
    """
    frames = [_case_ids(sitting.folder) for sitting in sittings]
    pooled = len(sittings) > 1 and _pools(sittings, frames)
    counted = sittings[:1] if pooled else sittings
    names = {sitting.sample.design for sitting in sittings}
    several = len(sittings) > 1 and not pooled
    checks, questions = Counter[str](), Counter[str]()
    for sitting in counted:
        checks.update(sitting.sample.counts.checks)
        questions.update(sitting.sample.counts.questions)
    return Design(
        name="two-part" if "two-part" in names else "stratified" if several or "stratified" in names else "simple",
        pooled=pooled,
        overlap=sum(map(len, frames)) - len(frozenset().union(*frames)) if several else 0,
        size=sum(sitting.sample.frame.cases for sitting in counted),
        strata={
            (place, name): cases
            for place, sitting in enumerate(sittings)
            for name, cases in sitting.sample.frame.strata.items()
        },
        flagged=sum(sitting.sample.counts.flagged for sitting in counted),
        checks=dict(checks),
        questions=dict(questions),
    )


def _pools(sittings: Sequence[Sitting], frames: Sequence[frozenset[str]]) -> bool:
    drawn: set[str] = set()
    for sitting, frame in zip(sittings, frames, strict=True):
        left_out = frames[0] - frame
        if sitting.sample.design != "simple" or frame - frames[0] or left_out - drawn:
            return False
        drawn.update(one.case_id for one in sitting.cases)
        drawn.update(one.case.case_id for one in sitting.sample.withdrawn)
    return True


def _case_ids(folder: Path) -> frozenset[str]:
    return frozenset(unit.case_id for unit in frame_file.read(folder)[0].units)
