"""Codes that stand for people in logs: IP, VIC, SUSP, S1, W1, OIC, collar numbers."""

from __future__ import annotations

from logscan.nlp.lexicon import Anchored
from logscan.report import PersonRole

_DIGITS = "0123456789"
_RANKS = ("pc", "dc", "ps", "ds", "di", "pcso", "sgt", "insp")


def _numbered(*words: str, more: str = "") -> list[str]:
    """Words alone and with a digit right behind, behind which may stand ``more``: "vic*" would be sought in "vice"."""
    return [*words, *(f"{word}{digit}{more}" for word in words for digit in _DIGITS)]


CODES: dict[PersonRole, Anchored] = {
    "victim": Anchored(
        [
            *_numbered("ip", "vic", "viw", "victim"),
            "i/p",
            "vict",
            "v1",
            "aggrieved",
            "agg",
            "complainant",
            "injured",
            "ddioddefwr",
            "dioddefwr",
        ],
        r"(?<![/.])(?:ip\d?|i/p|vi[cw] ?\d|vict?|v1|victim ?\d?|aggrieved|agg|complainant|injured party"
        r"|ddioddefwr|dioddefwr)(?=\b(?!\s+(?:address|support|services?|care|contact|code|liaison|based"
        r"|personal|lookup)))(?![\w/.])",
    ),
    "suspect": Anchored(
        [
            *_numbered("suspect", "sus", "susp"),
            "s1",
            "s2",
            "offender",
            "perpetrator",
            "perp",
            "accused",
            "defendant",
            "detained",
            "dp",
        ],
        r"(?<!/)(?:suspect ?\d?|susp? ?\d|susp|s1|s2|offender|perpetrator|perp|accused|defendant"
        r"|detained person|dp)(?![\w/])",
    ),
    "reporting_person": Anchored(
        ("informant", "inf", "infmt", "caller", "reporting", "rp"),
        r"(?<!/)(?:informant|inf|infmt|caller|reporting person|rp)(?![\w/])",
    ),
    "witness": Anchored(
        ("witness", *_numbered("wit"), "w1", "w2"),
        r"(?<!/)(?:witness|wit ?\d?|w1|w2)(?![\w/])(?!\s+(?:care|statement|service))",
    ),
    "officer": Anchored(
        ("oic", "o.i.c", "attending", "officer", *_numbered(*_RANKS, more="*")),
        r"(?<!/)(?:oic|o\.i\.c|attending officer|officer in (?:the )?case|(?:"
        rf"{'|'.join(_RANKS)})\s?\d{{2,6}})(?![\w/])",
    ),
}
"""What a code for each role looks like."""


def is_code(words: str) -> bool:
    """Whether folded words are a code for a person rather than a name or a kin term."""
    return any(expression.fullmatch(words) for expression in CODES.values())
