"""Reads a log with the signals alone, as the component does after the entries."""

from __future__ import annotations

from functools import lru_cache

from logscan.nlp import entries
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold
from logscan.signals.component import SignalReader
from logscan.signals.conclusion import named_in
from logscan.signals.evidence import Evidence
from logscan.signals.types import Signals


@lru_cache(maxsize=1)
def reader() -> SignalReader:
    return SignalReader(abstain_below=0.5)


def read(log: str) -> Signals:
    folded = fold(log)
    found = entries.process(log, folded, None)
    spans = [span for entry in found for span in sentences(folded, entry.body, entry.end)]
    return reader().process(log, folded, found, spans)


def evidence_of(log: str) -> Evidence:
    folded = fold(log)
    return reader().evidence(folded, entries.process(log, folded, None), named_in(log, folded))
