"""What a log says of a mention beside its status: when, by whom, by what channel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from logscan.nlp.status.beginnings import Begun
from logscan.nlp.status.words import alternation, table
from logscan.report import Entry, Time

_DATA = table("details.toml")
_DATED = frozenset({"done", "not_done", "not_applicable", "declined", "considered", "breached"})
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PARTIAL = re.compile(r"\d{4}(?:-\d\d)?")
_NOT_WHEN = re.compile(
    rf"(?:{alternation(_DATA['date']['not_after'])})(?:\s+(?:{alternation(_DATA['date']['between'])}))*\s*[:\-]?\s*$"
)
_APART = re.compile(rf"[;:]|,\s.*,|\b(?:{alternation(_DATA['date']['apart'])})\b")
_NEAR = 60


def day_of(time: Time, entry: Entry) -> str | None:
    """The day that a time names, if it names one that is not after the entry's."""
    if time.type not in {"DATE", "TIME"} or not _FULL_DAY.match(time.value):
        return None
    return None if entry.time is not None and time.value[:10] > entry.time[:10] else time.value[:10]


def past_order(times: Sequence[Time], entry: Entry) -> str | None:
    """The year or month of an order of the past ("a restraining order from 2018"), where no more is told."""
    values = [t.value for t in times if t.type == "DATE" and _PARTIAL.fullmatch(t.value)]
    return next((v for v in values if entry.time is not None and v < entry.time[: len(v)]), None)


def date(
    folded: str, status: str | None, start: int, end: int, left: int, entry: Entry, times: Sequence[Time]
) -> str | None:
    """The day on which a mention was done or decided: a day in its clause, else the day of the entry; ISO, or None.

    A plan has the day on which it was made; when it will be carried out is no date of the mention.
    """
    day = entry.time[:10] if entry.time else None
    if status == "planned":
        return day
    if status is not None and status not in _DATED:
        return None
    nearest: tuple[int, str] | None = None
    for time in times:
        told = day_of(time, entry)
        if told is None or _NOT_WHEN.search(folded, max(left, time.start - 30), time.start):
            continue
        behind = time.start >= end
        gap = folded[end : time.start] if behind else folded[time.end : start]
        if len(gap) > _NEAR or _APART.search(gap):
            continue
        distance = len(gap) + (0 if behind else 15)  # "completed 03/03" rather than "03/03 came, completed"
        if nearest is None or distance < nearest[0]:
            nearest = (distance, told)
    return nearest[1] if nearest else day


def _choice(named: Mapping[str, Sequence[str]]) -> Begun:
    """One pattern of several phrase lists, each a group of its name."""
    groups = "|".join(f"(?P<{name}>{alternation(phrases)})" for name, phrases in named.items())
    return Begun(chain.from_iterable(named.values()), rf"(?<!\w)(?:{groups})(?!\w)")


_CHANNELS = tuple(_DATA["how"])
_CHANNEL = _choice({f"c{i}": phrases for i, phrases in enumerate(_DATA["how"].values())})
_REVIEW = re.compile(rf"(?<!\w)(?:{alternation(_DATA['review']['phrases'])})(?!\w)")
_DOER = _choice(_DATA["by"])
_BY_COURT = frozenset({"restraining_order", "non_molestation_order", "occupation_order"})
_OPENING = 80


def how(folded: str, start: int, end: int, left: int, right: int, body: int) -> str | None:
    """The channel of an advice or a contact: in the mention, else its sentence, else how the entry opens."""
    for a, b in ((start, end), (end, right), (left, start), (body, min(body + _OPENING, start))):
        found = _CHANNEL.search(folded, a, b) if a < b else None
        if found is not None and found.lastgroup is not None:
            return _CHANNELS[int(found.lastgroup[1:])]
    return None


def review(folded: str, left: int, right: int) -> bool:
    """Whether a clause says that an existing plan is looked at again."""
    return _REVIEW.search(folded, left, right) is not None


def by(folded: str, status: str | None, label: str, concept: str, left: int, right: int) -> str | None:
    """Who did or decided it: police, victim, suspect, court or other."""
    if label == "VICTIM_POSITION" or status == "declined" or concept == "victim_chasing":
        return "victim"
    if status == "breached":
        return "suspect"
    if status in {None, "mentioned"} and label != "CONTACT":
        return None
    if label in {"ORDER", "REFERRAL", "SAFEGUARDING"}:
        found = _DOER.search(folded, left, right)
        if found is not None and (label == "ORDER" or found.lastgroup == "victim"):
            return found.lastgroup
        if concept in _BY_COURT and status == "done":
            return "court"
    return "police"
