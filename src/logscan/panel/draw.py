"""The draw: numbers from a public seed, by a method that anyone can repeat with any SHA-256.

Number ``i`` of a seed is ``int(SHA-256(f"{seed},{i}"), 16)`` (UTF-8, i = 1, 2, 3, ...), the method of election audits
(Rivest, "sampler"; Stark). Equal chances: case ``number mod N`` of the frame in the order of its case ids, counted from
0; a repeat is skipped. Unequal chances: ``number / 2**256`` is a uniform in [0, 1).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count

import msgspec

from logscan.errors import UsageError
from logscan.panel.frame import Frame, Unit

SEED_DIGITS = 20


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """One drawn case: its place in the draw, its part, stratum, and the chance that it had of being in the sample.

    ``ticket`` is the counter whose number drew it. A reserve's ``probability`` is the one that it has once it stands in
    for a case of its part and stratum.
    """

    case_id: str
    order: int
    part: str
    stratum: str
    probability: float
    ticket: int
    reserve: bool = False


def number(seed: str, i: int) -> int:
    """Number ``i`` of a seed."""
    return int(digest(seed, i), 16)


def digest(seed: str, i: int) -> str:
    """The SHA-256 of ``seed,i`` in hexadecimal digits."""
    return hashlib.sha256(f"{seed},{i}".encode()).hexdigest()


def checked(seed: str) -> str:
    """The seed without blanks, if it is one: digits alone, twenty or more."""
    digits = "".join(seed.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) >= SEED_DIGITS):
        raise UsageError(f"--seed: give {SEED_DIGITS} digits or more, as from ten-sided dice thrown at the meeting")
    return digits


def simple(frame: Frame, seed: str, size: int, reserves: int) -> list[Drawn]:
    """A simple random draw of ``size`` cases, then ``reserves`` more in order."""
    return _equal(frame.units, seed, count(1), size, reserves)


def stratified(frame: Frame, seed: str, size: int, reserves: int) -> list[Drawn]:
    """``size`` cases over the strata in proportion (largest remainders, two at the least where there are two).

    Strata in the order of their names; one run of numbers serves them all, each stratum going on where the last ended.
    A stratum's reserves are drawn right after its cases; they are listed after the cases of all strata.
    """
    strata: dict[str, list[Unit]] = {}
    for unit in frame.units:
        strata.setdefault(unit.stratum, []).append(unit)
    names = sorted(strata, key=str.encode)
    sizes = allocate({name: len(strata[name]) for name in names}, size)
    spare = allocate({name: len(strata[name]) - sizes[name] for name in names}, reserves)
    counter = count(1)
    drawn = [one for name in names for one in _equal(strata[name], seed, counter, sizes[name], spare[name])]
    drawn.sort(key=lambda one: one.reserve)
    return [msgspec.structs.replace(one, order=place) for place, one in enumerate(drawn, 1)]


def allocate(totals: dict[str, int], size: int) -> dict[str, int]:
    """``size`` shared out in proportion to ``totals`` by largest remainders; two at the least where ``size`` allows."""
    whole = sum(totals.values())
    if size > whole:
        raise UsageError(f"{size} cases asked for, {whole} are left in the frame to draw from")
    least = {name: min(2, total) for name, total in totals.items()}
    if sum(least.values()) > size:
        least = dict.fromkeys(totals, 0)
    shares = {name: Fraction(size * total, max(1, whole)) for name, total in totals.items()}
    given = {name: min(totals[name], max(least[name], int(share))) for name, share in shares.items()}
    order = sorted(totals, key=lambda name: (-(shares[name] - int(shares[name])), name.encode()))
    while sum(given.values()) < size:
        for name in order:
            if given[name] < totals[name] and sum(given.values()) < size:
                given[name] += 1
    while sum(given.values()) > size:
        name = max((n for n in totals if given[n] > least[n]), key=lambda n: (given[n] - shares[n], n.encode()))
        given[name] -= 1
    return given


def two_part(frame: Frame, seed: str, targeted: int, random: int, reserves: int) -> list[Drawn]:
    """A targeted part with chances by findings, and a random part over the whole frame; neither knows of the other.

    Targeted: systematic selection with unequal chances (Madow 1949) over the flagged cases in a random order. Case k
    (k = 1, 2, ... in the order of case ids) has the uniform of number k, and the order is by those; the start is the
    uniform of number N + 1. The chance of a case is ``min(1, c * weight)``, with c such that the chances sum to
    ``targeted``; the chances are added up along the order, and a case is drawn where a whole number lies from (the
    sum before it, less the start) to (the sum with it, less the start), the upper end left out. Random: numbers N + 2
    and on, as in a simple draw, and the reserves of that part after it; the targeted part has none. A case in both
    parts counts once; its chance is ``1 - (1 - targeted chance) * (1 - random chance)``.
    """
    size = len(frame)
    chances = targeted_chances(frame, targeted)
    picked = {k: ("targeted", k + 1, False) for k in _systematic(chances, seed)}
    at = {unit.case_id: k for k, unit in enumerate(frame.units)}
    for one in _equal(frame.units, seed, count(size + 2), random, reserves):
        k = at[one.case_id]
        if k not in picked:
            picked[k] = ("random", one.ticket, one.reserve)
        elif not one.reserve:
            picked[k] = ("both", one.ticket, False)
    share = Fraction(random, size)
    places = {"targeted": 0, "both": 1, "random": 2}
    order = sorted(picked, key=lambda k: (picked[k][2], places[picked[k][0]], picked[k][1]))
    return [
        Drawn(
            case_id=frame.units[k].case_id,
            order=place,
            part=picked[k][0],
            stratum=frame.units[k].stratum,
            probability=float(1 - (1 - chances[k]) * (1 - share)),
            ticket=picked[k][1],
            reserve=picked[k][2],
        )
        for place, k in enumerate(order, 1)
    ]


def targeted_chances(frame: Frame, size: int) -> list[Fraction]:
    """The chance of each unit in the targeted part; they sum to ``size``."""
    weights = [unit.weight for unit in frame.units]
    flagged = sum(1 for weight in weights if weight)
    if size > flagged:
        raise UsageError(f"{size} targeted cases asked for, {flagged} have a finding")
    certain: set[int] = set()
    while True:
        rest = sum(weight for k, weight in enumerate(weights) if k not in certain)
        scale = Fraction(size - len(certain), rest) if rest else Fraction(0)
        over = {k for k, weight in enumerate(weights) if k not in certain and weight * scale >= 1}
        if not over:
            return [Fraction(1) if k in certain else weight * scale for k, weight in enumerate(weights)]
        certain |= over


def _systematic(chances: Sequence[Fraction], seed: str) -> Iterator[int]:
    """The places drawn with ``chances``, which sum to a whole number."""
    order = sorted((k for k, chance in enumerate(chances) if chance), key=lambda k: number(seed, k + 1))
    start = Fraction(number(seed, len(chances) + 1), 1 << 256)
    reached = Fraction(0)
    for k in order:
        before, reached = reached, reached + chances[k]
        # a whole number in [before - start, reached - start)
        if -((start - before).__floor__()) < reached - start:
            yield k


def _equal(units: Sequence[Unit], seed: str, counter: Iterator[int], size: int, reserves: int) -> list[Drawn]:
    """``size`` and then ``reserves`` of ``units`` with equal chances, repeats skipped."""
    if size + reserves > len(units):
        raise UsageError(f"{size + reserves} cases asked for with reserves, {len(units)} are there to draw from")
    taken: dict[int, int] = {}
    while len(taken) < size + reserves:
        i = next(counter)
        taken.setdefault(number(seed, i) % len(units), i)
    return [
        Drawn(
            case_id=units[index].case_id,
            order=place,
            part="random",
            stratum=units[index].stratum,
            probability=size / len(units),
            ticket=i,
            reserve=place > size,
        )
        for place, (index, i) in enumerate(taken.items(), 1)
    ]
