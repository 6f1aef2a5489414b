"""The stages as spaCy components; spaCy finds this module by the package's entry points.

It is apart from the stages, for a scan runs them without spaCy, which takes longer to import than a log to scan.
"""

from __future__ import annotations

from spacy.language import Language

from logscan.nlp import entries, facts, mentions, people, status
from logscan.nlp.component import Stage
from logscan.nlp.times import component as times
from logscan.policy import Thresholds
from logscan.signals import component as signals


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
