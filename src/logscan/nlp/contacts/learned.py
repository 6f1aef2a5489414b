"""Contacts as a learned model tells them: every sentence weighed for what it says of police and the victim.

Phrases alone find four contacts in five of the forces that they were written for, and three in five elsewhere. The
model weighs what they say together with the words beside them, who is named, and where the sentence stands. Its file
(``models/contacts.json``) is read as data: a weight for each key (:mod:`logscan.nlp.contacts.keys`) and concept, and
the probability from which a sentence counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np

from logscan.nlp.contacts.keys import Material, Reading, keys_of
from logscan.nlp.contacts.places import ALL
from logscan.nlp.contacts.sums import Sums, Weighed, Weights
from logscan.sealed import Sealed, load

FORMAT = "logscan.contacts/1"
MODEL = "contacts.json"
CONCEPTS = ("first_contact", "victim_update", "attempted_contact", "victim_chasing")
_FIRST = CONCEPTS.index("first_contact")
_UPDATE = CONCEPTS.index("victim_update")
ATTEMPT = "attempted_contact"
_REASONS = 3  # keys told of what was weighed
_NONE: frozenset[str] = frozenset()

Row = tuple[float, ...]

_SCALE = 10_000
_MOST = 30 * _SCALE  # a sum beyond it is as good as certain
_SIGN = 8_000
"""The weight of a word without one of which, and without a phrase, hardly any sentence tells of contact."""


class Artefact(Sealed, frozen=True, kw_only=True):
    """The file of weights: ``bias``, ``least`` and each key's weights run over :data:`CONCEPTS`."""

    bias: Weights
    least: Row
    keys: dict[str, Weights]
    sha256: str = ""


class Reached(NamedTuple):
    """A sentence (by number) that tells of a contact, with its probability."""

    sentence: int
    concept: str
    chance: float
    weighed: Callable[[], tuple[str, ...]]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The keys that weighed most; asked for where no phrase says why."""
        return self.weighed()


class Model:
    """An artefact ready for use."""

    def __init__(self, artefact: Artefact) -> None:
        self.artefact = artefact
        self._signs = _signs(artefact.keys)
        self._sums = Sums(artefact.bias, [*map(_least_sum, artefact.least)], artefact.keys, self._signs)
        self._towards = [
            {key: row[concept] for key, row in artefact.keys.items() if row[concept] > 0}
            for concept in range(len(CONCEPTS))
        ]

    def weighed(self, logs: Sequence[Material]) -> list[Weighed]:
        """The sentences of logs, weighed but for what phrases find in them."""
        return self._sums.of_all(logs)

    def reached(self, material: Material, weighed: Weighed | None = None) -> list[Reached]:
        """The contacts that the sentences tell, in order: one first contact at most, and no update beside it."""
        (known,) = [weighed] if weighed is not None else self.weighed([material])
        reading = Reading(material, lambda number: ALL[known.places[number]])
        sums = self._reaching(reading, known)
        numbers = sorted(sums)
        chances = [_chances(sums[number]) for number in numbers]
        chosen = self.choose([ATTEMPT in reading.phrases.get(number, ()) for number in numbers], chances)
        return [
            Reached(number, CONCEPTS[concept], chances[at][concept], partial(self._reasons, reading, number, concept))
            for number, at, concept in [(numbers[at], at, concept) for at, concept in chosen]
        ]

    def _reaching(self, reading: Reading, weighed: Weighed) -> dict[int, list[int]]:
        """By number, the sums of the sentences that come to a least sum; most of them find no phrase."""
        phrases, others = reading.phrases, reading.others
        odd = weighed.odd
        asked = {*weighed.reaching, *phrases, *others.keys() & weighed.near}
        asked.update([number for number, what in others.items() if len(what) > 1 and weighed.signed[number]])
        numbers = sorted(asked.difference(odd))
        asked_sums = weighed.sums.take(np.array(numbers, dtype=np.intp), axis=0).tolist()
        found = {
            number: self._sums.with_found(sums, phrases.get(number, _NONE), others.get(number, _NONE))
            for number, sums in zip(numbers, asked_sums, strict=True)
        }
        for number in odd:
            if number in phrases or reading.holds(number, self._signs):
                found[number] = self._sums.reaching(reading.sentence(number))
        return {number: sums for number, sums in found.items() if sums is not None}

    def choose(self, attempts: Sequence[bool], chances: Sequence[Row]) -> list[tuple[int, int]]:
        """Sentences, by place, with the number of a concept that they tell, of these chances.

        A call that nobody answered (one of ``attempts``) is an attempt and nothing else.
        """
        least = self.artefact.least
        reaching = [at for at, attempt in enumerate(attempts) if not attempt]
        first = max(reaching, key=lambda at: (chances[at][_FIRST], -at), default=-1)
        if first >= 0 and chances[first][_FIRST] < least[_FIRST]:
            first = -1
        found = []
        for at, row in enumerate(chances):
            for number in range(len(CONCEPTS)):
                told = at == first if number == _FIRST else row[number] >= least[number]
                if told and not (number == _UPDATE and (at == first or attempts[at])):
                    found.append((at, number))
        return found

    def weight(self, keys: Iterable[str], concept: str) -> int:
        """What keys (the words of a clause) weigh towards a concept."""
        number, known = CONCEPTS.index(concept), self.artefact.keys
        return sum(known[key][number] for key in keys if key in known)

    def _reasons(self, reading: Reading, sentence: int, number: int) -> tuple[str, ...]:
        known = self._towards[number]
        keys = keys_of(reading.sentence(sentence)) & known.keys()
        return tuple(sorted(keys, key=lambda key: (-known[key], key))[:_REASONS])


def _signs(keys: dict[str, Weights]) -> frozenset[str]:
    """The words that are signs; one that holds another before its end is none."""
    words = {key for key, row in keys.items() if len(key) > 1 and key.isalnum() and max(row) >= _SIGN}
    return frozenset(word for word in words if not any(other in word[:-1] for other in words))


def _chances(sums: Iterable[int]) -> Row:
    return tuple([_chance(weight) for weight in sums])


def _least_sum(chance: float) -> int:
    """The lowest sum of weights that comes to a chance: sums are compared, and few chances worked out."""
    return bisect_left(range(-_MOST, _MOST + 1), chance, key=_chance) - _MOST


def _chance(weight: int) -> float:
    return 1 / (1 + exp(-min(max(weight, -_MOST), _MOST) / _SCALE))


def load_model(path: Path) -> Model:
    """The model of a file; raises :class:`LogscanError` where it is not one, or is not whole."""
    return Model(load(path, Artefact, FORMAT, "contacts"))
