"""The stages, in the order in which facts build on facts: alone, or as the pipes of a spaCy ``Language``."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from logscan.case import Case
from logscan.nlp.component import Facts, Stage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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
    """The stages alone; what a scan runs. They need neither tokens nor spaCy."""
    return tuple(importlib.import_module(module).create() for module in STAGES.values())


def load() -> Language:
    """A spaCy ``Language`` that reads case logs, for use as any other (``nlp.pipe``, displaCy, ...)."""
    # spaCy takes a second to import: not before it is asked for
    import spacy

    importlib.import_module("logscan.nlp.factories")
    nlp = spacy.blank("en")
    # a log of ten megabytes is read, not refused; the limit guards parsers that we do not have
    nlp.max_length = 1 << 31
    for name in STAGES:
        nlp.add_pipe(name)
    return nlp


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
        for at, case in enumerate(cases):
            facts = found[at]
            if isinstance(facts, Exception):
                continue
            try:
                stage.annotate(case.log, facts)
            except Exception as fault:  # a fault of ours in one case must not stop the others
                found[at] = fault
    return found


def read(nlp: Language, case: Case) -> Doc:
    """The ``Doc`` of a case, with all facts that the components write."""
    doc = nlp.make_doc(case.log)
    doc.user_data["logscan.reported_at"] = case.record.reported_at
    doc.user_data["logscan.record"] = case.record
    return nlp(doc)
