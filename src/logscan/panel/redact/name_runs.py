"""Name words that stand together as one name, with initials before and behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from logscan.panel.redact.name_cues import NEAR, paired, place_before, ranks, strong_cue, titled
from logscan.panel.redact.name_words import Token
from logscan.panel.redact.vocabulary import vocabulary

Kind = Literal["PERSON", "PLACE", "NAME"]
_JOIN = re.compile(r"(?:[ \t]+|-|[ \t]*,[ \t]*)")
_INITIALS = re.compile(r"(?<![\w'’/])(?:[A-ZÀ-ÞŴŶ](?:\.[ \t]?|[ \t]))+$")
_INITIAL_BEHIND = re.compile(r" (?P<x>[B-HJ-Z])(?=[.,;:)\n\"”]|\Z| [a-z(])")


@dataclass(frozen=True, slots=True)
class Run:
    """Name words that stand together, with initials before and behind; ``role`` is told by a rank beside them."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    kind: Kind
    role: str | None


def runs(text: str, folded: str, words: Sequence[Token], marked: Sequence[bool]) -> list[Run]:
    """The marked words as names, in order."""
    found: list[Run] = []
    group: list[Token] = []
    for index, token in enumerate(words):
        if marked[index]:
            if group and not _joined(text, group[-1], token):
                found.append(_run(text, folded, group))
                group = []
            group.append(token)
        elif group:
            found.append(_run(text, folded, group))
            group = []
    if group:
        found.append(_run(text, folded, group))
    return found


def _joined(text: str, before: Token, token: Token) -> bool:
    gap = text[before.end : token.start]
    if "," in gap:
        # "MOORE, Carys", never "Carys, Dylan"
        return (
            _JOIN.fullmatch(gap) is not None
            and vocabulary().is_given(token.word)
            and not vocabulary().is_given(before.word)
            and text[before.start : before.end].isupper()
        )
    return _JOIN.fullmatch(gap) is not None


def _run(text: str, folded: str, group: Sequence[Token]) -> Run:
    start = group[0].start
    initials = _INITIALS.search(text, max(0, start - 12), start)
    if initials is not None:
        start = initials.start()
    known = vocabulary()
    window = folded[max(0, start - NEAR) : start]
    role = "OFFICER" if ranks().search(window) or paired(folded, start) else None
    person = (
        role is not None
        or titled(folded, start)
        or any(known.is_given(t.word) or t.word in known.surnames for t in group)
        or strong_cue(folded, start)
    )
    kind: Kind = "PERSON"
    if not person and initials is None:
        kind = "PLACE" if place_before().search(window) else "NAME"
    behind = _INITIAL_BEHIND.match(text, group[-1].end) if kind != "PLACE" else None
    return Run(tuple(group), start, behind.end("x") if behind else group[-1].end, kind, role)
