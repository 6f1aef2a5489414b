"""What a case is known to hold: its people with the parts of their names, and every value found, with its pseudonym."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from logscan.panel.redact.model import Found
from logscan.panel.redact.vocabulary import WORD, vocabulary
from logscan.report import PersonRole

ROLES: dict[PersonRole, str] = {
    "victim": "VICTIM",
    "suspect": "SUSPECT",
    "officer": "OFFICER",
    "witness": "WITNESS",
    "child": "CHILD",
    "reporting_person": "INFORMANT",
    "other": "PERSON",
}
_UNNUMBERED = frozenset({"VICTIM", "SUSPECT"})
_SHORTEST_NEAR = 5
_PARTED = re.compile(r"[-.']")
_LONGEST = 40
"""Letters; what is longer is no word with a name in it."""


@dataclass(slots=True)
class _Someone:
    role: str
    parts: set[str] = field(default_factory=set)


class Known:
    """The people, places and values of one case. Keys make two finds the same; labels stand for keys."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._people: list[_Someone] = []
        self._by_part: dict[str, set[int]] = {}
        self._born: dict[str, int] = {}
        self._slips: dict[str, list[str]] = {}  # a part of a name, and it with one letter dropped: the parts so written
        self._places: dict[str, tuple[str, str]] = {}
        self._numbers: dict[str, int] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._next: dict[str, int] = {}
        self._taken = set(reserved)
        self._given: dict[str, list[str]] = {}  # the first three letters of a given name: the parts that begin so
        self._strange: dict[str, int] = {}  # a word that was no part of a name when so many parts were known
        self._initials: dict[str, set[tuple[str, ...]]] = {}
        self.values: dict[str, tuple[str, str]] = {}
        """Squeezed value of a number, handle or phrase: its type and key."""
        self.phrases: dict[str, tuple[str, str]] = {}
        """Folded phrases (addresses, workplaces, display names) that hold wherever they stand again."""
        self.dates: set[str] = set()
        """Figures that the report reads as a date, and which are no number of a case in another text either."""
        self.letters: set[str] = set()
        """Folded initials that stand for somebody here: "IP KL"."""
        self.originals: dict[str, str] = {}
        """Every folded stretch that was taken out, with its type: what the leak check looks for."""

    def add_person(self, role: str, parts: Iterable[str]) -> int:
        """A new person with the folded parts of the name."""
        self._people.append(_Someone(role))
        number = len(self._people) - 1
        self._extend(number, parts)
        return number

    def heard(self, word: str) -> bool:
        """Whether a folded word is part of a name of this case, as it is or with one slip of the keys."""
        return self._part(word) is not None

    def parts(self) -> Iterable[str]:
        """All parts of names of people and places."""
        return (*self._by_part, *self._places)

    def _part(self, word: str) -> str | None:
        if word in self._by_part or word in self._places:
            return word
        bare = word.replace("'", "").removesuffix("s") if word.endswith("s") else ""
        for piece in (bare, *_PARTED.split(word)):
            if len(piece) > 2 and (piece in self._by_part or piece in self._places):
                return piece
        size = len(self._by_part) + len(self._places)
        if len(word) < _SHORTEST_NEAR or vocabulary().knows(word) or self._strange.get(word) == size:
            return None
        like = {part for form in slips(word) for part in self._slips.get(form, ()) if near(word, part)}
        like |= within(word, self._by_part)
        if like:
            return min(like, key=self._born.__getitem__)
        placed = within(word, self._places)
        if placed:
            return min(placed)
        self._strange[word] = size
        return None

    def person(self, words: Sequence[str], role: str | None) -> tuple[str, str]:
        """The type and key for name words that stand together, a new person where nobody fits."""
        owner = self._owner(words, role)
        if len(words) > 1:
            parts = [part for word in words for part in word.split("-") if part]
            for letters in {
                "".join(part[0] for part in parts),
                words[0][0] + words[-1][0],
                parts[0][0] + parts[1][0],
            }:
                self._initials.setdefault(letters, set()).add(tuple(words))
        return owner

    def initials(self, letters: str) -> tuple[str, str] | None:
        """Whose initials some folded letters are, if one person of the case alone bears them."""
        owners = {self._owner(words, None) for words in self._initials.get(letters, ())}
        return next(iter(owners)) if len(owners) == 1 else None

    def _owner(self, words: Sequence[str], role: str | None) -> tuple[str, str]:
        parts = [self._part(word) or word for word in words]
        if len(parts) == 1 and parts[0] in self._places and parts[0] not in self._by_part:
            return self._places[parts[0]]
        groups = [self._by_part.get(part, set()) for part in parts]
        shared = set.intersection(*groups) if groups else set()
        if len(shared) > 1 and role is not None:
            shared = {n for n in shared if self._people[n].role == role} or shared
        if len(shared) == 1:
            return self._key(shared.pop())
        if len(shared) > 1:
            return ("NAME", " ".join(parts)) if len(parts) == 1 else self._key(min(shared))
        if len(parts) > 1:
            subset = [n for n in set().union(*groups) if self._people[n].parts <= set(parts)]
            if len(subset) == 1:
                self._extend(subset[0], parts)
                return self._key(subset[0])
        else:
            alike = self._given.get(parts[0][:3], ())
            short = [n for part in alike if _nickname(parts[0], part) for n in self._by_part[part]]
            if len(set(short)) == 1:
                self._extend(short[0], parts)
                return self._key(short[0])
        return self._key(self.add_person(role or "PERSON", parts))

    def _extend(self, number: int, parts: Iterable[str]) -> None:
        for part in sorted(set(parts)):
            self._people[number].parts.add(part)
            if part not in self._by_part:
                self._born[part] = len(self._born)
                if vocabulary().is_given(part):
                    self._given.setdefault(part[:3], []).append(part)
                for form in slips(part):
                    self._slips.setdefault(form, []).append(part)
            self._by_part.setdefault(part, set()).add(number)

    def _key(self, number: int) -> tuple[str, str]:
        return self._people[number].role, f"person {number}"

    def place(self, type: str, key: str, words: Iterable[str]) -> None:
        """Words of a place's name that stand for it alone."""
        for word in words:
            if word not in self._by_part:
                self._places.setdefault(word, (type, key))

    def officer(self, number: str, person: tuple[str, str] | None = None) -> tuple[str, str]:
        """The officer with a collar number; ``person`` is the key of the name beside it."""
        if number not in self._numbers:
            owner = int(person[1].split()[1]) if person and person[1].startswith("person ") else None
            self._numbers[number] = self.add_person("OFFICER", ()) if owner is None else owner
        elif person and person[1].startswith("person "):
            self._merge(int(person[1].split()[1]), self._numbers[number])
        return self._key(self._numbers[number])

    def _merge(self, named: int, numbered: int) -> None:
        """A number seen before its name: the name joins the person of the number."""
        if named != numbered and not self._people[numbered].parts:
            self._extend(numbered, self._people[named].parts)
            for part in self._people[named].parts:
                self._by_part[part].discard(named)

    def is_officer(self, number: str) -> bool:
        """Whether a number is an officer's collar number."""
        return number in self._numbers

    def label(self, type: str, key: str) -> str:
        """The pseudonym of a key: [VICTIM], [OFFICER 2], [PHONE 1]."""
        if (type, key) not in self._labels:
            number = self._next.get(type, 1)
            while (label := self._named(type, number)) in self._taken:
                number += 1
            self._taken.add(label)
            self._next[type] = number + 1
            self._labels[type, key] = label
        return self._labels[type, key]

    @staticmethod
    def _named(type: str, number: int) -> str:
        return f"[{type}]" if type in _UNNUMBERED and number == 1 else f"[{type} {number}]"

    def keep(self, found: Found, folded: str) -> None:
        """Remember what was taken out."""
        self.originals.setdefault(folded, found.type)


def name_parts(name: str) -> list[str]:
    """The folded parts of a person's name that can be one: one of them is no ordinary word, or is a given name."""
    known = vocabulary()
    words = [word for word in (w.lower().replace("’", "'") for w in WORD.findall(name)) if len(word) > 1]
    kept = [word for word in words if not known.knows(word) or known.may_name(word)]
    if kept and any(known.is_given(word) for word in kept):
        kept = [word for word in words if word not in known.jargon or word in kept]
    return [word for word in kept if word not in known.jargon or known.may_name(word)]


def slips(word: str) -> set[str]:
    """A word, and it with one letter dropped: two words that differ by one slip of the keys share one of these."""
    if not _SHORTEST_NEAR - 1 <= len(word) <= _LONGEST:
        return {word}
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def within(word: str, parts: Container[str]) -> set[str]:
    """The parts of five letters or more that stand inside a word, or are it."""
    length = min(len(word), _LONGEST)
    stretches = (word[i:j] for i in range(length) for j in range(i + _SHORTEST_NEAR, length + 1))
    return {stretch for stretch in stretches if stretch in parts}


def near(word: str, other: str) -> bool:
    """Whether two words of five letters or more differ by one slip of the keys (one letter, or two swapped)."""
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < _SHORTEST_NEAR or word[0] != other[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, tail = word[at:], other[at:]
    return (
        rest[1:] == tail[1:]
        or rest[1:] == tail
        or rest == tail[1:]
        or (len(rest) > 1 and len(tail) > 1 and rest[0] == tail[1] and rest[1] == tail[0] and rest[2:] == tail[2:])
    )


def _nickname(word: str, part: str) -> bool:
    """Whether a word shortens a name: Dyl, Becs and Steve for Dylan, Rebecca and Steven."""
    known = vocabulary()
    stem = word[:-1] if len(word) > 3 and word[-1] in "yse" else word
    return len(stem) > 2 and part.startswith(stem) and part != word and known.is_given(part) and len(part) > len(stem)
