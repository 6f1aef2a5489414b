"""What a log says of a mention beside its status: when, how high, by whom, by what channel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from logscan.nlp.status.words import alternation, table
from logscan.report import Entry, Grade, Time

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


_GRADES: tuple[Grade, ...] = ("high", "medium", "standard")
_LEVELS: dict[str, Grade] = {phrase: grade for grade in _GRADES for phrase in _DATA["grade"][grade]}
_LETTERS: dict[str, Grade] = {"h": "high", "m": "medium", "s": "standard"}
_ANY_LEVEL = alternation(_LEVELS)
_NOT_AFTER = rf"(?!\w)(?![\s-]+(?:{alternation(_DATA['grade']['not_after'])})(?!\w))"
_LEVEL = rf"(?P<level>{_ANY_LEVEL}){_NOT_AFTER}"
_UNLESS = re.compile(rf"(?:{alternation(_DATA['grade']['not_before'])})[\s:\-]*(?:a\s+)?$")
_AFTER = re.compile(
    rf"(?<!\w){_LEVEL}|(?:[:=(\-]|\bgraded?|\bat|\bas|\brisk)\s*(?P<letter>[hms])(?=\s*(?:$|[.,;)\n/]))"
)
_BEFORE = re.compile(rf"(?<!\w){_LEVEL}(?:[\s-]+(?:{alternation(_DATA['grade']['between'])})){{0,4}}[\s\-:(]*$")
_GRADED = (
    rf"(?<!\w)(?:{alternation(_DATA['grade']['verb'])})"
    rf"(?:\s+(?:{alternation(_DATA['grade']['link'])}))*\s*[:=\-]*\s*{_LEVEL}"
)
_RISK = rf"(?<!\w)(?P<risk>{_ANY_LEVEL})[\s-]+(?:risk|concern|grade)(?!\w)(?![\s-]+(?:offender|sex|address))"
_LATER = re.compile(rf"{_GRADED}|{_RISK}")
# "... done. HIGH: ...", "4 yes answers, STANDARD"
_COUNT = r"(?:\d{1,2} (?:yes|ticks?|positives?)(?: answers?| responses?)?,?\s+)?"
_OPENS = re.compile(rf"[\s.]*{_COUNT}(?:graded\s+|risk\s+)?{_LEVEL}(?=\s*(?:[:.,;\-\n(]|risk\b|$))")
_CHANGED = re.compile(
    rf"(?<!\w)(?:{alternation(_DATA['grade']['changed'])}|from\s+\w+)"
    rf"[^.;\n]{{0,40}}?\s(?:to|up to|as|i)\s+(?:a\s+)?{_LEVEL}"
)
_SUM = re.compile(rf"[:\-\s]+no [^.\n]{{0,60}}, {_LEVEL}[ \t]*(?:[.\n]|$)")  # "THRIVE: no ongoing threat, low."
_BESIDE = re.compile(rf"\W{{0,4}}(?:(?:done|completed?|graded|risk|as|is)\W{{1,3}}){{0,3}}{_LEVEL}")


def grade(folded: str, start: int, end: int, left: int, right: int, limit: int, *, brief: bool = False) -> Grade | None:
    """The grade of a risk tool at ``folded[start:end]``.

    Its clause up to ``right`` is read first, then the words before it from ``left``, then the entry up to ``limit`` for
    a clause that says "graded ...". A ``brief`` tool (THRIVE), whose content is full of highs and lows, needs its grade
    right beside its name, or the word "risk" or "graded" with it.
    """
    if brief:
        beside = _AFTER.search(folded, start, end) or _BESIDE.match(folded, end, right)
        beside = beside or _SUM.match(folded, end, right)
        return _level(beside or _LATER.search(folded, end, min(right, end + 120)))
    found = _CHANGED.search(folded, start, right)
    if found is not None:
        return _level(found)
    for found in _AFTER.finditer(folded, start, min(right, start + 160)):
        if not _UNLESS.search(folded, max(start, found.start() - 20), found.start()):
            return _level(found)
    found = _BEFORE.search(folded, max(left, start - 40), start)
    if found is not None and not _UNLESS.search(folded, max(left, found.start() - 20), found.start()):
        return _level(found)
    for found in _LATER.finditer(folded, right, min(limit, right + 400)):
        if not _UNLESS.search(folded, max(right, found.start() - 20), found.start()):
            return _level(found)
    return _level(_OPENS.match(folded, right, limit))


def _level(found: re.Match[str] | None) -> Grade | None:
    if found is None:
        return None
    groups = found.groupdict()
    letter = groups.get("letter")
    word = groups.get("level") or groups.get("risk")
    return _LETTERS[letter] if letter else _LEVELS[re.sub(r"[\s-]+", " ", word)] if word else None


def _choice(named: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """One pattern of several phrase lists, each a group of its name."""
    groups = "|".join(f"(?P<{name}>{alternation(phrases)})" for name, phrases in named.items())
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


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
