"""The words around a contact, from ``lexicon/contact.toml``: who is reached, by whom, and what says that nobody was."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("logscan.lexicon").joinpath("contact.toml").read_text(encoding="utf-8"))


def _any(name: str) -> str:
    return f"(?:{'|'.join(_words()[name])})"


_VICTIM = rf"(?:the\s+)?{_any('victim')}\b"
VICTIM_AFTER = re.compile(rf"[\s:\-]*(?:to\s+|with\s+)?{_VICTIM}(?!'s|\s+(?:{_any('victims_own')}|address\b(?! and)))")
VICTIM_NEAR = re.compile(rf"\b{_VICTIM}")
_FILLER = rf"(?:-\w+)?(?:[\s,:\-&]|\b{_any('filler')}\b)*$"
VICTIM_BEFORE = re.compile(rf"\b{_VICTIM}(?!'s){_FILLER}")
BETWEEN = re.compile(_FILLER)
PLANNED = re.compile(rf"\b{_any('planned')}\s+(?:be\s+|me\s+|oic\s+|ring and\s+)?$")
TOLD_OFF = re.compile(rf"\s+\w+\b[^.;\n]{{0,24}}?\b{_any('told_off')}\b")
PRONOUN = re.compile(rf"\s+(?:to\s+|with\s+)?{_any('pronouns')}\b")
UNDERSTOOD = re.compile(rf"\s*{_any('understood')}\b|\s*[.,;]|\s*$")
WRITER = re.compile(r"\b(?:i|we)\s+(?:then\s+|have\s+|also\s+|later\s+)?$")
SOMEWHERE = re.compile(r"\s*(?:at|in|on|by|a|the|with|address|h/?a)\b|\s*[.,]")
OPENS = re.compile(rf"(?:^|[.;,!?:|)\-\n/~])\s*(?:{_any('opening')}\s+|\d+\s+)*$")
OWN_SUBJECT = re.compile(rf"\b{_any('doers')}\s+(?:{_any('auxiliaries')}|\s)*$")
OTHER_OBJECT = re.compile(rf"\s*{_any('other_objects')}\b")
BY_OTHERS = re.compile(r"\s*(?:him|her|his|suspect|the suspect|mum|friends?|a)\b")
OFFICER = re.compile(rf"\b{_any('officers')}(?=\d|\b)")
RANG_BACK = re.compile(
    r"\b(?:rang|rung|called|phoned|tried|ringing|call(?:ed)?) (?:\w+ )?(?:back|again)\b|\bcall ?back\b"
)
BREAK = re.compile(r"[.;!?]\s|\n| - ")
WORD = re.compile(r"[^\W\d_][\w'’]*(?:-\w+)?")
POSSESSIVE = re.compile(r"['’]s?\b")
# what a word begins with first, what must not stand before it behind: the engine leaps from capital to capital
TITLE_WORD = re.compile(r"[A-Z](?<!\w[A-Z])[a-z]+\b")
TO_NAME = re.compile(rf"[\s:\-]*(?:{_any('titles')}\s+)*")
NEXT_WORD = re.compile(rf"[\s:\-]*(?:{_any('titles')}\s+)*(?P<word>[^\W\d_][\w’]*(?:-\w+)?)")
NAME_BEFORE = re.compile(
    r"(?:^|[.;,/\n(]\s*|\b(?:and|with|Mr|Mrs|Ms|Miss|Dr)\s+)(?P<name>[A-Z][\w'’-]*)"
    r"\s+(?:was\s+|has been\s+|is\s+|now\s+)?$"
)
BOTH = re.compile(r"\s+(?:to\s+|with\s+)?(?:them\s+)?(?:both|each)\b")
HER_OR_HIM = re.compile(r"\s+(?:to\s+|with\s+)?(?P<who>her|him)\b")
TO_ME = re.compile(r"\b(?:me|us)\b")
SHE_WAS = re.compile(
    r"\b(?P<who>she|he)(?:['’]s| is| was| has)(?: been)?\s+(?:now |also |since |duly |again )*$"
)
BY_ME = re.compile(r"by (?:me|us|phone|telephone|text|e-?mail|letter|oic|pc|dc)\b")
NEWS = re.compile(rf"\b{_any('news')}\b")
SHE_OR_HE = re.compile(r"\b(?P<who>she|he)\s+(?:then\s+|later\s+|has\s+|also\s+)?$")
NOBODY = re.compile(
    r"\bno (?:reply|answer|trace|one)\b|\bnobody\b|\bnot in\b|\bon (?:his|her) way\b"
    r"|^\s*(?:at |to |the )*(?:susp|offender|his|neighbour|witness)"
)
OFFICER_BEFORE = re.compile(rf"\b{_any('officers')}\.?\s*\d*\s*(?!ip\b|victim)[\w'’-]*\s*(?:was |has |have )?$")
TALK = re.compile(rf"\b{_any('talk')}\b")
SAYS = re.compile(rf"(?<= ){_any('sayings')}\b")
SPEAKER = re.compile(r"[^\W\d_]+ $")
REACHING = re.compile(rf"\b{_any('reaching')}\b[^.;\n]{{0,40}}?(?:,|\band|&)\s*(?:then\s+|also\s+)?$")
FIRST_PERSON = re.compile(r"\b(?:i|me|us|we|my)\b")
DESK_WORK = re.compile(rf"{_any('desk_work')}\b")
ASIDE = re.compile(r"(?:,[^.;\n]{1,80},|\s*\([^)\n]{1,60}\))\s*(?:has |have |had |was |is |now )*$")
NO_NAMES = frozenset(_words()["no_names"])
