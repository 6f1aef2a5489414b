"""Rules for days of the month that the context completes: the 5th, on 5th and 8th."""

from __future__ import annotations

import re
from functools import cache

from logscan.nlp.times.expressions import Day, Item
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token
from logscan.nlp.times.tables import load

_DIGITS = re.compile(r"\d+")


PREPOSED = frozenset(
    [
        "on",
        "since",
        "by",
        "until",
        "between",
        "about",
        "wc",
        "from",
        "for",
        "after",
        "before",
        "at",
        "dash",
        "to",
        "and",
        "every",
        "early",
    ]
)


@cache
def _no_day_after() -> frozenset[str]:
    return frozenset(load("nouns")["after_ordinal"])


def number_of(token: Token) -> int:
    """The number of a digit, ordinal or number-word token."""
    return token.value if isinstance(token.value, int) else int(_DIGITS.findall(token.value)[0])


def bare_ordinal(m: Match) -> Item | None:
    """``the 5th``, ``on 5th``, ``5th of last month``: a day of the month told by the context."""
    day = m.one("ord", "ordinal")
    if day is None or not 1 <= number_of(day) <= 31 or (day.kind == "ordinal" and not m.has("the")):
        return None
    before = m.neighbour(-1)
    if not m.has("the") and (before is None or before.kind not in PREPOSED) and not _stands_alone(m, day):
        return None
    if day.kind == "ordinal" and (before is None or before.kind not in {"on", "since", "by", "until", "about"}):
        return None
    how = m.one("last", "this", "next", "same", "that")
    start = m.one("the")
    shift = None
    end = day.end
    if m.has("unit"):
        unit = m.one("unit")
        if unit is None or unit.value != "O":
            return None
        shift = {"last": -1, "next": 1}.get(how.kind, 0) if how else 0
        end = unit.end
    elif counts_something(m) or (before is not None and before.kind == "for"):
        return None
    return Item("day", start.start if start else day.start, end, Day(number_of(day), None, None, None, shift))


def _stands_alone(m: Match, day: Token) -> bool:
    """``returns 16th.``: from the fourth on an ordinal that ends its clause is a date."""
    after, before = m.neighbour(1), m.neighbour(-1)
    ends = after is None or after.kind in {"dot", "comma", "break", "mark"}
    if (
        day.kind == "ord"
        and (before is None or before.kind == "break")
        and m.folded[max(0, day.start - 1) : day.start] in {"", "\n"}
    ):
        return True
    return (
        ends
        and day.kind == "ord"
        and number_of(day) >= 4
        and before is not None
        and before.kind == "other"
        and before.value.isalpha()
    )


def counts_something(m: Match) -> bool:
    after = m.neighbour(1)
    if after is None or after.kind not in {"other", "of", "part", "half", "month", "unit", "season", "times"}:
        return False
    last = m.tokens[m.last - 1]
    if after.start - last.end > 1:
        return False
    return (
        after.kind != "other"
        or m.folded[after.start : after.end] in _no_day_after()
        or m.folded[after.end : after.end + 1] == "-"
    )


def ordinal_list(m: Match) -> list[Item] | None:
    """``the 5th and 8th``, ``on 5th, 8th and 9th``: days of the month told by the context."""
    days = m.of("ord")
    before = m.neighbour(-1)
    if not m.has("the") and (before is None or before.kind not in PREPOSED):
        return None
    if counts_something(m) or not all(1 <= number_of(d) <= 31 for d in days):
        return None
    return [Item("day", d.start, d.end, Day(number_of(d))) for d in days]


RULES: list[tuple[str, Build]] = [
    ("(ord|the ord) ((comma|and|to|dash){1,2} the? ord){1,9}", ordinal_list),
    ("the? (ord|ordinal) (of (the|this|last|next|that|same){1,2} unit)?", bare_ordinal),
]
