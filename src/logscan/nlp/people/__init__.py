"""Who is who in a log, and what the suspect is to the victim."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from logscan.case import Record
from logscan.nlp.component import Facts, Stage, finished
from logscan.nlp.lexicon.anchored import Anchored
from logscan.nlp.lexicon.tries import Tries
from logscan.nlp.people.clusters import Name
from logscan.nlp.people.codes import CODES
from logscan.nlp.people.names import find_names, named_people
from logscan.nlp.people.places import Outlook, outlooks
from logscan.nlp.people.relation import find_ties, relation_facts, relation_matcher, stated_spans, suspect_relation
from logscan.nlp.people.roles import Cast, assign_roles
from logscan.nlp.people.words import Words
from logscan.report import Entry, Fact, Person, PersonRole, Relation, Span

__all__ = ["PeopleFinder", "create", "process", "read"]

_NAMED = Anchored(
    ("named", "suspect", "known", "names", "identity"),
    r"(?<!no )(?<!not )(?:named suspect|suspect (?:is )?(?:named|known|identified|id'd|nominal)"
    r"|suspect details (?:are )?known|known suspect|known susp|names (?:him|the suspect|suspect)|identity (?:is "
    r"|of suspect )?known)\b",
)
_CHILD_WORDS = ("children", "child", "kids", "son", "daughter", "baby", "toddler")
_CHILD = Anchored(_CHILD_WORDS, rf"(?:{'|'.join(_CHILD_WORDS)})\b")
_BY_CODE: tuple[PersonRole, ...] = ("reporting_person", "witness", "officer", "child")  # where nobody is named
_OUTLOOK = "logscan.people.outlook"
_EXPRESSIONS = {**{str(role): code for role, code in CODES.items()}, "child": _CHILD, "named": _NAMED}


def process(
    text: str, folded: str, entries: Sequence[Entry], sentences: Sequence[tuple[int, int]], record: Record
) -> tuple[Person, ...]:
    """The people of a log: victim, suspects, then the others, each with the spans that name them."""
    return read(text, folded, entries)[0]


_Found = tuple[tuple[Person, ...], tuple[Fact, ...]]


def read(text: str, folded: str, entries: Sequence[Entry]) -> _Found:
    """The people, and the facts of kind ``relation`` that tell what the suspect is to the victim."""
    return finished(_steps(text, folded, entries, *_outlook(text, folded)))


def _outlook(text: str, folded: str) -> tuple[Outlook, Tries]:
    (found,) = _outlooks([text], [folded])
    return found


def _outlooks(texts: Sequence[str], folded: Sequence[str]) -> Iterable[tuple[Outlook, Tries]]:
    """Of each text, where it is to be read, and which phrases of relations are to be tried in it."""
    return zip(outlooks(_words(), texts, folded), relation_matcher().tries(folded), strict=True)


def _steps(
    text: str, folded: str, entries: Sequence[Entry], outlook: Outlook, tries: Tries
) -> Generator[None, None, _Found]:
    """:func:`read` in steps: codes and given names, words of a relation, names, ties, and who is who by these.

    What looks for words is large, so that it is slow unless it was used a moment before, on another text.
    """
    codes, listed_at = _read_codes(folded, outlook)
    yield
    hits = relation_matcher().find(text, folded, tries)
    yield
    seen = find_names(text, folded, outlook.names, listed_at)
    yield
    names = named_people(text, seen, outlook.forms)
    yield
    ties = find_ties(folded, entries, hits)
    yield
    beside, unknown = stated_spans(ties)
    cast = assign_roles(folded, names, entries, beside, fallback=not unknown)
    facts = relation_facts(text, folded, cast.suspects, cast.victims, ties)
    return _people(text, cast, facts, codes), facts


@cache
def _words() -> Words:
    return Words(_EXPRESSIONS.values())


_NAMES, _MATCHES = tuple(_EXPRESSIONS), [expression.match for expression in _EXPRESSIONS.values()]
_Spans = list[tuple[int, int]]


def _read_codes(folded: str, outlook: Outlook) -> tuple[dict[str, _Spans], _Spans]:
    """The spans of each expression, in order and apart, by name; and where words stand that may be given names."""
    reached = [0] * len(_NAMES)
    found: dict[str, _Spans] = {}
    given: _Spans = []
    kinds = _words().kinds
    for start, length, kind in outlook.codes:
        is_given, expressions = kinds[kind]
        if is_given:
            given.append((start, start + length))
        for number in expressions:
            if start >= reached[number] and (match := _MATCHES[number](folded, start)):
                reached[number] = match.end()
                found.setdefault(_NAMES[number], []).append(match.span())
    return found, given


def _people(
    text: str, cast: Cast, facts: Sequence[Fact], codes: Mapping[str, Sequence[tuple[int, int]]]
) -> tuple[Person, ...]:
    people: list[Person] = []

    def add(
        role: PersonRole, name: Name | None, extra: Sequence[tuple[int, int]] = (), relation: Relation | None = None
    ) -> None:
        spans = sorted({*name.spans, *extra} if name is not None else {*extra})
        if spans:
            people.append(
                Person(
                    id=len(people),
                    role=role,
                    relation=relation,
                    named=name is not None,
                    name=name.full if name else None,
                    gender=name.gender if name else None,
                    spans=tuple([Span(s, e, text[s:e]) for s, e in spans]),
                )
            )

    add("victim", cast.victims[0] if cast.victims else None, codes.get("victim", []))
    relation = suspect_relation(facts, bool(cast.suspects))
    told = [(f.start, f.end) for f in facts if f.status == "stated" and f.concept == relation]
    for number, name in enumerate(cast.suspects):
        add("suspect", name, codes.get("suspect", []) if number == 0 else (), relation if number == 0 else None)
    if not cast.suspects:
        add("suspect", None, [*codes.get("suspect", []), *told], relation)
        if "named" in codes and people and people[-1].role == "suspect":
            people[-1] = Person(**{**_fields(people[-1]), "named": True})
    for name, role in cast.others:
        add(role, name)
    named = {person.role for person in people}
    for role in _BY_CODE:
        if role not in named and role in codes:
            add(role, None, codes[role])
    return tuple(people)


def _fields(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__struct_fields__}


class PeopleFinder(Stage):
    """Pipeline component: writes people and relation facts to ``doc.user_data``."""

    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        found = _outlooks(texts, [known["logscan.folded"] for known in facts])
        for known, outlook in zip(facts, found, strict=True):
            known[_OUTLOOK] = outlook

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        folded = facts["logscan.folded"]
        outlook = facts.pop(_OUTLOOK, None) or _outlook(text, folded)
        facts["logscan.people"], facts["logscan.relations"] = yield from _steps(
            text, folded, facts["logscan.entries"], *outlook
        )


def create() -> PeopleFinder:
    """The stage that finds who is who."""
    return PeopleFinder()
