"""Rules for clock times in words: four o'clock, half past seven, at eleven."""

from __future__ import annotations

import re

from logscan.nlp.times.expressions import Clock, Item
from logscan.nlp.times.grammar import Match
from logscan.nlp.times.lexer import Token

_AT = frozenset(
    [
        "at",
        "by",
        "about",
        "since",
        "until",
        "between",
        "from",
        "around",
        "before",
        "after",
        "to",
        "dash",
        "and",
        "x",
        "comma",
    ]
)
_FUNCTION_WORDS = frozenset(
    [
        "he",
        "she",
        "they",
        "i",
        "it",
        "we",
        "you",
        "the",
        "and",
        "but",
        "when",
        "then",
        "for",
        "so",
        "in",
        "on",
        "with",
        "to",
        "by",
        "as",
        "his",
        "her",
        "their",
        "there",
        "this",
        "that",
        "she's",
        "he's",
        "ip",
        "vic",
        "susp",
        "suspect",
        "victim",
        "male",
        "female",
        "who",
        "where",
        "while",
        "o",
        "or",
        "until",
        "till",
        "from",
        "if",
        "because",
        "saying",
        "to",
        "that",
        "which",
        "now",
        "a",
        "an",
        "pc",
        "today",
    ]
)
_CAME_AND_WENT = frozenset(
    [
        "left",
        "arrived",
        "came",
        "home",
        "finished",
        "got",
        "started",
        "rang",
        "back",
        "in",
        "out",
        "went",
        "woke",
        "there",
        "turned",
        "seen",
        "returned",
        "until",
        "from",
    ]
)


def oclock(m: Match) -> Item | None:
    """``four o'clock``, ``tua 2 o'r gloch``."""
    token = m.of("n", "number")[0]
    hour = int(token.value)
    return (
        Item("clock", token.start, m.tokens[m.last - 1].end, Clock(hour % 24, 0, hour <= 12))
        if 1 <= hour <= 24
        else None
    )


def spoken_minutes(m: Match) -> Item | None:
    """``at seven thirty``, ``about three forty-five``."""
    hour, minutes = m.of("number")[0], m.of("number")[1:]
    value = sum(int(t.value) for t in minutes)
    after = m.neighbour(1)
    if not 1 <= hour.value <= 12 or value not in {10, 15, 20, 25, 30, 35, 40, 45, 50, 55}:
        return None
    if after is not None and after.kind in {"unit", "times", "number"} and after.start - minutes[-1].end <= 1:
        return None
    return Item("clock", hour.start, minutes[-1].end, Clock(hour.value, value, True))


def half_past(m: Match) -> Item | None:
    """``half seven``, ``half past 7``, ``quarter to eight``, ``ten past four``, ``20 mins to 3``."""
    hour_token = m.of("n", "number")[-1]
    hour = int(hour_token.value)
    if not 1 <= hour <= 12:
        return None
    lead = m.tokens[m.first]
    phrase = m.folded[lead.start : hour_token.start]
    after = m.neighbour(1)
    if lead.kind == "half":
        if not m.has("last") and (
            hour == 1
            or (
                after is not None
                and after.kind in {"unit", "times", "number", "oclock", "of"}
                and after.kind != "oclock"
            )
        ):
            return None
        if (
            after is not None
            and after.kind == "other"
            and not m.has("last")
            and m.folded[after.start : after.end] not in _FUNCTION_WORDS
        ):
            return None
        minutes = 30
    elif lead.kind == "quarterhour":
        minutes = 30 if phrase.startswith(("half", "1/2")) else 15
    else:
        minutes = int(lead.value)
        before = m.neighbour(-1)
        said = before is None or before.kind in _AT or m.has("unit")
        if not 1 <= minutes <= 29 or not said or (not m.has("unit") and minutes not in {5, 10, 20, 25}):
            return None
    if re.search(r"\bto\s*$", phrase):
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return Item("clock", lead.start, m.tokens[m.last - 1].end, Clock(hour, minutes, True))


def spoken_hour(m: Match) -> Item | None:
    """``at four``, ``by eleven``, ``about 8``: an hour where nothing follows that it could count."""
    token = m.of("n", "number")[0]
    hour = int(token.value)
    before, after = m.tokens[m.first], m.neighbour(1)
    if not 1 <= hour <= 12 or len(str(token.value)) > 2:
        return None
    if m.folded[token.start : token.end] in {"dozen", "couple"}:
        return None
    tail = m.folded[token.end : token.end + 2]
    if tail[:1] in "%/-'" and tail[:1]:
        return None
    if tail[:1] in ".:" and tail[1:2].isdigit():
        return None
    strong = before.kind == "at"
    if after is not None and after.start - token.end <= 1:
        word = m.folded[after.start : after.end]
        if after.kind == "other" and word.isalpha() and word not in _FUNCTION_WORDS:
            return None
        if after.kind in {
            "unit",
            "times",
            "number",
            "of",
            "plus_half",
            "month",
            "few",
            "n",
            "n4",
            "oclock",
            "slash",
            "dm",
            "ord",
            "frequency",
            "weekdays",
            "every",
        }:
            return None
        if after.kind in {"last", "to"} and (not strong or _number_follows(m)):
            return None
        if after.kind == "and" and not strong:
            return None
    if not strong:
        if m.folded[max(0, before.start - 12) : before.start].rstrip().endswith(("aged", "of", "number", "total")):
            return None
        if token.kind == "n" and not (before.kind == "about" and m.word_before(1) in _CAME_AND_WENT):
            return None
        if (
            before.kind in {"about", "to", "over", "after", "before", "since", "until", "by"}
            and after is not None
            and after.kind not in {"comma", "dot", "break", "mark", "part", "other", "on", "in", "day", "and", "every"}
        ):
            return None
        if m.folded[token.start : token.end] == "one":
            return None
    return Item("clock", token.start, token.end, Clock(hour, 0, True))


def _number_follows(m: Match) -> bool:
    """Whether "past" or "to" and an hour follow: ``at ten past four`` is one clock."""
    beyond = m.neighbour(2)
    return beyond is not None and beyond.kind in {"n", "number"}


def ish(m: Match) -> Item | None:
    """``fourish``: an hour, about."""
    token: Token = m.of("n", "number")[0]
    hour = int(token.value)
    after = m.neighbour(1)
    if not 1 <= hour <= 12 or after is None:
        return None
    return Item("clock", token.start, after.end, Clock(hour, 0, True), "APPROX")
