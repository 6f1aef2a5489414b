"""What a status means for the thing that it is told of: a phone taken is not read, a nil result is a check made."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from logscan.nlp.status import clause, defaults
from logscan.nlp.status.compose import NEGATIVE
from logscan.nlp.status.offers import FROM_VICTIM
from logscan.nlp.status.target import Target
from logscan.nlp.status.words import words

_NONE_TO_BE_HAD = frozenset({"CCTV", "witness", "forensics"})
_KEPT = re.compile(rf"(?:{words('between', 'kept')})")
_PICTURE = re.compile(r"screen|photo|print|schedule|triage|exam")
# what is told of these is done already: bail is in force, a warning is the telling, a leaflet is in her hand
_IN_FORCE_TOLD = {
    "bail_conditions": frozenset({"told-of", "discussed"}),
    "warning": frozenset({"told-of", "advised-to", "auxiliary"}),
    "CPN": frozenset({"told-of"}),
    "information_pack": frozenset({"thinks-it-over"}),
}
_CIVIL = frozenset({"non_molestation_order", "occupation_order", "civil_injunction", "restraining_order"})
_NO_PLAN = ("being-particle", "will.target", "being-completed")
_NIL = re.compile(
    rf"(?<!\w)(?:{words('nil', 'no')})[\s-]+(?:\w+[\s-]+){{0,2}}?(?:{words('nil', 'result')})(?!\w)|(?<!\w)nil(?!\w)"
)
_OWN_SOLICITOR = re.compile(rf"(?<!\w)(?:{words('solicitor', 'own')})(?!\w)")
_APPLIED = re.compile(rf"(?<!\w)(?:{words('solicitor', 'applied')})(?!\w)")
_YET = re.compile(r"(?:\s+(?!not\b)\w+)?\s+(?:as\s+)?yet(?!\w)")
_ONCE = re.compile(r"(?<!\w)(?:once|when|as soon as|until|before|after|unwaith)\s+(?:the\s+|a\s+|his\s+|her\s+)?$")
_IS = re.compile(r"\s+(?:is|are|comes?|gets?|has been|have been|have|wedi)\b")
_WHEN = re.compile(r"\w\s+(?:once|when|until)\s+$")
_LAST = re.compile(r"\s*(?:[.;\n]|$)")
_REQUESTED = re.compile(rf"\s+(?:has been |was |is |been )?(?:{words('asked', 'wanted')})(?!\w)")
_GIVEN_BY_PEOPLE = frozenset({"statement", "witness", "phone_download"})
_WILL_NOT = re.compile(r"(?:would not|wouldn'?t|will not|won'?t)(?!\s+be(?!\w))")
_OFFICIAL = re.compile(rf"(?<!\w)(?:i|we|it|this|that|there|police|officers?|oic|{words('between', 'office')})\s+$")
_IS_IN = re.compile(
    r"(?<!\w)(?:referral|ref|form)\s+(?:has\s+)?(?:gone\s+in|went\s+in|in|made|done|sent|submitted|completed|put\s+in|on)(?!\w)"
)
_NO_SUCH = re.compile(r"(?:no|nil|none|zero|without|never any|not any)(?!\w)(?!\s+(?:one|record|trace|sign|mention))")
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
_NIL_REACH = 40  # characters


class _Rule(NamedTuple):
    """Of which labels or concepts, a status told of them is another (``to``), and when."""

    name: str
    of: frozenset[str] | None
    told: frozenset[str]
    to: str
    holds: Callable[[Target, clause.Reading], bool]


def as_meant(target: Target, reading: clause.Reading, status: str, rule: str) -> tuple[str, str]:
    """The status and rule of a reading, by what its concept is; each change is named in the rule."""
    for each in _rules_for(target.concept, target.label):
        if status in each.told and each.holds(target, reading):
            status, rule = each.to, f"{rule}.{each.name}"
    return status, rule


@lru_cache(maxsize=256)
def _rules_for(concept: str | None, label: str | None) -> tuple[_Rule, ...]:
    """The rules that concern a concept or a label, in order."""
    return tuple(rule for rule in _RULES if rule.of is None or concept in rule.of or label in rule.of)


def _only_told(target: Target, reading: clause.Reading) -> bool:
    told = _IN_FORCE_TOLD[target.concept or ""]
    return all(s.cue.name in told for s in reading.signals)


def _only_kept(target: Target, reading: clause.Reading) -> bool:
    """Whether a handset was taken and no more: it is yet to be read. A picture of the messages is read already."""
    if _PICTURE.search(target.folded, target.start, target.end) is not None:
        return False
    if _REQUESTED.match(target.folded, target.end, target.sentence[1]) is not None:
        return True
    strong = [s for s in reading.signals if s.status == "done" and not s.weak]
    return all(_KEPT.fullmatch(target.folded, s.start, s.end) for s in strong)


def _once_done(target: Target, reading: clause.Reading) -> bool:
    """Whether it is told as a time to come: "decide once the tool is done"."""
    once = _ONCE.search(target.folded, max(target.left, target.start - 16), target.start) is not None
    if once and _LAST.match(target.folded, target.end) and _WHEN.search(target.folded, target.left, target.start):
        return True  # "file when interviewed."
    return once and _IS.search(target.folded, target.start, min(target.right, target.end + 12)) is not None


def _nil_result(target: Target, reading: clause.Reading) -> bool:
    """Whether what is denied is a finding, not the check: "no previous", "not known to us"."""
    left = min(target.start, reading.signals[0].start)
    return _NIL.match(target.folded, left, max(target.end, left + _NIL_REACH)) is not None


def _through_a_solicitor(target: Target, reading: clause.Reading) -> bool:
    """Whether a victim is to ask a lawyer of her own about an order, and none is applied for."""
    left, right = target.sentence
    own = _OWN_SOLICITOR.search(target.folded, left, right)
    return own is not None and _APPLIED.search(target.folded, left, right) is None


def _yet(target: Target, reading: clause.Reading) -> bool:
    return _YET.match(target.folded, max(target.end, reading.signals[-1].end), target.sentence[1]) is not None


def _worn(target: Target, reading: clause.Reading) -> bool:
    """Whether a camera is told to run, not planned to: "to the flat, BWV running", "my camera being on"."""
    return reading.rule.endswith(_NO_PLAN)


def _will_not(target: Target, reading: clause.Reading) -> bool:
    """Whether it is a person, not the police or the law, who will not: "she would not answer the DASH"."""
    signal = reading.signals[0]
    will = _WILL_NOT.match(target.folded, signal.start, signal.end)
    before = target.folded[max(target.sentence[0], signal.start - 24) : signal.start]
    return will is not None and signal.end <= target.end and _OFFICIAL.search(before) is None


def _is_in(target: Target, reading: clause.Reading) -> bool:
    return _IS_IN.search(target.folded, target.start, target.right) is not None


def _will_act(target: Target, reading: clause.Reading) -> bool:
    return reading.signals[0].start >= target.end and defaults.service_will(target) is not None


def _has_been_told(target: Target, reading: clause.Reading) -> bool:
    """Whether a service is waited for, or was asked what it thinks, and so has the case."""
    left, right = target.sentence
    asked = _FOR_ADVICE.search(target.folded, left, right) if target.concept == "stalking_coordinator" else None
    return (asked or _AWAITING.search(target.folded, left, right)) is not None


def _leave_to_apply(target: Target, reading: clause.Reading) -> bool:
    """Whether it is the application that was agreed, not the order."""
    last = reading.signals[-1]
    if _AUTHORISED.fullmatch(target.folded, last.start, last.end) is None:
        return False
    return _APPLICATION.search(target.folded, target.start, min(target.sentence[1], target.end + 24)) is not None


def _unseen(target: Target, reading: clause.Reading) -> bool:
    return _UNSEEN.match(target.folded, reading.signals[-1].end, target.sentence[1]) is not None


def _stays(target: Target, reading: clause.Reading) -> bool:
    return defaults.STAYS.search(target.folded, target.end, target.right) is not None


def _none_there(target: Target, reading: clause.Reading) -> bool:
    """Whether "no CCTV" is none that there is, not one left undone."""
    return reading.rule.endswith(".target") and _NO_SUCH.match(target.folded, reading.signals[0].start) is not None


def _of(*names: str) -> frozenset[str]:
    return frozenset(names)


_HELD_BY_OTHERS = frozenset({"CCTV", "social_media", "phone_download", "forensics"})
_REQUEST_SENT = re.compile(
    r"(?<!\w)requests?\s+(?:(?!for\b)[\w']+\s+){0,4}?(?:has been |been |was )?"
    r"(?:e-?mailed|sent|submitted|put in|gone in|is in|went in)(?!\w)"
)
_ANSWERED = re.compile(
    r"(?<!\w)(?:received|viewed|seized|obtained|collected|returned|back|shows?|exhibited|came)(?!\w)"
)
_TO_BE = re.compile(
    r"(?:\s+(?:is|are|form|referral))?\s+to be (?:\w+ed|told|made|sent|put|fit|built)(?!\w)"
    r"(?!,? (?:and )?(?:since |now )?(?:submitted|sent|done|completed|made|fitted|which)(?!\w))"
)
_OFFERED = re.compile(r"\s+(?:was |were |also |has been )?offered(?!\w)")


def _request_sent(target: Target, reading: clause.Reading) -> bool:
    """Whether others were asked for it and have not answered: "the shop hold it, request e-mailed"."""
    left, right = target.sentence
    sent = _REQUEST_SENT.search(target.folded, left, right)
    return sent is not None and _ANSWERED.search(target.folded, left, right) is None


def _to_be(target: Target, reading: clause.Reading) -> bool:
    """Whether it is told as still to come, in its own words or right behind: "camera to be fitted on Friday"."""
    right = target.sentence[1]
    if target.concept == "safety_plan":
        return False  # what a plan holds may be to come, the plan is made
    inside = _TO_BE.search(target.folded, target.start, min(target.end + 1, right))
    return inside is not None or _TO_BE.match(target.folded, target.end, right) is not None


def _offered(target: Target, reading: clause.Reading) -> bool:
    """Whether it was offered, so that "not needed" is the victim's answer."""
    return _OFFERED.match(target.folded, target.end, target.sentence[1]) is not None

_RULES = (
    _Rule("told", frozenset(_IN_FORCE_TOLD), _of("considered"), "done", _only_told),
    _Rule("kept", _of("phone_download"), _of("done"), "planned", _only_kept),
    _Rule("once", None, _of("done"), "planned", _once_done),
    _Rule("nil", _of("intelligence_check"), NEGATIVE, "done", _nil_result),
    _Rule("solicitor", _CIVIL, _of("planned"), "considered", _through_a_solicitor),
    _Rule("yet", None, _of("not_done"), "planned", _yet),
    _Rule("worn", _of("BWV"), _of("planned"), "done", _worn),
    _Rule("person", FROM_VICTIM | _GIVEN_BY_PEOPLE, _of("not_applicable"), "declined", _will_not),
    _Rule("in", _of("REFERRAL"), _of("planned"), "done", _is_in),
    _Rule("acts", _of("REFERRAL"), _of("planned"), "done", _will_act),
    _Rule("has-it", _of("REFERRAL"), _of("planned"), "done", _has_been_told),
    _Rule("leave", _of("ORDER"), _of("done"), "planned", _leave_to_apply),
    _Rule("unseen", _PICTURES, _of("done"), "planned", _unseen),
    _Rule("stays", _of("relocation"), _of("done"), "declined", _stays),
    _Rule("none", _NONE_TO_BE_HAD, _of("not_done"), "not_applicable", _none_there),
    _Rule("request", _HELD_BY_OTHERS, _of("done"), "planned", _request_sent),
    _Rule("to-be", _of("SAFEGUARDING", "REFERRAL"), _of("done"), "planned", _to_be),
    _Rule("offer", _of("REFERRAL"), _of("not_applicable"), "declined", _offered),
)
