"""Facts of a log that is written for a test, one entry a text, read without the stages before."""

from __future__ import annotations

from logscan.case import Record
from logscan.nlp import facts, people
from logscan.nlp.entries import process as cut
from logscan.nlp.sentences import sentences
from logscan.nlp.text import fold
from logscan.report import Fact, Mention, Time


def log_of(*words: str, role: str = "PC 4471 HADLEY") -> str:
    """A log with one entry a day from 1 March 2024."""
    return "\n\n".join(f"{day:02}/03/2024 10:00 {role}\n{text}" for day, text in enumerate(words, 1))


def read(
    *words: str, mentions: tuple[Mention, ...] = (), times: tuple[Time, ...] = (), **record: object
) -> tuple[Fact, ...]:
    """The facts of such a log."""
    text = log_of(*words)
    folded = fold(text)
    entries = cut(text, folded, "2024-03-01T09:00")
    found, relations = people.read(text, folded, entries)
    log = facts.Log(
        text=text,
        folded=folded,
        entries=entries,
        sentences=[s for entry in entries for s in sentences(folded, entry.body, entry.end)],
        people=found,
        times=times,
        mentions=mentions,
        record=Record(**{"reported_at": "2024-03-01T09:00", **record}),  # type: ignore[arg-type]
    )
    return facts.process(log, relations)


def of_kind(found: tuple[Fact, ...], kind: str) -> list[Fact]:
    """The facts of a kind."""
    return [fact for fact in found if fact.kind == kind]
