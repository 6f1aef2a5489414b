"""How high a risk tool comes out: its grade, in its own clause, before it, or in the sentences behind it."""

from __future__ import annotations

import re

from logscan.nlp.status.words import alternation, table
from logscan.report import Grade

_DATA = table("details.toml")["grade"]
_GRADES: tuple[Grade, ...] = ("high", "medium", "standard")
_LEVELS: dict[str, Grade] = {phrase: grade for grade in _GRADES for phrase in _DATA[grade]}
_LETTERS: dict[str, Grade] = {"h": "high", "m": "medium", "s": "standard"}
_ANY_LEVEL = alternation(_LEVELS)
_NOT_AFTER = rf"(?!\w)(?![\s-]+(?:{alternation(_DATA['not_after'])})(?!\w))"
_LEVEL = rf"(?P<level>{_ANY_LEVEL}){_NOT_AFTER}"
_UNLESS = re.compile(rf"(?<!\w)(?:{alternation(_DATA['not_before'])})[\s\-]*(?:a\s+)?$")
_AFTER = re.compile(
    rf"(?<!\w){_LEVEL}|(?:[:=(\-]|\bgraded?|\bat|\bas|\brisk)\s*(?P<letter>[hms])(?=\s*(?:$|[.,;)\n/]))"
)
_LETTER = re.compile(r"\s+(?P<letter>[hms])(?=\s*(?:$|[.,;)\n/]))")
_BEFORE = re.compile(rf"(?<!\w){_LEVEL}(?:[\s-]+(?:{alternation(_DATA['between'])})){{0,4}}[\s\-:(]*$")
_GRADED = (
    rf"(?<!\w)(?:{alternation(_DATA['verb'])})"
    rf"(?:\s+(?:{alternation(_DATA['link'])}))*\s*[:=\-]*\s*{_LEVEL}"
)
_RISK = rf"(?<!\w)(?P<risk>{_ANY_LEVEL})[\s-]+(?:risk|concern|grade|grading)(?!\w)(?![\s-]+(?:offender|sex|address))"
_LATER = re.compile(rf"{_GRADED}|{_RISK}")
# a sentence of its own, or the last of a list: "... done. HIGH: ...", "4 yes answers, STANDARD", "Both medium."
_COUNT = r"(?:\d{1,2}\+? (?:yes|ticks?|positives?)(?: answers?| responses?)?,?\s+)?"
_OPENS = re.compile(
    rf"(?:^|(?<=[.;\n])|(?<=[.;]\s))[\s.]*{_COUNT}(?:(?:{alternation(_DATA['opening'])})[\s,:]+)*{_LEVEL}"
    rf"(?=\s*(?:[:.,;\-\n(]|$|(?:{alternation(_DATA['behind'])})(?!\w)))"
)
_PIECE = re.compile(
    rf"[,;.]\s+(?:(?:{alternation(_DATA['summing'])})[\s:]+)*{_LEVEL}(?:[\s-]+(?:risk|overall|grade|concern))?"
    r"(?=\s*(?:[,.;\n]|$))"
)
_CHANGED = re.compile(
    rf"(?<!\w)(?:{alternation(_DATA['changed'])}|from\s+\w+)"
    rf"[^.;\n]{{0,40}}?\s(?:to|up to|down to|as|i)\s+(?:a\s+)?{_LEVEL}"
)
_MOVED = re.compile(rf"(?<!\w)(?:{_ANY_LEVEL})\s*(?:-+>|=+>|>|→|to|up to|down to|becomes|and now|now)\s*{_LEVEL}")
_SUM = re.compile(rf"[:\-\s]+no [^.\n]{{0,60}}, {_LEVEL}[ \t]*(?:[.\n]|$)")  # "THRIVE: no ongoing threat, low."
_BESIDE = re.compile(rf"\W{{0,4}}(?:(?:done|completed?|graded|risk|as|is)\W{{1,3}}){{0,3}}{_LEVEL}")
_BEHIND, _LIST = 250, 200  # characters


def grade(folded: str, start: int, end: int, left: int, right: int, limit: int, *, brief: bool = False) -> Grade | None:
    """The grade of a risk tool at ``folded[start:end]``.

    Its clause up to ``right`` is read first, then the words before it from ``left``, then the entry up to ``limit`` for
    a clause that says "graded ..." or is nothing but a grade. A ``brief`` tool (THRIVE), whose content is full of highs
    and lows, needs its grade right beside its name, as a member of its own in its list, or the word "risk" or "graded"
    with it.
    """
    if brief:
        beside = _AFTER.search(folded, start, end) or _BESIDE.match(folded, end, right)
        beside = beside or _SUM.match(folded, end, right)
        below = folded.find("\n", end, limit)
        line = min(limit if below < 0 else below, end + _LIST)
        return _level(beside or _LATER.search(folded, end, min(right, end + 120)) or _PIECE.search(folded, end, line))
    found = _CHANGED.search(folded, start, right) or _MOVED.search(folded, start, right)
    found = found or _LETTER.match(folded, end, right)
    if found is not None:
        return _level(found)
    for found in _AFTER.finditer(folded, start, min(right, start + 160)):
        if not _UNLESS.search(folded, max(start, found.start() - 20), found.start()):
            return _level(found)
    found = _BEFORE.search(folded, max(left, start - 40), start)
    if found is not None and not _UNLESS.search(folded, max(left, found.start() - 20), found.start()):
        return _level(found)
    return _behind(folded, right, limit)


def _behind(folded: str, right: int, limit: int) -> Grade | None:
    """The grade that the next sentences tell: "Nine ticks. Both medium.", "I have raised it to high"."""
    found = _CHANGED.search(folded, right, min(limit, right + _BEHIND))
    if found is not None:
        return _level(found)
    for found in _LATER.finditer(folded, right, min(limit, right + 400)):
        if not _UNLESS.search(folded, max(right, found.start() - 20), found.start()):
            return _level(found)
    blank = folded.find("\n\n", right, limit)
    return _level(_OPENS.search(folded, right, min(limit if blank < 0 else blank, right + _BEHIND)))


def _level(found: re.Match[str] | None) -> Grade | None:
    if found is None:
        return None
    groups = found.groupdict()
    letter = groups.get("letter")
    word = groups.get("level") or groups.get("risk")
    return _LETTERS[letter] if letter else _LEVELS[re.sub(r"[\s-]+", " ", word)] if word else None
