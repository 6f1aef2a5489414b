"""Figures of one sitting or several: shares of all cases of the frame, what each check is worth, what it misses.

Every figure is about the frames that were drawn from, in the view of those who read; the cases that nobody could decide
on are left out, and ``if_all`` tells what the share in the sample would be were all of them with or without the fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from logscan.checks.catalogue import catalogue, criteria
from logscan.panel.agreement import Agreement, ac1
from logscan.panel.estimate_design import Design, design_of
from logscan.panel.estimate_judged import Judged, judged
from logscan.panel.estimate_names import names
from logscan.panel.estimate_views import Sitting
from logscan.panel.intervals import Share

WHOLE = "CASE"
ANY = "any"
"""Stands for a question of logscan on anything at all."""

Kind = Literal["question", "named", "precision", "elusion"]


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """``hits`` of ``cases`` judged; ``of``: cases in the frames that the share is about, None where not counted.

    ``code`` is a question (R1 to R6, R0, CASE, any), a check, or a name of ``lexicon/estimate.toml``. ``share`` is None
    where nobody judged a case.
    """

    kind: Kind
    code: str
    hits: int
    cases: int
    undecided: int
    of: int | None
    share: Share | None
    if_all: tuple[float, float] | None


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """All figures; ``agreement`` by question. ``pooled``: the sittings count as one draw from one frame.

    ``asked`` are the questions on which somebody gave a view.
    """

    schema: str = "logscan.estimate/1"
    sittings: int
    pooled: bool
    overlap: int
    frame: int
    design: str
    drawn: int
    read: int
    withdrawn: int
    members: tuple[str, ...]
    asked: tuple[str, ...]
    figures: tuple[Figure, ...]
    agreement: dict[str, Agreement | None]


def estimate(sittings: Sequence[Sitting]) -> Estimate:
    """The figures of ``sittings``."""
    design = design_of(sittings)
    cases = design.distinct(judged(sittings))
    return Estimate(
        sittings=len(sittings),
        pooled=design.pooled,
        overlap=design.overlap,
        frame=design.size,
        design=design.name,
        drawn=sum(len(sitting.cases) for sitting in sittings),
        read=len(cases),
        withdrawn=sum(len(sitting.sample.withdrawn) for sitting in sittings),
        members=tuple(sorted({name for sitting in sittings for name in sitting.members})),
        asked=tuple(code for code in (*criteria(), WHOLE) if any(code in case.problem for case in cases)),
        figures=tuple(figure for kind in (_questions, _named, _precision, _elusion) for figure in kind(design, cases)),
        agreement={code: _agreement(sittings, code) for code in (*criteria(), WHOLE)},
    )


def _questions(design: Design, cases: Sequence[Judged]) -> list[Figure]:
    return [
        _figure("question", code, design, [(case, case.problem.get(code)) for case in cases])
        for code in (*criteria(), WHOLE)
    ]


def _named(design: Design, cases: Sequence[Judged]) -> list[Figure]:
    def holds(case: Judged, checks: frozenset[str]) -> bool | None:
        """Whether the panel shares a question; None while a finding stands that nobody answered."""
        answers = [case.shared[check] for check in case.raised if check in checks]
        if any(answers) or checks & set(case.missed):
            return True
        return None if None in answers else False

    return [
        _figure("named", one.name, design, [(case, holds(case, frozenset(one.checks))) for case in cases])
        for one in names()
    ]


def _precision(design: Design, cases: Sequence[Judged]) -> list[Figure]:
    checks = sorted({check for case in cases for check in case.raised})
    return [
        _figure(
            "precision",
            check,
            design,
            [(case, case.agreed[check]) for case in cases if check in case.raised],
            design.checks.get(check),
        )
        for check in checks
    ]


def _elusion(design: Design, cases: Sequence[Judged]) -> list[Figure]:
    """Of the cases on which logscan asks nothing (under a question, or at all), those the panel finds fault with."""

    def missed(case: Judged, code: str) -> bool | None:
        # a miss counts only where the question was judged: else the cases with a miss would be all that is judged
        if code in case.problem and code in _criteria_of(case.missed):
            return True
        return case.problem.get(code)

    figures = [
        _figure(
            "elusion",
            code,
            design,
            [(case, missed(case, code)) for case in cases if code not in case.asked_about],
            design.size - design.questions[code],
        )
        for code in criteria()
    ]
    quiet = [(case, _any_fault(case)) for case in cases if not case.raised]
    return [*figures, _figure("elusion", ANY, design, quiet, design.size - design.flagged)]


def _any_fault(case: Judged) -> bool | None:
    if case.problem and (case.missed or any(case.problem.values())):
        return True
    return None if not case.problem or None in case.problem.values() else False


def _criteria_of(checks: Sequence[str]) -> set[str]:
    return {catalogue()[check].criteria[0] for check in checks}


def _figure(
    kind: Kind, code: str, design: Design, answers: Sequence[tuple[Judged, bool | None]], of: int | None = None
) -> Figure:
    """A share of all cases, or of a group of ``of`` cases of the frames."""
    decided = [(case, answer) for case, answer in answers if answer is not None]
    hits, undecided = sum(answer for _, answer in decided), len(answers) - len(decided)
    whole = kind in ("question", "named")
    return Figure(
        kind=kind,
        code=code,
        hits=hits,
        cases=len(decided),
        undecided=undecided,
        of=design.size if whole else of,
        share=design.share(decided, None if whole else of) if decided else None,
        if_all=(hits / len(answers), (hits + undecided) / len(answers)) if undecided and decided else None,
    )


def _agreement(sittings: Sequence[Sitting], code: str) -> Agreement | None:
    ratings = [
        [one.view.views[code] for one in readings if code in one.view.views]
        for sitting in sittings
        for readings in sitting.readings.values()
    ]
    return ac1(ratings, 4)
