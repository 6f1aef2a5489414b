"""What the words around a phrase do to it: deny it, ask it, put it off, hand it to another doer."""

from __future__ import annotations

import bisect
import re

from logscan.nlp.facts.letters import one_of
from logscan.nlp.facts.log import Log, any_in, holds

_NEGATOR = one_of(
    r"no|not|never|none|nil|neither|nor|without|denie[sd]|denying|cannot|\w+n't|doesnt|didnt|hasnt|havent|isnt"
    r"|wasnt|wont|cant|couldnt|"
    r"dont|arent|werent|free of|absence of|lack of|ruled out|rules out|n/t|dim|ddim|heb|nid|ni|nothing|nobody"
)
_NOT_REALLY = re.compile(
    r"(?:not only|no doubt|not just|no longer|not (?:the )?first|no surprise|not for the first|nothing but|no sooner"
    r"|not stop|n't stop|won't stop|not leave|never stops?)"
)
_ENDS_SCOPE = re.compile(
    r"[.;!\n/|~]|\b(?:but|however|although|though|except|apart from|until|because|and (?:he|she|ip|susp|they|then|has"
    r"|had|now|was|is|it|said|told|threat))\b|, (?:and )?(?:he|she|ip|susp|they|then|when|has|had|who|was|is|it|i|we"
    r"|pc)\b|[-:]\s*$"
)
_ANSWER = (
    r"(?:no|none|nil|never|neg|negative|n|not (?:known|seen|present|disclosed|mentioned|at present|recently"
    r"|that \w+ knows of)|denied|denies|n/?a|n/k|nope|dim|naddo|nac oes)"
)
_NO_AFTER = re.compile(
    rf"[\w ,'/()&]{{0,70}}?(?:\s[-=]+\s*|:\s*|\?+\s*[-:]*\s*|,\s*|\)\s*|\s-|\s{{2,}})(?:{_ANSWER})(?=\s*(?:[.,;)\n/"
    rf"|~?-]|$|\s{{2}}|no\b|never\b|and no\b|none\b|nil\b))|\s*(?:was |were |is |are )?(?:denied|ruled out"
    rf"|not (?:used|seen|mentioned|present|disclosed|involved|reported))\b"
)
_YES_AFTER = re.compile(r"[\w ,'/()&]{0,70}?(?:\s[-=]+\s*|:\s*|\?+\s*[-:]*\s*|,\s*)(?:ip says )?(?:yes|y\b|ydy|oes|do)")
_ASKED = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|enquired|questioned|queried|checked)\b(?: [\w']+){0,3} (?:about|if|whether|re|regarding"
    r"|for)\b[^.;\n]{0,60}$|\b(?:has|have|had|is|are|was|were|does|do|did|any|was there|is there"
    r"|are there) [^.;\n?]{0,70}$"
)
_ASKS = re.compile(r"\b(?:ask|enquir|question|queried)")
_PLAN = re.compile(
    r"\b(?:to|will|'ll|to be|needs?|should|must|pls|please|await(?:s|ing|ed)?|pending|plan(?:ned|s)?|intend\w*|would"
    r"|could|can|if|once|unless|arrang\w*|"
    r"require[sd]?|outstanding|o/s|due to be|tbc|appointment|diary|booked|request(?:ed)? (?:to|that)|tasked? to"
    r"|asked? to|may|might|i'w)\s+(?:[\w/'-]+\s+){0,3}$"
)
_CLAUSE_ENDS = re.compile(r"[.;:,(]\s")
_NOT_PLAN = re.compile(
    r"\b(?:spoke(?:n)?|talked|due|according|back|went|gone|said|been|went on|came|able|used|managed|returned"
    r"|responded|replied|listened|attended|led|moved|referred|told|given|issued|words of advice"
    r"|explained) to\s+(?:[\w/'-]+\s+){0,3}$"
)
_SUPPOSED = re.compile(r"\b(?:if|should|in case|in the event|were to|unless|whether)\b[^.;\n]{0,45}$")

_BEFORE, _BEHIND = 75, 100  # characters before and behind a phrase in which a "no" is looked for


def denied(log: Log, start: int, end: int) -> bool:
    """Whether the sentence denies ``[start, end)``: a "no" before it in its clause, or as the answer after it."""
    masked, words = log.masked, log.no_words
    here = bisect.bisect_left(words, start)
    before = here > 0 and words[here - 1] >= start - _BEFORE
    behind = here < len(words) and words[here] < end + _BEHIND
    if not (before or behind):
        return False  # half of all phrases have no such word near them
    first, last = log.sentence_at(start)
    floor = max(first, start - _BEFORE)
    for at in range(here - 1, -1, -1):
        said = words[at]
        if said < floor:
            break
        negator = _NEGATOR.match(masked, said, start)
        if negator is not None and not _NOT_REALLY.match(masked, said, start):
            between = masked[negator.end() : start]
            if between == " " or (len(between.split()) <= 7 and _ENDS_SCOPE.search(between) is None):
                return True
            break
    limit = min(len(masked), max(last, end) + 24, end + _BEHIND)
    if not behind or words[here] >= limit or not any_in(words, end, limit):
        return False
    return _NO_AFTER.match(masked, end, limit) is not None


def asked(log: Log, start: int, end: int) -> bool:
    """Whether the words only ask, and no yes follows; the answer no is :func:`denied`."""
    masked = log.masked
    wide = masked[max(0, start - 90) : start]
    asks = "ask" in wide or "que" in wide or "enquir" in wide
    if not asks and masked.find("?", end, end + 90) < 0:
        return False  # most phrases have no such letters around them; plain strings tell soonest
    first, last = log.sentence_at(start)
    if not masked[end : min(last + 1, end + 90)].rstrip().endswith("?"):
        before = masked[max(first, start - 90) : start]
        if not asks or _ASKS.search(before) is None or _ASKED.search(before) is None:
            return False
    return _YES_AFTER.match(masked, end, min(len(masked), end + 110)) is None


def planned(log: Log, start: int) -> bool:
    """Whether the words before put it into the future ("to be", "will", "if")."""
    first, _ = log.sentence_at(start)
    before = log.masked[max(first, start - 50) : start]
    clause = _CLAUSE_ENDS.split(before)[-1]
    return _PLAN.search(clause) is not None and _NOT_PLAN.search(clause) is None


def supposed(log: Log, start: int) -> bool:
    """Whether it is only supposed ("if he turns up", "should she attend")."""
    first, _ = log.sentence_at(start)
    return _SUPPOSED.search(log.masked, max(first, start - 70), start) is not None


_POLICE = re.compile(
    r"\b(?:pc|dc|ps|ds|di|pcso|sgt|officers?|police|we|units?|patrols?|firearms team|arv|locksmith|council|ambulance"
    r"|paramedics|worker|goleudy|idva|isva|victim support|gp|housing officer|solicitor)\b"
    r"(?:\s+\d+)?(?:\s+(?!susp|he|she|told|that|by)[\w']+){0,4}\s*$"
)
_VICTIM = re.compile(
    r"\b(?:ip|victim|vic|aggrieved)('s)?\s+(?:(?:is|has|had|was|feels|felt|took|takes|said she|said he|states she"
    r"|states he|herself|himself|says she|says he|also|been|currently|previously|now|having|suffers|with|herself has"
    r"|disclosed|a|history|of|attempted|tried|to|thoughts|suffered|from)\s+){0,6}$"
)


def police_does(log: Log, start: int) -> bool:
    """Whether police, not the suspect, are the doers of what begins at ``start``."""
    first, _ = log.sentence_at(start)
    return not log.quoted(start) and _POLICE.search(log.masked, max(first, start - 60), start) is not None


def victim_does(log: Log, start: int) -> bool:
    """Whether the victim is the doer: named right before, or by a pronoun that can only be theirs."""
    first, _ = log.sentence_at(start)
    return not log.quoted(start) and _VICTIM.search(log.masked, max(first, start - 60), start) is not None


_ADVISED = re.compile(
    r"\b(?:advi[sc]e\w*|adv|reminded|suggest\w*|recommend\w*|encouraged|told (?:her|him|ip|them) (?:to|not)"
    r"|asked (?:her|him|ip|them) (?:to|not)|plan\b|offered)[^.;\n]{0,60}$"
)
_ADVISES = ("adv", "remind", "suggest", "recommend", "encouraged", "told ", "asked ", "plan", "offered")


def advised(log: Log, start: int) -> bool:
    """Whether it is what police advised or agreed with the victim, not what the conduct did to them."""
    first, _ = log.sentence_at(start)
    left = max(first, start - 90)
    return holds(log.masked, left, start, _ADVISES) and _ADVISED.search(log.masked, left, start) is not None
