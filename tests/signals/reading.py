"""Reads a log with the signals alone, as the component does after the entries."""

from __future__ import annotations

from functools import lru_cache

from logscan.nlp.component import Facts
from logscan.nlp.entries import EntryCutter
from logscan.signals.component import SignalReader, log_of
from logscan.signals.corpus import examples
from logscan.signals.evidence import Evidence
from logscan.signals.gathering import Log
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


def log_from(log: str) -> Log:
    facts: Facts = {"logscan.reported_at": None}
    EntryCutter().annotate(log, facts)
    return log_of(log, facts)


def read(log: str, by: SignalReader | None = None) -> Signals:
    (found,) = (by or reader()).process([log_from(log)])
    return found


def evidence_of(log: str) -> Evidence:
    (found,) = reader().evidence([log_from(log)])
    return found
