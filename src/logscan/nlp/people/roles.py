"""Whose name it is: victim, suspect, officer, witness, child, told by the words beside it."""

from __future__ import annotations

import bisect
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast, get_args

from logscan.nlp.lexicon.preceding import Preceding, by_last_word, word_before, words_between
from logscan.nlp.people.clusters import Name
from logscan.report import Entry, PersonRole

_BEFORE, _AFTER = 60, 70
_EVIDENCE = 60  # names beside which cues are read, for each person: the first ones tell
_ASIDE = (
    r"(?:\s?\((?!ip|vic|susp|s1|offender|v\)|s\)|perp|complain|aggr)[^()\n]{1,40}\)|, (?:an?|the|his|her"
    r"|who) [^,.;\n]{1,40},)?"
)  # "(her cousin)", ", a neighbour,"
_AGE = re.compile(
    r",?\s*\(?(?:aged? )?(\d{1,2})\b(?!/|:|\.\d|\s*(?:of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_OF = re.compile(r"['’]s\b")
_DONE_TO = re.compile(
    r"\s+(?:updated|told|informed|aware|rung|phoned|seen|spoken|on (?:the )?(?:phone|101|999)|rings?|rang)\b"
)


_Scores = dict[PersonRole, int]
_ROLES: tuple[PersonRole, ...] = get_args(PersonRole)


@dataclass(frozen=True, slots=True)
class _Cue:
    role: PersonRole
    weight: int


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues before a name, and which of them a word can end; those after it, and what matches where any does."""

    before: tuple[tuple[_Cue, Preceding], ...]
    by_word: Callable[[str], tuple[int, ...]]
    after: tuple[tuple[_Cue, re.Pattern[str]], ...]
    any_after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cast:
    """The named people of a log by role; each name stands in one role."""

    victims: tuple[Name, ...]
    suspects: tuple[Name, ...]
    others: tuple[tuple[Name, PersonRole], ...]


def assign_roles(
    folded: str, names: Sequence[Name], entries: Sequence[Entry], ties: Sequence[tuple[int, int]], fallback: bool = True
) -> Cast:
    """The role of each name.

    ``ties`` are the spans of words that tell what the suspect is to the victim ("ex wife"); ``fallback``: where no word
    names a suspect, the person spoken of most is taken for one (not where the log calls the suspect unknown).
    """
    starts = [entry.start for entry in entries]
    scores = [_scores(folded, name, entries, starts, ties) for name in names]
    victim = _victim(folded, names, scores, entries)
    suspects, others = [], []
    for number, name in enumerate(names):
        if number == victim:
            continue
        role, weight = _best(scores[number])
        if role == "suspect" and weight >= 3:
            suspects.append((-weight, number))
        else:
            others.append((name, role if role != "victim" and weight >= 3 else "other"))
    ordered = [names[number] for _, number in sorted(suspects)]
    if not ordered and fallback:
        likely = _likely_suspect(others, entries)
        if likely is not None:
            ordered = [likely]
            others = [(name, role) for name, role in others if name is not likely]
    return Cast((names[victim],) if victim is not None else (), tuple(ordered), tuple(others))


def _likely_suspect(others: Sequence[tuple[Name, PersonRole]], entries: Sequence[Entry]) -> Name | None:
    """Where no word tells, the person beside the victim of whom the first account and later entries speak most."""
    first_end = entries[0].end if entries else 0
    early = [
        name
        for name, role in others
        if role == "other"
        and name.spans[0][0] < max(first_end, entries[min(1, len(entries) - 1)].end if entries else 0)
    ]
    return max(early, key=lambda name: (len(name.spans), name.surname is not None, -name.spans[0][0]), default=None)


def _scores(
    folded: str, name: Name, entries: Sequence[Entry], starts: Sequence[int], ties: Sequence[tuple[int, int]]
) -> _Scores:
    scores: _Scores = dict.fromkeys(_ROLES, 0)
    for start, end in name.spans[:_EVIDENCE]:
        behind = _told_after(folded, end)
        acted_upon = any(cue.role == "suspect" for cue in behind)
        if not acted_upon and _in_header(folded, entries, starts, start, end):
            scores["officer"] += 9
            continue
        for cue in (*_told_before(folded, start), *behind):
            # "PC 3488 COLLIER INTVD": the officer has no name
            # "a call from Cressida's mother" is not from Cressida
            if not (acted_upon and cue.role == "officer") and not (
                cue.role == "reporting_person" and _OF.match(folded, end)
            ):
                scores[cue.role] += cue.weight
        age = _AGE.match(folded, end, end + 16)
        if age is not None and int(age[1]) < 18:
            scores["child"] += 4
        elif age is not None:
            scores["child"] = min(scores["child"], 0)
        at = bisect.bisect_left(ties, (start, 0)) - 1
        if at >= 0 and 0 <= start - ties[at][1] <= 3 and folded[ties[at][1] : start].strip(" ,(-:") == "":
            scores["suspect"] += 6
    return scores


def _told_before(folded: str, start: int) -> list[_Cue]:
    """The cues that end at a name; most names have none, which the words before them tell."""
    left, cues, found = max(0, start - _BEFORE), _cues(), list[_Cue]()
    near = words_between(folded, left, start)
    for number in cues.by_word(word_before(folded, start)):
        cue, each = cues.before[number]
        if each.can_stand_in(near) and each.search(folded, left, start):
            found.append(cue)
    return found


def _told_after(folded: str, end: int) -> list[_Cue]:
    """The cues that begin behind a name; most names have none, which one look tells."""
    cues, right = _cues(), min(len(folded), end + _AFTER)
    if cues.any_after.match(folded, end, right) is None:
        return []
    return [cue for cue, expression in cues.after if expression.match(folded, end, right)]


def _in_header(folded: str, entries: Sequence[Entry], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether the name is the author's: "14/05 Natalie on 101" and the names in an export's heading are no officers."""
    at = bisect.bisect_right(starts, start) - 1
    if at < 0 or start >= entries[at].body or _DONE_TO.match(folded, end):
        return False
    author = entries[at].author
    return author is not None and entries[at].role != "call_taker" and folded[start:end] in author.lower()


def _best(scores: _Scores) -> tuple[PersonRole, int]:
    if scores["officer"] and scores["officer"] >= scores["suspect"]:
        return "officer", scores["officer"]
    # "suspect" is told by what happens to a person: one good cue beats a kin term beside another mention
    if (
        scores["suspect"] >= 4
        and scores["suspect"] > scores["victim"]
        and scores["suspect"] * 3 >= 2 * max(scores.values())
    ):
        return "suspect", scores["suspect"]
    weight = max(scores.values())
    role = "suspect" if scores["suspect"] == weight else max([role for role in _ROLES if scores[role] == weight])
    return role, weight


def _victim(
    folded: str, names: Sequence[Name], scores: Sequence[_Scores], entries: Sequence[Entry]
) -> int | None:
    """The name that is the victim's: the most told as victim; the first of the log counts as a hint."""
    best, best_weight = None, 0
    first = next(
        (
            i
            for i, s in enumerate(scores)
            if not _is_officer(s)
            and (s["suspect"] < 4 or s["suspect"] <= s["victim"])
            and max(s["other"], s["witness"]) < max(5, s["victim"])
        ),
        None,
    )
    for number, score in enumerate(scores):
        weight = score["victim"] + score["reporting_person"] // 2 + (5 if number == first else 0) - score["suspect"]
        weight -= score["other"] // 2
        if _is_officer(score):
            continue
        if weight > best_weight:
            best, best_weight = number, weight
    return best


def _is_officer(score: _Scores) -> bool:
    """Whether the words beside a name tell an officer's; "PC 8116 Jodie updated" once is no proof."""
    return score["officer"] > 0 and score["officer"] >= 3 * score["victim"]


@cache
def _cues() -> _Cues:
    data = tomllib.loads(resources.files("logscan.lexicon").joinpath("people/roles.toml").read_text(encoding="utf-8"))
    before, after = (
        [(_Cue(cast(PersonRole, cue["role"]), cue["weight"]), cue[side]) for cue in data["cue"] if side in cue]
        for side in ("before", "after")
    )
    preceding = [Preceding(rf"(?<![\w]){expression}[ \t]*\Z") for _, expression in before]
    return _Cues(
        before=tuple(zip([cue for cue, _ in before], preceding, strict=True)),
        by_word=by_last_word(preceding),
        after=tuple((cue, re.compile(_ASIDE + expression)) for cue, expression in after),
        any_after=re.compile(rf"{_ASIDE}(?:{'|'.join(expression for _, expression in after)})"),
    )
