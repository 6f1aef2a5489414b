"""Contacts as phrases show them: what the learned part weighs, and what it cannot reach."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence

from logscan.nlp.contacts.reader import ALONE, MEETINGS, UPDATES, Reader
from logscan.nlp.lexicon import Hit
from logscan.report import Entry, Person

_ONE_TELLING = 60  # characters from a call to what was told in it
_RIGHT_AFTER = 20  # characters between a call and the words that nobody answered it


def by_phrase(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    signs: Sequence[Hit],
    entries: Sequence[Entry],
    people: Sequence[Person],
    where: Callable[[int], tuple[int, int]],
) -> list[tuple[Hit, str]]:
    """Contact hits with their concept, one of a concept to a sentence, in text order.

    The first time that an officer sees or speaks to the victim is ``first_contact``; from then on telling and ringing
    are ``victim_update``. Call takers, and the report itself, make no contact. ``signs`` are hits of what only talk
    with the victim brings (advice, a position): an officer's entry that holds one was a contact.
    """
    reader = Reader(text, folded, entries, people, where)
    read = [(hit, kind) for hit in hits if (kind := reader.kind(hit)) is not None]
    read = _without_attempts(read, where)
    first = _first(hits, read, signs, reader)
    found: list[tuple[Hit, str]] = [(first, "first_contact")] if first is not None else []
    taken = {(where(hit.start)[0], concept) for hit, concept in found}
    for hit, kind in read:
        concept = kind if kind in ALONE else "victim_update"
        sentence = where(hit.start)[0]
        if kind not in ALONE and (
            first is None or hit.start <= first.start or not (kind in UPDATES or reader.tells(hit, first))
        ):
            continue
        if (sentence, concept) not in taken and not (
            concept == "victim_update" and (sentence, "first_contact") in taken
        ):
            taken.add((sentence, concept))
            found.append((hit, concept))
        elif kind not in ALONE and found[-1][0].start < hit.start <= found[-1][0].start + _ONE_TELLING:
            # "rang Tomas, told him the bail terms": one contact, told in two steps
            found[-1] = (found[-1][0]._replace(end=hit.end), found[-1][1])
    return sorted(found, key=lambda item: item[0].start)


def _without_attempts(
    read: Sequence[tuple[Hit, str]], where: Callable[[int], tuple[int, int]]
) -> list[tuple[Hit, str]]:
    """``Rang IP, voicemail``: a call that nobody answered is an attempt and nothing else."""
    attempts = [hit for hit, kind in read if kind == "attempted_contact"]
    failed = {where(hit.start)[0] for hit in attempts}
    starts = sorted(hit.start for hit in attempts)

    def answered(hit: Hit) -> bool:
        following = bisect.bisect_left(starts, hit.start)
        return where(hit.start)[0] not in failed and not (
            following < len(starts) and starts[following] - hit.end < _RIGHT_AFTER
        )

    return [(hit, kind) for hit, kind in read if kind in ALONE or answered(hit)]


def _first(hits: Sequence[Hit], read: Sequence[tuple[Hit, str]], signs: Sequence[Hit], reader: Reader) -> Hit | None:
    """The words of the first contact: said outright, or the opening of an earlier entry that shows it."""
    met = [hit for hit, kind in read if kind not in ALONE]
    # "told him" in an account may be the victim's own doing: a first contact is said with a name where there is one
    told = next((hit for hit in met if reader.police_did(hit)), met[0] if met else None)
    if told is not None and told.rule.attributes["side"] == "scene":
        # "Attended, he was gone. Mrs Poole seen in her kitchen": the person rather than the place
        here = (h for h in met if h.rule.key in MEETINGS and h.rule.attributes["side"] in {"before", "after"})
        told = next((h for h in here if reader.entry_of(h) == reader.entry_of(told) and reader.police_did(h)), told)
    outright = told is not None and (told.rule.key in MEETINGS or reader.opens_entry(told))
    said = reader.last + 1 if told is None else reader.entry_of(told)
    sign = next((hit for hit in signs if reader.written_by_officer(hit)), None)
    tried = {reader.entry_of(hit) for hit, kind in read if kind == "attempted_contact"}
    shown = [number for number in reader.early if number < said + (not outright) and number not in tried]
    number = next((n for n in shown if reader.talks(n)), said)
    if sign is not None:
        number = min(number, reader.entry_of(sign))
    if number > reader.last or number > said or (number == said and outright):
        return told
    opening = (h for h in hits if h.rule.key in MEETINGS and reader.entry_of(h) == number and reader.opens(h))
    return next(opening, None) or reader.opening_of(number, told or sign or (hits[0] if hits else None))
