"""Contact between police and the victim: who reached whom, and which was the first."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence

from logscan.nlp.lexicon import Hit
from logscan.report import Entry, Person

_OFFICERS = frozenset({"officer", "supervisor", "specialist"})
_NOT_THE_VICTIM = frozenset({"suspect", "witness", "officer"})
_VICTIM = r"(?:the\s+)?(?:ip\d?|i\.p\.?|victim|vic|vict|agg|aggd|aggrieved|complainant|injured party|dioddefwr|ddioddefwr)\b"
_VICTIM_AFTER = re.compile(rf"[\s:\-]*(?:to\s+|with\s+)?{_VICTIM}(?!'s|\s+(?:mother|mum|sister|brother|father|dad|partner|friend|neighbour|employer|address\b(?! and)))")
_VICTIM_BEFORE = re.compile(rf"\b{_VICTIM}(?!'s|\s*:)[^.;!?\n]{{0,34}}$")
_PRONOUN = re.compile(r"\s+(?:to\s+|with\s+)?(?:her|him|them|both|hi|ef|e|o|nhw|iddi|iddo|wrthi|wrtho|ati|ato)\b")
_UNDERSTOOD = re.compile(r"\s*(?:that|it|of|re|about|on|by|in|what|how|the|this|same|accordingly|outcome|crime|suspect|he|susp|bail|over|via)\b|\s*[.,;]|\s*$")
_OPENS = re.compile(r"(?:^|[.;,!?:|)\-\n/~])\s*(?:(?:and|then|i|we|also|have|has|been|since|again|&|pc|oic|officer|pcso|dc|ps|ds)\s+|\d+\s+)*$")
_OWN_SUBJECT = re.compile(
    r"\b(?:he|she|they|who|you|it|mum|mother|father|dad|sister|brother|friend|manager|suspect|susp|hi|ef|ex|partner|son|daughter|ip|victim)\s+(?:has|had|have|then|also|later|just|again|since|even|never|is|was|would|will|did|already|always|\s)*$"
)
_OTHER_OBJECT = re.compile(r"\s*(?:him|her|me|us|them|you|the suspect|suspect|susp|officers?|police|to stop|he|she|i|that he|that she|they|his|by (?:him|her|suspect|a|his|the (?:suspect|male|neighbour))|mum|mother|friends?|family|work|staff)\b")
_OFFICER = re.compile(r"\b(?:pc|dc|tdc|ps|ds|pcso|oic|officers?|attending unit|units?)\b")
_BREAK = re.compile(r"[.;!?]\s|\n| - ")
_AFTER, _BEFORE = 28, 34


def contacts(
    folded: str,
    hits: Sequence[Hit],
    entries: Sequence[Entry],
    people: Sequence[Person],
    where: Callable[[int], tuple[int, int]],
) -> list[tuple[Hit, str]]:
    """Contact hits with their concept, one of a concept to a sentence, in text order.

    The first time that an officer sees or speaks to the victim is ``first_contact``; from then on telling and ringing are
    ``victim_update``. Call takers, and the report itself, make no contact.
    """
    reader = _Reader(folded, entries, people, where)
    found: list[tuple[Hit, str]] = []
    taken: set[tuple[int, str]] = set()
    reached = False
    for hit in hits:
        concept = reader.concept(hit, reached)
        key = (where(hit.start)[0], concept or "")
        if concept is None or key in taken or (concept == "victim_update" and (key[0], "first_contact") in taken):
            continue
        taken.add(key)
        reached = reached or concept == "first_contact"
        found.append((hit, concept))
    return found


class _Reader:
    """What the words around a hit tell of who reached whom."""

    def __init__(
        self, folded: str, entries: Sequence[Entry], people: Sequence[Person], where: Callable[[int], tuple[int, int]]
    ) -> None:
        self._folded, self._entries, self._where = folded, entries, where
        self._entry_starts = [entry.start for entry in entries]
        self._named = sorted((span.start, span.end, person.role) for person in people for span in person.spans)
        self._starts = [start for start, _, _ in self._named]

    def concept(self, hit: Hit, reached: bool) -> str | None:
        number = max(0, bisect.bisect_right(self._entry_starts, hit.start) - 1)
        role = self._entries[number].role if self._entries else "other"
        kind = hit.rule.key
        if kind == "victim_chasing" and number > 0:
            return kind if self._about_victim(hit) else None
        if (role == "call_taker" or (number == 0 and role not in _OFFICERS)) and not self._officer_named(hit, number):
            return None
        if kind in {"attempted_contact", "victim_chasing"}:
            return kind if self._about_victim(hit) else None
        side = hit.rule.attributes["side"]
        if side == "after" and not self._reaches(hit, self._entry_starts[number] if self._entries else 0):
            return None
        if side == "before" and not self._is_reached(hit):
            return None
        if not reached:
            return "first_contact"
        return "victim_update" if kind in {"tell", "call"} else None

    def _officer_named(self, hit: Hit, number: int) -> bool:
        """Whether the entry names an officer before the words: control rooms write up what officers report."""
        start = self._entries[number].start if self._entries else 0
        return _OFFICER.search(self._folded, max(start, hit.start - 300), hit.start) is not None

    def _about_victim(self, hit: Hit) -> bool:
        """Whether the sentence is not about reaching somebody else."""
        start, end = self._where(hit.start)
        near = self._before(hit.start, start) or self._after(hit.end, end)
        return near is None or near[2] not in {"suspect", "witness"} or _VICTIM_AFTER.search(self._folded, start, end) is not None

    def _is_reached(self, hit: Hit) -> bool:
        """``IP told by phone``: the victim stands before the words and nobody is told by them."""
        start, _ = self._where(hit.start)
        if _OTHER_OBJECT.match(self._folded, hit.end):
            return False
        if _VICTIM_BEFORE.search(self._folded, max(start, hit.start - 60), hit.start):
            return self._after(hit.end, hit.end + 3) is None
        near = self._before(hit.start, max(start, hit.start - 60))
        if near is None or near[2] in _NOT_THE_VICTIM or hit.start - near[1] > _BEFORE:
            return False
        return _BREAK.search(self._folded, near[1], hit.start) is None and self._after(hit.end, hit.end + 3) is None

    def _reaches(self, hit: Hit, entry_start: int) -> bool:
        """``Rang IP``: police do it, and the victim, or a pronoun for the victim, stands after the words."""
        folded = self._folded
        start, end = self._where(hit.start)
        if _OWN_SUBJECT.search(folded, max(start, hit.start - 30), hit.start):
            return False
        doer = self._before(hit.start, max(start, hit.start - 24))
        if doer is not None and doer[2] != "officer" and hit.start - doer[1] <= 10 and not _BREAK.search(folded, doer[1], hit.start):
            return False
        if _VICTIM_AFTER.match(folded, hit.end):
            return True
        near = self._after(hit.end, min(end, hit.end + _AFTER))
        if near is not None and near[0] - hit.end <= 14 and not _BREAK.search(folded, hit.end, near[0]):
            if near[2] in _NOT_THE_VICTIM:
                return False
            if not folded[hit.end : near[0]].strip(" -:") or _PRONOUN.match(folded, hit.end) is None:
                return True
        if _PRONOUN.match(folded, hit.end) is None and not self._understood(hit, start):
            return False
        last = self._before(hit.start, max(entry_start, hit.start - 400))
        return last is None or last[2] not in {"suspect", "witness"}

    def _understood(self, hit: Hit, start: int) -> bool:
        """``Updated by phone.``: words that open a sentence or clause and leave the victim out."""
        return (
            hit.rule.key in {"tell", "call"}
            and _UNDERSTOOD.match(self._folded, hit.end) is not None
            and _OPENS.search(self._folded[max(0, start - 1) : hit.start]) is not None
        )

    def _after(self, position: int, limit: int) -> tuple[int, int, str] | None:
        """The first person named in ``[position, limit)``."""
        at = bisect.bisect_left(self._starts, position)
        return self._named[at] if at < len(self._named) and self._starts[at] < limit else None

    def _before(self, position: int, floor: int) -> tuple[int, int, str] | None:
        """The last person named before ``position`` and from ``floor`` on."""
        at = bisect.bisect_left(self._starts, position) - 1
        return self._named[at] if at >= 0 and self._starts[at] >= floor else None
