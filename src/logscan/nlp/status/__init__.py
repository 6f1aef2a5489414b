"""Assertion status: done, planned, considered, not_applicable, not_done, declined, breached or mentioned.

:func:`assess` reads one target in any text; :func:`process` gives the mentions of a log their status, date, grade,
reason, doer and channel. Rules are data (``lexicon/status``): cues with direction, scope and labels.
"""

from __future__ import annotations

from spacy.language import Language

from logscan.nlp.status.component import StatusReader, process
from logscan.nlp.status.decide import Assessment, assess

__all__ = ["Assessment", "StatusReader", "assess", "create", "process"]


@Language.factory("logscan_status")
def create(nlp: Language, name: str) -> StatusReader:
    """The component that reads the status of every mention."""
    return StatusReader()
