"""Findings about one fact folded under the strongest, as a panel reads them (``lexicon/fold.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from logscan.report import Finding


class Fold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Checks that ask about one fact, the strongest first; ``shared``: only where they rest on the same words."""

    fact: dict[str, str]
    codes: tuple[str, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """A finding that stands, and those about the same ``fact`` (by language) that are shown with it."""

    finding: Finding
    under: tuple[Finding, ...] = ()
    fact: dict[str, str] | None = None


@cache
def folds() -> tuple[Fold, ...]:
    """The groups, read once."""
    text = resources.files("logscan.lexicon").joinpath("fold.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["fold"], tuple[Fold, ...])


def fold(findings: Sequence[Finding]) -> list[Folded]:
    """The findings as they are shown: those not yet accepted first, then the more severe, then by code.

    Of a group the most severe stands, of equals the one that the group names first. No open question is folded under
    an accepted one.
    """
    raised = {finding.check: finding for finding in findings}
    groups = {pairs[0][0].check: (group, pairs) for group in folds() if (pairs := list(_pairs(group, raised)))}
    under = {low.check for _, pairs in groups.values() for _, low in pairs}
    shown = []
    for top in findings:
        if top.check in groups:
            group, pairs = groups[top.check]
            shown.append(Folded(top, tuple(low for _, low in pairs), group.fact))
        elif top.check not in under:
            shown.append(Folded(top))
    return sorted(shown, key=lambda one: (one.finding.accepted is not None, -one.finding.severity, one.finding.check))


def _pairs(group: Fold, raised: dict[str, Finding]) -> Iterator[tuple[Finding, Finding]]:
    held = [raised[code] for code in group.codes if code in raised]
    if len(held) < 2:
        return
    top = max(held, key=lambda f: (f.accepted is None, f.severity, -group.codes.index(f.check)))
    for low in held:
        if low is not top and (not group.shared or _share(top, low)):
            yield top, low


def _share(one: Finding, other: Finding) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
