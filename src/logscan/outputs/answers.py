"""The panel's questions, answered from what a report holds: what was raised, what was noted, what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from logscan.checks.catalogue import catalogue
from logscan.outputs import words
from logscan.outputs.words import Question
from logscan.outputs.words import words as table
from logscan.report import Finding, Mention, Report


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the log and where they stand: ``anchor`` in the page, ``marks`` segments from there, the entry."""

    anchor: str
    marks: int
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Held:
    """Something the log holds that bears on a question: in few words, when, why, and where."""

    says: str
    when: str
    quote: Quote
    reason: Quote | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A finding with its quotes."""

    finding: Finding
    title: str
    severity: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: what is asked of the panel, good practice, what the log holds, and the checks without a finding.

    ``elsewhere`` are findings that bear on it and stand in full under another question; ``unknown`` pairs a reason
    with the checks that could not tell for it.
    """

    question: Question
    raised: tuple[Asked, ...]
    good: tuple[Asked, ...]
    elsewhere: tuple[Finding, ...]
    held: tuple[Held, ...]
    clear: tuple[str, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]


def answers(report: Report, quote: Callable[[object], Quote]) -> list[Answer]:
    """The answers in the order of ``words.toml``; ``quote`` makes a link of a span."""
    return [_answer(question, report, quote) for question in table().question]


def title(name: str) -> str:
    """``late-sash`` as "Late SASH"."""
    spoken = " ".join(_ACRONYMS.get(word, word) for word in name.split("-"))
    return spoken[:1].upper() + spoken[1:]


_ACRONYMS = {word.lower(): word for word in ("SASH", "DASH", "DA", "FOUR", "SPO", "BWV")}


def _answer(question: Question, report: Report, quote: Callable[[object], Quote]) -> Answer:
    code = question.code
    own = [f for f in report.findings if _home(f) == code]
    asked = [
        Asked(f, title(f.name), table().severity[str(f.severity)], tuple(quote(span) for span in f.evidence))
        for f in sorted(own, key=lambda f: (-f.severity, f.check))
    ]
    quiet = [check for check in report.checks if _criterion(check) == code]
    return Answer(
        question,
        raised=tuple(a for a in asked if a.finding.severity),
        good=tuple(a for a in asked if not a.finding.severity),
        elsewhere=tuple(f for f in report.findings if code in f.criteria and _home(f) != code),
        held=tuple(_held(m, quote) for m in report.mentions if _bears_on(m, question)),
        clear=tuple(_named(c) for c in quiet if report.checks[c] == "clear" and catalogue()[c].severity),
        unknown=_by_reason((c for c in quiet if report.checks[c] == "cannot_tell"), report.check_reasons),
    )


def _bears_on(mention: Mention, question: Question) -> bool:
    return mention.label in question.labels or mention.concept in question.concepts


def _home(finding: Finding) -> str:
    """The question under which a finding stands in full."""
    return finding.criteria[0] if finding.criteria else "R0"


def _criterion(check: str) -> str:
    return catalogue()[check].criteria[0]


def _named(check: str) -> str:
    return f"{title(catalogue()[check].name)} ({check})"


def _held(mention: Mention, quote: Callable[[object], Quote]) -> Held:
    reason = quote(mention.reason) if mention.reason is not None else None
    return Held(words.mention(mention), words.when(mention.date), quote(mention), reason)


def _by_reason(checks: Iterable[str], reasons: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grouped: dict[str, list[str]] = {}
    for check in checks:
        grouped.setdefault(reasons.get(check, "The log does not say enough."), []).append(_named(check))
    return tuple((reason, tuple(named)) for reason, named in grouped.items())
