"""Contact between police and the victim: who reached whom, and which was the first."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence

from logscan.nlp.lexicon import Hit
from logscan.report import Entry, Person

_OFFICERS = frozenset({"officer", "supervisor", "specialist"})
_PRONOUN = re.compile(r"\s+(?:to\s+|with\s+)?(her|him|them|hi|ef|e|o|nhw|iddi|iddo|wrthi|wrtho|ati|ato)\b")
_AFTER = 28
_BEFORE = 34
_OWN_SUBJECT = re.compile(r"\b(?:he|she|they|who|you|it|mum|mother|father|dad|suspect|susp|hi|ef)\s+(?:has|had|have|then|also|later|just|again|since|even|never|is|was|would|will|did|\s)*$")
_PASSIVE_ONLY = re.compile(r"\s+(?:him|her|me|us|them|you|the suspect|suspect|officers?|police|pc|to stop|he|she|i|that he|that she|they)\b")
_BREAK = re.compile(r"[.;!?]\s|\n| - ")


def contacts(
    folded: str,
    hits: Sequence[Hit],
    entries: Sequence[Entry],
    people: Sequence[Person],
    where: Callable[[int], tuple[int, int]],
) -> list[tuple[Hit, str]]:
    """Contact hits with their concept, one of a concept to a sentence, in text order."""
    cast = _Cast(people)
    starts = [entry.start for entry in entries]
    found: list[tuple[Hit, str]] = []
    reached = False
    taken: dict[tuple[int, str], None] = {}
    for hit in hits:
        number = max(0, bisect.bisect_right(starts, hit.start) - 1)
        entry = entries[number] if entries else None
        concept = _concept(folded, hit, entry, number, cast, reached, where)
        if concept is None:
            continue
        key = (where(hit.start)[0], concept)
        if key in taken or (concept == "victim_update" and (key[0], "first_contact") in taken):
            continue
        taken[key] = None
        reached = reached or concept == "first_contact"
        found.append((hit, concept))
    return found


class _Cast:
    """Where people are named, and in which role."""

    def __init__(self, people: Sequence[Person]) -> None:
        named = sorted((span.start, span.end, person.role) for person in people for span in person.spans)
        self._starts = [start for start, _, _ in named]
        self._named = named

    def after(self, position: int, limit: int) -> tuple[int, int, str] | None:
        """The first person named in ``[position, limit)``."""
        at = bisect.bisect_left(self._starts, position)
        return self._named[at] if at < len(self._named) and self._starts[at] < limit else None

    def before(self, position: int, floor: int) -> tuple[int, int, str] | None:
        """The last person named that ends at or before ``position`` and starts at or after ``floor``."""
        at = bisect.bisect_left(self._starts, position) - 1
        return self._named[at] if at >= 0 and self._starts[at] >= floor else None


def _concept(
    folded: str, hit: Hit, entry: Entry | None, number: int, cast: _Cast, reached: bool, where: Callable[[int], tuple[int, int]]
) -> str | None:
    if entry is not None and (entry.role == "call_taker" or hit.start < entry.body):
        return "victim_chasing" if hit.rule.key == "victim_chasing" and number > 0 else None
    kind = hit.rule.key
    if number == 0 and entry is not None and entry.role not in _OFFICERS:
        return None
    if kind in {"attempted_contact", "victim_chasing"}:
        return kind if _about_victim(hit, cast, where) else None
    if hit.rule.attributes["side"] != "none" and not _victim_beside(folded, hit, cast, where, entry):
        return None
    if not reached:
        return "first_contact"
    return "victim_update" if kind in {"tell", "call"} else None


def _about_victim(hit: Hit, cast: _Cast, where: Callable[[int], tuple[int, int]]) -> bool:
    """Whether the sentence is not about reaching somebody else."""
    start, end = where(hit.start)
    near = cast.before(hit.start, start) or cast.after(hit.end, end)
    return near is None or near[2] in {"victim", "reporting_person", "officer", "other"}


def _victim_beside(folded: str, hit: Hit, cast: _Cast, where: Callable[[int], tuple[int, int]], entry: Entry | None) -> bool:
    start, end = where(hit.start)
    if hit.rule.attributes["side"] == "before":
        near = cast.before(hit.start, max(start, hit.start - _BEFORE))
        if near is None or near[2] not in {"victim", "reporting_person"} or _BREAK.search(folded, near[1], hit.start):
            return False
        return _PASSIVE_ONLY.match(folded, hit.end) is None and cast.after(hit.end, hit.end + 3) is None
    if _OWN_SUBJECT.search(folded, max(start, hit.start - 24), hit.start):
        return False
    doer = cast.before(hit.start, max(start, hit.start - 24))
    if doer is not None and doer[2] not in {"officer"} and hit.start - doer[1] <= 10 and not _BREAK.search(folded, doer[1], hit.start):
        return False
    near = cast.after(hit.end, min(end, hit.end + _AFTER))
    if near is not None and near[0] - hit.end <= 14 and not _BREAK.search(folded, hit.end, near[0]):
        return near[2] in {"victim", "reporting_person"}
    pronoun = _PRONOUN.match(folded, hit.end)
    if pronoun is None:
        return False
    floor = entry.start if entry is not None else max(0, start - 300)
    last = cast.before(hit.start, max(floor, hit.start - 400))
    return last is None or last[2] in {"victim", "reporting_person"}
