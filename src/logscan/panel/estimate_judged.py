"""What the panel says of a case when its members are taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from logscan.checks.catalogue import catalogue
from logscan.panel.estimate_views import Reading, Sitting

NOT_APPROPRIATE, CANNOT_DECIDE = 3, 4


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A case of a sample with the panel's view of it.

    ``problem`` tells by question whether it was dealt with inappropriately; ``agreed`` by check whether its question
    was right to ask, in the answers of those who saw it; ``shared`` the same, or where nobody saw it, whether blind
    readers ask it too; ``missed`` are checks that the panel would have raised and logscan did not. None: the panel
    cannot agree or decide, or was not asked.
    """

    sitting: int
    number: int
    case_id: str
    part: str
    stratum: str
    probability: float
    raised: tuple[str, ...]
    readers: int
    problem: dict[str, bool | None]
    agreed: dict[str, bool | None]
    shared: dict[str, bool | None]
    missed: tuple[str, ...]

    @property
    def asked_about(self) -> frozenset[str]:
        """The questions of the panel under which logscan raised something."""
        return frozenset(code for check in self.raised for code in catalogue()[check].criteria)


def judged(sittings: Sequence[Sitting]) -> list[Judged]:
    """Every case that somebody read."""
    return [
        _judged(place, sitting, drawn.order, readings)
        for place, sitting in enumerate(sittings)
        for drawn in sitting.cases
        if (readings := sitting.readings[drawn.order])
    ]


def _judged(place: int, sitting: Sitting, number: int, readings: Sequence[Reading]) -> Judged:
    drawn = next(one for one in sitting.cases if one.order == number)
    raised = sitting.sample.raised[drawn.case_id]
    codes = sorted({code for one in readings for code in one.view.views})
    named = Counter(check for one in readings for check in {*one.view.missed, *one.view.asked})
    agreed = {check: _agreed(check, readings) for check in raised}
    blind = [one for one in readings if one.blind]
    return Judged(
        sitting=place,
        number=number,
        case_id=drawn.case_id,
        part=drawn.part,
        stratum=drawn.stratum,
        probability=drawn.probability,
        raised=raised,
        readers=len(readings),
        problem={c: _problem([one.view.views[c] for one in readings if c in one.view.views]) for c in codes},
        agreed=agreed,
        shared={c: 2 * named[c] >= len(blind) if blind and agreed[c] is None else agreed[c] for c in raised},
        # half of the readers are enough: a miss is not to be voted away
        missed=tuple(sorted(c for c, n in named.items() if c not in raised and 2 * n >= len(readings))),
    )


def _problem(views: Sequence[int]) -> bool | None:
    """More than half of those who decide; a tie is a panel that cannot agree."""
    against, decided = views.count(NOT_APPROPRIATE), sum(1 for view in views if view != CANNOT_DECIDE)
    return None if 2 * against == decided else 2 * against > decided


def _agreed(check: str, readings: Sequence[Reading]) -> bool | None:
    """Whether more than half of the answers to a check's findings agree."""
    answers = [one.answer == "agree" for r in readings for one in r.view.findings if one.check == check and one.answer]
    return 2 * sum(answers) > len(answers) if answers else None
