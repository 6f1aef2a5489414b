"""The stages as spaCy components, found by spaCy through the package's entry points, and a ``Language`` of them."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from logscan.case import Case
from logscan.nlp import entries, facts, mentions, people, status
from logscan.nlp.component import Stage
from logscan.nlp.pipeline import STAGES
from logscan.nlp.times import component as times
from logscan.policy import Thresholds
from logscan.signals import component as signals


def load() -> Language:
    """A spaCy ``Language`` that reads case logs, for use as any other (``nlp.pipe``, displaCy, ...)."""
    nlp = spacy.blank("en")
    # a log of ten megabytes is read, not refused; the limit guards parsers that we do not have
    nlp.max_length = 1 << 31
    for name in STAGES:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, case: Case) -> Doc:
    """The ``Doc`` of a case, with all facts that the components write."""
    doc = nlp.make_doc(case.log)
    doc.user_data["logscan.reported_at"] = case.record.reported_at
    doc.user_data["logscan.record"] = case.record
    return nlp(doc)


@Language.factory("logscan_entries")
def create_entries(nlp: Language, name: str) -> Stage:
    """The component that cuts a log into entries."""
    return entries.create()


@Language.factory("logscan_times")
def create_times(nlp: Language, name: str) -> Stage:
    """The component that finds times."""
    return times.create()


@Language.factory("logscan_people")
def create_people(nlp: Language, name: str) -> Stage:
    """The component that finds who is who."""
    return people.create()


@Language.factory("logscan_mentions")
def create_mentions(nlp: Language, name: str) -> Stage:
    """The component that finds what a panel asks after."""
    return mentions.create()


@Language.factory("logscan_status")
def create_status(nlp: Language, name: str) -> Stage:
    """The component that reads the status of every mention."""
    return status.create()


@Language.factory("logscan_facts")
def create_facts(nlp: Language, name: str) -> Stage:
    """The component that finds what the checks read beside mentions."""
    return facts.create()


@Language.factory("logscan_signals", default_config={"abstain_below": Thresholds().abstain_below})
def create_signals(nlp: Language, name: str, abstain_below: float) -> Stage:
    """The component that reads indicators, acts and the verdict."""
    return signals.create(abstain_below)
