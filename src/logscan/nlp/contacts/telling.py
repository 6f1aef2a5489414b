"""Contacts of a log as mentions tell them: what phrases show, weighed with all else that a sentence says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from logscan.nlp.contacts.keys import Found, Material, sentence_keys
from logscan.nlp.contacts.learned import Model, Reached
from logscan.nlp.contacts.sums import Weighed
from logscan.nlp.lexicon import Hit, Rule
from logscan.nlp.lexicon.expressions import Expression
from logscan.report import Entry, Person

_CLAUSE = re.compile(r"[^,;:()/]+|[,;:()/]+")
_LONGEST = 160  # characters of a sentence that are shown whole
_SHORTEST = 12
_CONTACT = {"label": "CONTACT"}
_NO_PHRASE = Expression(lambda: "(?!)")

Span = tuple[int, int]


def contacts(
    folded: str,
    shown: list[tuple[Hit, str]],
    others: Sequence[Found],
    entries: Sequence[Entry],
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person],
    where: Callable[[int], tuple[int, int]],
    model: Model | None,
    weighed: Weighed | None = None,
) -> list[tuple[Hit, str]]:
    """Each contact as a hit with its concept, in text order; without a model, what phrases alone have ``shown``.

    ``weighed`` are the sentences as the model weighed them, where it did with those of other logs.
    """
    if model is None or not sentences:
        return shown
    found: list[Found] = [(hit.start, hit.end, concept) for hit, concept in shown]
    material = Material(folded, sentences, entries, people, found, others)
    placed = [(where(hit.start), hit, concept) for hit, concept in shown]
    phrased = {(span, concept): hit for span, hit, concept in reversed(placed)}
    spans = set(sentences) if placed else set()
    told = [(hit, concept) for span, hit, concept in placed if span not in spans]  # a heading is no sentence
    reached = [(one, phrased.get((sentences[one.sentence], one.concept))) for one in model.reached(material, weighed)]
    clauses = _clause_keys(material, {sentences[one.sentence] for one, phrase in reached if phrase is None})
    for one, phrase in reached:
        start, end = _shown(one, sentences[one.sentence], phrase, clauses, model)
        told.append((Hit(start, end, _rule(one) if phrase is None else phrase.rule), one.concept))
    return sorted(told, key=lambda item: item[0].start)


def _shown(
    reached: Reached, sentence: Span, phrase: Hit | None, clauses: dict[Span, dict[Span, set[str]]], model: Model
) -> Span:
    """The sentence; of a long one the words of the phrase, or the clause that weighed most."""
    if _is_short(sentence):
        return sentence
    if phrase is not None:
        return phrase.start, phrase.end
    words = clauses[sentence]
    return max(words, key=lambda span: (model.weight(words[span], reached.concept), -span[0]))


def _is_short(sentence: Span) -> bool:
    return sentence[1] - sentence[0] <= _LONGEST


def _clause_keys(material: Material, sentences: set[Span]) -> dict[Span, dict[Span, set[str]]]:
    """The clauses of the long ones of some sentences, each with the keys of its words; all in one pass."""
    parted = {span: _clauses(material.folded, *span) for span in sorted(sentences) if not _is_short(span)}
    if not parted:
        return {}
    keys = sentence_keys(material._replace(sentences=[clause for clauses in parted.values() for clause in clauses]))
    return {
        span: {clause: {key for key in next(keys) if key[0] != "="} for clause in clauses}
        for span, clauses in parted.items()
    }


def _clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence, without the blanks at their ends."""
    spans = []
    for match in _CLAUSE.finditer(folded, start, end):
        words = match.group().strip()
        if len(words) >= _SHORTEST:
            begins = match.start() + match.group().index(words)
            spans.append((begins, begins + len(words)))
    return spans or [(start, end)]


def _rule(reached: Reached) -> Rule:
    """A rule that says what weighed most, in place of a phrase."""
    phrase = f"weighed {reached.chance:.2f}: {', '.join(reached.reasons)}"
    return Rule(reached.concept, phrase, "en", "contacts", _CONTACT, _NO_PHRASE)
