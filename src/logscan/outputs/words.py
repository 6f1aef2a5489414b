"""Plain words for what a report holds as codes and ISO dates; the words stand in ``templates/words.toml``."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib import resources

import msgspec

from logscan.report import Mention, Time


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that the panel considers, and the mentions (by label or concept) that bear on it."""

    code: str
    title: str
    asks: str
    nothing: str
    labels: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables of ``words.toml``."""

    severity: dict[str, str]
    recorded: dict[str, str]
    verdict: dict[str, str]
    status: dict[str, str]
    concept: dict[str, str]
    conclusion: dict[str, str]
    relation: dict[str, str]
    role: dict[str, str]
    event: dict[str, str]
    outcome: dict[str, str]
    four: dict[str, tuple[str, str]]
    acts: dict[str, str]
    question: tuple[Question, ...]
    tint: dict[str, str]


# a day that is written with its month and year needs no reading
_FULL_DATE = re.compile(r"\d[/.-]\d{1,2}[/.-]\d{2}|\b(?:19|20)\d\d\b")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@cache
def words() -> Words:
    """The words, read once."""
    text = resources.files("logscan.outputs").joinpath("templates", "words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def concept(code: str) -> str:
    """``safety_plan`` as "safety plan", ``S_DASH`` as "S-DASH"."""
    return words().concept.get(code, code.replace("_", " "))


@lru_cache(1024)
def event(code: str) -> str:
    """An event of the timeline: a table word, or a concept with its status behind it."""
    known = words().event.get(code)
    if known is not None:
        return known
    name, _, status = code.partition(" ")
    return f"{concept(name)}: {words().status.get(status, status)}" if status else concept(name)


@lru_cache(16384)
def day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time; None where it names no day."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


@lru_cache(16384)
def when(iso: str | None) -> str:
    """``2022-03-08T18:20`` as "8 Mar 2022, 18:20"; ``2022-03`` as "Mar 2022"; anything else as it stands."""
    if iso is None:
        return ""
    on = day(iso)
    if on is None:
        year, _, month = iso.partition("-")
        return f"{MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else iso
    clock = iso[11:16] if iso[10:11] == "T" and iso[11:13].isdecimal() else ""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" + (f", {clock}" if clock else "")


def days(number: int) -> str:
    """ "1 day", "28 days"."""
    return "1 day" if number == 1 else f"{number} days"


def mention(found: Mention) -> str:
    """What a mention says, in a few words: "SASH: done, medium"."""
    return _mention(found.concept, found.status, found.grade)


def mention_label(found: Mention) -> str:
    """The same, as it stands behind the mention's own words: what these already say is left out."""
    known = _state(found.status, found.grade)
    said = known and _concept_folded(found.concept) in found.text.casefold()
    return known if said else mention(found)


@lru_cache(1024)
def _mention(name: str, status: str | None, grade: str | None) -> str:
    return ": ".join(part for part in (concept(name), _state(status, grade)) if part)


@lru_cache(1024)
def _state(status: str | None, grade: str | None) -> str:
    """Status and grade: "done, medium"."""
    return ", ".join(part for part in (words().status.get(status or "", ""), grade) if part)


@lru_cache(1024)
def _concept_folded(code: str) -> str:
    return concept(code).casefold()


def time(found: Time) -> str:
    """The day that a time stands for, where its own words do not end the matter; else nothing."""
    if found.type == "DOB":
        return "date of birth"
    if found.type not in {"DATE", "TIME"} or day(found.value) is None or _FULL_DATE.search(found.text):
        return ""
    return when(found.value)
