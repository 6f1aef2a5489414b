"""The assertion status of one target in its text: the form first, then clause, sentence and list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from logscan.nlp.sentences import sentences
from logscan.nlp.status import cells, clause, defaults, forms, orders, reasons, rows, settle
from logscan.nlp.status.ahead import SCHEDULED
from logscan.nlp.status.compose import Signal
from logscan.nlp.status.lexicon import CueHit, finder
from logscan.nlp.status.target import Assessment, Target
from logscan.nlp.status.words import words
from logscan.nlp.text import fold
from logscan.report import STATUS_LABELS, Span

_WINDOW = 320
_CONTENT = frozenset({"THRIVE", "bail_conditions", "safety_plan"})  # concepts whose content follows their name
_GIVES = re.compile(
    r"(?:[\w']+\s+){0,2}(?:advi[cs]e|give|provide|send|discuss|refer|complete|contact)\b|.{0,40}\badvice\b"
)
_ASKED = frozenset({"asked-for", "offered"})  # cues that only say that someone was spoken to
_BARE_NO = re.compile(r"\s+(?P<no>none|nil|no|off)(?=\s*(?:[.,;\n]|$)|\s+(?:in|at|on|nearby|here|there|locally)(?!\w))")
_MAYBE = re.compile(rf"\s*(?P<maybe>{words('row', 'maybe')})(?!\w)")
_QUESTION = re.compile(r"[^.?!;\n]{0,80}\?")
_WAS_NOT = re.compile(
    r"\s*(?:it|they|he|she|that|this)\s+(?P<no>(?:was|has|have|were|is|are|did|does)\s?n(?:ot|'?t))(?!\w)"
)
_WHY_NOT = re.compile(r"(?<!\w)why\s(?:[^.?!\n]{0,60}\s)?(?P<no>no|not|never|\w+n'?t)(?!\w)")
_ONE = re.compile(r"\s+(?:me |us )?(?:one|it|them|this|that|both)(?!\w)")
_THRIVE_I = re.compile(r"(?:^|[\s/|.,;])(?P<letter>i|inv|invest|investigation)\s*[-:=]?\s*(?:\w+\s+){0,2}$")


def assess(text: str, start: int, end: int, *, label: str | None = None, concept: str | None = None) -> Assessment:
    """The assertion status of ``text[start:end]``, in any text of any domain.

    ``label`` (RISK_ASSESSMENT, ORDER, ...) lets in the cues made for it and what such a mention means with no cue;
    without it, the target is read as a finding that is affirmed ("done") or not ("not_done", "declined",
    "not_applicable"). Offsets are code points; raises ``ValueError`` where they are no span of the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span of the text: {start}, {end}")
    folded = fold(text)
    low, high = max(0, start - _WINDOW), min(len(folded), end + _WINDOW)
    left, right = next(((a, max(b, end)) for a, b in sentences(folded, low, high) if a <= start < b), (low, high))
    below = folded.find("\n", end, high)
    line = (folded.rfind("\n", low, start) + 1 or low, high if below < 0 else below)
    zones = forms.ListZones(folded, low, end)
    target = Target(text, folded, start, end, label, concept, left, right, (left, right), line, zones)
    hits = finder(label).find(folded, left, right)
    return decide(target, hits, read(target, hits))


def read(target: Target, hits: Sequence[CueHit]) -> clause.Reading:
    """What the cues of its sentence say of a target."""
    return clause.read(
        target.folded,
        target.label,
        hits,
        target.left,
        target.start,
        target.end,
        target.right,
        wide=target.label is None,
        content=target.concept in _CONTENT,
    )


def decide(target: Target, hits: Sequence[CueHit], reading: clause.Reading) -> Assessment:
    """The assessment of a target, given the cues of its sentence and what these say of it (:func:`read`)."""
    folded, start, end = target.folded, target.start, target.end
    content = target.concept in _CONTENT
    if target.label is None:
        return settle.settled(target, reading) if reading.status else Assessment("done", (), "default", None, False)
    row = rows.row(folded, target.label, start, end, target.line)
    told = cells.from_row(target, row) if row is not None and (row.hard or not content) else None
    if told is not None and row is not None and row.hard:
        return told
    if (not_so := _asked_and_denied(target)) is not None:
        return not_so
    form = forms.answer(folded, start, end, target.line[0], min(len(folded), target.line[1] + 60))
    if form is not None:
        asked = form.value == "open" and (_told(reading) or ("," in form.label and reading.status is not None))
        ticked = form.value in {"on", "off"} and reading.status is not None and reading.status != "done"
        if form.value == "open" and told is not None and told.status not in {"planned", "considered"}:
            return told  # "SASH? Done with her." answers; "SASH? Will ask the sergeant." does not
        if not asked and not ticked:
            return _from_form(target, form, hits)
    framed = _framed(target, reading)
    if framed is not None:
        return framed
    if reading.status is None and told is not None:
        return told
    to_come = _to_come(target, reading)
    if to_come is not None:
        return to_come
    if reading.status is None and (none := _none(target)) is not None:
        return none
    if reading.status is None and (cell := cells.next_cell(target)) is not None:
        return cell
    if reading.status is None or _is_advice(target, reading):
        found = defaults.unsaid(target, reading)
        return Assessment(found.status, found.cues, found.rule, None, found.explicit)
    return settle.settled(target, reading)


def _told(reading: clause.Reading) -> bool:
    """Whether something was plainly done."""
    return reading.status == "done" and not reading.weak


def _from_form(target: Target, form: forms.Answer, hits: Sequence[CueHit]) -> Assessment:
    span = (target.span(form.start, form.end),)
    rule = f"form.{form.value}"
    if form.value == "open" and (told_off := _asked_and_ordered(target, form.end)) is not None:
        return told_off
    if form.value == "open" and (maybe := _MAYBE.match(target.folded, form.end)) is not None:
        return Assessment("considered", (target.span(*maybe.span("maybe")),), "form.maybe")
    if form.value in {"open", "empty"}:
        return Assessment("mentioned", span, rule)
    asked = None
    if form.label:
        asked = next((h.cue for h in hits if h.cue.kind == "predicate" and target.end <= h.start < form.start), None)
    if form.value in {"yes", "on"}:
        return Assessment((asked.status if asked else "") or "done", span, rule)
    denied = form.value == "no" and target.label != "REFERRAL"
    reason = reasons.after(target.text, target.folded, form.end, target.right, None, decided=denied)
    if form.value == "na":
        return Assessment("not_applicable", span, rule, reason)
    status = (asked.negated if asked else "") or "not_done"
    between = target.folded[target.end : form.start]
    hers = rows.victim_says(target.folded, form.end, min(target.right, form.end + 24))
    marked = {":", "|"} & set(between)
    if target.label == "REFERRAL" and form.value == "no" and asked is None and (hers or not marked):
        status = "declined"  # "Victim Support - no": the victim's word, not a field of a form
    if status == "not_done" and reason is not None:
        status = "not_applicable"
    return Assessment(status, span, rule, reason)


def _none(target: Target) -> Assessment | None:
    """A bare "none", "nil" or "off" behind the name: "CCTV nil in area", "SASH no, not stalking", "BWV off"."""
    found = _BARE_NO.match(target.folded, target.end, target.right)
    if found is None or target.label not in {"ENQUIRY", "RISK_ASSESSMENT", "SAFEGUARDING", "ORDER"}:
        return None
    span = (target.span(*found.span("no")),)
    if (found["no"] == "off") != (target.concept == "BWV"):
        return None
    if target.concept == "intelligence_check":
        return Assessment("done", span, "nil.result")
    reason = reasons.after(target.text, target.folded, found.end("no"), target.right, None, decided=True)
    none = target.concept in {"CCTV", "witness", "forensics"} or reason is not None
    return Assessment("not_applicable" if none else "not_done", span, "bare.no", reason)


def _asked_and_denied(target: Target) -> Assessment | None:
    """A question that knows the answer, or is told it: "Why no SASH?", "Was the CCTV viewed? It was not."."""
    if target.folded.find("?", target.end, target.right) < 0:
        return None
    asked = _QUESTION.match(target.folded, target.end, target.right)
    if asked is None:
        return None
    said = _WAS_NOT.match(target.folded, asked.end())
    why = _WHY_NOT.search(target.folded, target.sentence[0], asked.end()) if said is None else None
    found = said or why
    return None if found is None else Assessment("not_done", (target.span(*found.span("no")),), "form.denied")


def _asked_and_ordered(target: Target, end: int) -> Assessment | None:
    """An order that follows the question at once: "Where is the SASH? Please do one."."""
    begin = end
    while begin < len(target.folded) and target.folded[begin] in " \n":
        begin += 1
    order = orders.opening(target.folded, begin, begin + _WINDOW)
    if order is None or _ONE.match(target.folded, order.end, begin + _WINDOW) is None:
        return None
    return Assessment("planned", (target.span(order.start, order.end),), "order.answer")


def _framed(target: Target, reading: clause.Reading) -> Assessment | None:
    """Policy, prompts, wishes and other people's history: the thing is mentioned, and no more."""
    if target.label == "ENQUIRY" and (lead := _in_thrive(target)) is not None:
        return Assessment("mentioned", (lead,), "thrive.lead")
    for frame in reading.frames:
        kind = frame.cue.frame
        if kind in {"wish", "others"} and target.label != "ORDER":
            continue
        if kind == "wish" and frame.start > target.start:
            continue
        beside = kind == "policy" and 0 <= frame.start - target.end <= 1  # "the SASH policy was e-mailed to all"
        if _told(reading) and kind != "others" and not beside and any(s.start >= target.start for s in reading.signals):
            continue
        if kind == "policy" and reading.status in {"declined", "breached"}:
            continue
        near = frame.start < target.start and target.start - frame.end <= 120
        if kind == "policy" and target.label in {"SAFEGUARDING", "ENQUIRY"} and not near:
            continue
        return Assessment("mentioned", (target.span(frame.start, frame.end),), f"frame.{frame.cue.name}")
    return None


def _in_thrive(target: Target) -> Span | None:
    """The letter I (investigation) of a THRIVE that names a line of enquiry: "I: camera at the shop"."""
    if target.folded.find("thrive", max(target.line[0], target.start - 300), target.start) < 0:
        return None
    letter = _THRIVE_I.search(target.folded, max(target.line[0], target.start - 24), target.start)
    return None if letter is None else target.span(*letter.span("letter"))


def _to_come(target: Target, reading: clause.Reading) -> Assessment | None:
    """A name in the reach of an order, or with a day to come, unless its own words tell what became of it."""
    if reading.status not in {None, "done"} or target.label not in STATUS_LABELS or target.concept in defaults.ADVICE:
        return None
    asked = defaults.asked_for(target)
    if asked is not None and all(s.cue.name in _ASKED or asked[0] <= s.start < asked[1] for s in reading.signals):
        return Assessment("planned", (target.span(*asked),), "asked.another")
    if target.ahead is not None and all(_settles_a_day(target, s) for s in reading.signals):
        return Assessment("planned", (target.span(*target.ahead),), "day.ahead")
    order = orders.given(target.folded, target.label, target.sentence[0], target.start, target.end)
    if order is None or any(s.moods or not (s.cue.base or s.cue.final or order.wanted) for s in reading.signals):
        return None
    return Assessment(order.status, (target.span(order.start, order.end),), "order.given")


def _settles_a_day(target: Target, signal: Signal) -> bool:
    return not signal.moods and SCHEDULED.match(target.folded, signal.start, signal.end) is not None


def _is_advice(target: Target, reading: clause.Reading) -> bool:
    """A plan or a possibility inside advice is the advice's content: "told her that she should ring 999"."""
    if target.concept not in defaults.ADVICE or _GIVES.match(target.folded, target.start, target.end):
        return False
    if reading.status in {"not_done", "not_applicable"}:
        return all(target.start <= s.start < target.end for s in reading.signals)  # "not to walk home alone"
    content = all(s.cue.name == "auxiliary" or s.end > target.start for s in reading.signals)
    return reading.status in {"planned", "considered"} and content
