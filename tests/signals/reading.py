"""Reads a log with the signals alone, as the component does after the entries."""

from __future__ import annotations

from functools import lru_cache

from logscan.nlp import entries
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold
from logscan.signals.component import SignalReader
from logscan.signals.conclusion import named_in
from logscan.signals.corpus import examples
from logscan.signals.evidence import Evidence
from logscan.signals.model import Model
from logscan.signals.train import train
from logscan.signals.types import Signals
from tests.signals.cases import corpus


@lru_cache(maxsize=1)
def reader() -> SignalReader:
    return SignalReader(abstain_below=0.5)


@lru_cache(maxsize=1)
def learned() -> SignalReader:
    """A reader with a model of the small marked corpus."""
    return SignalReader(0.5, Model(train(examples(corpus(), reader()), {})))


def read(log: str, by: SignalReader | None = None) -> Signals:
    folded = fold(log)
    found = entries.process(log, folded, None)
    spans = [span for entry in found for span in sentences(folded, entry.body, entry.end)]
    return (by or reader()).process(log, folded, found, spans)


def evidence_of(log: str) -> Evidence:
    folded = fold(log)
    return reader().evidence(folded, entries.process(log, folded, None), named_in(log, folded))
