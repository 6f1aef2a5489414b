"""The assessment that a reading comes to: what the next sentence, an office, an "if" or the concept makes of it."""

from __future__ import annotations

import re

from logscan.nlp.sentences import sentences
from logscan.nlp.status import clause, defaults, reasons, rows
from logscan.nlp.status.compose import NEGATIVE
from logscan.nlp.status.lexicon import finder
from logscan.nlp.status.target import Assessment, Target
from logscan.nlp.status.words import words
from logscan.report import Span

FROM_VICTIM = frozenset({"RISK_ASSESSMENT", "REFERRAL", "SAFEGUARDING"})
"""What a victim can turn down."""
_NOT_THE_VICTIMS = frozenset({"social_media", "CCTV", "forensics", "intelligence_check"})
_NONE_TO_BE_HAD = frozenset({"CCTV", "witness", "forensics"})  # "no CCTV" is none there is, not one left undone
_KEPT = re.compile(rf"(?:{words('between', 'kept')})")
_PICTURE = re.compile(r"screen|photo|print|schedule|triage|exam")
_OFFICE = re.compile(rf"(?<!\w)(?:{words('between', 'office')})(?!\w)")
_BY_OFFICE = re.compile(rf"\s+by\s+(?:the\s+|our\s+)?(?:{words('between', 'office')})(?!\w)")
# what is told of these is done already: bail is in force, a warning is the telling, a leaflet is in her hand
_IN_FORCE_TOLD = {
    "bail_conditions": frozenset({"told-of", "discussed"}),
    "warning": frozenset({"told-of", "advised-to", "auxiliary"}),
    "CPN": frozenset({"told-of"}),
    "information_pack": frozenset({"thinks-it-over"}),
}
_CIVIL = frozenset({"non_molestation_order", "occupation_order", "civil_injunction", "restraining_order"})
_HANDED = frozenset({"victim_support", "stalking_service", "DA_service", "IDVA", "ISVA", "mental_health"})
_REFUSED = frozenset({"declined", "rather-not", "no-consent"})
_NO_PLAN = ("being-particle", "will.target", "being-completed")
_NIL = re.compile(
    rf"(?<!\w)(?:{words('nil', 'no')})[\s-]+(?:\w+[\s-]+){{0,2}}?(?:{words('nil', 'result')})(?!\w)|(?<!\w)nil(?!\w)"
)
_OWN_SOLICITOR = re.compile(rf"(?<!\w)(?:{words('solicitor', 'own')})(?!\w)")
_APPLIED = re.compile(rf"(?<!\w)(?:{words('solicitor', 'applied')})(?!\w)")
_YET = re.compile(r"(?:\s+(?!not\b)\w+)?\s+(?:as\s+)?yet(?!\w)")
_ONCE = re.compile(r"(?<!\w)(?:once|when|as soon as|until|after|unwaith)\s+(?:the\s+|a\s+|his\s+|her\s+)?$")
_IS = re.compile(r"\s+(?:is|are|comes?|gets?|has been|have been|have|wedi)\b")
_REQUESTED = re.compile(rf"\s+(?:has been |was |is |been )?(?:{words('asked', 'wanted')})(?!\w)")
_SAID = frozenset({"completed", "discussed-with-victim", "accepted"})
_BEHIND, _NIL_REACH = 80, 40  # characters
_GIVEN_BY_PEOPLE = frozenset({"statement", "witness", "phone_download"})
_WILL_NOT = re.compile(r"(?:would not|wouldn'?t|will not|won'?t)(?!\s+be(?!\w))")
_OFFICIAL = re.compile(rf"(?<!\w)(?:i|we|it|this|that|there|police|officers?|oic|{words('between', 'office')})\s+$")
_IS_IN = re.compile(
    r"(?<!\w)(?:referral|ref|form)\s+(?:has\s+)?(?:gone\s+in|went\s+in|in|made|done|sent|submitted|completed|put\s+in|on)(?!\w)"
)
_NO_SUCH = re.compile(r"(?:no|nil|none|zero|without|never any|not any)(?!\w)(?!\s+(?:one|record|trace|sign|mention))")
_BUT = re.compile(r"[,.;]?\s+but\s")
_FOR_ADVICE = re.compile(
    rf"(?<!\w)(?:(?:asked|sought|requested)\s+(?:[\w']+\s+){{0,4}}?(?:{words('asked', 'advice')})"
    rf"|(?:{words('asked', 'advice')})\s+(?:asked for|sought|requested))(?!\w)"
)
_AWAITING = re.compile(
    rf"(?<!\w)(?:await(?:ing|ed|s)?|waiting (?:for|on))\s+(?:[\w']+\s+){{0,3}}?(?:{words('asked', 'reply')})(?!\w)"
    rf"|(?<!\w)(?:{words('asked', 'reply')})\s+(?:awaited|pending)(?!\w)"
)
_AUTHORISED = re.compile(r"authori[sz]ed|approved|agreed|supported|signed off|accepted|application")
_APPLICATION = re.compile(r"(?<!\w)(?:application|appln|app|papers|file|pack|bundle)(?!\w)")
_PICTURES = frozenset({"CCTV", "social_media"})
_UNSEEN = re.compile(rf"[,.;]?\s+(?:[\w/]+\s+){{0,4}}?(?:{words('asked', 'unseen')})(?!\w)")
_WEAK_OFFERS = ("offer", "discuss", "asked-whether")
_ALL_REFUSED = re.compile(rf"(?<!\w)(?P<no>{words('row', 'all_refused')})(?!\w)")
_SHE_NO = re.compile(rf"[\s.]*(?P<no>{words('row', 'she_no')})(?=\s*(?:[.,;\n]|$))")
_TRIED = re.compile(r"(?:tried|attempted|attempts?|trying)$")
_AGAIN = re.compile(rf"(?<!\w)(?P<again>{words('row', 'again')})(?!\w)")
_MADE_BY_OFFICE = frozenset({"SPO", "restraining_order", "DVPN", "DVPO", "DAPO", "bail_conditions", "CPN"})
_VICTIM = re.compile(r"(?<!\w)(?:she|he|her|his|ip|vic|victim|aggrieved|they|complainant)(?!\w)")


def settled(target: Target, reading: clause.Reading) -> Assessment:
    status, rule = reading.status, reading.rule
    assert status is not None
    if reading.weak and (later := _next_sentence(target, reading)) is not None:
        return later
    if reading.weak and status == "done" and target.label in FROM_VICTIM and (answer := _deflected(target, reading)):
        return answer
    if reading.weak and status == "done" and (tried := _tried(target, reading)) is not None:
        return tried
    if status == "done" and target.concept in _HANDED and (answer := _refused_behind(target, reading)):
        return answer
    if status == "done" and target.concept in _HANDED and (answer := _but_says(target, reading)):
        return answer
    cues = tuple(target.span(s.start, s.end) for s in reading.signals)
    if status == "declined":
        first, last = reading.signals[0].start, reading.signals[-1].end
        if refused_above(target, max(target.sentence[0], first - 60), last):
            status, rule = "not_applicable", f"{rule}.office"
    reason = None if status in {"done", "breached"} else _reason(target, reading)
    if status == "not_done" and reason is not None and target.label is not None:
        status, rule = "not_applicable", f"{rule}.reason"
    if reading.condition is not None and target.label == "ORDER" and status == "planned":
        status, rule = "considered", f"{rule}.if"
    if reading.condition is not None and status == "breached" and reading.condition.start < reading.signals[0].start:
        status, rule = "done", f"{rule}.if"
    told = _IN_FORCE_TOLD.get(target.concept or "", frozenset())
    if status == "considered" and all(s.cue.name in told for s in reading.signals):
        status, rule = "done", f"{rule}.told"
    if target.concept == "phone_download" and status == "done" and _only_kept(target, reading) and not _copied(target):
        status, rule = "planned", f"{rule}.kept"
    once = _ONCE.search(target.folded, max(target.left, target.start - 16), target.start) is not None
    if status == "done" and once and _IS.search(target.folded, target.start, min(target.right, target.end + 12)):
        status, rule = "planned", f"{rule}.once"  # "decide once the tool is done"
    if target.concept == "intelligence_check" and status in NEGATIVE and _nil_result(target, reading):
        status, rule, reason = "done", "nil.result", None  # "nil PNC", "no previous": a check with no result
    if status == "planned" and target.concept in _CIVIL and _through_a_solicitor(target):
        status, rule = "considered", f"{rule}.solicitor"
    if status == "not_done" and _YET.match(target.folded, max(target.end, reading.signals[-1].end), target.sentence[1]):
        status, rule = "planned", f"{rule}.yet"
    if status == "planned" and target.concept == "BWV" and rule.endswith(_NO_PLAN):
        status, rule = "done", f"{rule}.worn"  # "to the flat, BWV running", "my camera being on"
    if status == "not_applicable" and _asked_of_people(target) and _will_not(target, reading):
        status, rule = "declined", f"{rule}.person"
    if status == "planned" and target.label == "REFERRAL" and _IS_IN.search(target.folded, target.start, target.right):
        status, rule = "done", f"{rule}.in"
    will = defaults.service_will(target) if reading.signals[0].start >= target.end else None
    if status == "planned" and will is not None:
        status, rule, cues = "done", "service.will", (target.span(*will),)
    if status == "planned" and target.label == "REFERRAL" and _has_been_told(target):
        status, rule = "done", f"{rule}.told"
    if status == "done" and target.label == "ORDER" and _AUTHORISED.fullmatch(cues[-1].text.lower()):
        status, rule = ("planned", f"{rule}.leave") if _leave_to_apply(target) else (status, rule)
    unseen = target.concept in _PICTURES and _UNSEEN.match(target.folded, cues[-1].end, target.sentence[1])
    if status == "done" and unseen:
        status, rule = "planned", f"{rule}.unseen"
    stays = target.concept == "relocation" and defaults.STAYS.search(target.folded, target.end, target.right)
    if status == "done" and stays:
        status, rule = "declined", f"{rule}.stays"
    none = _NO_SUCH.match(target.folded, reading.signals[0].start) is not None
    if status == "not_done" and none and target.concept in _NONE_TO_BE_HAD and rule.endswith(".target"):
        status, rule = "not_applicable", f"{rule}.none"
    return Assessment(status, cues, rule, reason)


def refused_above(target: Target, left: int, right: int) -> bool:
    """Whether it is an office that says no, not the victim: an order, or a request that no victim can refuse."""
    if target.label == "ENQUIRY":
        return target.concept in _NOT_THE_VICTIMS
    if target.label != "ORDER":
        return False
    if target.concept in _MADE_BY_OFFICE and _VICTIM.search(target.folded, left, right) is None:
        return True
    return _OFFICE.search(target.folded, left, right) is not None or _BY_OFFICE.match(target.folded, right) is not None


def _deflected(target: Target, reading: clause.Reading) -> Assessment | None:
    """An offer that the victim answers otherwise than with a yes: "VS offered, says the union sees to him"."""
    if not any(s.cue.name.startswith(_WEAK_OFFERS) for s in reading.signals):
        return None
    left, right = max(target.end, reading.signals[-1].end), target.sentence[1]
    everything = _ALL_REFUSED.search(target.folded, left, right) or _SHE_NO.match(target.folded, right)
    if everything is not None:
        return Assessment("declined", (target.span(*everything.span("no")),), "offer.refused")
    begin = max(target.end, reading.signals[-1].end)
    said = rows.deflected(target.folded, begin, min(len(target.folded), target.line[1], begin + 200))
    return None if said is None else Assessment("declined", (target.span(*said),), "offer.answered")


def _refused_behind(target: Target, reading: clause.Reading) -> Assessment | None:
    """A number or a link that is sent and not wanted, told in the next clause: "link sent, she said she'd no use"."""
    begin = max(target.end, reading.signals[-1].end)
    hits = finder(target.label).find(target.folded, begin, min(target.right, begin + _BEHIND))
    found = next((h for h in hits if h.cue.kind == "predicate" and h.cue.name not in _SAID), None)
    if found is None or found.cue.name not in _REFUSED:
        return None
    return Assessment("declined", (target.span(found.start, found.end),), "sent.refused")


def _but_says(target: Target, reading: clause.Reading) -> Assessment | None:
    """A number that is given, and an answer that is no yes: "number given but she says she has her sister"."""
    begin = max(target.end, reading.signals[-1].end)
    if not _BUT.match(target.folded, begin, target.right):
        return None
    said = rows.deflected(target.folded, begin, min(len(target.folded), target.line[1], begin + 200))
    return None if said is None else Assessment("declined", (target.span(*said),), "sent.answered")


def _asked_of_people(target: Target) -> bool:
    return target.label in FROM_VICTIM or target.concept in _GIVEN_BY_PEOPLE


def _will_not(target: Target, reading: clause.Reading) -> bool:
    """Whether it is a person, not the police or the law, who will not: "she would not answer the DASH"."""
    signal = reading.signals[0]
    will = _WILL_NOT.match(target.folded, signal.start, signal.end)
    before = target.folded[max(target.sentence[0], signal.start - 24) : signal.start]
    return will is not None and signal.end <= target.end and _OFFICIAL.search(before) is None


def _nil_result(target: Target, reading: clause.Reading) -> bool:
    """Whether what is denied is a finding, not the check: "no previous", "not known to us"."""
    left = min(target.start, reading.signals[0].start)
    return _NIL.match(target.folded, left, max(target.end, left + _NIL_REACH)) is not None


def _through_a_solicitor(target: Target) -> bool:
    """Whether a victim is to ask a lawyer of her own about an order, and none is applied for."""
    left, right = target.sentence
    own = _OWN_SOLICITOR.search(target.folded, left, right)
    return own is not None and _APPLIED.search(target.folded, left, right) is None


def _tried(target: Target, reading: clause.Reading) -> Assessment | None:
    """An attempt that came to nothing and will be made again: "SASH attempted, she was at work, will try again"."""
    folded = target.folded
    if not any(_TRIED.match(folded, s.start, s.end) for s in reading.signals):
        return None
    again = _AGAIN.search(folded, target.end, target.sentence[1])
    return None if again is None else Assessment("planned", (target.span(*again.span("again")),), "tried.again")


def _has_been_told(target: Target) -> bool:
    """Whether a service is waited for, or was asked what it thinks, and so has the case."""
    left, right = target.sentence
    asked = _FOR_ADVICE.search(target.folded, left, right) if target.concept == "stalking_coordinator" else None
    return (asked or _AWAITING.search(target.folded, left, right)) is not None


def _leave_to_apply(target: Target) -> bool:
    return _APPLICATION.search(target.folded, target.start, min(target.sentence[1], target.end + 24)) is not None


def _copied(target: Target) -> bool:
    """Whether the target is a picture of the messages, not the handset: taken is done."""
    return _PICTURE.search(target.folded, target.start, target.end) is not None


def _only_kept(target: Target, reading: clause.Reading) -> bool:
    """Whether a handset was taken and no more: it is yet to be read."""
    strong = [s for s in reading.signals if s.status == "done" and not s.weak]
    if _REQUESTED.match(target.folded, target.end, target.sentence[1]) is not None:
        return True
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
    if found.rule.endswith(".target") and len(folded[last:right].split()) > 1:
        return None  # "Offered. No child in the house."
    reason = reasons.after(target.text, folded, last, right, found.reason_at, decided=True)
    status = "not_applicable" if found.status == "not_done" and reason is not None else found.status
    cues = tuple(target.span(s.start, s.end) for s in found.signals)
    return Assessment(status, cues, f"next.{found.rule}", reason)
