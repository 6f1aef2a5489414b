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
        gaps = {"hits": len(against), "cases": len(decided), "question": question(code, language)[0]}
        if against:
            text = say("{hits} of {cases} cases were not dealt with appropriately as to: {question}.", **gaps)
            yield f"{text} ({_numbered(against, language)})"
        elif decided:
            yield say("All {cases} cases were dealt with appropriately as to: {question}.", **gaps)
    for one in names():
        shared = [case for case in cases if _shares(case, frozenset(one.checks))]
        if shared:
            words = one.cy if language == "cy" else one.en
            text = say("{hits} of {cases} cases {words}.", hits=len(shared), cases=len(cases), words=words)
            yield f"{text} ({_numbered(shared, language)})"


def _shares(case: Judged, checks: frozenset[str]) -> bool:
    return bool(checks & set(case.missed)) or any(case.shared[check] for check in case.raised if check in checks)


def _numbered(cases: Sequence[Judged], language: Language) -> str:
    return sayer(language)("cases {numbers}", numbers=", ".join(str(n) for n in sorted(case.number for case in cases)))
