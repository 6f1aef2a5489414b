"""The stages, in the order in which facts build on facts; :mod:`logscan.nlp.language` makes them spaCy's pipes."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from logscan.case import Case
from logscan.nlp.component import Facts, Stage
from logscan.nlp.lexicon.words import forget
from logscan.resources import use_models

STAGES = {
    "logscan_entries": "logscan.nlp.entries",
    "logscan_times": "logscan.nlp.times.component",
    "logscan_people": "logscan.nlp.people",
    "logscan_mentions": "logscan.nlp.mentions",
    "logscan_status": "logscan.nlp.status",
    "logscan_facts": "logscan.nlp.facts",
    "logscan_signals": "logscan.signals.component",
}
"""Names as pipes, in pipe order, and the modules that create the stages."""


def stages() -> tuple[Stage, ...]:
    """The stages alone; what a scan runs. They need neither tokens nor spaCy, which takes longer to
    import than a log to scan."""
    return tuple(importlib.import_module(module).create() for module in STAGES.values())


@lru_cache(maxsize=1)
def kept_stages(models: Path) -> tuple[Stage, ...]:
    """The stages with the artefacts of the folder in use, built once a process, however many scans it runs."""
    with use_models(models):
        return stages()


def facts_of(stages: Sequence[Stage], case: Case) -> Facts:
    """All facts that ``stages`` find in a case, without tokens or a ``Doc``."""
    (facts,) = facts_of_all(stages, [case])
    if isinstance(facts, Exception):
        raise facts
    return facts


def facts_of_all(stages: Sequence[Stage], cases: Sequence[Case]) -> list[Facts | Exception]:
    """The facts of each case, or the fault that a stage met in it; each stage reads all cases before the next does."""
    found: list[Facts | Exception] = [
        {"logscan.reported_at": case.record.reported_at, "logscan.record": case.record} for case in cases
    ]
    for stage in stages:
        well = [(at, facts) for at, facts in enumerate(found) if not isinstance(facts, Exception)]
        faults = stage.annotate_all([cases[at].log for at, _ in well], [facts for _, facts in well])
        for (at, _), fault in zip(well, faults, strict=True):
            if fault is not None:
                found[at] = fault
        forget()
    return found
