"""People of a log that is written for a test."""

from __future__ import annotations

from logscan.nlp import people
from logscan.nlp.entries import process as cut
from logscan.nlp.text import fold
from logscan.report import Fact, Person


def read(*words: str) -> tuple[tuple[Person, ...], tuple[Fact, ...]]:
    """People and relation facts of a log with one entry a day."""
    text = "\n\n".join(f"{day:02}/03/2024 10:00 PC 4471 HADLEY\n{entry}" for day, entry in enumerate(words, 1))
    folded = fold(text)
    return people.read(text, folded, cut(text, folded, "2024-03-01T09:00"))


def suspect(*words: str) -> Person | None:
    """The main suspect."""
    return next((person for person in read(*words)[0] if person.role == "suspect"), None)


def victim(*words: str) -> Person | None:
    """The victim."""
    return next((person for person in read(*words)[0] if person.role == "victim"), None)
