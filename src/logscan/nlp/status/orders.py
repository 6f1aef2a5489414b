"""Orders given in a log, to another or to oneself: all that the sentence names is yet to be done.

"Please speak to her again, and complete SASH and intelligence checks", "Tell the stalking champion", "I want bail, the
bus CCTV and the coordinator told", "PC 88 to upload the statement": the verb that opens the sentence speaks of each
name behind it, over commas and "and", as no cue beside a name does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from logscan.nlp.status.beginnings import begins
from logscan.nlp.status.words import table, words

_LEAD = rf"(?:(?:{words('order', 'lead')})(?!\w)[\s,:\-]*)*"
_OBJECT = rf"[\s-]+(?:{words('order', 'object')})(?!\w)"
_UNLESS = rf"(?![\s-]+(?:{words('order', 'unless')})(?!\w))(?!\s*(?:[:|=]|/|-\s))"
_VERB = (
    rf"(?:(?P<verb>{words('order', 'verbs')})(?!\w){_UNLESS}"
    rf"|(?P<weigh>{words('order', 'weigh')})(?!\w){_UNLESS}"
    rf"|(?P<noun>{words('order', 'nouns')})(?!\w)(?={_OBJECT}){_UNLESS})"
)
_WHO = rf"(?:(?:the\s+)?(?:{words('order', 'who')})(?!\w)\s+(?:[\w'-]+\s+){{0,2}}?)"
_OPENING = re.compile(
    rf"(?P<lead>{_LEAD})(?:(?P<want>{words('order', 'want')})(?!\w)(?=\s+\w)(?!\s+(?:to\s+be|not)(?!\w))|{_VERB}"
    rf"|(?:{_WHO})?to\s+(?:(?:please|also|then)\s+)*"
    rf"(?P<task>{words('order', 'verbs')}|{words('order', 'nouns')})(?!\w))"
)
_OPENERS = [table("words.toml")["order"][name] for name in ("lead", "verbs", "weigh", "nouns", "who", "want")]
_FIRST_WORDS = frozenset(["the", "to", *(word for each in _OPENERS for phrase in each for word in begins(phrase))])
_NEAR = frozenset(words("order", "near").split("|"))
_BULLET = r"[\s\-*•>·–—~#+]*(?:(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\s(?=[a-z]))[\s\-]*)?"
_FIRST = re.compile(rf"(?>{_BULLET})(?P<word>\w+)")
_ANY_CLAUSE = re.compile(r"[;:|•\"”)–—.-]")  # what every mark between clauses holds
_CLAUSE = re.compile(r"[;:|•\"”)]\s|\s(?:[-–—]|\(?\d{1,2}[.)])\s")
_ENDS = re.compile(rf"(?<!\w)(?:{words('order', 'ends')})(?!\w)|[\"“”?!;\n|]|\.\s")
_ITEM = re.compile(r"[ \t]*(?:\(?(?:\d{1,2}|[a-z])[.)][ \t]*|[-*•][ \t]+)")
_FOR_ORDERS = re.compile(rf"(?:{words('order', 'for_orders')})$")
_REACH, _LINES = 240, 12


class Order(NamedTuple):
    """The words that open an order, its verb, and whether participles behind it are part of what is wanted.

    ``status`` is what the order makes of the names behind it: planned, or considered where it asks for thought.
    """

    start: int
    end: int
    verb: str
    wanted: bool
    status: str = "planned"


def opening(folded: str, start: int, end: int) -> Order | None:
    """The order that the clause at ``start`` opens with."""
    first = _FIRST.match(folded, start, end)
    if first is None or first["word"] not in _FIRST_WORDS:
        return None
    found = _OPENING.match(folded, first.start("word"), end)
    if found is None:
        return None
    verb = found["want"] or found["verb"] or found["noun"] or found["task"] or found["weigh"]
    status = "considered" if found["weigh"] else "planned"
    return Order(found.start(), found.end(), verb, found["want"] is not None, status)


def given(folded: str, label: str | None, sentence: int, start: int, end: int) -> Order | None:
    """The order in whose reach ``folded[start:end]`` stands, in a sentence that begins at ``sentence``.

    An order of a court, or a bail, is asked for by some verbs only: "remind him of his bail" leaves it in force.
    """
    left = max(sentence, start - _REACH)
    opens = [left] if left == sentence else []
    if _ANY_CLAUSE.search(folded, left, start):
        opens += [m.end() for m in _CLAUSE.finditer(folded, left, start)]
    for at in reversed(opens):
        order = opening(folded, at, end)
        if order is None or order.start > start or (order.end > start and order.wanted):
            continue
        parted = _ENDS.search(folded, min(order.end, start), start)
        near = order.verb in _NEAR and "," in folded[order.end : start]
        asks = label != "ORDER" or order.wanted or order.status == "considered" or _FOR_ORDERS.match(order.verb)
        if parted is None and asks:
            return order._replace(wanted=order.wanted and not near)
    return None


def listed(folded: str, start: int, left: int, right: int) -> Order | None:
    """The order that an item opens with, in the list of items in which the line at ``start`` stands."""
    line = folded.rfind("\n", left, start) + 1 or left
    if _ITEM.match(folded, line, right) is None:
        return None
    found = None
    for step in (_above, _below):
        at = step(folded, line, left, right)
        for _ in range(_LINES):
            if at is None or _ITEM.match(folded, at, right) is None:
                break
            order = opening(folded, at, right)
            found = found or (order if order is not None and order.status == "planned" else None)
            at = step(folded, at, left, right)
    return found


def _above(folded: str, line: int, left: int, right: int) -> int | None:
    return None if line <= left else folded.rfind("\n", left, line - 1) + 1 or left


def _below(folded: str, line: int, left: int, right: int) -> int | None:
    stop = folded.find("\n", line, right)
    return stop + 1 if 0 <= stop < right - 1 else None
