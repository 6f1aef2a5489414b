"""The elements of the offences in ss.2A, 4 and 4A Protection from Harassment Act 1997, each with its words.

A table for a crime registrar: what the log shows of a course of conduct, that it was unwanted, that the suspect knew
or ought to have known, which acts are associated with s.2A, and what followed for the victim. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from logscan.report import ACT_LETTERS, Element, ScoredSpan, Span
from logscan.signals.evidence import Evidence
from logscan.signals.four import span_of
from logscan.signals.phrases import table

_SPANS = 3
_ACTS = tuple((letter, f"act_{letter}") for letter in ACT_LETTERS)
_COURSE = "course_of_conduct"
_FEAR = "fear_violence"
_CONCEPTS = (("told_to_stop", "blocked"), (_FEAR,), ("life_changed",), ("afraid",))


def elements(
    evidence: Evidence,
    text: str,
    occasions: int,
    four: Mapping[str, tuple[ScoredSpan, ...]],
    acts: Mapping[str, tuple[Span, ...]],
) -> tuple[Element, ...]:
    """The elements in the order of the Act; an element that nothing shows is listed as not shown."""
    repeated, unwanted = ([Span(s.start, s.end, s.text) for s in four[letter][:_SPANS]] for letter in "RU")
    told, fear, changed, afraid = (_spans(evidence, text, concepts) for concepts in _CONCEPTS)
    return (
        _shown(_COURSE, repeated, occasions) if occasions >= 2 else _not_shown(_COURSE, occasions),
        _element("unwanted", unwanted),
        _element("knowledge", told),
        *[_element(name, acts.get(letter, ())) for letter, name in _ACTS],
        _element("fear_of_violence", fear, len(evidence.by_concept.get(_FEAR, ()))),
        _element("daily_life", changed),
        _element("alarm_or_distress", afraid),
    )


def _spans(evidence: Evidence, text: str, concepts: Sequence[str]) -> list[Span]:
    """The sentences that show one of these concepts."""
    items = [item for concept in concepts for item in evidence.by_concept.get(concept, ())]
    places = sorted({span_of(evidence, item.sentence) for item in items}) if items else ()
    return [Span(a, b, text[a:b]) for a, b in places]


def _element(name: str, spans: Sequence[Span], n: int = 0) -> Element:
    return _shown(name, spans, n) if spans else _not_shown(name, n)


def _shown(name: str, spans: Sequence[Span], n: int) -> Element:
    return Element(name=name, shown=True, words=_words(name, n), evidence=tuple(spans[:_SPANS]))


@lru_cache(maxsize=256)
def _not_shown(name: str, n: int) -> Element:
    """Most elements are not shown, and then they are the same of all logs."""
    return Element(name=name, shown=False, words=_words(name, n))


@lru_cache(maxsize=1024)
def _words(name: str, n: int) -> str:
    words: dict[str, str] = table("because")["elements"]
    return words[name].format(n=n)
