"""What the rest of the entry adds to a phrase's fact: by whom it was learnt, to whom police went, why it was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from logscan.nlp.facts.exhibits import exhibit
from logscan.nlp.facts.letters import one_of
from logscan.nlp.facts.log import Log, holds
from logscan.nlp.facts.phrases import told
from logscan.nlp.facts.scope import denied
from logscan.nlp.lexicon import Hit
from logscan.report import Fact, Span

_replace = msgspec.structs.replace

_BECAUSE = re.compile(
    r"\b(?:as|because|due to|since|given(?: that)?|owing to|so that|while|whilst|until|reason(?:ing)?(?: is| being)?"
    r"|rationale|on the basis|in view of|in light of|because of|oherwydd|gan fod|achos)\b\s*[:-]?|\s[-–:]\s|;\s"
    r"|,\s(?=(?:no|he|she|they|they're|it|its|it's|suspect|susp|ip|bail|both|there|not|victim|parties)\b)"
)
_SAME_REASON = re.compile(r"\b(?:for (?:the same|that|this) reason|same (?:reason|again|applies)|am yr un rheswm)\b")
_EVIDENCE = one_of(
    r"cctv|footage|statement|mg11|confirm\w*|shows?|showed|proves?|proven|recorded in error|in error"
    r"|duplicate[ds]?|duplication|recorded twice|already recorded|transferred|alibi|in custody|abroad|phone records"
    r"|handsets?|messages show|billing|download|additional verifiable|avi|verified|verif\w+|admits? (?:lying|making)"
    r"|made (?:it|this) up|fabricat\w*|retract\w* (?:his|her|the) (?:account|allegation)|false (?:report|allegation)"
    r"|mistaken identity|wrong (?:person|number)|identified as|turned out|transpir\w*|established that|bank records"
    r"|receipts?|account|accounts|both say|both agree|gps|anpr|tag data|hospital records|independent witness\w*"
    r"|witness\w* confirm\w*|telematics|tracker (?:data|shows)|invoices?|order (?:receipt|confirm\w*)"
    r"|pocket books? agree|on camera|clip|bears? (?:it|this|that|him|her|them) out|both (?:phones|handsets)|two way"
)
_NO_EVIDENCE = re.compile(r"\bno (?:cctv|evidence|footage|engagement|statement|verifi\w+|additional verifi\w+|avi)\b")


def reason_after(log: Log, start: int, end: int) -> Span | None:
    """The words of the sentence that give a reason for ``[start, end)``, behind it or, after "as", before it."""
    _, last = log.sentence_at(start)
    if same := _SAME_REASON.search(log.masked, start, last):
        return log.span(same.start(), same.end())
    mark = _BECAUSE.search(log.masked, max(end - 12, start), last)
    if mark is not None and last - mark.end() > 4:
        return log.span(mark.end(), last)
    return None


def cancellation(log: Log, fact: Fact) -> Fact:
    """Cancelling, with the verifiable information that the entry names."""
    entry = log.entries[fact.entry]
    for found in _EVIDENCE.finditer(log.masked, entry.body, entry.end):
        if not denied(log, found.start(), found.end()) and not _NO_EVIDENCE.search(
            log.masked, max(entry.body, found.start() - 12), found.end()
        ):
            first, last = log.sentence_at(found.start())
            return _replace(fact, reason=log.span(first, last))
    return fact


_POLICE_LEARN = re.compile(
    r"\b(?:interview\w*|download\w*|handset|laptop|device|phone (?:shows?|contain|had|examin)|searches|search of"
    r"|found (?:on|in|at|during)|spreadsheet|notebook|intel\w*|disclosed|susp (?:says|said|admit\w*|stated?|claims"
    r"|told|accepts?|has|knows)|he (?:says|said|admit\w*|accepts?) (?:he|that he|to)|she (?:says|said|admit\w*"
    r"|accepts?) (?:she|that she|to)|tells? (?:us|officers|me)|told (?:us|officers|police|him that|pc|dc)|custody"
    r"|seized|examined|neighbour|friend|manager|landlord|mother|sister|brother|colleague|witness|informed us"
    r"|third party|anonymous|crimestoppers|download|swp|south wales|another force|avon|officer there|arrested"
    r"|in possession|on (?:his|her) (?:phone|person|laptop|computer|fridge|wall)|off (?:a|an|the) )\b"
)
_VICTIM_SAYS = re.compile(
    r"\b(?:ip|victim|she|he|caller|inf|informant)\s+(?:is |was |has )?(?:says?|said|states?|stated|believes?|thinks?"
    r"|reports?|reported|fears?|worried|concerned|told|tells|aware|discloses?|disclosed|suspects|unsure"
    r"|does not know how|doesn't know how|explained)\b"
)

_GIVEN_AWAY = re.compile(
    r"\b(?:gave|given|giving|told) (?:him|her|susp) (?:her|his|the) (?:own )?(?:new )?address|\bip (?:gave"
    r"|has given|provided)|for the deposit|served|bail"
)
_BY_POLICE_WORK = re.compile(r"interview|download|handset|laptop|search|seized|swp|intel")


def suspect_knows(log: Log, fact: Fact, account: int) -> Fact | None:
    """From whom it is learnt that the suspect knows: the victim's account, or a source that she may not know of."""
    first, last = log.sentence_at(fact.start)
    sentence = log.masked[max(first, fact.start - 160) : min(last, fact.end + 120)]
    if _GIVEN_AWAY.search(sentence):
        return None
    source = _POLICE_LEARN.search(sentence)
    if _VICTIM_SAYS.search(sentence) and not (
        source and _BY_POLICE_WORK.search(source.group())
    ):
        return _replace(fact, by="victim")
    if source and fact.entry > 0:
        return _replace(fact, by="other")
    return _replace(fact, by="police" if fact.entry > account else "victim")


_TOLD_NEXT = re.compile(
    r"\b(?:told|informed|made aware|warned|updated|rang|rung|phoned|advised|spoke to|spoken to|disclosed to"
    r"|let)\s+(?:ip|her|him|victim|them|mr|mrs|ms|miss)\b|\bip\b[^.;\n]{0,20}\b(?:told|informed|made aware|aware"
    r"|warned|advised|updated|rung)\b"
)


def victim_told_risk(log: Log, known: list[Fact]) -> Iterator[Fact]:
    """The victim is told in the sentence of the knowledge or right after it."""
    for fact in known:
        if fact.by == "victim":
            continue
        start, end = log.sentence_after(fact.end, 1)
        found = _TOLD_NEXT.search(log.masked, start, end)
        if found is None:
            first, _ = log.sentence_at(fact.start)
            found = re.search(r"\b(?:ip|her|him|victim)\b", log.masked[first : fact.start]) and _TOLD_NEXT.search(
                log.masked, first, fact.start
            )
        if (
            found
            and not denied(log, found.start(), found.end())
            and not _THIRD_TELLS.search(log.masked, max(0, found.start() - 40), found.start())
        ):
            yield log.fact("victim_told_risk", found.start(), found.end(), by="police")


_SUSPECT = re.compile(r"\b(?:susp\w*|s1|offender|perp)\b|\barrest|\bnicked|\bhis landing\b")
_VICTIM = re.compile(r"\b(?:ip|victim|vic|aggrieved|complainant|informant)\b")
_STATION = re.compile(
    r"\b(?:front (?:desk|counter|office)|station|custody|interview room|by appointment|voluntary attendance"
    r"|as a volunteer|walked in)\b"
)

_ELSEWHERE = re.compile(r"\b(?:cctv|shop|manager|gym|store|pub|neighbour|witness|h2h|house to house)\b")


def attendance(log: Log, fact: Fact) -> Fact | None:
    """To whom police went; None for a visit to a station."""
    first, last = log.sentence_at(fact.start)
    near = log.masked[max(first, fact.start - 60) : min(last, fact.end + 70)]
    if _STATION.search(near):
        return None
    inside = log.masked[fact.start : fact.end]
    if _ELSEWHERE.search(near) and not (
        _VICTIM.search(near) or _SUSPECT.search(near)
    ):
        return _replace(fact, concept="other")
    whom = _SUSPECT.search(inside) or (None if _VICTIM.search(inside) else _SUSPECT.search(near))
    return _replace(fact, concept="suspect" if whom else "victim")


_BWV_NO = re.compile(
    r"[^.;\n]{0,30}?\b(?:not (?:used|activated|worn|on|kept|retained|available|saved|recording|charged|working"
    r"|switched|carried|uploaded|recorded|captured)|no\b|none|n/a|nil|fail\w*|dead|flat|died|faulty|unavailable|lost"
    r"|deleted|forgot\w*|left (?:at|in)|didn't|did not|wasn't|was not|never|missing|off\b|wedi methu|ddim"
    r"|till i was leaving)"
)
_BWV_NO_BEFORE = re.compile(
    r"\b(?:no|without|not (?:wearing|using|have)|forgot(?:ten)?|failed to (?:use|activate|turn on|record)"
    r"|did not (?:use|activate|wear)|didn't (?:use|activate|wear)|unable to (?:use|activate))\s+(?:\w+\s+){0,2}$"
)
_BWV_PROMPTS = ("have you", "prompt", "reminder", "policy", "remember", "ensure", "thought about")
_BWV_PROMPT = re.compile(rf"\b(?:{'|'.join(_BWV_PROMPTS)})\b")
_BWV_REASON = re.compile(
    r"\b(?:battery|fail\w*|fault\w*|flat|dead|died|broken|charg\w*|as|because|due to|since|ip (?:did not|didn't"
    r"|declined|asked|objected)|declined|at (?:her|his|ip's) request|by phone|over the phone|telephone"
    r"|not on (?:duty|shift)|plain clothes|none (?:left|available)|docking|dock|not issued|malfunction\w*"
    r"|nothing evidential|no evidential|not evidential|aren't issued|not issued"
    r"|so \w+ (?:written|taken))\b"
)


def bwv(log: Log, fact: Fact) -> Fact | None:
    """Body worn video used, or said not to have been, with the reason."""
    first, last = log.sentence_at(fact.start)
    if log.masked[first:last].rstrip().endswith("?"):
        return None
    if holds(log.masked, first, last, _BWV_PROMPTS) and _BWV_PROMPT.search(log.masked[first:last]):
        return None
    no = _BWV_NO_BEFORE.search(log.masked, max(first, fact.start - 40), fact.start) or _BWV_NO.match(
        log.masked, fact.end, min(last, fact.end + 45)
    )
    if no is None:
        return _replace(fact, status="done")
    reason = _BWV_REASON.search(log.masked, first, last)
    return _replace(fact, status="not_done", reason=log.span(reason.start(), last) if reason else None)


def with_reason(log: Log, fact: Fact) -> Fact | None:
    """The fact only where the sentence gives a reason; the phrases of orders and plans set aside need one."""
    first, last = log.sentence_at(fact.start)
    reason = reason_after(log, fact.start, fact.end)
    if reason is None or log.masked[first:last].rstrip().endswith("?"):
        return None
    return _replace(fact, reason=reason)


_NAMED = re.compile(
    r"\b(?:man|woman|male|female|lad|lass|girl|boy|bloke|fella|guy|lady|someone|somebody|person|colleague|neighbour"
    r"|hca|nurse|customer|patient|student|pupil|member|friend|mate|partner|boyfriend|girlfriend|ex)\s+$"
)  # "an HCA called Petra"
_UNREACHED = re.compile(
    r"(?:'s \w+)?[^.;\n]{0,20}?\b(?:no (?:reply|answer|response)|n/r|rang out|rings out|voice ?mail|v/?m\b|not in\b"
    r"|card left|left (?:a )?(?:message|card|vm)|no one in|unanswered)"
)


def suspect_contact(log: Log, fact: Fact) -> Fact | None:
    """A step towards the suspect, with the reason where it is set aside; what the caller did is none."""
    if (
        fact.entry == 0
        and log.entries
        and log.entries[0].role in {"call_taker", "other"}
        and fact.status != "set_aside"
    ):
        return None
    if fact.text.lower().startswith("called ") and _NAMED.search(log.masked, max(0, fact.start - 30), fact.start):
        return None
    if fact.status == "done" and _UNREACHED.match(log.masked, fact.end, min(len(log.masked), fact.end + 60)):
        return _replace(fact, status="attempted")
    return _replace(fact, reason=reason_after(log, fact.start, fact.end)) if fact.status == "set_aside" else fact


_TELLS_VICTIM = re.compile(
    r"\b(?:ip|victim|vic|her|him|them|mr|mrs|ms|miss|complainant|aggrieved|informant|daughter|family|both|letter sent"
    r"|wedi cael"
    r"|ncop|vcop)\b"
)
_OUTCOME = one_of(
    r"outcome|result|closed?|closing|closure|nfa|no further|filed|filing|finalised|cancelled|decision|charged?"
    r"|sentence\w*|community resolution|resolved|discontinu\w*|not proceed\w*|o/?c\s?\d|oc\d|case is|court|canx|crime"
    r"|caution\w*|in person|rationale|proceed|conclude\w*|so\b|why"
)


def outcomes_told(log: Log, hits: list[Hit], decision: int) -> list[Fact]:
    """The victim is told the outcome: of phrases before the entry of the decision none tells it."""
    # a phrase that reaches into the next entry is weighed with those that it may hold
    due = [hit for hit in hits if log.entry_at(hit.end) >= decision]
    return [fact for fact in told(log, due) if _tells_outcome(log, fact, decision)]


def _tells_outcome(log: Log, fact: Fact, decision: int) -> bool:
    """Whether the victim is told; in or after the entry of the decision the telling alone is enough."""
    if fact.entry < decision or (fact.entry > decision and not log.entries):
        return False
    first, last = log.sentence_at(fact.start)
    if not _TELLS_VICTIM.search(log.masked[first:last]):
        return False
    _, wide = log.sentence_after(fact.start, 1)
    before = log.masked[max(log.entries[fact.entry].body, first - 160) : wide]
    return _OUTCOME.search(before) is not None


_THIRD_TELLS = re.compile(
    r"\b(?:neighbour|friend|mate|manager|landlord|mother|mum|sister|brother|father|dad|colleague|he|she|susp"
    r"|girlfriend|boyfriend|someone|they)\s+(?:has |had |also |then |who )?$"
)


def told_by_police(log: Log, fact: Fact) -> Fact | None:
    """The telling of a risk, unless it is somebody else who tells it."""
    first, _ = log.sentence_at(fact.start)
    return None if _THIRD_TELLS.search(log.masked, max(first, fact.start - 40), fact.start) else fact


_SAID = re.compile(
    r"(?:\b(?:susp|he|she|ip|they|suspect|offender|manager|witness)\s+|(?:, |\. |and |but ))(?:also |just )?"
    r"(?:says?|said|claim\w*|states?"
    r"|stated|maintain\w*|insist\w*|thinks?|reckons|replied|told \w+|denie[sd]|accepts?|admits?)\b[^.;\n]{0,60}$"
    r"|\binterview\w*\b[^.;\n]{0,20}:[^.;\n]{0,60}$"
)


def minimising(log: Log, fact: Fact) -> Fact | None:
    """Words that play the matter down, unless the log gives them as another's."""
    first, _ = log.sentence_at(fact.start)
    return None if _SAID.search(log.masked, max(first, fact.start - 90), fact.start) else fact


REFINERS: dict[str, Callable[[Log, Fact], Fact | None]] = {
    "cancellation": cancellation,
    "exhibit": exhibit,
    "attendance": attendance,
    "bwv": bwv,
    "order_reason": with_reason,
    "plan_reason": with_reason,
    "suspect_contact": suspect_contact,
    "minimising": minimising,
    "victim_told_risk": told_by_police,
}
"""What is done to the facts of a kind before they are handed on."""
