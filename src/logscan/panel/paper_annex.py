"""The annex: what logscan asked of each case, and what the panel said of it."""

from __future__ import annotations

from collections.abc import Iterator

from logscan.checks.catalogue import catalogue
from logscan.outputs.answers import title
from logscan.panel.estimate_judged import judged
from logscan.panel.estimate_views import Sitting
from logscan.panel.paper_words import Language, sayer

Rows = tuple[tuple[str, str], ...]


def annex(sitting: Sitting, language: Language) -> Iterator[tuple[int, Rows, tuple[str, ...]]]:
    """By case that was read: its number, the checks with the panel's answer, and the checks that the panel missed."""
    say = sayer(language)
    answer = {True: say("agrees"), False: say("does not agree"), None: say("not answered")}
    for case in judged([sitting]):
        if case.raised or case.missed:
            rows = tuple((_named(check), answer[case.agreed[check]]) for check in case.raised)
            yield case.number, rows, tuple(_named(check) for check in case.missed)


def _named(check: str) -> str:
    return f"{check} {title(catalogue()[check].name)}"
