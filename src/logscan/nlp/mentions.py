"""What a panel asks after, found by phrase: assessments, safeguarding, referrals, orders, contacts and the rest.

Lexicons say which words name what (``lexicon/mentions``); this module settles what their hits mean together: one thing
named twice in a breath is one mention, the longer name wins, "the order" is the order named before. Who was contacted
is read in :mod:`logscan.nlp.contacts`, how the crime was re-classified in :mod:`logscan.nlp.mentions_crime`, where the
victim stands in :mod:`logscan.nlp.mentions_position`.
Status, date and grade are the next component's.
"""

from __future__ import annotations

import bisect
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import cast

from logscan import resources
from logscan.nlp.component import Facts, Stage, finished
from logscan.nlp.contacts.keys import Material
from logscan.nlp.contacts.learned import MODEL, Model, load_model
from logscan.nlp.contacts.phrases import by_phrase
from logscan.nlp.contacts.sums import Weighed
from logscan.nlp.contacts.telling import contacts
from logscan.nlp.lexicon import Hit, Matcher, lexicon_files, load_rules
from logscan.nlp.lexicon.tries import Tries
from logscan.nlp.mentions_crime import reclassified
from logscan.nlp.mentions_named import BREATH, longest, one_each, orders_meant, without_weak
from logscan.nlp.mentions_position import positions, stands_alone
from logscan.report import Entry, Label, Mention, Person, Status

_SENTENCE = 1 << 60  # a plan or advice told at length in one sentence is one mention
_HINT = " => "
_GRADES = frozenset({"standard", "medium", "moderate", "high", "low"})
_TOLD = "logscan.mentions.told"  # of a log among others, until it is read


def process(
    text: str,
    folded: str,
    entries: Sequence[Entry],
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person] = (),
    model: Model | None = None,
) -> tuple[Mention, ...]:
    """The mentions of a log in text order; ``status`` is None but for a CRIME_TYPE that the log changes.

    ``model`` weighs which sentences tell of a contact; without one only what phrases show is told.
    ``rule`` names the phrase; where the phrase itself tells the status it ends in ``=> status`` (see :func:`hint`).
    """
    return finished(_steps(text, folded, entries, sentences, people, model))


def _steps(
    text: str,
    folded: str,
    entries: Sequence[Entry],
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person],
    model: Model | None,
    weighed: Weighed | None = None,
    tries: Tries | None = None,
) -> Generator[None, None, tuple[Mention, ...]]:
    """:func:`process` in steps: phrases, what they mean together, contacts, and mentions.

    ``weighed`` and ``tries`` are what the model and the matcher told of the log together with others.
    """
    phrases = _matcher().find(text, folded, tries)
    yield
    where = _Places(folded, sentences)
    by_label: dict[str, list[Hit]] = {}
    labels = _labels()
    for hit in phrases:
        label, always = labels[id(hit.rule)]
        if always or (_stands(hit, folded, where) and stands_alone(text, folded, hit, where)):
            by_label.setdefault(label, []).append(_on_its_line(hit, folded) if label == "RISK_ASSESSMENT" else hit)
    contact_hits = by_label.pop("CONTACT", [])
    found: list[tuple[Hit, str, Status | None]] = []
    starts = [entry.start for entry in entries]

    def entry_of(position: int) -> int:
        return max(0, bisect.bisect_right(starts, position) - 1)

    for label, hits in by_label.items():
        named = longest(hits)
        if label == "CRIME_TYPE":
            found += reclassified(folded, one_each(named, where, breath=0), where)
        elif label == "VICTIM_POSITION":
            stands = positions(text, folded, named, entries, entry_of, where)
            found += [(hit, concept, None) for hit, concept in stands]
        else:
            kept = one_each(named, where, _SENTENCE if label == "SAFEGUARDING" else BREATH)
            if label == "SAFEGUARDING":
                kept = without_weak(kept, where)
            if label == "ORDER":
                kept = list(orders_meant(kept))
            found += [(hit, hit.rule.key, None) for hit in kept]
    others = [(hit.start, hit.end, f"{hit.rule.attributes['label']} {concept}") for hit, concept, _ in found]
    yield
    shown = by_phrase(text, folded, contact_hits, _signs(by_label), entries, people, where)
    yield
    reached = contacts(folded, shown, others, entries, sentences, people, where, model, weighed)
    yield
    found += [(_as_contact(hit), concept, None) for hit, concept in reached]
    found.sort(key=lambda item: (item[0].start, item[0].end, item[1]))
    return tuple(
        _mention(number, text, hit, concept, status, entry_of(hit.start))
        for number, (hit, concept, status) in enumerate(found)
    )


def hint(rule: str | None) -> Status | None:
    """The status that the phrase of a mention's ``rule`` itself tells, or None."""
    return cast(Status, rule.rpartition(_HINT)[2]) if rule and _HINT in rule else None


def _mention(number: int, text: str, hit: Hit, concept: str, status: Status | None, entry: int) -> Mention:
    attributes = hit.rule.attributes
    told = attributes.get("status")
    return Mention(
        id=number,
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        label=cast(Label, attributes["label"]),
        concept=concept,
        entry=entry,
        status=status,
        by=attributes.get("who"),
        how=attributes.get("how"),
        rule=_rule(hit.rule.source_file, hit.rule.phrase, told),
    )


@lru_cache(maxsize=4096)
def _rule(source_file: str, phrase: str, told: str | None) -> str:
    # kept, for a phrase with its groups of words put in may be thousands of characters long
    file = source_file.removeprefix("mentions/").removesuffix(".toml")
    return f"{file}: {phrase}{_HINT + told if told else ''}"


class _Places:
    """The sentence that holds a position; outside sentences (a header), its line."""

    def __init__(self, folded: str, sentences: Sequence[tuple[int, int]]) -> None:
        self._folded, self._spans = folded, sentences
        self._starts = [start for start, _ in sentences]

    def __call__(self, position: int) -> tuple[int, int]:
        at = bisect.bisect_right(self._starts, position) - 1
        if at >= 0 and position < self._spans[at][1]:
            return self._spans[at]
        floor = max(self._spans[at][1] if at >= 0 else 0, position - 300)
        ceiling = min(self._spans[at + 1][0] if at + 1 < len(self._spans) else len(self._folded), position + 300)
        start = self._folded.rfind("\n", floor, position) + 1
        end = self._folded.find("\n", position, ceiling)
        return max(floor, start), ceiling if end < 0 else end


def _stands(hit: Hit, folded: str, where: _Places) -> bool:
    """Whether the sentence holds what the phrase needs and nothing that it must not stand with."""
    rule = hit.rule
    start, end = where(hit.start)
    if (
        rule.needs is not None
        and not rule.needs.search(folded, start, hit.start)
        and not rule.needs.search(folded, hit.end, end)
    ):
        return False
    return rule.unless_in is None or rule.unless_in.search(folded, start, end) is None


def _on_its_line(hit: Hit, folded: str) -> Hit:
    """The hit without a grade that ends the line above: "DASH medium", then "SASH: no" on the next line."""
    line = folded.rfind("\n", hit.start, hit.end) + 1
    graded = line > 0 and folded[hit.start : line].strip() in _GRADES
    return hit._replace(start=line) if graded else hit


_SIGNS = frozenset({"safety_advice", "contact_advice", "information_pack", "supports", "does_not_support"})


def _signs(by_label: dict[str, list[Hit]]) -> list[Hit]:
    """Hits of what only talk with the victim brings."""
    told = [h for label in ("SAFEGUARDING", "VICTIM_POSITION") for h in by_label.get(label, ()) if h.rule.key in _SIGNS]
    return sorted(told, key=lambda hit: hit.start)


def _as_contact(hit: Hit) -> Hit:
    if hit.rule.attributes["label"] == "CONTACT":
        return hit
    return hit._replace(rule=replace(hit.rule, attributes={**hit.rule.attributes, "label": "CONTACT"}))


@cache
def _matcher() -> Matcher:
    return Matcher(load_rules(*lexicon_files("mentions")))


@cache
def _labels() -> dict[int, tuple[str, bool]]:
    """By the rule's ``id``, its label, and whether it stands wherever its words do."""
    return {
        id(rule): (
            rule.attributes["label"],
            rule.needs is None and rule.unless_in is None and "alone" not in rule.attributes,
        )
        for rule in _matcher().rules
    }


class MentionFinder(Stage):
    """Pipeline component: writes mentions to ``doc.user_data`` and their spans to ``doc.spans["mentions"]``."""

    group = "mentions"

    def __init__(self, model: Model | None = None) -> None:
        self._model = model

    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        tries = _matcher().tries([known["logscan.folded"] for known in facts])
        weighed = self._model.weighed([_material(known) for known in facts]) if self._model else [None] * len(facts)
        for known, *told in zip(facts, weighed, tries, strict=True):
            known[_TOLD] = told

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        weighed, tries = facts.pop(_TOLD, (None, None))
        facts["logscan.mentions"] = yield from _steps(
            text,
            facts["logscan.folded"],
            facts["logscan.entries"],
            facts["logscan.sentences"],
            facts.get("logscan.people", ()),
            self._model,
            weighed,
            tries,
        )

    def spans(self, facts: Facts) -> Iterable[tuple[int, int, str, str]]:
        return ((m.start, m.end, m.label, m.concept) for m in facts["logscan.mentions"])


def _material(facts: Facts) -> Material:
    """What is known of a log before its phrases are looked for."""
    people = facts.get("logscan.people", ())
    return Material(facts["logscan.folded"], facts["logscan.sentences"], facts["logscan.entries"], people, (), ())


def create() -> MentionFinder:
    """The stage that finds what a panel asks after, with the packaged model of contacts where there is one."""
    path = resources.models() / MODEL
    return MentionFinder(load_model(path) if path.exists() else None)
