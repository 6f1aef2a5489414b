"""How often the intervals of ``logscan estimate`` hold the true share: ``python -m benchmarks.coverage [ROUNDS]``.

Exact intervals are counted out over every possible sample, without chance; the others are simulated over the designs,
sizes and shares that panels meet (frames of 300 and 2,000 cases, 12 to 60 of them read, 3 to 50 % of them with the
fault). Two-part draws target by a weight that goes with the fault not at all, somewhat, or strongly. Three minutes with
1,000 rounds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from math import exp, log1p
from typing import NamedTuple

import numpy as np
from scipy.stats import hypergeom  # type: ignore[import-untyped]

from logscan.panel.agreement import ac1
from logscan.panel.draw import allocate, targeted_chances
from logscan.panel.frame import Frame, Unit
from logscan.panel.intervals import Share, Stratum, exact, stratified, weighted

FRAMES = (300, 2000)
SHARES = (0.03, 0.08, 0.15, 0.3, 0.5)
SIZES = (12, 24, 60)
DIVISIONS = ((0.6, 0.4), (0.6, 0.25, 0.1, 0.05))
BONDS = (0.0, 1.0, 2.0)
"""How strongly strata differ, and how strongly the fault goes with the weight (log odds)."""
PARTS = ((6, 6), (12, 12), (10, 20), (30, 30))
BASES = ((0.6, 0.3, 0.08, 0.02), (0.4, 0.3, 0.25, 0.05), (0.85, 0.1, 0.04, 0.01))
SKILLS = (0.6, 0.8, 0.92, 0.98)


class Line(NamedTuple):
    """One setting: what it is, how often the interval and the upper bound held the truth, and its mean width."""

    design: str
    setting: str
    held: float
    below: float
    width: float


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    began = time.perf_counter()
    print(table(list(measure(rounds))))
    print(f"\n{rounds} rounds a setting, {time.perf_counter() - began:.0f} s")


def measure(rounds: int, frames: Sequence[int] = FRAMES) -> Iterator[Line]:
    """All settings; the same numbers for the same ``rounds``."""
    for size in frames:
        yield from _exact(size)
        yield from _stratified(size, rounds)
        yield from _two_part(size, rounds)
    yield from _agreement(rounds)


def table(lines: Sequence[Line]) -> str:
    """Mean and lowest coverage by design."""
    rows = [
        f"{'design':42}{'settings':>9}{'mean':>8}{'lowest':>8}  {'at':34}{'upper: mean':>12}{'lowest':>8}{'width':>7}"
    ]
    for design in dict.fromkeys(line.design for line in lines):
        own = [line for line in lines if line.design == design]
        worst = min(own, key=lambda line: line.held)
        bounds = [line.below for line in own if line.below >= 0]
        upper = f"{_mean(bounds):12.3f}{min(bounds):8.3f}" if bounds else f"{'':20}"
        rows.append(
            f"{design:42}{len(own):9}{_mean([line.held for line in own]):8.3f}{worst.held:8.3f}  {worst.setting:34}"
            f"{upper}{_mean([line.width for line in own]):7.2f}"
        )
    return "\n".join(rows)


def _exact(size: int) -> Iterator[Line]:
    """Every number of faults that a frame can hold."""
    for cases in SIZES:
        shares = [exact(hits, cases, size) for hits in range(cases + 1)]
        for of in range(0, size + 1, 1 if size <= 300 else 7):
            chance = hypergeom.pmf(range(cases + 1), size, of, cases)
            true = of / size
            held = [share.low - 1e-12 <= true <= share.high + 1e-12 for share in shares]
            below = [true <= share.upper + 1e-12 for share in shares]
            width = [share.high - share.low for share in shares]
            told = f"N {size}, n {cases}, {of} faults"
            yield Line("simple, exact (counted out)", told, *(float(np.dot(chance, x)) for x in (held, below, width)))


def _stratified(size: int, rounds: int) -> Iterator[Line]:
    pick = np.random.default_rng(size)
    for division in DIVISIONS:
        sizes = [round(size * part) for part in division]
        for share in SHARES:
            for bond in BONDS:
                faults = _faults(sizes, np.linspace(-bond, bond, len(sizes)).tolist(), share)
                for cases in SIZES:
                    given = allocate({str(k): n for k, n in enumerate(sizes)}, cases)
                    drawn = [given[str(k)] for k in range(len(sizes))]
                    hits = [
                        pick.hypergeometric(of, n - of, m, rounds)
                        for of, n, m in zip(faults, sizes, drawn, strict=True)
                    ]
                    found = [
                        stratified(
                            [Stratum(size=n, cases=m, hits=int(h)) for n, m, h in zip(sizes, drawn, one, strict=True)]
                        )
                        for one in zip(*hits, strict=True)
                    ]
                    told = f"N {size}, n {cases}, {len(sizes)} strata, p {share}, bond {bond:.0f}"
                    yield _line("stratified", told, found, sum(faults) / sum(sizes))


def _faults(sizes: Sequence[int], leaning: Sequence[float], share: float) -> list[int]:
    """Faults by stratum, ``share`` of all, with log odds that differ by ``leaning``."""

    def at(level: float) -> list[float]:
        return [n / (1 + exp(-(level + lean))) for n, lean in zip(sizes, leaning, strict=True)]

    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(at(middle)) > share * sum(sizes) else (middle, high)
    return [round(n) for n in at(low)]


def _two_part(size: int, rounds: int) -> Iterator[Line]:
    pick = np.random.default_rng(size + 1)
    weights = np.round(np.exp(pick.normal(2.3, 0.8, size))).astype(int)
    weights[pick.random(size) < 0.15] = 0
    units = tuple(Unit(case_id=str(k), stratum="all", weight=int(weight)) for k, weight in enumerate(weights))
    for targeted, at_random in PARTS:
        chances = np.array([float(c) for c in targeted_chances(Frame(units=units, excluded=()), targeted)])
        together = 1 - (1 - chances) * (1 - at_random / size)
        for share in SHARES:
            for bond in BONDS:
                leaning = np.exp(bond * np.array([log1p(weight) for weight in weights]))
                faults = np.zeros(size, bool)
                faults[pick.choice(size, round(share * size), replace=False, p=leaning / leaning.sum())] = True
                told = f"N {size}, n {targeted}+{at_random}, p {share}, bond {bond:.0f}"
                samples = [_draw(chances, at_random, pick) for _ in range(rounds)]
                found = [weighted(faults[one].tolist(), together[one].tolist()) for one in samples]
                yield _line("two-part", told, found, float(faults.mean()))
                part = weights > np.median(weights)
                inside = [one[part[one]] for one in samples]
                found = [weighted(faults[one].tolist(), together[one].tolist()) for one in inside if len(one)]
                yield _line("two-part, cases with a given finding", told, found, float(faults[part].mean()))


def _draw(chances: np.ndarray, at_random: int, pick: np.random.Generator) -> np.ndarray:
    """The places of one two-part draw, by a generator and not by a seed thrown at a meeting."""
    order = pick.permutation(len(chances))
    reached = np.cumsum(chances[order]) - pick.random()
    crossed = np.floor(reached) > np.floor(np.concatenate(([reached[0] - chances[order[0]]], reached[:-1])))
    return np.union1d(order[crossed], pick.choice(len(chances), at_random, replace=False))


def _agreement(rounds: int) -> Iterator[Line]:
    pick = np.random.default_rng(4)
    for base in BASES:
        for skill in SKILLS:
            for members in (2, 3):
                true = _true_ac1(base, skill)
                for cases in SIZES:
                    found = [ac1(_panel(base, skill, members, cases, pick).tolist(), 4) for _ in range(rounds)]
                    held = [one.low <= true <= one.high for one in found if one is not None]
                    width = _mean([one.high - one.low for one in found if one is not None])
                    told = f"{members} members, n {cases}, skill {skill}"
                    yield Line("agreement (AC1)", told, _mean(held), -1, width)


def _panel(base: Sequence[float], skill: float, members: int, cases: int, pick: np.random.Generator) -> np.ndarray:
    """What members say of cases: the truth with chance ``skill``, else a class by its frequency."""
    truth = pick.choice(4, cases, p=base)
    seen = pick.random((cases, members)) < skill
    return np.where(seen, truth[:, None], pick.choice(4, (cases, members), p=base))


def _true_ac1(base: Sequence[float], skill: float) -> float:
    raw = skill**2 + (1 - skill**2) * sum(p * p for p in base)
    chance = sum(p * (1 - p) for p in base) / 3
    return (raw - chance) / (1 - chance)


def _line(design: str, setting: str, found: Sequence[Share], true: float) -> Line:
    held = [share.low - 1e-12 <= true <= share.high + 1e-12 for share in found]
    below = [true <= share.upper + 1e-12 for share in found]
    return Line(design, setting, _mean(held), _mean(below), _mean([share.high - share.low for share in found]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
