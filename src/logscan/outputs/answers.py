"""The panel's questions, answered from what a report holds: what was raised, what was noted, what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Protocol

import msgspec

from logscan.checks.catalogue import catalogue
from logscan.checks.fold import Folded, fold
from logscan.outputs import words
from logscan.outputs.words import Question
from logscan.outputs.words import words as table
from logscan.report import Finding, Mention, Report


class Quotable(Protocol):
    """Anything that stands at characters of the log."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def text(self) -> str: ...


class Quote(msgspec.Struct, frozen=True, gc=False):
    """Words of the log and where they stand: ``anchor`` in the page, ``marks`` segments from there, the entry."""

    anchor: str
    marks: int
    text: str
    where: str


class Held(msgspec.Struct, frozen=True, gc=False):
    """Something the log holds that bears on a question: in few words, when, why, and where."""

    says: str
    when: str
    quote: Quote
    reason: Quote | None


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A finding with its quotes, what comes nearest to what was not found, and the findings folded under it."""

    finding: Finding
    title: str
    severity: str
    quotes: tuple[Quote, ...]
    nearest: Quote | None
    folded: tuple[Asked, ...]
    fact: dict[str, str]


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One question: what is asked of the panel, good practice, what the log holds, and the checks without a finding.

    A finding about the same fact as a stronger one is folded under that one, whatever its own question.

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


def answers(report: Report, quote: Callable[[Quotable], Quote]) -> list[Answer]:
    """The answers in the order of ``words.toml``; ``quote`` makes a link of a span."""
    shown = fold(report.findings)
    held = [(m, bearing) for m in report.mentions if (bearing := _bears_on(m.label, m.concept))]
    quiet: dict[str, list[str]] = {}
    for check, result in report.checks.items():
        if result != "raise":
            quiet.setdefault(catalogue()[check].criteria[0], []).append(check)
    return [
        _answer(
            question,
            report,
            [_asked(one, quote) for one in shown if _home(one.finding) == question.code],
            [m for m, bearing in held if question.code in bearing],
            quiet.get(question.code, []),
            quote,
        )
        for question in table().question
    ]


@cache
def title(name: str) -> str:
    """``late-sash`` as "Late SASH"."""
    spoken = " ".join(_ACRONYMS.get(word, word) for word in name.split("-"))
    return spoken[:1].upper() + spoken[1:]


_ACRONYMS = {word.lower(): word for word in ("SASH", "DASH", "DA", "FOUR", "SPO", "BWV")}


def _answer(
    question: Question,
    report: Report,
    asked: Sequence[Asked],
    held: Sequence[Mention],
    quiet: Sequence[str],
    quote: Callable[[Quotable], Quote],
) -> Answer:
    here = {f.check for one in asked for f in (one.finding, *(low.finding for low in one.folded))}
    return Answer(
        question,
        raised=tuple(a for a in asked if a.finding.severity),
        good=tuple(a for a in asked if not a.finding.severity),
        elsewhere=tuple(f for f in report.findings if question.code in f.criteria and f.check not in here),
        held=tuple(_held(m, quote) for m in held),
        clear=tuple(_named(c) for c in quiet if report.checks[c] == "clear" and catalogue()[c].severity),
        unknown=_by_reason((c for c in quiet if report.checks[c] == "cannot_tell"), report.check_reasons),
    )


def _asked(one: Folded, quote: Callable[[Quotable], Quote]) -> Asked:
    finding = one.finding
    return Asked(
        finding,
        title(finding.name),
        table().severity[str(finding.severity)],
        tuple(quote(span) for span in finding.evidence),
        quote(finding.nearest) if finding.nearest else None,
        tuple(_asked(Folded(low), quote) for low in one.under),
        one.fact or {},
    )


@cache
def _bears_on(label: str, concept: str) -> frozenset[str]:
    """The questions, by code, that a mention of this kind bears on."""
    asked = table().question
    return frozenset(one.code for one in asked if label in one.labels or concept in one.concepts)


def _home(finding: Finding) -> str:
    """The question under which a finding stands in full."""
    return finding.criteria[0] if finding.criteria else "R0"


@cache
def _named(check: str) -> str:
    return f"{title(catalogue()[check].name)} ({check})"


def _held(mention: Mention, quote: Callable[[Quotable], Quote]) -> Held:
    reason = quote(mention.reason) if mention.reason is not None else None
    return Held(words.mention(mention), words.when(mention.date), quote(mention), reason)


def _by_reason(checks: Iterable[str], reasons: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grouped: dict[str, list[str]] = {}
    for check in checks:
        grouped.setdefault(reasons.get(check, "The log does not say enough."), []).append(_named(check))
    return tuple((reason, tuple(named)) for reason, named in grouped.items())
