"""What a number is by its shape: a date, a clock, an ordinal, four digits, ..."""

from __future__ import annotations

import re
import string

_HALF = r"(?:\s?(?:[ap]m\b|[ap]\.m\.?)(?!\w))"
_HRS = r"(?:\s?-?hrs?\b|\s?hours\b(?!\s+(?:a|per|later|ago|after|before|of|each|and)\b)|h\b)"
_SHAPES = {
    "iso": r"\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z\b|[+-]\d\d:?\d\d)?)?(?!\d)",
    "date": r"\d{1,2}\s?(?:/\s?\d{1,2}\s?/|\.\s?\d{1,2}\s?\.|-\s?\d{1,2}\s?-)\s?"
    r"(?:\d{4}(?!\d)|'?\d\d(?!\d|[./]\d|-\d+(?![\d/.:])))",
    "ymd": r"\d{4}[/.]\d\d?[/.]\d\d?(?!\d)",
    "named": r"\d{1,2}-?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)-?(?:\d{4}|\d\d)(?!\d)",
    "clk": rf"\d{{1,2}}[:.;]\d\d(?:[:.]\d\d)?{_HALF}|\d{{1,4}}{_HALF}"
    rf"|\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:])(?:{_HRS}|{_HALF})?(?:\s?(?:bst|gmt|utc)\b)?"
    rf"|\d{{1,2}}\.\d\d{_HRS}|[0-2]\d[0-5]\d{_HRS}",
    "dotted": r"\d{1,2}\.\d\d(?![\d%]|\.\d)",
    "dec": r"\d{1,3}\.\d(?!\d)|\d{0,2}½",
    "my": r"\d{1,2}\s?/\s?(?:19|20)\d\d(?![\d/])",
    "dm": r"\d{1,2}\s?/\s?\d{1,2}(?![/\d]|\.\d)",
    "ord": r"\d{1,2}\s?(?:st|nd|rd|th|af|ail|ydd|eg|fed)\b",
    "decade": r"(?:19|20)?\d0'?s\b",
    "ym": r"(?:19|20)\d\d\s?[-/]\s?(?:0[1-9]|1[0-2])(?![\d/-])",
    "fy": r"(?:19|20)\d\d/\d\d(?!\d)",
    "big": r"\d{1,3}(?:,\d{3})+|\d{7}\d*|\d{5}(?!\d)",
    "d6": r"\d{6}(?!\d)",
    "n4": r"\d{4}(?!\d)",
    "n": r"\d{1,3}(?!\d)",
}
"""Expressions over folded text by kind; the first that fits is taken."""


def _any(*kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{_SHAPES[kind]})" for kind in kinds))


_ANY = _any(*_SHAPES)
_ONE_OR_TWO = _any("date", "named", "clk", "dotted", "dec", "my", "dm", "ord", "decade", "big", "n")
_THREE = _any("clk", "dec", "big", "n")
_FOUR = _any("iso", "ymd", "clk", "decade", "ym", "fy", "n4")
_FROM = (_ANY, _ONE_OR_TWO, _ONE_OR_TWO, _THREE, _FOUR)
"""What a number can be whose first run has so many digits."""


def _behind(alone: str, ways: dict[str, str]) -> dict[str, re.Pattern[str] | None]:
    """Expressions by what stands behind the first digits; None where the number can be nothing but ``alone``.

    ``ways`` are the other kinds by mark or letter, or by letter behind a blank.
    """
    nothing = dict.fromkeys(["", *string.ascii_lowercase, *string.punctuation])
    blank = dict.fromkeys(f" {sign}" for sign in string.ascii_lowercase + string.digits)
    return nothing | blank | {sign: _any(*kinds.split(), alone) for sign, kinds in ways.items()}


_SHORT = _behind(
    "n",
    dict.fromkeys("defjmnorty", "named ord")
    | dict.fromkeys((" s", " n", " r", " t", " y", " e", " f"), "ord")
    | {"/": "date my dm", ".": "date clk dotted dec", "-": "date named", ",": "big", "'": "decade"}
    | {":": "clk", ";": "clk", "a": "named clk ord", "p": "clk", "s": "named ord decade"}
    | {" a": "clk ord", " p": "clk"},
)
_FOUR_DIGITS = _behind(
    "n4",
    dict.fromkeys(("a", "p", "h", " a", " p", " h"), "clk")
    | {"-": "iso clk ym", "/": "ymd ym fy", ".": "ymd", "'": "decade", "s": "decade"},
)
_BEHIND: tuple[dict[str, re.Pattern[str] | None], ...] = (
    {},
    _SHORT,
    _SHORT,
    _behind("n", {",": "big", ".": "dec"} | dict.fromkeys(("a", "p", " a", " p"), "clk")),
    _FOUR_DIGITS,
)
# What most numbers are, where nothing behind belongs to them.
_GOES_ON, _JOINTS = "/-.", frozenset("/-.:")
_ENDINGS = ("am", "a.", "pm", "p.", "hr", "ho", "st", "nd", "rd", "th", "af", "ai", "yd", "eg", "fe", "bs", "gm", "ut")
_BELONGS = frozenset(blank + ending for blank in " \n" for ending in _ENDINGS)
_PLAIN = re.compile(
    r"\d\d(?:([/.-])\d\d(?:\1(?:\d{4}(?!\d)|\d\d(?![\d./-]))|(?<=/\d\d)()(?=,|[ \n][^/]))"
    rf"|:\d\d(?=,|[ \n](?!-|{'|'.join(map(re.escape, _ENDINGS))})))"
)
_PLAIN_KINDS = ("clk", "date", "dm")
_CENTURIES = frozenset({"19", "20"})
_AROUND = frozenset("/-")
_DATE8_BACK = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20[0-4]\d$")
_DATE8 = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")


def shaped(folded: str, left: int, right: int) -> tuple[str, int, str]:
    """The kind, end and characters of the number whose first digits are ``folded[left:right]``."""
    length, shape = right - left, None
    if length < len(_FROM):
        behind = folded[right : right + 1]
        if behind == " " or behind == "\n":
            if folded[right + 1 : right + 2] not in _GOES_ON and folded[right : right + 3] not in _BELONGS:
                return "n" if length < 4 else "n4", right, folded[left:right]
            behind = folded[right : right + 2]
        elif length == 2 and behind in _JOINTS and (plain := _PLAIN.match(folded, left)) is not None:
            return _PLAIN_KINDS[plain.lastindex or 0], plain.end(), plain.group()
        expression = _BEHIND[length].get(behind, _FROM[length])
        if expression is None:
            return "n" if length < 4 else "n4", right, folded[left:right]
        shape = expression.match(folded, left)
    if shape is None:  # long, or with digits of another script behind
        shape = _ANY.match(folded, left)
        if shape is None:
            return "other", right, folded[left:right]
    kind, right, word = shape.lastgroup or "other", shape.end(), shape.group()
    if kind == "big" and _is_date(folded, left, right, word):
        kind = "date8"
    return kind, right, word


def _is_date(folded: str, left: int, right: int, word: str) -> bool:
    """Eight digits that are a date: ``20220514``, or ``14052022`` between two joints."""
    if _DATE8.match(word):
        return word[:2] in _CENTURIES
    return bool(
        _DATE8_BACK.match(word) and folded[left - 1 : left] in _AROUND and folded[right : right + 1] in _AROUND
    )
