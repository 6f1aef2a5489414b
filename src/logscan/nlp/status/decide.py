"""The assertion status of one target in its text: the clause first, then the form, the sentence, the list it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from logscan.nlp.sentences import sentences
from logscan.nlp.status import clause, forms, reasons
from logscan.nlp.status.lexicon import CueHit, finder
from logscan.nlp.text import fold
from logscan.report import STATUS_LABELS, Span

_WINDOW = 320
_CONTENT = frozenset({"THRIVE", "bail_conditions", "safety_plan"})
_WILL = re.compile(r"(?<!\w)(?:(?:will|'ll|to be|i'll) \w+|(?<=\w )to (?:pass|drive|keep|carry|do|visit|call|attend|patrol|check|ask|collect|get|see|speak|ring)(?!\w))")
_KEPT = re.compile(r"(?:seized|taken|recovered|secured|handed over|surrendered|bagged|kept)")
_ASSIGNED = re.compile(r"[^.;\n,]{0,30}[,\-:(]\s*((?:oic|[pd][cs]o?|pcso|tdc|sgt|insp|nicpc|officers?)\b[^,.;\n]{0,24}?\sto\s+[a-z]+)")
_EXIST = frozenset({"CCTV", "witness", "forensics"})
_TO = re.compile(r"\s+(?:to|will|can)\s+(?!(?:the|a|an|her|his|him|them|ip|me|us|which|that|this)\b)[a-z]{2,}")
_ADVICE = frozenset({"safety_advice", "contact_advice"})
_GIVES = re.compile(r"(?:[\w']+\s+){0,2}(?:advi[cs]e|give|provide|send|discuss|refer|complete|contact)\b|.{0,40}\badvice\b")
_BAR = re.compile(r"[ \t]*(?:\||\.{3,}|_{3,})\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status of a target, the cues that decided it, and the id of the deciding rule.

    ``reason`` is the span of the rationale where one is given; ``explicit`` is False where the label's default decided.
    """

    status: str
    cues: tuple[Span, ...]
    rule: str
    reason: Span | None = None
    explicit: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target stands: its sentence, its line, and how far its neighbours let a scope run."""

    left: int
    right: int
    line_left: int
    line_right: int
    zone: tuple[int, int] | None = None
    sentence: tuple[int, int] | None = None


def assess(text: str, start: int, end: int, *, label: str | None = None, concept: str | None = None) -> Assessment:
    """The assertion status of ``text[start:end]``, in any text of any domain.

    ``label`` (of annotation.md: RISK_ASSESSMENT, ORDER, ...) lets in the cues made for it and what such a mention
    means with no cue; without it, the target is read as a finding that is affirmed ("done") or not ("not_done",
    "declined", "not_applicable"). Offsets are code points; raises ``ValueError`` where they are no span of the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span of the text: {start}, {end}")
    folded = fold(text)
    place = locate(folded, start, end)
    hits = finder(label).find(folded, place.left, place.right)
    return decide(text, folded, start, end, label, concept, place, hits)


def locate(folded: str, start: int, end: int) -> Place:
    """The sentence and the line of a target, found in a window around it."""
    low, high = max(0, start - _WINDOW), min(len(folded), end + _WINDOW)
    left, right = low, high
    for a, b in sentences(folded, low, high):
        if a <= start < b:
            left, right = a, max(b, end)
    line_left = folded.rfind("\n", low, start) + 1 or low
    line_right = folded.find("\n", end, high)
    zone = forms.ListZones(folded, low, end).planned(start)
    return Place(left, right, line_left, high if line_right < 0 else line_right, zone)


def decide(
    text: str, folded: str, start: int, end: int, label: str | None, concept: str | None, place: Place, hits: Sequence[CueHit]
) -> Assessment:
    """The assessment of one target, given its place and the cues of its sentence."""
    wide = label is None
    reading = clause.read(folded, label, hits, place.left, start, end, place.right, wide=wide, content=concept in _CONTENT)
    if wide:
        return _assessment(text, folded, reading, end, place, label, concept) if reading.status else Assessment("done", (), "default", None, False)
    form = forms.answer(folded, start, end, place.line_left, min(len(folded), place.line_right + 60))
    if form is not None:
        found = _from_form(text, folded, form, label, hits, end, place)
        if found is not None and not (found.rule == "form.open" and (_told(reading) or ("," in form.label and reading.status))):
            return found
    framed = _framed(text, reading, start, label)
    if framed is not None:
        return framed
    if reading.status is None and (cell := _cell(text, folded, end, place, label)) is not None:
        return cell
    if reading.status is None or _ignored(folded, reading, start, end, concept):
        return _default(text, folded, reading, start, end, label, concept, place)
    return _assessment(text, folded, reading, end, place, label, concept)


def _cell(text: str, folded: str, end: int, place: Place, label: str | None) -> Assessment | None:
    """What the next cell of a table row says: "| SASH | Outstanding |"."""
    bar = _BAR.match(folded, end, place.line_right)
    if bar is None:
        return None
    stop = folded.find("|", bar.end(), place.line_right)
    stop = stop if stop >= 0 else place.line_right
    reading = clause.read(folded, label, finder(label).find(folded, bar.end(), stop), bar.end(), bar.end(), bar.end(), stop)
    if reading.status is None or not reading.signals or not clause.opens(folded, bar.end(), reading.signals[0].start):
        return None
    return Assessment(reading.status, tuple(_span(text, s.start, s.end) for s in reading.signals), f"cell.{reading.rule}")


def _told(reading: clause.Reading) -> bool:
    return reading.status == "done" and not reading.weak


def _from_form(
    text: str, folded: str, form: forms.Answer, label: str | None, hits: Sequence[CueHit], end: int, place: Place
) -> Assessment | None:
    span = (_span(text, form.start, form.end),)
    reason = reasons.after(text, folded, form.end, place.right, None) if form.value in {"no", "na", "off"} else None
    asked = None
    if form.label:
        asked = next((h.cue for h in hits if h.cue.kind == "predicate" and end <= h.start < form.start), None)
    if form.value == "na":
        return Assessment("not_applicable", span, "form.na", reason)
    if form.value in {"yes", "on"}:
        return Assessment(asked.status if asked else "done", span, f"form.{form.value}")
    if form.value in {"no", "off"}:
        status = asked.negated if asked else "not_done"
        if label == "REFERRAL" and form.value == "no" and asked is None and ":" not in folded[end : form.start] and "|" not in folded[end : form.start]:
            status = "declined"
        if status == "not_done" and reason is not None:
            status = "not_applicable"
        return Assessment(status, span, f"form.{form.value}", reason)
    return Assessment("mentioned", span, f"form.{form.value}")


def _framed(text: str, reading: clause.Reading, start: int, label: str | None) -> Assessment | None:
    for frame in reading.frames:
        kind = frame.cue.frame
        if kind == "wish" and (label != "ORDER" or frame.start > start):
            continue
        if kind == "others" and label != "ORDER":
            continue
        if _told(reading) and kind != "others" and any(s.start >= start for s in reading.signals):
            continue
        if label in {"SAFEGUARDING", "ENQUIRY"} and kind == "policy" and (frame.start > start or start - frame.end > 120):
            continue
        if kind == "policy" and reading.status in {"declined", "breached"}:
            continue
        return Assessment("mentioned", (_span(text, frame.start, frame.end),), f"frame.{frame.cue.name}")
    return None


def _ignored(folded: str, reading: clause.Reading, start: int, end: int, concept: str | None) -> bool:
    """A plan or a possibility inside advice is the advice's content: "told her that she should ring 999"."""
    return (
        concept in _ADVICE
        and reading.status in {"planned", "considered"}
        and all(s.cue.name == "auxiliary" or s.end > start for s in reading.signals)
        and not _GIVES.match(folded, start, end)
    )


def _assessment(
    text: str, folded: str, reading: clause.Reading, end: int, place: Place, label: str | None, concept: str | None
) -> Assessment:
    status = reading.status
    assert status is not None
    cues = tuple(_span(text, s.start, s.end) for s in reading.signals)
    rule = reading.rule
    last = max(s.end for s in reading.signals)
    if last < end:
        # a long target may hold its own rationale: "no house to house, nobody overlooks it"
        mark = clause.mark(folded, last, end)
        last = end if mark is None else mark
    if reading.weak and any(s.status != "done" or s.weak and s.cue.name.startswith(("offer", "discuss")) for s in reading.signals) and (later := _next_sentence(text, folded, place, label)) is not None:
        return later
    reason = None
    if status in {"not_done", "not_applicable", "declined", "considered", "planned"}:
        limit = (place.sentence or (0, place.right))[1]
        reason = reasons.after(text, folded, last, limit, reading.reason_at, decided=status in {"not_done", "not_applicable"})
        if reason is None:
            first = min([end, *(s.start for s in reading.signals)])
            reason = reasons.before(text, folded, place.left, first)
            if reason is None and reading.signals:
                reason = reasons.before(text, folded, max(end, reading.signals[0].end), reading.signals[-1].start)
    if status == "not_done" and reason is not None and label is not None:
        status, rule = "not_applicable", f"{rule}.reason"
    if reading.conditional is not None and label == "ORDER" and status == "planned":
        status, rule = "considered", f"{rule}.if"
    if concept == "phone_download" and status == "done" and _KEPT.fullmatch(cues[-1].text.lower()):
        status, rule = "planned", f"{rule}.kept"  # a handset in police hands is yet to be read
    if status == "not_done" and concept in _EXIST and rule.endswith(".target"):
        status, rule = "not_applicable", f"{rule}.none"  # there is none to be had
    return Assessment(status, cues, rule, reason)


def _next_sentence(text: str, folded: str, place: Place, label: str | None) -> Assessment | None:
    """What the sentence behind says of an offer or a thought: "Offered Victim Support. Declined."."""
    begin = place.right if place.sentence is None else place.sentence[1]
    if begin > place.right:
        return None
    while begin < len(folded) and folded[begin] in " \n;":
        begin += 1
    stop = min(len(folded), begin + 90)
    if begin >= stop:
        return None
    left, right = sentences(folded, begin, stop)[0]
    hits = finder(label).find(folded, left, right)
    reading = clause.read(folded, label, hits, left, left, left, right)
    if reading.status not in {"declined", "not_done", "not_applicable"} or reading.signals[0].start - left > 12:
        return None
    if not clause.opens(folded, left, reading.signals[0].start):
        return None
    last = reading.signals[-1].end
    if re.match(r"\s+(?:to|a|an|the|any)\b", folded[last:right]):
        return None
    reason = reasons.after(text, folded, last, right, reading.reason_at, decided=True)
    status = "not_applicable" if reading.status == "not_done" and reason is not None else reading.status
    return Assessment(status, tuple(_span(text, s.start, s.end) for s in reading.signals), f"next.{reading.rule}", reason)


def _default(
    text: str, folded: str, reading: clause.Reading, start: int, end: int, label: str | None, concept: str | None, place: Place
) -> Assessment:
    if label not in STATUS_LABELS:
        return Assessment("done", (), "default", None, False)
    if place.zone is not None and concept not in _ADVICE:
        return Assessment("planned", (_span(text, *place.zone),), "list.actions")
    if reading.conditional is not None and label == "ORDER" and reading.conditional.end <= start:
        return Assessment("considered", (_span(text, reading.conditional.start, reading.conditional.end),), "conditional")
    if label == "REFERRAL" and (will := _TO.match(folded, end, place.right)) is not None:
        return Assessment("planned", (_span(text, will.start() + 1, will.end()),), "service.to")
    if concept not in _ADVICE and (will := _WILL.search(folded, start, end)) is not None:
        return Assessment("planned", (_span(text, will.start(), will.end()),), "will.inside")
    if (given := _ASSIGNED.match(folded, end, place.right)) is not None:
        return Assessment("planned", (_span(text, given.start(1), given.end()),), "assigned")
    if _heading(folded, start, end, place):
        return Assessment("mentioned", (), f"heading.{label}")
    return Assessment("done", (), f"default.{label}", None, False)


def _heading(folded: str, start: int, end: int, place: Place) -> bool:
    """The target is a line of its own with nothing filled in, or a name before a colon with nothing behind it."""
    head = folded[place.line_left : start].strip(" \t#*=-_.:|")
    tail = folded[end : place.line_right].strip(" \t")
    return not head and tail in {":", "-", "=", "form", "form:", "assessment", "assessment:", "risk assessment:", "risk assessment"}


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
