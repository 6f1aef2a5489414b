"""What a target means where no cue speaks of it: planned in a list of actions, done in a note of work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logscan.nlp.status import orders
from logscan.nlp.status.words import words
from logscan.report import STATUS_LABELS, Span

if TYPE_CHECKING:
    from logscan.nlp.status.clause import Reading
    from logscan.nlp.status.target import Target

ADVICE = frozenset({"safety_advice", "contact_advice"})
"""Concepts whose words tell the victim what to do: a "should" or an "if" in them is content."""

_SERVICE_TO = re.compile(rf"\s+(?:(?:will|can)\s+[a-z]{{2,}}|to\s+(?:{words('between', 'service')})(?!\w))")
_TASK = re.compile(rf"(?<!\w)(?:(?:will|'ll|to be|i'll) \w+|(?<=\w )to (?:{words('between', 'tasks')})(?!\w))")
_ASSIGNED = re.compile(
    rf"[^.;\n,]{{0,30}}[,\-:(]\s*(?P<task>(?:{words('between', 'doer')})\b[^,.;\n]{{0,24}}?\sto\s+[a-z]+)"
)
_THERE = re.compile(rf"(?<!\w)(?:{words('between', 'there')})(?!\w)")
_AWAY = re.compile(r"(?<!\w)(at|to|with|in with|gone to|sent to)\s+(?:the\s+)?$")
_ASKED = re.compile(r"(?<!\w)asked\s+(?:[\w']+\s+){1,4}for(?!\w)")
_REQUEST = re.compile(
    rf"(?<!\w)(?:{words('asked', 'verbs')})\s+(?:[\w'&/-]+\s+){{1,9}}?(?:{words('asked', 'purpose')})"
    rf"(?:\s+(?:{words('asked', 'thing')}))*\s*$"
)
_HAD = frozenset(words("asked", "had").split("|"))
_UNTIL_THEN = re.compile(r"\s+(?:him |her |them )?(?P<when>as soon as|when|once|if|should)\s+(?!asked|spoken)")
_TO_HAPPEN = re.compile(rf"\s+(?:form\s+|referral\s+|visit\s+)?(?P<when>to\s+(?:{words('between', 'happen')}))(?!\w)")
_BY_TIME = re.compile(rf",?\s+(?P<when>(?:{words('between', 'by_time')}))(?=\s*(?:[.,;\n]|$))")
_TOLD_OFF = re.compile(rf"(?:^|[.;:,\n]\s*)(?P<who>(?:{words('order', 'who')})(?!\w)\s+(?:[\w'-]+\s+){{0,2}}?to)\s+$")
_HAS_DONE = re.compile(
    r"\s+(?:now |also |since |kindly )?"
    r"(?:\w{2,}ed|let|sent|got|kept|given|put|taken|shown|found|brought|made)\b"
)
_BARE_VERB = re.compile(rf"(?:{words('between', 'bare')})(?!\w)")
_BY_HABIT = re.compile(r"(?<!\w)(?:i|we|they|you|did|not|n't)\s+$")
_SERVICES = frozenset(words("asked", "services").split("|"))
_SERVICE_WILL = re.compile(
    rf"\s+(?:[\w.]+\s+){{0,3}}?(?P<will>(?:will|'ll|is going to|are going to)\s+(?:now\s+|also\s+)?"
    rf"(?:{words('asked', 'act')}))(?!\w)"
)
_MODAL_LABELS = frozenset({"ORDER", "ENQUIRY", "RISK_ASSESSMENT", "SAFEGUARDING"})
_MODAL = re.compile(
    r"\s+(?P<modal>(?P<may>may|might|could|would)|will|shall|please|pls|plz)(?!\w)(?!\s+(?:not|never|have|only|no)(?!\w))"
)
_OF_PEOPLE = frozenset({"statement", "witness", "DASH", "SASH", "DARA", "S_DASH", "VAF"})
_TURNED = re.compile(
    rf"[:,.;-]?\s+(?:-\s+)?(?:(?:but|she|he|they|ip|vic|victim|who)\s+)*"
    rf"(?P<turned>{words('asked', 'turned')})(?!\w)(?!\s+be(?!\w))"
)
STAYS = re.compile(
    r"(?<!\w)(?:(?:stop|stay|stopping|staying|remain|remaining) (?:where|put|at home)"
    r"|(?:won'?t|will not|not|doesn'?t want to|does not want to) (?:leave|leaving|move|moving|go))(?!\w)"
)
"""How one who was offered another place stays where she is."""
_ASKING = 120  # characters
_LIST = 900  # characters of a list that are looked through
_ORDER = 70  # characters of a sentence that is nothing but an order
_TOLD_OF = re.compile(
    r"\b(?:\w+ed|is|was|were|are|has|had|have|been|being|came|went|gone|done|made|sent|given|seen|up|clear|sufficient|enough"
    r"|no|nil|not|trace|on file|on board|held|kept|wedi|mae)\b|[:=|]|\bon\s*[.,;]"
)
_BARE_HEADING = re.compile(r"(?:form|(?:risk )?assessment)?\s*[:=\-]?\s*")


def asked_for(target: Target) -> tuple[int, int] | None:
    """The words that ask another for what only he has: "asked the bus company and the university for CCTV"."""
    if target.concept not in _HAD:
        return None
    found = _REQUEST.search(target.folded, max(target.left, target.start - _ASKING), target.start)
    return None if found is None else found.span()


def service_will(target: Target) -> tuple[int, int] | None:
    """What a service that has the case is about to do for the victim: "Victim Support will ring her on Monday"."""
    if target.concept not in _SERVICES:
        return None
    found = _SERVICE_WILL.match(target.folded, target.end, target.right)
    return None if found is None else found.span("will")


class Unsaid(NamedTuple):
    """A status that no cue decided, what made it so, and whether anything did."""

    status: str
    cues: tuple[Span, ...]
    rule: str
    explicit: bool = True


def unsaid(target: Target, reading: Reading) -> Unsaid:
    """The status of a target of which no cue speaks."""
    folded, start, end = target.folded, target.start, target.end
    if target.label not in STATUS_LABELS:
        return Unsaid("done", (), "default", False)
    advice = target.concept in ADVICE
    if not advice and (zone := target.zone) is not None:
        return Unsaid("planned", (target.span(*zone),), "list.actions")
    if not advice and (item := orders.listed(folded, start, max(0, start - _LIST), start + _LIST)) is not None:
        return Unsaid("planned", (target.span(item.start, item.end),), "list.orders")
    condition = reading.condition
    if condition is not None and target.label == "ORDER" and condition.end <= start:
        return Unsaid("considered", (target.span(condition.start, condition.end),), "conditional")
    if target.label == "REFERRAL" and (acts := service_will(target)) is not None:
        return Unsaid("done", (target.span(*acts),), "service.will")
    if target.label == "REFERRAL" and (will := _SERVICE_TO.match(folded, end, target.right)) is not None:
        return Unsaid("planned", (target.span(will.start() + 1, will.end()),), "service.to")
    if not advice and (task := _TASK.search(folded, start, end)) is not None:
        return Unsaid("planned", (target.span(task.start(), task.end()),), "task.inside")
    verb = _BARE_VERB.match(folded, start, end)
    if verb is not None and not _BY_HABIT.search(folded, max(target.left, start - 6), start):
        return Unsaid("planned", (target.span(*verb.span()),), "bare.verb")  # "get downloads from both, and do a SASH"
    away = _AWAY.search(folded, max(target.left, start - 20), start) if target.concept == "phone_download" else None
    if away is not None:
        return Unsaid("planned", (target.span(*away.span(1)),), "sent.away")
    asked = _ASKED.search(folded, max(target.left, start - 60), end) if target.label == "ENQUIRY" else None
    if asked is not None:
        return Unsaid("planned", (target.span(*asked.span()),), "asked.for")
    if target.concept in _OF_PEOPLE and (turned := _TURNED.match(folded, end, target.right)) is not None:
        return Unsaid("declined", (target.span(*turned.span("turned")),), "turned.away")
    modal = _MODAL.match(folded, end, target.right) if target.label in _MODAL_LABELS and not advice else None
    if modal is not None and not (modal["may"] and target.label == "SAFEGUARDING"):
        status = "considered" if modal["may"] else "planned"
        return Unsaid(status, (target.span(*modal.span("modal")),), "modal")
    later = _TO_HAPPEN.match(folded, end, target.right) or _BY_TIME.match(folded, end, target.right)
    if later is not None and not advice:
        return Unsaid("planned", (target.span(*later.span("when")),), "to.happen")
    stays = STAYS.search(folded, end, target.right) if target.concept == "relocation" else None
    if stays is not None:
        return Unsaid("declined", (target.span(*stays.span()),), "stays.put")
    if not advice and (when := _UNTIL_THEN.match(folded, end, target.right)) is not None:
        return Unsaid("planned", (target.span(*when.span("when")),), "when.then")  # "arrest if the clip is good enough"
    if (who := _TOLD_OFF.search(folded, max(target.left, start - 60), start)) is not None:
        return Unsaid("planned", (target.span(*who.span("who")),), "told.off")  # "early turn to | drive by"
    there = _THERE.search(folded, max(target.left, start - 40), end) if target.concept == "CCTV" else None
    if there is not None and not _HAS_DONE.match(folded, there.end()):
        return Unsaid("mentioned", (target.span(*there.span()),), "there.is")
    if (given := _ASSIGNED.match(folded, end, target.right)) is not None:
        return Unsaid("planned", (target.span(*given.span("task")),), "assigned")
    if _is_heading(target):
        return Unsaid("mentioned", (), f"heading.{target.label}")
    return Unsaid("done", (), f"default.{target.label}", False)


def _is_heading(target: Target) -> bool:
    """The target is a line of its own with nothing filled in behind it: "SASH:"."""
    head = target.folded[target.line[0] : target.start].strip(" \t#*=-_.:|")
    tail = target.folded[target.end : target.line[1]].strip(" \t")
    return not head and tail != "" and _BARE_HEADING.fullmatch(tail) is not None


def verbless(target: Target) -> bool:
    """Whether a sentence is nothing but what is to be done: a supervisor's "Marker on the address."."""
    left, right = target.sentence
    opens = not target.folded[left : target.start].strip(" -*)0123456789.")
    return (
        opens
        and target.label != "RISK_ASSESSMENT"
        and right - left <= _ORDER
        and _TOLD_OF.search(target.folded, target.start, right) is None
    )
