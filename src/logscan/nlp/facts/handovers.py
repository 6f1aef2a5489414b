"""Handing over to another force or team: asked, and whether anyone took it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from logscan.nlp.facts.log import Log
from logscan.report import Fact

_REGISTRAR = re.compile(r"\b(?:fcir|fcr|cmu|ddm|registrar|imu|cru|crime management)\b")


def handovers(log: Log, told: Sequence[Fact]) -> Iterator[Fact]:
    """The facts of kind ``handover``; a team that writes a later entry has accepted by doing so."""
    for fact in told:
        concept = fact.concept or "force"
        status = fact.status
        if concept == "team" and status == "asked" and _taken(log, fact):
            status = "accepted"
        yield msgspec.structs.replace(fact, concept=concept, status=status)


def _taken(log: Log, fact: Fact) -> bool:
    """Whether a later entry is by the team asked: the registrar for the registrar, any other author else."""
    later = log.entries[fact.entry + 1 :]
    if _REGISTRAR.search(log.folded, fact.start, fact.end):
        changed = any(m.status == "reclassified_to" and m.entry > fact.entry for m in log.mentions)
        return changed or any(entry.role == "crime_registrar" for entry in later)
    return any(entry.author != log.entries[fact.entry].author for entry in later)
