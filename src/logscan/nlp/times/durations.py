"""Rules for lengths of time."""

from __future__ import annotations

import re

from logscan.nlp.times.expressions import Duration, Item, Part, Shift, Timed
from logscan.nlp.times.grammar import Build, Match
from logscan.nlp.times.lexer import Token

_WEEKLY = {7: "D", 52: "W", 12: "O"}
_SUFFIX = {
    "S": "S",
    "M": "M",
    "H": "H",
    "D": "D",
    "N": "D",
    "W": "W",
    "F": "W",
    "E": "WE",
    "O": "M",
    "Q": "M",
    "Y": "Y",
    "X": "Y",
    "C": "Y",
}
_FACTOR = {"F": 2, "Q": 3, "X": 10, "C": 100}
_HALVES = {
    "Y": ("O", 6),
    "H": ("M", 30),
    "M": ("S", 30),
    "X": ("Y", 5),
    "D": ("H", 12),
    "C": ("Y", 50),
    "W": ("D", 3),
    "O": ("W", 2),
}
_PLAIN_UNIT = {"F": "W", "Q": "O", "N": "D", "X": "Y", "C": "Y", "E": "W"}


def quantity(token: Token, word: str) -> tuple[float, bool]:
    """The number that a count token tells, and whether it is only about that."""
    if token.kind == "a" or token.kind == "half_a":
        return 1.0, False
    if token.kind in {"few", "few_a"}:
        return (2.0, False) if "couple" in word or "pair" in word else (0.0, True)
    if token.kind == "number":
        return float(token.value), False
    if token.kind == "dec":
        text = token.value.replace("½", ".5")
        return float(text if text[0].isdigit() else f"0{text}"), False
    return float(re.findall(r"\d+", token.value)[0]), False


def numbers(m: Match) -> list[tuple[float, bool, Token]]:
    """The counts among the matched tokens; "twenty four" is one, "two hundred" is one."""
    found: list[tuple[float, bool, Token]] = []
    previous: Token | None = None
    for token in m.of("a", "n", "number", "few", "few_a", "dec", "half_a", "n4"):
        value, vague = quantity(token, m.word(token))
        if found and token.kind == "number" and previous is not None and token.start - previous.end <= 1:
            before, vague_before, first = found[-1]
            if value in {100.0, 1000.0}:
                found[-1] = (before * value if before else value, vague_before, first)
                previous = token
                continue
            if before >= 20 and value < 10:
                found[-1] = (before + value, vague_before, first)
                previous = token
                continue
        found.append((value, vague, token))
        previous = token
    return found


def amount(m: Match) -> tuple[float | None, str | None, bool]:
    """Count, unit and vagueness of the first quantity of a match; of a range the upper end."""
    slash = m.one("dm")
    if slash is not None:
        return slash_amount(slash)
    unit = m.one("unit")
    if unit is None:
        return None, None, False
    counts = [c for c in numbers(m) if c[2].start < unit.start]
    if not counts:
        return None, None, False
    value, vague, token = counts[-1]
    code = str(unit.value)
    if token.kind == "half_a":
        smaller, factor = _HALVES.get(code, (code, 1))
        return float(factor), smaller, False
    if m.has("plus_half"):
        value += 0.5
    if code in "FEQ" and code != "E":
        return value * (_FACTOR[code]), {"F": "W", "Q": "O"}[code], vague
    if code == "X":
        return value * 10, "Y", vague
    if code == "C":
        return value * 100, "Y", vague
    return value, {"N": "D"}.get(code, code), vague


def slash_amount(slash: Token) -> tuple[float | None, str | None, bool]:
    """``3/7`` days, ``3/52`` weeks, ``2/12`` months, as clinicians and custody nurses write."""
    count, base = (int(p) for p in slash.value.split("/"))
    return (float(count), _WEEKLY[base], False) if base in _WEEKLY else (None, None, False)


def render(value: float, code: str) -> str:
    """TIMEX3 of a count and unit: ``render(3, "W") == "P3W"``, ``render(1.5, "H") == "PT90M"``."""
    value *= _FACTOR.get(code, 1)
    if value != int(value) and code in {"H", "Y"}:
        smaller, per = {"H": ("M", 60), "Y": ("O", 12)}[code]
        if (value * per) == int(value * per):
            return render(value * per, smaller)
    number = str(int(value)) if value == int(value) else str(value)
    return f"P{'T' if code in 'SMH' else ''}{number}{_SUFFIX[code]}"


def duration(m: Match) -> Item | None:
    """``three weeks``, ``6-8 weeks``, ``two and a half years``, ``half an hour``, ``a couple of days``."""
    unit = m.of("unit")[0]
    counts = [c for c in numbers(m) if c[2].start < unit.start]
    if not counts:
        return None
    code = unit.value
    value, vague, token = counts[-1]
    start, end = m.tokens[m.first].start, m.tokens[m.last - 1].end
    after = m.neighbour(1)
    word = m.word(unit)
    before_all = m.neighbour(-1)
    if vague and before_all is not None and m.word(before_all) in {"how", "so", "as"}:
        return None
    if _is_age(m, after) or (code == "S" and token.kind in {"a"}):
        return None
    plural = word.endswith("s") and word not in {"mis", "wythnos"}
    if token.kind == "a" and plural:
        return None
    if token.kind == "number" and value == 1 and code in "DN":
        # "one day he turned up" tells no length
        before = m.neighbour(-1)
        if before is None or before.kind not in {
            "within",
            "for",
            "about",
            "over",
            "under",
            "in",
            "only",
            "last",
            "next",
            "the",
        }:
            return None
    if token.kind == "a" and code in "DN":
        before = m.neighbour(-1)
        fits = (
            before is not None
            and before.kind in {"within", "for", "about", "over", "under", "in", "half", "last", "next"}
        ) or (after is not None and after.kind in {"after", "before", "or", "and", "late"})
        if not fits and not m.has("about") and not m.has("over") and not m.has("under"):
            return None
    if token.kind == "half_a":
        smaller, factor = _HALVES.get(code, (code, 1))
        rendered = render(factor, smaller)
    elif vague:
        rendered = render(1, code).replace("1", "X", 1) if code not in _FACTOR else f"PX{_SUFFIX[code]}"
    else:
        extra = 0.5 if m.has("plus_half") or (m.has("half") and m.of("half")[-1].start > token.start) else 0.0
        rendered = render(value + extra, code)
    alternatives = tuple(render(c[0], code) for c in counts[:-1] if not c[1])
    mod = next(
        (name for kind, name in (("about", "APPROX"), ("over", "MORE_THAN"), ("under", "LESS_THAN")) if m.has(kind)),
        None,
    )
    before = m.neighbour(-1)
    ahead = (
        Shift(int(value) * _FACTOR.get(code, 1), _PLAIN_UNIT.get(code, code))
        if before is not None and before.kind == "in" and value == int(value) and value and token.kind != "half_a"
        else None
    )
    return Item("duration", start, end, Duration(rendered, alternatives, ahead), mod)


def _is_age(m: Match, after: Token | None) -> bool:
    tail = m.folded[m.tokens[m.last - 1].end : m.tokens[m.last - 1].end + 14].lstrip(" -")
    if tail.startswith(
        (
            "old",
            "of age",
            "his senior",
            "her senior",
            "older",
            "younger",
            "her junior",
            "pregnant",
            "gestation",
            "his junior",
            "olds",
        )
    ):
        return True
    head = m.folded[max(0, m.tokens[m.first].start - 12) : m.tokens[m.first].start]
    return "age" in head and re.search(r"\baged?\s*:?\s*$", head) is not None


def compound(m: Match) -> Item | None:
    """``one hour and 20 minutes``, ``1 year 3 months``, ``2 hrs 15 mins``."""
    units = m.of("unit")
    counts = numbers(m)
    if len(units) != 2 or len(counts) != 2 or any(c[1] for c in counts) or units[0].value == units[1].value:
        return None
    order = "YOWDHMS"
    codes = [u.value for u in units]
    if not all(c in order for c in codes) or order.index(codes[0]) >= order.index(codes[1]) or _is_age(m, None):
        return None
    first, second = render(counts[0][0], codes[0]), render(counts[1][0], codes[1])
    joined = first + (second[2:] if first.startswith("PT") and second.startswith("PT") else second[1:])
    return Item("duration", m.tokens[m.first].start, m.tokens[m.last - 1].end, Duration(joined))


def slash_duration(m: Match) -> Item | None:
    """``for 3/7``, ``x 2/52``, ``3/52``."""
    token = m.of("dm")[0]
    value, code, _ = slash_amount(token)
    if value is None or code is None:
        return None
    counted = m.one("for", "last", "next", "within", "over", "about", "under") is not None
    first = token.value.split("/")[0]
    if code == "O" and not counted:
        return None
    if code == "D" and not counted and (len(first) > 1 or int(first) > 6):
        return None
    return Item("duration", token.start, token.end, Duration(render(value, code)))


def rolling(m: Match) -> Item | None:
    """``the past three years``, ``last 6-8 weeks``, ``the next 48 hours``, ``past few months``."""
    after = m.neighbour(1)
    if after is not None and after.kind in {"ago", "earlier", "later"}:
        return None
    made = duration(m)
    return None if made is None else Item("duration", m.tokens[m.first].start, made.end, made.meaning, made.mod)


def vague_plural(m: Match) -> Item | None:
    """``for hours``, ``for months``, ``weeks ago`` has its own rule."""
    unit = m.of("unit")[0]
    word = m.word(unit)
    if (
        not word.endswith("s")
        or unit.value in "EN"
        or (word in {"hrs", "mins", "secs", "mis", "wythnos", "days"} and unit.value != "D")
    ):
        return None
    # "for years" tells a log's reader nothing; news counts it
    return Item("ref", unit.start, unit.end, Duration(f"P{'T' if unit.value in 'SMH' else ''}X{_SUFFIX[unit.value]}"))


def all_unit(m: Match) -> Item | None:
    """``all day``, ``all week``, ``all weekend``."""
    unit = m.of("unit")[0]
    if unit.value == "N" and m.word(m.of("most")[0]) == "all" and not m.word(unit).endswith("s"):
        return Item("day", m.tokens[m.first].start, unit.end, Timed(Part("TNI"), Shift(0, "D", "cursor")))
    if m.word(m.of("most")[0]) not in {"all"} or unit.value not in "DNWEOY" or m.word(unit).endswith("s"):
        return None
    return Item("duration", m.tokens[m.first].start, unit.end, Duration(render(1, unit.value)))


def the_unit(m: Match) -> Item | None:
    """``within the hour``, ``within the week``, ``throughout the year``."""
    unit = m.of("unit")[0]
    return Item("duration", m.tokens[m.first].start, unit.end, Duration(render(1, unit.value)))


_COUNT = "(a|n|n4|number (dash? number)?( number)?|few|few_a|dec|half_a)"
_MOD = "(about|over|under|within)?"

RULES: list[tuple[str, Build]] = [
    (
        (
            f"the? (last|next|this) (last|next)? (about|over|under)? {_COUNT} ((dash|to|and) "
            f"{_COUNT})? plus_half? dash? unit plus_half?"
        ),
        rolling,
    ),
    (f"{_MOD} {_COUNT} unit (and|comma)? {_COUNT} unit", compound),
    (
        f"{_MOD} {_COUNT} ((dash|to|and) {_COUNT})? (plus_half | and a half)? dash? unit (plus_half | and a half)?",
        duration,
    ),
    ("(for|last|next|within|over|about|under)? dm", slash_duration),
    ("most unit", all_unit),
    ("for unit", vague_plural),
    ("within the unit", the_unit),
]
