"""What the suspect is to the victim, in the words of the log; mind whose relative is meant."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from logscan.nlp.lexicon import Hit, Matcher, load_rules
from logscan.nlp.lexicon.preceding import Preceding, word_before, words_between
from logscan.nlp.people.clusters import Name
from logscan.report import Entry, Fact, Relation

# The closer a tie, the earlier it stands here; a former partner who is also a colleague is a former partner.
PRIORITY: tuple[Relation, ...] = (
    "ex_partner",
    "partner",
    "family",
    "service_user",
    "colleague",
    "neighbour",
    "friend",
    "acquaintance",
    "stranger",
    "unknown",
)
_KIN = (
    "partner|husband|wife|boyfriend|girlfriend|mum|mother|mam|dad|father|son|daughter|sister|brother|friend|mate"
    "|colleague|"
    "neighbour|cousin|aunt|uncle|niece|nephew|boss|manager|landlord|suspect|susp|offender|perp"
)
# "her sister's ex", "new partner's brother", "a niece who was stalked by an ex": somebody else's
_OTHER_HOLDER = Preceding(rf"\b(?:{_KIN})'?s'?\s+$")
_HOLDER_WHO = Preceding(rf"\b(?:{_KIN}) (?:who|and|has|had|with)\b[^.;,]{{0,25}}\s+$")
_POLICE_HISTORY = re.compile(r"\b(?:pnd|pnc|niche|intel\w*|checks|history|previous(?:ly)? reported)\b[^.;\n]{0,50}$")
_POLICE_WORDS = frozenset(["pnd", "pnc", "niche", "checks", "history", "previous", "previously"])
_DAUGHTER = Preceding(r"(?:her|his|my|their|the) (?:daughter|son|mother|mum|sister|friend)'?s\s+$")
_PAST_VICTIM = Preceding(
    r"(?:report|reports|allegation|complaint|offence|assault|history|previous|earlier|other|one|crime|incident|pnd"
    r"|convictions?)[^.;]{0,30}\b(?:from|by|against|on|with|towards|involving)\s+(?:an|another|a|his|her|a different"
    r"|two|other|several)\s+$"
)
_BY_ANOTHER = frozenset(["from", "by", "against", "on", "with", "towards", "involving"])
_DENIED = Preceding(
    r"(?:\b(?:not|never|no|nor|isn't|isnt|wasn't|wasnt|aren't|arent|weren't|denies|denied|neither|ddim|nid)\b"
    r"(?:\s+(?:in|a|an|any|her|his|the|ever|been|previously|being|having|had|were|was|really|actually|ip's|known|to"
    r"|be)){0,5}\s+)$"
)
_SUSPECT_IS = Preceding(
    r"(?:\b(?:suspect|susp|sus\d|s1|offender|perp)\b[^.;\n]{0,25}?\b(?:is|was|being|as|be)|\b(?:male|female|he|she"
    r"|they|named|person|who|whom|this|it|both)(?:'s)?(?:\s+\w+)?\s+(?:is|was|are|were|being|as)|\b(?:it's|he's"
    r"|she's)|\b(?:suspect|susp|sus ?\d|susp ?\d|s1|offender|perp)\b\s*[=:(,-]+)\s*(?:(?:the|an?|his|her|my|our"
    r"|their|ip'?s?|vic'?s?|victim'?s?)\s+){0,2}$"
)
_TROUBLE = Preceding(
    r"\b(?:issues?|problems?|disputes?|trouble|row|feud|argument|harass(?:ment|ed|ing)?|abuse|abused|nuisance"
    r"|threats?|threatened|assaulted|complaints?|complaining|allegations?|rptg|reporting|reports?)\s+(?:with|from|by"
    r"|about|against|re|of|between)?\s*(?:(?:her|his|my|their|the|a|an|ip's|own|male|female|next door)\s+){0,2}$"
)
_FRAMED = Preceding(
    r"\b(?:about|re|ref|reports?|reported|reporting|regarding|concerning|against|from|by|with|of|between|involving"
    r"|that|as|when|and|because|but|where)\s+(?:(?:the|his|her|my|our|their|ip'?s?|vic'?s?|victim'?s?|own"
    r"|an?)\s+){1,2}$|(?:^|[.:;\n/~|]\s*|\b\d\d\s+)(?:(?:his|her|my|ip'?s?|vic'?s?|victim'?s?|aggrieved'?s?"
    r"|inf'?s?)\s+)$"
)
_CONDUCT = re.compile(
    r"(?:\s+[\w'’-]+){0,3}?[\s,(\d)]*(?:who\s+|that\s+)?(?:has|had|is|was|keeps|kept|won'?t|will not|would not"
    r"|refuses|continues|constantly|repeatedly|still|again|also)?\s*(?:been\s+)?(?:threaten|harass|follow"
    r"|stalk(?:ing|s|ed)\b|messag|text|ring|call|phon|turn|contact|shout|bang|send|sent|wont|let up|abus|assault"
    r"|attend|watch|wait|sit|sat|stood|post|damag|break|broke|smash|e-?mail|writ|wrote|bombard|pester|hassl|bother"
    r"|track|monitor|loiter|accus|demand|hound|target|leave her|leave him|leave me)"
)
# "PYKE, her brother", "PYKE (brother)", "PYKE is the landlord"; not "PYKE, son Jac"
_APPOSED = re.compile(
    r"[\s,(\d)=:-]*(?:(?:aged|yrs|\d\d)\s*[,)]?\s*)*(?:(?:is|was|who is|who was|being)\s+)?(?:(?:(?:the|an?|his|her"
    r"|my|their|ip'?s|victim'?s)\s+)+|(?<=\()|(?<=is )|(?<=was )|(?<=- )|(?<== ))"
)
_CALLED = re.compile(r"[\s,(:=-]*(?:called |named |is |is called )?")
_ALONE = re.compile(r"(?:new|current|other|own|late|and|with|for|to)\s+(?:his|her|their|my|ip'?s?)?\s*$")


class Tie(NamedTuple):
    """Words of a relation to the victim, the number of their entry, and what the text around them tells of it.

    ``status`` is ``stated``, ``denied`` or None; where it is ``open``, names beside the words may tell otherwise.
    """

    hit: Hit
    entry: int
    status: str | None
    open: bool


def find_ties(folded: str, entries: Sequence[Entry], hits: Sequence[Hit]) -> list[Tie]:
    """Those of the words of a relation (``hits``) that stand in an entry's words.

    They are of one to the victim, or only a name beside them can tell of whom.
    """
    starts = [entry.start for entry in entries]
    found = []
    for hit in hits:
        entry = bisect.bisect_right(starts, hit.start) - 1
        if entry >= 0 and hit.start >= entries[entry].body:
            word = word_before(folded, hit.start)
            status, names_tell = _status(folded, hit, word)
            # most words of kin say nothing: whose they are is asked where they do
            if names_tell if status is None else _own(folded, hit, word):
                found.append(Tie(hit, entry, status, names_tell))
    return found


def relation_facts(
    text: str, folded: str, suspects: Sequence[Name], victims: Sequence[Name], ties: Sequence[Tie]
) -> tuple[Fact, ...]:
    """Facts of kind ``relation``: where ``ties`` state, or deny, what the suspect is to the victim."""
    named = sorted(span for name in suspects for span in name.spans)
    victim_spans = sorted(span for name in victims for span in name.spans)
    facts = []
    for tie in ties:
        hit, status = tie.hit, tie.status
        if tie.open:
            if _beside(named, hit, folded):
                if status is None and not _own(folded, hit, word_before(folded, hit.start)):
                    continue
                status = "stated"
            elif status is not None and _beside(victim_spans, hit, folded):
                status = None
        if status is not None:
            facts.append(
                Fact(
                    kind="relation",
                    concept=hit.rule.key,
                    start=hit.start,
                    end=hit.end,
                    text=text[hit.start : hit.end],
                    entry=tie.entry,
                    status=status,
                )
            )
    return tuple(facts)


def stated_spans(ties: Sequence[Tie]) -> tuple[list[tuple[int, int]], bool]:
    """Where words tell, with no name known yet, what the suspect is to the victim; and whether they say unknown.

    A name beside such a span is the suspect's.
    """
    stated = [tie.hit for tie in ties if tie.status == "stated"]
    spans = sorted({(hit.start, hit.end) for hit in stated if hit.rule.key in PRIORITY[:7]})
    return spans, any(hit.rule.key in {"unknown", "stranger"} for hit in stated)


def suspect_relation(facts: Sequence[Fact], named: bool) -> Relation | None:
    """The closest relation that the facts state; "unknown" only where nobody is named."""
    stated = {f.concept for f in facts if f.status == "stated"}
    denied = {f.concept for f in facts if f.status == "denied"}
    for relation in PRIORITY:
        if (
            relation in stated
            and not (relation == "unknown" and named)
            and not (relation == "stranger" and named and len(stated) > 1)
        ):
            if relation in denied and _last(facts, relation) == "denied":
                continue
            return relation
    return None


def _last(facts: Sequence[Fact], relation: str) -> str | None:
    return [f.status for f in facts if f.concept == relation][-1]


def _status(folded: str, hit: Hit, word: str) -> tuple[str | None, bool]:
    """``stated``, ``denied``, or None where the words are about somebody else; and whether names may tell otherwise."""
    left = max(0, hit.start - 70)
    before, near = folded[left : hit.start], words_between(folded, left, hit.start)
    key = hit.rule.key
    if key not in {"unknown", "stranger"} and _DENIED.found(before, word, near):
        return "denied", False
    if key == "unknown" or hit.rule.attributes["tie"] == 1:
        return "stated", False
    if '"' in before[-10:]:
        return None, False  # "from Auntie Ruth": what the suspect calls themselves
    if _SUSPECT_IS.found(before, word, near) or (key != "partner" and _TROUBLE.found(before, word, near)):
        return "stated", True
    framed = _FRAMED.can_end_with(word) and _framed(before) and _CONDUCT.match(folded, hit.end, hit.end + 60)
    return ("stated" if framed and not _ALONE.search(before) else None), True


def _framed(before: str) -> bool:
    """Whether a frame ends here: of three words at most, so that no more of them are read."""
    words = before.rsplit(None, 3)
    return _FRAMED.search(before, len(words[0]) if len(words) > 3 else 0) is not None


def _own(folded: str, hit: Hit, word: str) -> bool:
    """Whether the victim is the holder: not "her sister's ex", not a complaint of an ex in the suspect's past."""
    left = max(0, hit.start - 60)
    before, near = folded[left : hit.start], words_between(folded, left, hit.start)
    if not _BY_ANOTHER.isdisjoint(near[-3:]) and _PAST_VICTIM.found(before, word, near):
        return False
    if ("intel" in before or not _POLICE_WORDS.isdisjoint(near)) and _POLICE_HISTORY.search(before):
        return False
    if hit.rule.key in {"stranger", "unknown", "neighbour", "colleague", "service_user", "acquaintance"}:
        return True
    if _OTHER_HOLDER.found(before, word, near):
        if not _DAUGHTER.found(before, word, near):
            return False
    elif _HOLDER_WHO.found(before, word, near):
        return False
    return not folded.startswith(
        (
            "'s new",
            "'s current",
            "'s partner",
            "'s girlfriend",
            "'s boyfriend",
            "'s wife",
            "'s husband",
            "s new partner",
            "s new girlfriend",
            "s new boyfriend",
        ),
        hit.end,
    )


def _beside(spans: list[tuple[int, int]], hit: Hit, folded: str) -> bool:
    """Whether one of ``spans`` stands right behind or right before the hit, parted by little."""
    at = bisect.bisect_left(spans, (hit.end, 0))
    if (
        at < len(spans)
        and spans[at][0] - hit.end <= 12
        and _CALLED.fullmatch(folded, hit.end, spans[at][0])
    ):
        return True
    if at and 0 <= hit.start - spans[at - 1][1] <= 24:
        return _APPOSED.fullmatch(folded, spans[at - 1][1], hit.start) is not None
    return False


@cache
def relation_matcher() -> Matcher:
    """The phrases of relations, English and Welsh."""
    return Matcher(load_rules("people/relation.toml"))
