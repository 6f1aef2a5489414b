"""Rules for what recurs: every day, weekly, three times a week, on Saturdays, most nights."""

from __future__ import annotations

from logscan.nlp.times.durations import numbers, render
from logscan.nlp.times.expressions import Item, Recurring
from logscan.nlp.times.grammar import Build, Match

_PART_DAY = {"TMO": "XXXX-XX-XXTMO", "TAF": "XXXX-XX-XXTAF", "TEV": "XXXX-XX-XXTEV", "TNI": "XXXX-XX-XXTNI"}


def every(m: Match) -> Item | None:
    """``every day``, ``every other week``, ``each Sunday``, ``every morning``, ``most nights``."""
    token = m.tokens[m.last - 1]
    start, end = m.tokens[m.first].start, token.end
    kind = token.kind
    step = 2.0 if m.has("alternate") else 1.0
    word_every = m.one("every", "most")
    counts = [c for c in numbers(m) if word_every is not None and word_every.start < c[2].start < token.start]
    if counts and not counts[-1][1]:
        step = counts[-1][0]
    ordinal = m.one("ord", "ordinal")
    if ordinal is not None:
        step = float("".join(c for c in str(ordinal.value) if c.isdigit()) or 2)
    vague = bool(counts) and counts[-1][1]
    if m.has("other") and m.word(m.of("other")[0]) not in {"single", "bloody", "damn", "fucking", "sodding"}:
        return None
    if m.has("most") and m.word(m.of("most")[0]) not in {"most", "many", "some", "all"}:
        return None
    if kind == "unit":
        code = token.value
        if m.has("most") and (code in "SMHOYQXC" or m.word(m.of("most")[0]) != "most"):
            return None
        if code == "E":
            return Item("set", start, end, Recurring(f"P{int(step)}W"))
        value = render(step, code)
        return Item("set", start, end, Recurring(value.replace("1", "X", 1) if vague else value))
    if kind in {"weekday", "weekdays"}:
        return Item("set", start, end, Recurring(f"P{int(step)}W", None, (f"XXXX-WXX-{token.value + 1}",)))
    if kind in {"part", "parts"}:
        return Item("set", start, end, Recurring(f"P{int(step)}D", None, (_PART_DAY.get(token.value, "XXXX-XX-XX"),)))
    if kind in {"month", "season", "holiday"}:
        return Item("set", start, end, Recurring("P1Y"))
    return None


def alternate(m: Match) -> Item | None:
    """``alternate weekends``, ``alternate Fridays``; "other weekends" tells no rhythm."""
    if m.word(m.tokens[m.first]) not in {"alternate", "alternative"}:
        return None
    token = m.tokens[m.last - 1]
    value = "P2W" if token.kind != "unit" or token.value == "E" else render(2, token.value)
    return Item("set", m.tokens[m.first].start, token.end, Recurring(value, None, ("P1W",)))


def every_weekdays(m: Match) -> list[Item]:
    """``every Tuesday and Thursday``: each recurs."""
    days = m.of("weekday", "weekdays")
    first = m.tokens[m.first].start
    return [
        Item(
            "set",
            first if day is days[0] else day.start,
            day.end,
            Recurring("P1W", None, (f"XXXX-WXX-{day.value + 1}",)),
        )
        for day in days
    ]


def times_per(m: Match) -> Item | None:
    """``three times a week``, ``30 messages a day``, ``once per month``, ``twice daily``."""
    unit = m.tokens[m.last - 1]
    article = m.of("a", "per", "every", "slash")[-1]
    if m.word(unit).endswith("s") and unit.value != "S" and m.word(unit) not in {"mis", "wythnos", "hrs"}:
        return None
    after = m.neighbour(1)
    if after is not None and after.kind in {"ago", "later", "earlier", "after", "before"}:
        return None
    if (
        article.kind == "a"
        and unit.value in "SMH"
        and not (m.has("times") or m.has("once") or m.has("twice"))
        and m.has("other")
    ):
        other = m.of("other")[-1]
        if not m.word(other).endswith("s"):
            return None
    between = m.of("other")
    if article.kind == "a" and between and not m.word(between[-1]).endswith(("s", "x", "odd")):
        return None
    start = article.start
    freq = None
    if m.has("once"):
        freq, start = "1X", m.of("once")[0].start
    elif m.has("twice"):
        freq, start = "2X", m.of("twice")[0].start
    else:
        found = [c for c in numbers(m) if c[2].kind != "a" and c[2].start < article.start]
        if found and not found[-1][1]:
            freq = f"{int(found[-1][0])}X"
        if m.has("times") and found:
            start = found[0][2].start
    value = "P1W" if unit.value == "E" else render(1, unit.value)
    return Item("set", start, unit.end, Recurring(value, freq))


def adverb(m: Match) -> Item:
    """``daily``, ``weekly``, ``on a daily basis``, ``week about``."""
    token = m.of("frequency")[0]
    start = m.tokens[m.first].start
    freq = "2X" if m.has("twice") else "1X" if m.has("once") else None
    return Item("set", start, token.end, Recurring(token.value, freq, ("P1W",) if token.value == "P2W" else ()))


def plural_weekday(m: Match) -> Item:
    """``on Saturdays``, ``Thursday nights``, ``Tuesdays and Fridays``."""
    named = m.of("weekday", "weekdays")[0]
    return Item("set", named.start, m.tokens[m.last - 1].end, Recurring("P1W", None, (f"XXXX-WXX-{named.value + 1}",)))


def row(m: Match) -> Item | None:
    """``three Saturdays in a row``: as many weeks."""
    from logscan.nlp.times.expressions import Duration

    counts = numbers(m)
    if not counts or counts[0][1]:
        return None
    return Item("duration", m.tokens[m.first].start, m.tokens[m.last - 1].end, Duration(f"P{int(counts[0][0])}W"))


def weekday_row(m: Match) -> Item:
    """``Mon Wed Fri``, ``Tue/Thu/Sat``: days in a row with nothing between them recur."""
    days = m.of("weekday")
    return Item("set", days[0].start, days[-1].end, Recurring("P1W"))


def plural_part(m: Match) -> Item:
    """``mornings``, ``in the evenings``."""
    token = m.of("parts")[0]
    return Item("set", token.start, token.end, Recurring("P1D", None, (_PART_DAY[token.value],)))


def weekends(m: Match) -> Item | None:
    """``weekends``, ``at weekends``."""
    unit = m.tokens[m.last - 1]
    if unit.value != "E" or (not m.word(unit).endswith("s") and m.word(unit) != "penwythnosau"):
        return None
    return Item("set", unit.start, unit.end, Recurring("P1W"))


def of_a_weekday(m: Match) -> Item:
    """``of a Thursday``, ``on a Friday night``: any such day."""
    named = m.of("weekday")[0]
    return Item(
        "set",
        m.tokens[m.first + 1].start,
        m.tokens[m.last - 1].end,
        Recurring("P1W", None, (f"XXXX-WXX-{named.value + 1}",)),
    )


_COUNT = "(n|number (dash? number)?|few|few_a|dec)"
_MUCH = "(n|n4|big|number|few|few_a|once|twice|times)"

RULES: list[tuple[str, Build]] = [
    (f"(about|over|under)? {_MUCH} ((and|to|dash)? {_MUCH}){{0,3}} other{{0,3}} (a|per|every|slash) unit", times_per),
    ("every weekday ((comma|and|slash) and? (weekday|weekdays)){1,6}", every_weekdays),
    ("(n|number|clk|n4) every (part|unit)", every),
    ("money (a|per|every|slash) unit", times_per),
    ("every (alternate|ord|ordinal|other)? unit", every),
    (f"every (about|over)? {_COUNT} ((to|dash|and) {_COUNT})? unit", every),
    ("every (alternate|ord|ordinal|other)? (weekday|weekdays|part|parts|month|season|holiday)", every),
    ("most (of)? (the)? (unit|weekdays|parts|weekday|part)", every),
    ("alternate (unit|weekday|weekdays)", alternate),
    ("(once|twice)? frequency", adverb),
    (f"{_COUNT} weekdays (in a other)?", row),
    (
        "(weekday|weekdays) ((and|comma|to|dash) (weekday|weekdays))? (parts|unit) (?!(ago|later))",
        lambda m: (
            plural_weekday(m)
            if m.tokens[m.last - 1].kind == "parts" or m.word(m.tokens[m.last - 1]) in {"nights", "nites"}
            else None
        ),
    ),
    ("weekday slash? weekday (slash? weekday){1,5}", weekday_row),
    ("weekdays (part)?", plural_weekday),
    ("(on|of) a weekday (part|unit)?", of_a_weekday),
    ("weekday and weekdays", plural_weekday),
    ("parts", plural_part),
    ("unit", weekends),
]
