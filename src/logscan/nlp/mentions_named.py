"""What is named more than once: the longer name wins, one thing named twice in a breath is one, as is "the order"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from logscan.nlp.lexicon import Hit, Rule

BREATH = 90  # characters within which the same thing named again is the same mention
_ADVICE = frozenset({"safety_advice", "contact_advice"})
_NAMED_ORDERS = frozenset(
    {
        "SPO",
        "restraining_order",
        "non_molestation_order",
        "occupation_order",
        "DVPN",
        "DVPO",
        "DAPO",
        "civil_injunction",
    }
)


def longest(hits: Sequence[Hit]) -> list[Hit]:
    """Hits of one label without those that lie inside a longer one (SASH form; DASH inside S-DASH)."""
    kept: list[Hit] = []
    reach = 0
    for hit in hits:  # by start, longest first
        if hit.end > reach or not any(_swallows(over, hit) for over in kept[-4:]):
            kept.append(hit)
            reach = max(reach, hit.end)
    return kept


def _swallows(over: Hit, hit: Hit) -> bool:
    """Whether ``hit`` is but a part of the words of ``over``; the very same words may name two things (DVPN/O)."""
    if hit.end > over.end or (hit.start, hit.end) == (over.start, over.end):
        return False
    return _tight(over) or (hit.start == over.start and "weak" in hit.rule.attributes)


def _tight(hit: Hit) -> bool:
    """Whether a phrase has no gap, so that all its words belong to it."""
    return ".." not in hit.rule.phrase


def one_each(hits: Iterable[Hit], where: Callable[[int], tuple[int, int]], breath: int = BREATH) -> list[Hit]:
    """One hit for a concept that is named again in the same sentence and breath: a weak one gives way."""
    last: dict[str, int] = {}
    kept: list[Hit] = []
    for hit in hits:
        at = last.get(hit.rule.key)
        above = None if at is None else kept[at]
        if (
            at is not None
            and above is not None
            and hit.start < above.end + breath
            and (hit.start < above.end or where(above.start) == where(hit.start))
        ):
            if "weak" in above.rule.attributes and "weak" not in hit.rule.attributes:
                kept[at] = hit
            continue
        last[hit.rule.key] = len(kept)
        kept.append(hit)
    return kept


def without_weak(hits: Sequence[Hit], where: Callable[[int], tuple[int, int]]) -> list[Hit]:
    """The hits without a bare "advice given" whose sentence goes on to say what the advice was."""
    strong = {where(hit.start) for hit in hits if hit.rule.key in _ADVICE and "weak" not in hit.rule.attributes}
    return [hit for hit in hits if "weak" not in hit.rule.attributes or where(hit.start) not in strong]


def orders_meant(hits: Iterable[Hit]) -> Iterable[Hit]:
    """The hits with "the order" put to the order named before it; it is nothing where none was."""
    named: Hit | None = None
    for hit in hits:
        if hit.rule.key == "_the_order":
            if named is not None:
                yield hit._replace(rule=_meaning(hit, named))
            continue
        if hit.rule.key in _NAMED_ORDERS:
            named = hit
        yield hit


def _meaning(hit: Hit, named: Hit) -> Rule:
    return replace(hit.rule, key=named.rule.key)
