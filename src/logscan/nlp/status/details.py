"""What a log says of a mention beside its status: when, how high, by whom, by what channel."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from logscan.report import Entry, Grade, Time

_DATED = frozenset({"done", "planned", "not_done", "not_applicable", "declined", "considered", "breached"})
_NOT_WHEN = re.compile(
    r"(?:until|till|to|unto|since|before|by|due|due on|of|re|incident|incidents|listed|listed for|expires?|expiring|expiry|between|after|following|dob|born|next|for|from|hearing|review|court|trial|date|ref|on or before|up|back|hyd|tan|ers|cyn)"
    r"(?:\s+(?:on|the|at|in|sat|sun|mon|tues?|wed|thurs?|fri))*\s*[:\-]?\s*$"
)
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    text = resources.files("logscan.lexicon").joinpath("status", "details.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _any(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"[\s-]+").replace("\\-", r"[\s-]?").replace("'", "'?") for p in ordered)


@lru_cache(maxsize=1)
def _levels() -> dict[str, Grade]:
    grades: tuple[Grade, ...] = ("high", "medium", "standard")
    return {phrase: grade for grade in grades for phrase in _data()["grade"][grade]}


@lru_cache(maxsize=1)
def _level_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    grade = _data()["grade"]
    level = rf"(?P<level>{_any(_levels())})(?!\w)(?![\s-]+(?:{_any(grade['not_after'])})(?!\w))"
    unless = re.compile(rf"(?:{_any(grade['not_before'])})[\s:\-]*(?:a\s+)?$")
    after = re.compile(rf"(?<!\w){level}|(?:[:=(\-]|\bgraded?|\bat|\bas|\brisk)\s*(?P<letter>[hms])(?=\s*(?:$|[.,;)\n/]))")
    before = re.compile(rf"(?<!\w){level}(?:[\s-]+(?:risk|concern|grade[d]?|level|on|in|from|following|via|per|the|a|an|her|his|s)){{0,4}}[\s\-:(]*$")
    later = re.compile(
        rf"(?<!\w)(?:graded?|grading|scored?|scores|scoring|result(?:s|ed)?|outcome|rated|rating|risk(?: level| grade| assessed| rating)?|level|assess(?:ed|ment)|comes? out|came out|concern|officer'?s? assess(?:ed|ment)|gradd|risg|lefel)"
        rf"(?:\s+(?:as|at|a|is|was|of|in|be|to be|remains?|stays?|still|now|on my scoring|the|it|by me|overall))*\s*[:=\-]*\s*{level}|(?<!\w){level}[\s-]+(?:risk|concern|grade)(?!\w)(?![\s-]+(?:offender|sex|address))"
        .replace("(?P<level>", "(?P<later>", 1).replace("(?P<level>", "(?P<later2>", 1)
    )
    return after, before, later, unless


def grade(folded: str, start: int, end: int, left: int, right: int, limit: int, *, quick: bool = False) -> Grade | None:
    """The grade of a risk tool at ``folded[start:end]``.

    Its clause up to ``right`` is read first, then the words before it from ``left``, then, unless ``quick``, the entry
    up to ``limit`` for a clause that says "graded ...".
    """
    after, before, later, unless = _level_patterns()
    found = _last_level(folded, after, unless, start, right, quick)
    if found is not None:
        return found
    ahead = before.search(folded, max(left, start - 40), start)
    if ahead is not None and not unless.search(folded, max(left, ahead.start() - 20), ahead.start()):
        return _levels()[_plain(ahead.group("level"))]
    if quick:
        return None
    for match in later.finditer(folded, right, min(limit, right + 400)):
        if not unless.search(folded, max(right, match.start() - 20), match.start()):
            return _levels()[_plain(match.group("later") or match.group("later2"))]
    return None


_CHANGED = r"(?<!\w)(?:raised?|raising|increased?|re-?graded|upgraded|uplifted|elevated|escalated|bumped|moved|changed|amended|lowered|reduced|downgraded|dropped|from\s+\w+)[^.;\n]{0,40}?\s(?:to|up to|as|i)\s+(?:a\s+)?"


def _last_level(folded: str, after: re.Pattern[str], unless: re.Pattern[str], start: int, right: int, quick: bool) -> Grade | None:
    changed = _changed().search(folded, start, right)
    if changed is not None:
        return _levels()[_plain(changed.group("level"))]
    for match in after.finditer(folded, start, min(right, start + (90 if quick else 160))):
        if unless.search(folded, max(start, match.start() - 20), match.start()):
            continue
        letter = match.group("letter")
        if letter:
            return {"h": "high", "m": "medium", "s": "standard"}[letter]  # type: ignore[return-value]
        return _levels()[_plain(match.group("level"))]
    return None


@lru_cache(maxsize=1)
def _changed() -> re.Pattern[str]:
    return re.compile(rf"{_CHANGED}(?P<level>{_any(_levels())})(?!\w)")


def _plain(level: str) -> str:
    return re.sub(r"[\s-]+", " ", level)


def date(
    folded: str, status: str | None, start: int, end: int, left: int, right: int, entry: Entry, times: Sequence[Time]
) -> str | None:
    """The day on which a mention was done or decided: a day in its clause, else the day of the entry; ISO, or None."""
    if status is not None and status not in _DATED:
        return None
    day = entry.time[:10] if entry.time else None
    if status == "planned":
        return day  # the day it was decided; when it will be done is no date of this mention
    best: tuple[int, str] | None = None
    for time in times:
        told = day_of(time, entry)
        if told is None:
            continue
        if _NOT_WHEN.search(folded, max(left, time.start - 30), time.start):
            continue
        gap = folded[end : time.start] if time.start >= end else folded[time.end : start]
        if len(gap) > 60 or re.search(r"[;:]|,\s.*,|\b(?:which|who|when|that|after|because|re|about|says?|said)\b", gap):
            continue
        distance = len(gap) + (0 if time.start >= end else 15)
        if best is None or distance < best[0]:
            best = (distance, told)
    return best[1] if best else day


def day_of(time: Time, entry: Entry) -> str | None:
    """The day that a time names, if it names one that is not after the entry's."""
    if time.type not in {"DATE", "TIME"} or not _FULL_DAY.match(time.value):
        return None
    return None if entry.time is not None and time.value[:10] > entry.time[:10] else time.value[:10]


@lru_cache(maxsize=1)
def _channels() -> re.Pattern[str]:
    parts = [rf"(?P<c{i}>{_any(phrases)})" for i, phrases in enumerate(_data()["how"].values())]
    return re.compile(rf"(?<![\w])(?:{'|'.join(parts)})(?!\w)")


def how(folded: str, start: int, end: int, left: int, right: int, body: int) -> str | None:
    """The channel of an advice or a contact: in the mention, else its sentence, else how the entry opens."""
    names = list(_data()["how"])
    pattern = _channels()
    for a, b in ((start, end), (end, right), (left, start), (body, min(body + 80, start))):
        if a < b and (match := pattern.search(folded, a, b)) is not None:
            assert match.lastgroup is not None
            return names[int(match.lastgroup[1:])]
    return None


@lru_cache(maxsize=1)
def _review() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_data()['review']['phrases'])})(?!\w)")


def review(folded: str, left: int, right: int) -> bool:
    """Whether a clause says that an existing plan is looked at again."""
    return _review().search(folded, left, right) is not None


@lru_cache(maxsize=1)
def _doers() -> re.Pattern[str]:
    order = ("victim", "court", "other", "suspect")
    named = "|".join(f"(?P<{name}>{_any(_data()['by'][name])})" for name in order)
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)")


def by(folded: str, status: str | None, label: str, concept: str, left: int, right: int) -> str | None:
    """Who did or decided it: police, victim, suspect, court or other."""
    if label == "VICTIM_POSITION" or status == "declined" or concept == "victim_chasing":
        return "victim"
    if status == "breached":
        return "suspect"
    if status in {None, "mentioned"} and label != "CONTACT":
        return None
    if label in {"ORDER", "REFERRAL", "SAFEGUARDING"}:
        match = _doers().search(folded, left, right)
        if match is not None and (label == "ORDER" or match.lastgroup == "victim"):
            return match.lastgroup
        if concept in {"restraining_order", "non_molestation_order", "occupation_order"} and status == "done":
            return "court"
    return "police"
