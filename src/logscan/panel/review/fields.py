"""The fields of a case's form and what each may hold."""

from __future__ import annotations

from collections.abc import Iterable

from logscan.checks.catalogue import catalogue
from logscan.panel.pack import PackCase
from logscan.panel.pack_words import QUESTIONS, WHOLE, scale

CODES = (*QUESTIONS, WHOLE)
LONGEST_TEXT = 20_000

_CHOICES = {
    "view": {"", *(number for number, _ in scale("en"))},
    "finding": {"", "agree", "disagree"},
    "missed": {"", "yes"},
}


def missable(one: PackCase) -> list[str]:
    """The checks that did not raise in a case, in the order of the catalogue; on a blind pack, all."""
    raised = {finding.check for finding in one.report.findings}
    return [code for code in catalogue() if code not in raised]


def known(one: PackCase) -> set[str]:
    """The names of the fields of a case."""
    return {
        *(f"{kind}.{code}" for kind in ("view", "note") for code in CODES),
        *(f"finding.{n}" for n in range(len(one.report.findings))),
        *(f"missed.{code}" for code in missable(one)),
        "text",
    }


def given(one: PackCase, form: Iterable[tuple[str, str]], *, whole: bool) -> dict[str, str] | None:
    """The answers in a form, or None where one is not allowed.

    A ``whole`` form says by leaving a box out that it is not ticked; part of one says nothing of what it leaves out.
    """
    names = known(one)
    answers = {name: "" for name in names if whole and name.startswith("missed.")}
    for name, value in form:
        if name not in names:
            continue
        text = value.replace("\r\n", "\n")
        if not _allowed(name.partition(".")[0], text):
            return None
        answers[name] = text
    return answers


def _allowed(kind: str, value: str) -> bool:
    return value in _CHOICES[kind] if kind in _CHOICES else len(value) <= LONGEST_TEXT
