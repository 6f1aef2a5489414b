"""The rows of the table "Observations | Force Response": counts of the panel's views, with the numbers of the cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logscan.panel.estimate_judged import Judged
from logscan.panel.estimate_names import names
from logscan.panel.paper_words import QUESTIONS, Language, question, sayer


def observations(cases: Sequence[Judged], language: Language) -> Iterator[str]:
    """What the panel found over all cases, by question; then by what it agrees was the matter."""
    say = sayer(language)
    for code in QUESTIONS:
        decided = [case for case in cases if case.problem.get(code) is not None]
        against = [case for case in decided if case.problem[code]]
        title, _ = question(code, language)
        if against:
            yield say(
                "{hits} of {cases} cases were not dealt with appropriately as to: {question} (cases {numbers}).",
                hits=len(against),
                cases=len(decided),
                question=title,
                numbers=_numbers(against),
            )
        elif decided:
            all_well = "All {cases} cases were dealt with appropriately as to: {question}."
            yield say(all_well, cases=len(decided), question=title)
    for one in names():
        shared = [case for case in cases if _shares(case, frozenset(one.checks))]
        if shared:
            yield say(
                "{hits} of {cases} cases {words} (cases {numbers}).",
                hits=len(shared),
                cases=len(cases),
                words=one.cy if language == "cy" else one.en,
                numbers=_numbers(shared),
            )


def _shares(case: Judged, checks: frozenset[str]) -> bool:
    return bool(checks & set(case.missed)) or any(case.shared[check] for check in case.raised if check in checks)


def _numbers(cases: Sequence[Judged]) -> str:
    return ", ".join(str(number) for number in sorted(case.number for case in cases))
