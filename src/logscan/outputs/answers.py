"""The panel's questions, answered from what a report holds: what was raised, what was noted, what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    """Words of the log as a link to their place in it, with the entry that they stand in: as HTML, for the same words
    are quoted at several places of a page.
    """

    html: str


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
    asked: dict[str, list[Folded]] = {}
    for one in fold(report.findings):
        asked.setdefault(_home(one.finding), []).append(one)
    held: dict[str, list[Mention]] = {}
    for found in report.mentions:
        for code in _bears_on(found.label, found.concept):
            held.setdefault(code, []).append(found)
    clear: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    homes = _homes()
    for check, result in report.checks.items():
        if result == "clear":
            home, named = homes[check]
            if named:
                clear.setdefault(home, []).append(named)
        elif result == "cannot_tell":
            unknown.setdefault(homes[check][0], []).append(check)
    return [
        _answer(
            question,
            report,
            [_asked(one, quote) for one in asked.get(question.code, ())],
            held.get(question.code, ()),
            clear.get(question.code, ()),
            unknown.get(question.code, ()),
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
    clear: Sequence[str],
    unknown: Sequence[str],
    quote: Callable[[Quotable], Quote],
) -> Answer:
    here = {f.check for one in asked for f in (one.finding, *(low.finding for low in one.folded))}
    return Answer(
        question,
        raised=tuple([a for a in asked if a.finding.severity]),
        good=tuple([a for a in asked if not a.finding.severity]),
        elsewhere=tuple([f for f in report.findings if question.code in f.criteria and f.check not in here]),
        held=tuple([_held(m, quote) for m in held]),
        clear=tuple(clear),
        unknown=_by_reason(unknown, report.check_reasons),
    )


def _asked(one: Folded, quote: Callable[[Quotable], Quote]) -> Asked:
    finding = one.finding
    return Asked(
        finding,
        title(finding.name),
        table().severity[str(finding.severity)],
        tuple([quote(span) for span in finding.evidence]),
        quote(finding.nearest) if finding.nearest else None,
        tuple([_asked(Folded(low), quote) for low in one.under]),
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
def _homes() -> dict[str, tuple[str, str]]:
    """The question of each check where it raises nothing, and its name where it is worth naming among the clear."""
    return {
        code: (entry.criteria[0], _named(code) if entry.severity else "") for code, entry in catalogue().items()
    }


@cache
def _named(check: str) -> str:
    return f"{title(catalogue()[check].name)} ({check})"


def _held(mention: Mention, quote: Callable[[Quotable], Quote]) -> Held:
    reason = quote(mention.reason) if mention.reason is not None else None
    return Held(words.mention(mention), words.when(mention.date), quote(mention), reason)


def _by_reason(checks: Sequence[str], reasons: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grouped: dict[str, list[str]] = {}
    for check in checks:
        grouped.setdefault(reasons.get(check, "The log does not say enough."), []).append(_named(check))
    return tuple((reason, tuple(named)) for reason, named in grouped.items())
