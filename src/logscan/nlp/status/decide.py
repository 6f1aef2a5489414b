"""The assertion status of one target in its text: the form first, then clause, sentence and list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from logscan.nlp.sentences import sentences
from logscan.nlp.status import clause, defaults, forms, reasons, rows
from logscan.nlp.status.compose import NEGATIVE
from logscan.nlp.status.lexicon import CueHit, finder
from logscan.nlp.status.words import words
from logscan.nlp.text import fold
from logscan.report import Span

_WINDOW = 320
_CONTENT = frozenset({"THRIVE", "bail_conditions", "safety_plan"})  # concepts whose content follows their name
_NOT_THE_VICTIMS = frozenset({"social_media", "CCTV", "forensics", "intelligence_check"})
_NONE_TO_BE_HAD = frozenset({"CCTV", "witness", "forensics"})  # "no CCTV" is none there is, not one left undone
_GIVES = re.compile(
    r"(?:[\w']+\s+){0,2}(?:advi[cs]e|give|provide|send|discuss|refer|complete|contact)\b|.{0,40}\badvice\b"
)
_CELL = re.compile(r"[ \t]*(?:\||\.{3,}|_{3,})\s*(?=\S)")
_FROM_VICTIM = frozenset({"RISK_ASSESSMENT", "REFERRAL", "SAFEGUARDING"})  # a victim can turn these down
_KEPT = re.compile(rf"(?:{words('between', 'kept')})")
_PICTURE = re.compile(r"screen|photo|print|schedule|triage|exam")
_OFFICE = re.compile(rf"(?<!\w)(?:{words('between', 'office')})(?!\w)")
_BY_OFFICE = re.compile(rf"\s+by\s+(?:the\s+|our\s+)?(?:{words('between', 'office')})(?!\w)")
_THRIVE_I = re.compile(r"(?:^|[\s/|.,;])(?P<letter>i|inv|invest|investigation)\s*[-:=]?\s*(?:\w+\s+){0,2}$")
_ONCE = re.compile(r"(?<!\w)(?:once|when|as soon as|until|after|unwaith)\s+(?:the\s+|a\s+|his\s+|her\s+)?$")
_IS = re.compile(r"\s+(?:is|are|comes?|gets?|has been|have been|have|wedi)\b")
_WEAK_OFFERS = ("offer", "discuss")


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
class Target:
    """A target and where it stands: how far its neighbours let a scope run, its sentence, its line, its list."""

    text: str
    folded: str
    start: int
    end: int
    label: str | None
    concept: str | None
    left: int
    right: int
    sentence: tuple[int, int]
    line: tuple[int, int]
    zone: tuple[int, int] | None = None

    def span(self, start: int, end: int) -> Span:
        """Characters of the text."""
        return Span(start, end, self.text[start:end])


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
    zone = forms.ListZones(folded, low, end).planned(start)
    target = Target(text, folded, start, end, label, concept, left, right, (left, right), line, zone)
    return decide(target, finder(label).find(folded, left, right))


def decide(target: Target, hits: Sequence[CueHit]) -> Assessment:
    """The assessment of a target, given the cues of its sentence."""
    folded, start, end = target.folded, target.start, target.end
    wide = target.label is None
    content = target.concept in _CONTENT
    reading = clause.read(
        folded, target.label, hits, target.left, start, end, target.right, wide=wide, content=content
    )
    if wide:
        return _assessment(target, reading) if reading.status else Assessment("done", (), "default", None, False)
    row = rows.row(folded, target.label, start, end, target.line)
    told = _from_row(target, row) if row is not None and (row.hard or not content) else None
    if told is not None and row is not None and row.hard:
        return told
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
    if reading.status is None and (cell := _cell(target)) is not None:
        return cell
    if reading.status is None or _is_advice(target, reading):
        found = defaults.unsaid(target, reading)
        return Assessment(found.status, found.cues, found.rule, None, found.explicit)
    return _assessment(target, reading)


def _told(reading: clause.Reading) -> bool:
    """Whether something was plainly done."""
    return reading.status == "done" and not reading.weak


def _from_form(target: Target, form: forms.Answer, hits: Sequence[CueHit]) -> Assessment:
    span = (target.span(form.start, form.end),)
    rule = f"form.{form.value}"
    if form.value in {"open", "empty"}:
        return Assessment("mentioned", span, rule)
    asked = None
    if form.label:
        asked = next((h.cue for h in hits if h.cue.kind == "predicate" and target.end <= h.start < form.start), None)
    if form.value in {"yes", "on"}:
        return Assessment((asked.status if asked else "") or "done", span, rule)
    reason = reasons.after(target.text, target.folded, form.end, target.right, None)
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
    letter = _THRIVE_I.search(target.folded, max(target.line[0], target.start - 24), target.start)
    if letter is None or "thrive" not in target.folded[max(target.line[0], target.start - 300) : target.start]:
        return None
    return target.span(*letter.span("letter"))


_LEADS = {
    "na": "not_applicable",
    "dropped": "not_applicable",
    "maybe": "considered",
    "empty": "not_done",
    "yes": "done",
}


def _from_row(target: Target, row: rows.Row) -> Assessment | None:
    """What the cells behind a name say of it: the word they open with, their sentences, or the victim's own words."""
    folded, begin, end = target.folded, row.begin, row.end
    lead = rows.lead(folded, begin, end)
    if lead is not None and lead.value != "said":
        reason = reasons.after(target.text, folded, lead.end, end, None, decided=True)
        cue = (target.span(lead.start, lead.end),)
        if lead.value != "no":
            return Assessment(_LEADS[lead.value], cue, f"row.{lead.value}", reason)
        if target.label in {"REFERRAL", "SAFEGUARDING"} and rows.victim_says(folded, lead.end, end):
            return Assessment("declined", cue, "row.no", reason)
        because = len(folded[lead.end : end].split()) > 1
        return Assessment("not_applicable" if because else "not_done", cue, "row.no", reason)
    found: clause.Reading | None = None
    for number, (left, right) in enumerate(rows.pieces(folded, begin, end)):
        hits = finder(target.label).find(folded, left, right)
        reading = clause.read(folded, target.label, hits, left, left, left, right)
        if reading.status is None or reading.rule.endswith((".target", ".alone")):
            continue
        opens = reading.status in NEGATIVE and clause.opens(folded, left, reading.signals[0].start)
        if found is None or found.weak or (number and opens):
            found = reading
    if target.label in _FROM_VICTIM and (found is None or found.weak) and (quoted := rows.refusal(folded, begin, end)):
        return Assessment("declined", (target.span(*quoted),), "row.quoted")
    if found is None or found.status is None:
        return None
    cues = tuple(target.span(s.start, s.end) for s in found.signals)
    status = found.status
    if status == "declined" and _refused_above(target, begin, found.signals[-1].end):
        status = "not_applicable"
    return Assessment(status, cues, f"row.{found.rule}", None)


def _cell(target: Target) -> Assessment | None:
    """What the next cell of a table row says: "| SASH | Outstanding |", "SASH ..... outstanding"."""
    folded = target.folded
    bar = _CELL.match(folded, target.end, target.line[1])
    if bar is None:
        return None
    begin = bar.end()
    stop = folded.find("|", begin, target.line[1])
    stop = stop if stop >= 0 else min(target.line[1], begin + 120)
    hits = finder(target.label).find(folded, begin, stop)
    reading = clause.read(folded, target.label, hits, begin, begin, begin, stop)
    if reading.status is None or not clause.opens(folded, begin, reading.signals[0].start):
        return None
    cues = tuple(target.span(s.start, s.end) for s in reading.signals)
    return Assessment(reading.status, cues, f"cell.{reading.rule}")


def _is_advice(target: Target, reading: clause.Reading) -> bool:
    """A plan or a possibility inside advice is the advice's content: "told her that she should ring 999"."""
    if target.concept not in defaults.ADVICE or _GIVES.match(target.folded, target.start, target.end):
        return False
    if reading.status in {"not_done", "not_applicable"}:
        return all(target.start <= s.start < target.end for s in reading.signals)  # "not to walk home alone"
    content = all(s.cue.name == "auxiliary" or s.end > target.start for s in reading.signals)
    return reading.status in {"planned", "considered"} and content


def _assessment(target: Target, reading: clause.Reading) -> Assessment:
    status, rule = reading.status, reading.rule
    assert status is not None
    if reading.weak and (later := _next_sentence(target, reading)) is not None:
        return later
    if reading.weak and status == "done" and target.label in _FROM_VICTIM and (answer := _deflected(target, reading)):
        return answer
    cues = tuple(target.span(s.start, s.end) for s in reading.signals)
    if status == "declined":
        first, last = reading.signals[0].start, reading.signals[-1].end
        if _refused_above(target, max(target.sentence[0], first - 60), last):
            status, rule = "not_applicable", f"{rule}.office"
    reason = None if status in {"done", "breached"} else _reason(target, reading)
    if status == "not_done" and reason is not None and target.label is not None:
        status, rule = "not_applicable", f"{rule}.reason"
    if reading.condition is not None and target.label == "ORDER" and status == "planned":
        status, rule = "considered", f"{rule}.if"
    if reading.condition is not None and status == "breached" and reading.condition.start < reading.signals[0].start:
        status, rule = "done", f"{rule}.if"
    if target.concept == "phone_download" and status == "done" and _only_kept(target, reading) and not _copied(target):
        status, rule = "planned", f"{rule}.kept"
    once = _ONCE.search(target.folded, max(target.left, target.start - 16), target.start) is not None
    if status == "done" and once and _IS.search(target.folded, target.start, min(target.right, target.end + 12)):
        status, rule = "planned", f"{rule}.once"  # "decide once the tool is done"
    if target.concept == "intelligence_check" and rule.startswith("not.target") and cues[0].text.lower() == "nil":
        status, rule, reason = "done", "nil.result", None  # "nil PNC" is a check with no result
    if status == "not_done" and target.concept in _NONE_TO_BE_HAD and rule.endswith(".target"):
        status, rule = "not_applicable", f"{rule}.none"
    return Assessment(status, cues, rule, reason)


def _refused_above(target: Target, left: int, right: int) -> bool:
    """Whether it is an office that says no, not the victim: an order, or a request that no victim can refuse."""
    if target.label == "ENQUIRY":
        return target.concept in _NOT_THE_VICTIMS
    if target.label != "ORDER":
        return False
    return _OFFICE.search(target.folded, left, right) is not None or _BY_OFFICE.match(target.folded, right) is not None


def _deflected(target: Target, reading: clause.Reading) -> Assessment | None:
    """An offer that the victim answers otherwise than with a yes: "VS offered, says the union sees to him"."""
    if not any(s.cue.name.startswith(_WEAK_OFFERS) for s in reading.signals):
        return None
    begin = max(target.end, reading.signals[-1].end)
    said = rows.deflected(target.folded, begin, min(len(target.folded), target.line[1], begin + 200))
    return None if said is None else Assessment("declined", (target.span(*said),), "offer.answered")


def _copied(target: Target) -> bool:
    """Whether the target is a picture of the messages, not the handset: taken is done."""
    return _PICTURE.search(target.folded, target.start, target.end) is not None


def _only_kept(target: Target, reading: clause.Reading) -> bool:
    """Whether a handset was taken and no more: it is yet to be read."""
    strong = [s for s in reading.signals if s.status == "done" and not s.weak]
    return all(_KEPT.fullmatch(target.folded, s.start, s.end) for s in strong)


def _reason(target: Target, reading: clause.Reading) -> Span | None:
    text, folded, end = target.text, target.folded, target.end
    last = max(s.end for s in reading.signals)
    decided = reading.status in {"not_done", "not_applicable"}
    limit = max(end, target.sentence[1])
    begins = [last, end] if last < end else [last]
    if last < end and (mark := clause.mark(folded, last, end)) is not None:
        begins.insert(1, mark)  # a long target may hold its own rationale: "no enquiries next door, the house is empty"
    found = None
    for begin in begins:
        found = found or reasons.after(text, folded, begin, limit, reading.reason_at, decided=decided)
    if found is None:
        found = reasons.before(text, folded, target.left, min(target.start, reading.signals[0].start))
    if found is None:
        found = reasons.before(text, folded, end, reading.signals[-1].start)
    return found


def _next_sentence(target: Target, reading: clause.Reading) -> Assessment | None:
    """What the sentence behind says of an offer or a thought: "Offered Victim Support. Declined."."""
    if all(s.status == "done" and not s.cue.name.startswith(_WEAK_OFFERS) for s in reading.signals):
        return None
    folded, begin = target.folded, target.sentence[1]
    if begin > target.right:
        return None
    while begin < len(folded) and folded[begin] in " \n;":
        begin += 1
    stop = min(len(folded), begin + 90)
    behind = sentences(folded, begin, stop) if begin < stop else ()
    if not behind:
        return None
    left, right = behind[0]
    found = clause.read(folded, target.label, finder(target.label).find(folded, left, right), left, left, left, right)
    if found.status not in NEGATIVE or not clause.opens(folded, left, found.signals[0].start):
        return None
    last = found.signals[-1].end
    if found.signals[0].start - left > 12 or re.match(r"\s+(?:to|a|an|the|any)\b", folded[last:right]):
        return None
    reason = reasons.after(target.text, folded, last, right, found.reason_at, decided=True)
    status = "not_applicable" if found.status == "not_done" and reason is not None else found.status
    cues = tuple(target.span(s.start, s.end) for s in found.signals)
    return Assessment(status, cues, f"next.{found.rule}", reason)
