"""Words that are a time only where something beside them speaks for it: may, sat, sun, a month as a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logscan.nlp.times.tables import doubtful

if TYPE_CHECKING:
    from logscan.nlp.times.lexer import Token


_OFFICER = re.compile(r"(?<![a-z])(?:pc|dc|ps|ds|di|pcso|sgt|tdc|insp|sc|cco|fcr)\s?\d{1,5}\s$")
_DOUBT_AFTER = frozenset(["not", "have", "be", "also", "well", "need", "want", "get", "wish", "come", "go"])
_GIVES_EVIDENCE = frozenset(
    [
        "in",
        "on",
        "since",
        "until",
        "by",
        "between",
        "early",
        "mid",
        "late",
        "last",
        "next",
        "this",
        "every",
        "during",
        "end",
        "at",
        "from",
        "about",
        "around",
        "before",
        "after",
        "over",
        "wc",
        "dash",
        "to",
        "of",
        "and",
    ]
)
_NUMBERS = frozenset(["n", "n4", "ord", "ordinal", "date", "dm", "clk"])
DOUBTFUL = frozenset({"day", "mawrth", "number", "month", "weekday"})
"""The kinds of words that may be doubtful."""


def may_be_doubtful(kind: str, word: str) -> bool:
    """Whether a word of this kind needs to be settled: of numbers only FOUR, of the days of the week only some."""
    if kind == "number":
        return word == "four"
    return kind in DOUBTFUL and (kind != "weekday" or word in doubtful())


def settle(text: str, folded: str, found: list[Token], places: Sequence[int]) -> list[Token]:
    """Doubtful words (may, march, sat, sun) become ``other`` where nothing beside them speaks for a time.

    ``places`` are the numbers of the tokens of :data:`DOUBTFUL` kinds.
    """
    unsure = doubtful()
    for i in places:
        token = found[i]
        kind = token.kind
        if kind == "day" and folded[token.start - 1 : token.start] == "-":
            # "day-to-day"
            found[i] = replace(token, kind="other")
            continue
        if kind == "mawrth":
            day = i > 0 and (found[i - 1].kind in _NUMBERS or found[i - 1].kind == "month_of")
            found[i] = replace(token, kind="month", value=3) if day else replace(token, kind="weekday", value=1)
        elif (kind == "number" and text[token.start : token.end] == "FOUR" and not _shouted(text, token)) or (
            kind in {"month", "weekday"}
            and (
                folded[token.start : token.end] in unsure
                or (kind == "month" and _OFFICER.search(folded, max(0, token.start - 16), token.start))
            )
            and not _is_time(text, folded, found, i)
        ):
            found[i] = replace(token, kind="other")
    return found


def following_word(folded: str, end: int) -> str:
    """The word that stands right behind, or nothing."""
    found = re.match(r" ([a-z']+)", folded[end : end + 20])
    return found[1] if found else ""


def _is_name(text: str, folded: str, token: Token) -> bool:
    """``April Morgan``, ``Mrs May``, ``DC June``: a month's name as a person's."""
    if re.search(
        (
            r"(?:^|[^a-z])(?:mr|mrs|ms|miss|dr|pc|dc|ps|ds|sgt|insp|pcso|sister|mother|mum|mam|"
            r"daughter|wife|aunt|auntie|friend|neighbour|partner|nan|gran|cousin|colleague|girlfriend|"
            r"victim|ip|named|called|theresa|brian)\.? $"
        ),
        folded[max(0, token.start - 12) : token.start],
    ):
        return True
    word = text[token.start : token.end]
    after = text[token.end + 1 : token.end + 3]
    return (
        text[token.end : token.end + 1] == " "
        and len(after) == 2
        and after[0].isupper()
        and after[1].islower()
        and not word.isupper()
    )


def _shouted(text: str, token: Token) -> bool:
    """Whether the words around are in capitals as well, so that capitals tell nothing."""
    around = text[max(0, token.start - 20) : token.start] + text[token.end : token.end + 20]
    return not any(letter.islower() for letter in around)


def _is_time(text: str, folded: str, found: list[Token], i: int) -> bool:
    token = found[i]
    word = folded[token.start : token.end]
    before = found[i - 1] if i else None
    after = found[i + 1] if i + 1 < len(found) else None
    if token.kind == "month" and _OFFICER.search(folded, max(0, token.start - 16), token.start):
        return False
    if before is not None and before.kind in _NUMBERS and token.start - before.end <= 4 and token.kind == "month":
        return not (before.kind == "n" and len(before.value) > 2)
    if token.kind == "weekday" and after is not None and after.kind in {"gone", "am"}:
        return True
    if (
        word == "may"
        and before is not None
        and before.kind in {"this", "that"}
        and not text[token.start].isupper()
        and after is not None
        and after.kind == "other"
    ):
        return False
    if (
        before is not None
        and token.kind == "month"
        and before.kind == "of"
        and i > 1
        and found[i - 2].kind in _NUMBERS | {"early", "late", "mid", "end"}
    ):
        return True
    if after is not None and after.kind in _NUMBERS and after.start - token.end <= 3:
        if after.kind != "n" or token.kind != "month" or word != "may":
            return True
        # "May 5, 2013", "on May 5"; not "he may 5 times"
        dated = re.match(r"\s?\d{1,2},?\s(?:19|20)\d\d(?!\d)", folded[token.end : token.end + 10]) is not None
        return dated or (text[token.start].isupper() and before is not None and before.kind in _GIVES_EVIDENCE)
    if after is not None and (after.kind == "part" or (after.kind == "unit" and after.value == "N")):
        return token.kind == "weekday"
    if before is not None and before.kind in _GIVES_EVIDENCE and before.kind not in {"of", "and", "to", "dash"}:
        if word in {"sat", "sun"} and before.kind in {"before", "after", "about", "over"}:
            return False
        return not (after is not None and folded[after.start : after.end] in _DOUBT_AFTER)
    if before is not None and before.kind in {"and", "to", "dash"} and i > 1 and found[i - 2].kind == token.kind:
        return True
    if (
        before is not None
        and before.kind == "the"
        and following_word(folded, token.end)
        in {"family", "house", "household", "residence", "brothers", "sisters", "children", "boys", "girls"}
    ):
        return False
    capital = text[token.start].isupper()
    if capital and token.kind == "month" and _is_name(text, folded, token):
        return False
    if not capital:
        return (
            len(word) > 4 and word != "march"
            if word not in {"may", "march", "mar", "sat", "sun", "wed", "haf", "medi"}
            else False
        )
    shouting = text[token.start : token.end].isupper() and len(word) > 2
    if word in {"sat", "sun", "wed"} and _opens_clause(folded, token.start):
        following = re.match(r"\s+([a-z0-9']+)", folded[token.end : token.end + 16])
        return following is not None and following[1] in _SUBJECTS
    if shouting and word in {"may", "sat", "sun", "march", "wed", "mar"}:
        ends = after is None or after.kind in {"break", "dot", "comma", "mark"}
        if word == "wed":
            return True
        subject = before is None or folded[before.start : before.end] in _SUBJECTS
        return word in {"sat", "sun"} and ends and not subject
    if word in {"may", "march", "mar", "sat", "sun", "wed", "mer", "jan"} and _opens_sentence(folded, token.start):
        return after is not None and after.kind in {"comma", "at", "part"} and word in {"sat", "sun", "wed"}
    return word != "sun" or before is None or before.kind != "the"


_SUBJECTS = frozenset(
    [
        "he",
        "she",
        "they",
        "ip",
        "susp",
        "sus",
        "suspect",
        "male",
        "female",
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "i",
        "we",
        "vic",
        "victim",
        "ag",
        "agg",
        "two",
        "three",
        "another",
        "again",
        "he's",
        "she's",
        "s1",
        "sus1",
        "offender",
        "informant",
        "inf",
    ]
)


def _opens_clause(folded: str, start: int) -> bool:
    left = folded[max(0, start - 3) : start].rstrip(" \t\"'(")
    return not left or left[-1] in ".!?\n:;-/>*|,"


def _opens_sentence(folded: str, start: int) -> bool:
    left = folded[max(0, start - 3) : start].rstrip(" \t\"'(")
    return not left or left[-1] in ".!?\n:;-/>*|"
