"""Cues of assertion status as data: TOML read once, found in one Aho-Corasick pass over a window.

A cue phrase is literal text with two signs: ``(a|b)`` one of these, ``[a|b]`` or nothing; white space, hyphens and
line breaks match each other, an apostrophe may be missing or written ``&#39;``. No cue is a regular expression,
so a window costs as much as its hits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import ahocorasick_rs
import msgspec

from logscan.nlp.lexicon.words import kept_for_a_batch, plain, spaced

FILES = ("cues.en.toml", "cues.cy.toml", "cues.general.toml")
_OTHER_WORDS = frozenset({"well", "ill", "hell", "shell", "wed", "shed", "id"})  # "we'll" and the like, unmarked
_GROUP = re.compile(r"(\(|\[)([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A family of cues; of two each is itself, which makes it a fast key.

    ``kind`` is predicate, auxiliary, stop, pseudo or frame. A predicate has its ``status``, the status under a
    negation and in the future, the ``side`` it stands on, and is ``weak`` where a later one overrides it. A ``base``
    verb ("complete", "refer") is an order where it opens a clause, and needs an auxiliary elsewhere; a ``final``
    particle ("on", "in") counts at the end of a clause only. An auxiliary has its ``mood``, a stop says what it
    ``ends``, a frame which ``frame`` it makes. ``labels`` limits a family to targets of these labels; ``NONE`` is a
    target without label.
    """

    name: str
    kind: str
    status: str = ""
    negated: str = ""
    future: str = ""
    side: str = "both"
    weak: bool = False
    base: bool = False
    final: bool = False
    mood: str = ""
    ends: str = ""
    frame: str = ""
    labels: frozenset[str] = frozenset()


class CueHit(msgspec.Struct, frozen=True, gc=False):
    """A cue found: offsets into the text."""

    start: int
    end: int
    cue: Cue


class CueFinder:
    """All cues that can speak of targets of one label."""

    def __init__(self, label: str | None) -> None:
        wanted = label or "NONE"
        cues: dict[str, Cue] = {}
        for cue, literals in _families():
            if (cue.labels and wanted not in cue.labels) or (label is None and not _in_general(cue)):
                continue
            # a family that names its labels knows better than one for all
            for literal in literals:
                known = cues.get(literal)
                if known is None or _order(cue) > _order(known):
                    cues[literal] = cue
        self._automaton, spellings = _automaton()
        self._cues = [tuple((literal, cues[literal]) for literal in group if literal in cues) for group in spellings]

    def find(self, folded: str, start: int, end: int) -> list[CueHit]:
        """Cues in folded ``text[start:end]``, leftmost longest, apart from each other."""
        squared, cues = _squared(folded), self._cues
        words = f" {spaced(folded)[start + 1 : end + 1]} "
        found: list[tuple[int, int, Cue]] = []
        for index, at, _ in self._automaton.find_matches_as_indexes(words, overlapping=True):
            left = start + at
            for literal, cue in cues[index]:
                if squared.startswith(literal, left):
                    right = left + len(literal)
                    if right < end and squared[right] != " " and _goes_on(squared[right : min(right + 2, end)]):
                        continue
                    if not (at and squared[left - 1].isalnum()):
                        found.append((left, -right, cue))
        if len(found) > 1:
            found.sort()
        hits: list[CueHit] = []
        edge = start
        for left, minus_right, cue in found:
            if left >= edge:
                edge = -minus_right
                hits.append(CueHit(left, edge, cue))
        return hits


def _goes_on(behind: str) -> bool:
    """Whether a word goes on in what is behind it, or is an exhibit's reference, of an officer called N. A."""
    return behind[0] == "'" or behind[0].isalnum() or (behind[0] == "/" and behind[1:].isdigit())


@kept_for_a_batch
def _squared(folded: str) -> str:
    for mark in "\n\r\t-":
        folded = folded.replace(mark, " ")
    return folded


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[list[str]]]:
    """What finds the cues of all labels as whole words, and for each that it finds the ways in which it is written."""
    written: dict[str, list[str]] = {}
    for literal in dict.fromkeys(literal for _, literals in _families() for literal in literals):
        written.setdefault(f" {plain(literal)} ", []).append(literal)
    return ahocorasick_rs.AhoCorasick(list(written)), list(written.values())


def _in_general(cue: Cue) -> bool:
    """Whether a family is used on a target without label: negations, ends of scope, and what is made for it."""
    return bool(cue.labels) or cue.kind in {"stop", "pseudo"} or cue.mood in {"negated", "impossible"}


_ORDER = {"pseudo": 5, "auxiliary": 4, "predicate": 3, "stop": 2, "frame": 1}


def _order(cue: Cue) -> int:
    """Which family has a phrase that two of them hold: the one made for the label, else the more specific kind."""
    return _ORDER[cue.kind] + (10 if cue.labels else 0)


@lru_cache(maxsize=1)
def _families() -> list[tuple[Cue, list[str]]]:
    """The families with the literal strings of their phrases."""
    families = []
    for file in FILES:
        text = resources.files("logscan.lexicon").joinpath("status", file).read_text(encoding="utf-8")
        for block in tomllib.loads(text)["cue"]:
            literals = [literal for phrase in block.pop("phrases") for literal in expand(phrase)]
            families.append((Cue(**{**block, "labels": frozenset(block.get("labels", ()))}), literals))
    return families


@lru_cache(maxsize=32)
def finder(label: str | None) -> CueFinder:
    """The cues for targets of ``label``, compiled once."""
    return CueFinder(label)


def expand(phrase: str) -> Iterator[str]:
    """The literal strings of a cue phrase, folded, hyphens as spaces, apostrophes in their three spellings."""
    match = _GROUP.search(phrase)
    if match is None:
        literal = " ".join(_squared(phrase.lower()).split())
        yield literal
        if "'" in literal:
            if (bare := literal.replace("'", "")) not in _OTHER_WORDS:
                yield bare
            yield literal.replace("'", "&#39;")
        return
    options = match.group(2).split("|") + ([""] if match.group(1) == "[" else [])
    for option in options:
        yield from expand(phrase[: match.start()] + option + phrase[match.end() :])
