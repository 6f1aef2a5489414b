"""One person of all the places where a log names them: names that belong together, and their short forms."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick_rs

from logscan.nlp.people.listed import Gender, listed_names

# an automaton of one log's names costs more to make than to use
_LONGEST, _MADE_FAST = ahocorasick_rs.MatchKind.LeftmostLongest, ahocorasick_rs.Implementation.NoncontiguousNFA
_UNDERSCORED = re.compile(r"_[A-Z]|[A-Z][^\W_]*_")  # words that are parted here, but are one in the outlook
TITLES: dict[str, Gender] = {"mr": "male", "mrs": "female", "ms": "female", "miss": "female"}


@dataclass(slots=True)
class Name:
    """One person's names: ``spans`` are all places where the log names them, in order."""

    given: str | None
    surname: str | None
    gender: Gender | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def full(self) -> str:
        """Given name and surname, as far as the log gives them."""
        return " ".join(part.title() for part in (self.given, self.surname) if part)


class Seen(NamedTuple):
    """A place where a log names somebody, and what it tells of the name."""

    start: int
    end: int
    given: str | None
    surname: str | None
    gender: Gender | None


def clusters(seen: list[Seen]) -> list[Name]:
    """One Name a person: same given and surname, or one of them where the other is not told."""
    people: list[Name] = []
    by_full: dict[tuple[str | None, str | None], Name] = {}
    by_surname: dict[str, Name] = {}
    by_given: dict[str, Name] = {}
    taken = -1
    for item in sorted(seen, key=lambda s: (s.start, s.surname is None or s.given is None, -s.end)):
        if item.start < taken:
            continue
        taken = item.end
        person = by_full.get((item.given, item.surname))
        if item.given is None and person is not None and item.gender and person.gender not in {None, item.gender}:
            person = None  # Mr Winnick is not Mrs Winnick
        if person is None and item.given is None and item.surname is not None:
            person = by_surname.get(item.surname)
            if person is not None and item.gender and person.gender and item.gender != person.gender:
                person = None
        if person is None and item.surname is None and item.given is not None:
            person = by_given.get(item.given)
        if person is None and item.given is not None and item.surname is not None:
            known = by_given.get(item.given)
            # "LIAM DROPS THE LAD OFF": no surname, where Liam's is known and this is none heard
            stray = known is not None and item.surname not in listed_names().surnames
            person = known if known is not None and (known.surname is None or stray) else None
            if person is None:
                titled = by_surname.get(item.surname)
                person = (
                    titled
                    if titled is not None and titled.given is None and titled.gender in {None, item.gender}
                    else None
                )
        if person is None:
            person = Name(item.given, item.surname)
            people.append(person)
        person.given = person.given or item.given
        person.surname = person.surname or item.surname
        person.gender = person.gender or item.gender
        person.spans.append((item.start, item.end))
        by_full[(item.given, item.surname)] = person
        by_full[(person.given, person.surname)] = person
        if person.surname:
            by_surname.setdefault(person.surname, person)
        if person.given:
            by_given.setdefault(person.given, person)
    return people


def add_short_forms(text: str, people: list[Name], held: Set[str]) -> None:
    """Surnames alone and initials, wherever they stand outside the names already found.

    ``held`` are the words of the log that may be such forms (:class:`.places.Outlook`).
    """
    if not _may_stand(text, people, held):
        return
    forms: dict[str, Name] = {}
    titles = [(title.title(), gender) for title, gender in TITLES.items() if f"{title.title()} " in text]
    for person in people:
        if person.surname and len(person.surname) > 2:
            for form in (person.surname.upper(), person.surname.title(), person.surname.capitalize()):
                forms.setdefault(form, person)
            for title, gender in titles:
                if person.gender in {None, gender}:
                    forms.setdefault(f"{title} {person.surname[0].upper()}", person)  # "Mrs L"
        if person.given and person.surname:
            initials = _initials(person.given, person.surname)
            if initials.lower() not in listed_names().not_initials:
                forms.setdefault(initials, person)
    if not forms:
        return
    owners = list(forms.values())
    covered = sorted(span for person in people for span in person.spans)
    automaton = ahocorasick_rs.AhoCorasick(list(forms), matchkind=_LONGEST, implementation=_MADE_FAST)
    at = 0
    for index, start, end in automaton.find_matches_as_indexes(text):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if at < len(covered) and covered[at][0] < end:
            continue
        if end - start == 2 and (text[end : end + 1] == "/" or text[start - 1 : start] == "/"):
            continue  # an exhibit reference
        owners[index].spans.append((start, end))


def _may_stand(text: str, people: Sequence[Name], forms: Set[str]) -> bool:
    """Whether any short form can stand outside the names: in most logs no surname stands again."""
    if "_" in text and _UNDERSCORED.search(text):
        return True
    for person in people:
        given, surname = person.given, person.surname
        if surname is None:
            continue
        # the outlook is on plain words that have a capital wherever they stand
        if surname in forms or surname[0] in forms or not (surname.isascii() and surname.isalpha()):
            return True
        if given and ((initials := _initials(given, surname)).lower() in forms or not initials.isascii()):
            return True
        if any(text[start].islower() for start, _ in person.spans):
            return True
    return False


def _initials(given: str, surname: str) -> str:
    return (given[0] + surname[0]).upper()
