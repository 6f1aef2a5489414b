"""What stands before a name: titles, ranks, and words that introduce one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from logscan.panel.redact.vocabulary import load

NEAR = 48
"""How far before a name its cue may begin."""


def titled(folded: str, start: int, *, polite: bool = False) -> bool:
    """Whether a title or rank (with a collar number or not) stands before an offset; ``polite``: a title alone."""
    window = folded[max(0, start - NEAR) : start]
    return titles().search(window) is not None or (not polite and ranks().search(window) is not None)


def paired(folded: str, start: int) -> bool:
    """Whether an offset is behind the number of a second officer: "PC 12 MARSH / 34 ", "officers 12 "."""
    return pairs().search(folded[max(0, start - NEAR) : start]) is not None


def cue(folded: str, start: int) -> bool:
    """Whether words that introduce a name stand before an offset."""
    return cues().search(folded[max(0, start - NEAR) : start]) is not None


def strong_cue(folded: str, start: int) -> bool:
    """Whether words stand before an offset that hardly anything but a name can follow."""
    match = cues().search(folded[max(0, start - NEAR) : start])
    return match is not None and match["cue"] not in words("weak_cues")


def _behind(words: Sequence[str], tail: str) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?P<cue>{'|'.join(re.escape(word) for word in ordered)}){tail}\Z")


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of ``cues.toml``."""
    return frozenset(load("cues")[name].split())


@cache
def titles() -> re.Pattern[str]:
    """A title (with initials) right before."""
    return _behind(load("cues")["titles"].split(), r"\.?[ \t]+(?:[a-z]\.?[ \t]){0,2}")


@cache
def ranks() -> re.Pattern[str]:
    """A rank, with a collar number or not, right before."""
    return _behind(load("cues")["ranks"].split(), r"[.:]?[ \t]*(?:no\.? ?)?\d{0,6}[ \t,:(/-]*(?:[a-z]\.?[ \t]){0,2}")


@cache
def pairs() -> re.Pattern[str]:
    """Ranks of several officers, or of the first, and the number of the one whose name follows."""
    several = load("cues")["plural_ranks"].split()
    ranks = "|".join(re.escape(w) for w in sorted((*load("cues")["ranks"].split(), *several), key=len, reverse=True))
    first = rf"(?:{ranks})[ .:]*(?:[a-z]?\d{{2,6}} )?[a-z'-]+ ?(?:/|&|\+|,|and|a) ?"
    return re.compile(rf"(?<![\w'])(?:{first}|(?:{'|'.join(several)}) )[a-z]?\d{{2,6}}[ \t]+\Z")


@cache
def cues() -> re.Pattern[str]:
    """Any word that introduces a name, as ``cue``."""
    return _behind(load("cues")["name_cues"], r"(?: is)?[ \t]*[:=(\"'-]{0,2}[ \t]*")


@cache
def surely() -> re.Pattern[str]:
    """Words that only a name can follow."""
    return _behind(load("cues")["sure_cues"], r"(?: is)?[ \t]*[:=\"'“(-]{0,2}[ \t]*")


@cache
def called() -> re.Pattern[str]:
    """Words that a nickname follows, or a word of abuse."""
    return _behind(load("cues")["call_cues"], r" [\"'“(]?")


@cache
def month_before() -> re.Pattern[str]:
    """Words before a month that is no name."""
    return _behind(load("cues")["before_months"].split(), "[ -]")


@cache
def small_words() -> tuple[frozenset[str], frozenset[str]]:
    """(always, with a capital or behind a part of a name): particles of names."""
    cues = load("cues")
    return frozenset(cues["particles"].split()), frozenset(cues["capital_particles"].split())


@cache
def place_before() -> re.Pattern[str]:
    """Words before a place."""
    return _behind(load("places")["place_before"], r"[ \t]+")
