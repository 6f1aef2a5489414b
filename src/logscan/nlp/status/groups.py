"""Mentions that stand together, so that one predicate speaks of all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from logscan.nlp.status.lexicon import finder
from logscan.report import STATUS_LABELS, Mention

_TOGETHER = re.compile(
    r"\s*(?:[,/&+]|,?\s*(?:and|or|nor|plus|a|ac|neu|then|&amp;)(?!\w))\s*(?:(?:the|an?|any|a full|no|also)\s+)?"
)


def grouped(folded: str, ordered: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions that one predicate can speak of together: "DASH and SASH", "PNC/PND", or two on the same words."""
    groups: list[list[Mention]] = []
    edge = -1
    for mention in ordered:
        together = bool(groups) and (mention.start < edge or _coordinated(folded, groups[-1][-1], edge, mention))
        if together:
            groups[-1].append(mention)
        else:
            groups.append([mention])
        edge = max(edge, mention.end) if together else mention.end
    return groups


def _coordinated(folded: str, last: Mention, edge: int, mention: Mention) -> bool:
    return (
        mention.start - edge <= 12
        and {mention.label, last.label} <= STATUS_LABELS
        and _TOGETHER.fullmatch(folded, edge, mention.start) is not None
        and (mention.label == last.label or folded[edge : mention.start].strip() != ",")
        and "\n" not in folded[edge : mention.start]
        and not _speaks(folded, last)
    )


def following(groups: Sequence[Sequence[Mention]], bounding: Sequence[bool]) -> list[Mention | None]:
    """For each group what the next one that bounds its scope begins with.

    A group bounds scopes that has cues of its own, so that no other's scope runs over it: a contact or a position has
    none.
    """
    found: list[Mention | None] = []
    behind: Mention | None = None
    for group, bounds in zip(reversed(groups), reversed(bounding), strict=True):
        found.append(behind)
        behind = group[0] if bounds else behind
    return found[::-1]


def _speaks(folded: str, mention: Mention) -> bool:
    """Whether a mention's own words hold its predicate: "SASH completed"."""
    hits = finder(mention.label).find(folded, mention.start, mention.end)
    return any(h.cue.kind in {"predicate", "auxiliary"} and not h.cue.base for h in hits)
