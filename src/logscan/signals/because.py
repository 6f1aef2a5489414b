"""Why a verdict: the facts that carry it as plain clauses, each with the words of the log that show it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import Any

from logscan.report import Span, VerdictLabel
from logscan.signals.evidence import Evidence
from logscan.signals.four import span_of
from logscan.signals.phrases import table

_SHOWN = 3


def reasons(
    evidence: Evidence, text: str, occasions: int, label: VerdictLabel, passages: Iterable[tuple[int, int]]
) -> tuple[tuple[str, ...], tuple[tuple[Span, ...], ...]]:
    """The clauses behind a verdict and, for each, its spans (at most three).

    Conduct is told from where the ``passages`` shown for letters and acts tell of it: elsewhere in the log a phrase of
    conduct is more often what police did or what others say of it.
    """
    clauses: list[str] = []
    evidences: list[tuple[Span, ...]] = []
    in_passages = _sentences(evidence, passages)
    by_concept = evidence.by_concept
    for concept, clause, of_conduct in _clauses(label):
        items = by_concept.get(concept)
        if items and of_conduct:
            items = [item for item in items if item.sentence in in_passages]
        if items:
            spans = [span_of(evidence, item.sentence) for item in items[:_SHOWN]]
            clauses.append(clause)
            evidences.append(tuple([Span(a, b, text[a:b]) for a, b in spans]))
    return (*clauses, _occasions(occasions)), (*evidences, ())


def _sentences(evidence: Evidence, passages: Iterable[tuple[int, int]]) -> set[int]:
    """The sentences (by number) that passages are made of."""
    places = evidence.in_log
    return {
        number
        for start, end in {*passages}  # several letters show one
        for number in range(bisect_left(places, (start, start)), bisect_left(places, (end, end)))
    }


def _occasions(number: int) -> str:
    words: dict[str, str] = _texts()["words"]
    return words["nothing"] if number == 0 else words["one"] if number == 1 else words["occasions"].format(n=number)


@cache
def _clauses(label: VerdictLabel) -> list[tuple[str, str, bool]]:
    """The concepts that carry a verdict, each with its clause and whether it is conduct."""
    texts = _texts()
    groups = [texts[group] for group in ("conduct", "response", "course")]
    return [
        (concept, str(next(group[concept] for group in groups if concept in group)), concept in texts["conduct"])
        for concept in texts["by_verdict"][label]
    ]


@cache
def _texts() -> dict[str, Any]:
    return table("because")
