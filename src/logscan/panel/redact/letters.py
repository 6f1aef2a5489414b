"""People by letters alone: initials of a name the case has, "IP KL", "Mrs C", "signed M", "K's locker", exhibits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from logscan.panel.redact.known import Known
from logscan.panel.redact.layout import Layout
from logscan.panel.redact.model import Found
from logscan.panel.redact.vocabulary import load, vocabulary

_LETTERS = re.compile(r"(?<![\w/&-])(?:[A-Z]{2,3}|[A-Z]\.(?:[A-Z]\.?){1,2})(?![\w/&-])")
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,2}[A-Z]\.?(?![\w.])")
_EXHIBIT = re.compile(r"(?<![\w/])(?P<x>[A-Z]{2,3})(?=/\d{1,3}(?![\d/\w]))")
_EXHIBITED = re.compile(
    r"(?:[Ee]xhibit(?:s|ed)?|EXHIBIT(?:S|ED)?|[Ee]xhs?)(?: (?:as|ref|refs|no|number|marked))?\.?[ :]+(?P<x>[A-Z]{2,3})"
    r"(?=[ ./-]?\d{1,3}(?!\d))"
)
_SIGNED = re.compile(
    r"(?:[Ss]igned|[Ss]igns(?: him| her)?(?:self)?(?: off)?(?: as)?|[Ll]ove(?: from)?|[Ii]nitial|[Yy]ours(?:,? \w+)?"
    r"|[Aa]lways|[Ff]orever|[Rr]egards|[Dd]ear|[Yy]ou|[Ss]orry|[Bb]abe|[Mm]iss you)[,:]? [\"'“”]?"
    r"(?P<x>[A-HJ-Z](?:\. ?[A-Z])?)(?![\w'’])(?!\.[A-Z])"
)
_TITLED = re.compile(
    r"(?<![\w])(?:Mr|Mrs|Ms|Miss|Mx|Dr|MR|MRS|MS|MISS)\.? (?P<x>[A-Z](?:-[A-Z])?)(?=['’]s|[ ,.;:)\n]|\Z)(?!\.[A-Z])"
)
"""A surname by its letter alone: "Mrs C"."""
_AGED = re.compile(r"(?<![\w/&])(?P<x>[A-Z]{2,3})(?= ?\((?:aged? )?\d{1,2}(?: ?(?:y|yrs?|yo|yoa|m|f))?\))")
_OWNS = re.compile(r"(?<![\w.'’/&-])(?P<x>[B-HJ-Z])(?=['’]s [a-z])")
_ALONE = re.compile(r"(?<![\w.'’/&-])[B-HJ-Z](?![\w'’/&-]|\.[A-Z])")
_NO_EXHIBIT = frozenset({"mg", "oc"})


def letters(text: str, folded: str, known: Known, layout: Layout) -> Iterator[Found]:
    """People by their initials, and the letters of exhibits; ``known`` learns what stands for somebody."""
    for match in _LETTERS.finditer(text):
        plain = match[0].replace(".", "").lower()
        owner = known.initials(plain)
        if owner is not None and ("." in match[0] or not _ordinary(plain)):
            yield Found(*match.span(), *owner)
    for match in (*_SIGNED.finditer(text), *_TITLED.finditer(text)):
        yield Found(*match.span("x"), "INITIALS", _plain(match["x"]))
    for match in (*_introduced().finditer(text), *_AGED.finditer(text)):
        plain = _plain(match["x"])
        if not layout.capitals(match.start()) and not _ordinary(plain):
            known.letters.add(plain)
            yield Found(*match.span("x"), "INITIALS", plain)
    for match in _OWNS.finditer(text):
        if not layout.capitals(match.start()):
            known.letters.add(match["x"].lower())
            yield Found(*match.span("x"), "INITIALS", match["x"].lower())
    for match in _DOTTED.finditer(text):
        if not _ordinary(_plain(match[0])) and match[0].count(".") > 1:
            yield Found(*match.span(), "INITIALS", _plain(match[0]))
    for expression in (_ALONE, _LETTERS) if known.letters else ():
        for match in expression.finditer(text):
            if _plain(match[0]) in known.letters and not layout.capitals(match.start()):
                yield Found(*match.span(), "INITIALS", _plain(match[0]))
    for match in (*_EXHIBIT.finditer(text), *_EXHIBITED.finditer(text)):
        if match["x"].lower() not in _NO_EXHIBIT:
            yield Found(*match.span("x"), "INITIALS", match["x"].lower())


def _plain(written: str) -> str:
    return "".join(c for c in written if c.isalpha()).lower()


def _ordinary(letters: str) -> bool:
    known = vocabulary()
    return letters in known.short_caps or letters in known.jargon or letters in known.words


@cache
def _introduced() -> re.Pattern[str]:
    """Two or three letters behind a word that says whose: "Suspect TJ", "initials RW"."""
    roles = "|".join(form for word in load("cues")["roles"].split() for form in (word, word.title(), word.upper()))
    return re.compile(
        rf"(?<![\w])(?:{roles})(?: is| was| as)?(?: ?[:=(\"'-] ?| )"
        r"(?P<x>[A-Z]{2,3}|(?:[A-Z]\. ?){1,2}[A-Z]\.?|[A-Z] [A-Z](?:-[A-Z])?)(?![\w/&])(?!-\w)"
    )
