"""What only looks like a time: references, collar numbers, telephones, scores, money, ages, addresses.

Looked at only beside a number or a doubtful word, through its close context.
"""

from __future__ import annotations

import re
from functools import cache

from logscan.nlp.times.tables import load

_GLUED = re.compile(
    r"(?:^|[^a-z\d])(x|t|@|o/n|b/w|w/c|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec|mon|tues?|weds?|thurs?|fri|sat|sun|dob|q|at|on|to|dated|c)$"
)
_NUMBERED = "before_number"
_BARE = frozenset({"n4", "n", "d6", "dotted", "dm", "ord", "my", "fy", "dec", "big"})
_NAMED_BEFORE = frozenset({"n4", "d6", "big", "dm", "dotted", "my"})
_WHOLE = frozenset({"n4", "big", "d6", "dotted", "dm", "date", "iso"})
_DIALLED = frozenset({"n4", "d6", "big"})
_MONEY = frozenset("£$€#")
_DIALLED_BEFORE = re.compile(r"(?<![\d/.:-])(?:0\d{2,4}|\+44\s?\d{2,4}|\(0\d+\))\s\d{0,4}\s?$")
_DIALLED_BEHIND = re.compile(r"\s\d{3,4}\s\d{3,4}(?!\d)|\s\d{6,7}(?!\d)")


def number(folded: str, start: int, end: int, kind: str) -> str:
    """The kind of the number at ``folded[start:end]``, ``other`` where its context says that it is no time."""
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    if before != " ":
        if before in _MONEY:
            return "money" if before != "#" else "other"
        if kind == "date8":
            return "other" if before.isalnum() or after.isalnum() or before in "_+." else kind
        if kind == "named" and before == "/":
            return kind
        if (before.isalnum() or before in "_/-.,+") and not _may_be_glued(folded, start, kind, before):
            return "other"
    elif kind == "date8":
        return "other" if after.isalnum() else kind
    if after != " " and _runs_on(folded, end, kind, after):
        return "other"
    if kind == "n":
        return kind if after != "%" else "other"
    if kind in _BARE:
        if after == "%":
            return "other"
        counted, beginnings, named, endings = _bare_nouns()
        if after == " ":
            begins = folded[end + 1 : end + 3]  # rules most words out
            if (begins in beginnings or not begins.isalpha()) and _first_word(folded, end) in counted:
                return "other"
        if kind in _NAMED_BEFORE:
            ends = folded[start - 3 : start - 1] if start > 2 else ""
            if (ends in endings or before != " " or not ends.isalpha()) and _last_word(folded, start) in named:
                return "other"
        if kind == "dm" and _score().search(folded, max(0, start - 24), start):
            return "other"
        if (
            kind in _DIALLED
            and (folded[start] == "0" or folded[start - 2 : start - 1].isdigit())
            and _telephone(folded, start, end)
        ):
            return "other"
    if kind == "date" and after == " " and folded[end + 1 : end + 9].isdecimal() and _ends_run(folded, end + 9):
        return "other"
    if kind == "date" and (before == "." or after == ".") and _ip_or_version(folded, start, end):
        return "other"
    return kind


def _runs_on(folded: str, end: int, kind: str, after: str) -> bool:
    """Whether what stands right behind makes one word with the number."""
    if after.isalpha():
        return kind in _WHOLE and not _suffix().match(folded, end)
    return after == "_" or (
        after in "/-."
        and kind in {"n4", "d6", "big"}
        and folded[end + 1 : end + 2].isalnum()
        and not _range_after(folded, end)
    )


def _may_be_glued(folded: str, start: int, kind: str, before: str) -> bool:
    if before in "/-":
        left = folded[start - 2] if start > 1 else " "
        # "fri-14/05", "14:30-15:00", "12/05/22/0900"; not "mw/3", "dp-20220514-123"
        if kind == "date" and before == "/" and end_of_year(folded, start):
            return True
        if left.isdigit() or left in " ":
            return kind in {"n4", "n", "clk", "date", "ord", "dm", "dotted", "iso"} and not re.search(
                r"[a-z][\w]*[-/]\d+[-/]$", folded[max(0, start - 20) : start]
            )
        return _GLUED.search(folded, max(0, start - 8), start - 1) is not None
    if before == "." or before == ",":
        left = folded[start - 2] if start > 1 else " "
        return not left.isdigit()
    if before in "+_":
        return False
    return _GLUED.search(folded, max(0, start - 8), start) is not None or (
        before == "x" and folded[max(0, start - 5) : start - 1].isdigit()
    )


def end_of_year(folded: str, start: int) -> bool:
    """Whether the date at ``start`` has slashes and a year of four digits, so that it is one inside a reference too."""
    return re.match(r"\d\d/\d\d/(?:19|20)\d\d(?!\d)", folded[start : start + 11]) is not None


def _range_after(folded: str, end: int) -> bool:
    return re.match(r"-\d{1,4}(?:\s?hrs?|\s?[ap]m)?(?![\d/-])", folded[end : end + 12]) is not None


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(r"(?:x\d|hrs?|h\b|z\b|t\d\d|am|pm|until|to\b|and\b|on\b|ish)")


@cache
def nouns(name: str) -> frozenset[str]:
    """The words that stand before (``before_number``) or behind (``after_number``) numbers that are no times."""
    return frozenset(load("nouns")[name])


@cache
def _bare_nouns() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """What may stand behind a bare number that is no time, and before it, each with its first or last two letters."""
    behind, before = nouns("after_number"), nouns(_NUMBERED)
    return behind, frozenset(noun[:2] for noun in behind), before, frozenset(noun[-2:] for noun in before)


def _last_word(folded: str, start: int) -> str:
    """The word before a number, what may stand between them (full stop, colon, dash, #) left out."""
    words = folded[start - 24 if start > 24 else 0 : start].rstrip(" \t.:#=-").rsplit(None, 1)
    return words[-1].lstrip("(['\"/") if words else ""


def _first_word(folded: str, end: int) -> str:
    words = folded[end : end + 16].split(None, 1)
    return words[0].rstrip(".,;:)") if words else ""


@cache
def _score() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z])(?:{'|'.join(load('nouns')['before_score'])})[\s:=-]*(?:of|is|was|at|as|a|came out at)?\s*$"
    )


def _telephone(folded: str, start: int, end: int) -> bool:
    """A number parted from others by single spaces, the first of which begins with 0."""
    return (
        end - start >= 3
        and folded[start:end].isdigit()
        and _DIALLED_BEFORE.search(folded[max(0, start - 14) : start]) is not None
    ) or (folded[start] == "0" and _DIALLED_BEHIND.match(folded[end : end + 12]) is not None)


def _ip_or_version(folded: str, start: int, end: int) -> bool:
    return (folded[end : end + 1] == "." and folded[end + 1 : end + 2].isdecimal()) or (
        folded[max(0, start - 1) : start] == "." and folded[max(0, start - 2) : start - 1].isdecimal()
    )


def _ends_run(folded: str, at: int) -> bool:
    """Whether eight digits end at ``at``."""
    return at <= len(folded) and not folded[at : at + 1].isdecimal()


