"""What an offence is recorded as, from its Home Office code or its name (``lexicon/offences.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from logscan.case import RecordedAs
from logscan.nlp.text import fold
from logscan.readers.data import table

_CODE = re.compile(r"(?<![\d/])0{0,2}(\d{1,3})\s?/\s?(\d{2})(?![\d/])", re.ASCII)
_WHOLE_CODE = re.compile(r"0{0,2}(\d{1,3})[/ .-]?(\d{2})", re.ASCII)
_CLASS = re.compile(r"(?<![a-z0-9/])0{0,2}(\d{1,2}[a-z])(?![a-z0-9])", re.ASCII)
# what reads as a code and is a date or a class of 2 or 4: s.2A, s.4A
_SECTION = re.compile(r"\b(?:s|ss|sec|sect|sections?)\.?\s?$")


@dataclass(frozen=True)
class Recorded:
    """``label`` None: nothing certain, and ``warning`` says why where there is something to say."""

    label: RecordedAs | None = None
    warning: str | None = None


def recorded_as(offence: str | None, code: str | None = None) -> Recorded:
    """What the record says, by a code in its own column, a code inside the offence's text, or the name.

    >>> recorded_as("Stalking s.2A PHA 1997").label
    'stalking'
    >>> recorded_as("Intentional harassment, alarm or distress (s.4A)").label
    'other'
    """
    by_code = _of_code(fold(code).strip()) if code else None
    named = _of_name(fold(offence)) if offence and offence.strip() else Recorded()
    if by_code is None:
        return named
    if named.label not in (None, by_code):
        return Recorded(
            by_code, f"the Home Office code says {by_code}, the recorded offence {named.label}: the code is taken"
        )
    return Recorded(by_code)


def _of_code(code: str) -> RecordedAs | None:
    whole = _WHOLE_CODE.fullmatch(code)
    if whole:
        return _code_label(f"{int(whole[1])}/{whole[2]}")
    return _inside(code)


def _inside(folded: str) -> RecordedAs | None:
    """By a code or class that stands inside other text."""
    for match in _CODE.finditer(folded):
        return _code_label(f"{int(match[1])}/{match[2]}")
    for match in _CLASS.finditer(folded):
        if not _SECTION.search(folded[: match.start()]):
            for block in table("offences")["class"]:
                if match[1] in block["codes"]:
                    label: RecordedAs = block["recorded_as"]
                    return label
    return None


def _code_label(code: str) -> RecordedAs:
    label: RecordedAs = next(
        block["recorded_as"] for block in table("offences")["code"] if code in block["codes"] or "*" in block["codes"]
    )
    return label


def _of_name(folded: str) -> Recorded:
    by_code = _inside(folded)
    if by_code is not None:
        return Recorded(by_code)
    for label, expression, unless, warning in _rules():
        if expression.search(folded) and not (unless and unless.search(folded)):
            return Recorded(label, warning)
    return Recorded("other")


@cache
def _rules() -> tuple[tuple[RecordedAs | None, re.Pattern[str], re.Pattern[str] | None, str | None], ...]:
    return tuple(
        (
            block["recorded_as"] or None,
            re.compile("|".join(f"(?:{words})" for words in block["words"])),
            re.compile(block["unless"]) if "unless" in block else None,
            block.get("warning"),
        )
        for block in table("offences")["name"]
    )
