"""The elements of the offences in ss.2A, 4 and 4A Protection from Harassment Act 1997, each with its words.

A table for a crime registrar: what the log shows of a course of conduct, that it was unwanted, that the suspect knew
or ought to have known, which acts are associated with s.2A, and what followed for the victim. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from logscan.report import ACT_LETTERS, Element, ScoredSpan, Span
from logscan.signals.evidence import Evidence, Shown
from logscan.signals.four import span_of
from logscan.signals.phrases import table

_SPANS = 3


def elements(
    evidence: Evidence,
    text: str,
    occasions: int,
    four: Mapping[str, tuple[ScoredSpan, ...]],
    acts: Mapping[str, tuple[Span, ...]],
) -> tuple[Element, ...]:
    """The elements in the order of the Act; an element that nothing shows is listed as not shown."""
    words: dict[str, Any] = table("because")["elements"]
    fear = _by_concept(evidence, "fear_violence")
    found = [
        _element(
            words, "course_of_conduct", occasions >= 2, [Span(s.start, s.end, s.text) for s in four["R"]], n=occasions
        ),
        _element(words, "unwanted", bool(four["U"]), [Span(s.start, s.end, s.text) for s in four["U"]]),
        _element(words, "knowledge", *_shown(evidence, text, _by_concept(evidence, "told_to_stop", "blocked"))),
    ]
    found += [_element(words, f"act_{letter}", bool(acts.get(letter)), acts.get(letter, ())) for letter in ACT_LETTERS]
    found += [
        _element(words, "fear_of_violence", *_shown(evidence, text, fear), n=len({item.sentence for item in fear})),
        _element(words, "daily_life", *_shown(evidence, text, _by_concept(evidence, "life_changed"))),
        _element(words, "alarm_or_distress", *_shown(evidence, text, _by_concept(evidence, "afraid"))),
    ]
    return tuple(found)


def _by_concept(evidence: Evidence, *concepts: str) -> list[Shown]:
    return [item for concept in concepts for item in evidence.by_concept.get(concept, ())]


def _shown(evidence: Evidence, text: str, items: Iterable[Shown]) -> tuple[bool, list[Span]]:
    places = sorted({span_of(evidence, item.sentence) for item in items})
    return bool(places), [Span(a, b, text[a:b]) for a, b in places]


def _element(words: Mapping[str, str], name: str, shown: bool, spans: Iterable[Span], n: int = 0) -> Element:
    return Element(
        name=name, shown=shown, words=words[name].format(n=n), evidence=tuple(spans)[:_SPANS] if shown else ()
    )
