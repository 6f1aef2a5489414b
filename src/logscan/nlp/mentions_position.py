"""Where the victim stands: whose stand it is, which of two is told, and how it changed from entry to entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from logscan.nlp.lexicon import Hit
from logscan.report import Entry

_FIRST = ("re_engages", "withdraws", "does_not_support", "supports")
_SAME_STAND = 200  # characters of an entry within which a position told again is the same telling
_SUBJECT = 160  # characters before a stand within which its clause's subject is looked for
_FOR = frozenset({"supports", "re_engages"})
_AGAINST = frozenset({"does_not_support", "withdraws"})

_OTHERS = (
    r"(?:witness(?:es)?|wits?|neighbours?|managers?|supervisors?|leaders?|bosses|boss|employers?|colleagues?|spoc|champion"
    r"|co-?ordinator|stalking lead|advocate|idva|isva|lawyer|solicitor|prosecutor|cps|registrar|marac|housing|council"
    r"|landlord|landlady|school|head ?teacher|college|university|uni|hr|security|staff|company|firm|club|driver|porter"
    r"|guard|cleaner|clerk|steward|warden|caretaker|receptionist|barman|barmaid|shopkeeper|flatmate|housemate|passer-?by"
    r"|suspect|susp|sgt|sergeant|insp|inspector|superintendent|social worker|(?:d|pc|p)s \d+|officers?)"
)
_OTHER_SUBJECT = re.compile(
    r"(?:^|[.,;:\n]\s*|\b(?:and|but|as|that|because)\s+)(?:(?:the|a|an|her|his|their|our|one|both|two|force|stalking|team|line"
    r"|duty|shift|night|gym|shop|care|store|bar|site|depot|club|office|area|local|other)\s+){0,3}"
    + _OTHERS
    + r"(?![\w'’])(?!\s+(?:statement|footage|referral|report|review|cctv|code))"
)
_OWN_SUBJECT = re.compile(
    r"\b(?:she|he|they|i|ip|vic|victim|agg|aggrieved|complainant|both|she'd|he'd|she'll|he'll|hi|[iv]p\d|viw\d)\b"
)
_ORDER_SOUGHT = re.compile(r"[\s\w]{0,12}\b(?:spo|dvpn|dvpo|order|application|referral|remand|bail)\b")
# an unsigned first entry in which police sat with the victim
_IN_PERSON = re.compile(
    r"\b(?:(?:pc|ps|dc|ds|peo|pcso|inv|tdc) [a-z\d]|counter|in person|bwv|dash|statement taken|attended|sat with"
    r"|seen)\b"
)
_LINK = re.compile(
    r"(?:^|[.,;:/|(\n–]|[-–]\s|&"
    r"|\b(?:and|but|also|still|so|now|says|i?vp?\d?|viw\d|ip|vic|victim|agg|aggrieved|complainant|he|she|they|a|ac)\b)\s*$"
)
_NAME = re.compile(r"(?:^|[.,;:/|(\n–]|[-–]\s)\s*(?:(?:Mr|Mrs|Ms|Miss|Dr) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?\s+$")
_END = re.compile(r"\s*(?:$|[.,;:/|)\n–]|-\s|\b(?:and|but|so|as|us|at this (?:time|stage)|throughout)\b|&)")


def stands_alone(text: str, folded: str, hit: Hit, where: Callable[[int], tuple[int, int]]) -> bool:
    """Whether a phrase that means a stand only as a clause of its own ("Statement taken, supports.") is one."""
    if "alone" not in hit.rule.attributes:
        return True
    start, end = where(hit.start)
    start = max(start, hit.start - 40)
    opens = _LINK.search(folded[start : hit.start]) or _NAME.search(text[start : hit.start])
    return bool(opens and _END.match(folded, hit.end, end))


def positions(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    entries: Sequence[Entry],
    entry_of: Callable[[int], int],
    where: Callable[[int], tuple[int, int]],
) -> list[tuple[Hit, str]]:
    """The stands that the victim takes, each with its concept, in text order."""
    told_by_caller = _is_call(folded, entries)
    own = [
        hit
        for hit in hits
        if not (told_by_caller and entry_of(hit.start) == 0) and not _of_another(text, folded, hit, where)
    ]
    return _over_time(_one_each(own, entry_of), entries, entry_of)


def _of_another(text: str, folded: str, hit: Hit, where: Callable[[int], tuple[int, int]]) -> bool:
    """Whether the clause's subject is a witness, an officer or a service: "the SPOC e-mailed and will support"."""
    start = max(where(hit.start)[0], hit.start - _SUBJECT)
    before = folded[start : hit.start]
    others = list(_OTHER_SUBJECT.finditer(before))
    if not others:
        return False
    if _ORDER_SOUGHT.search(folded, hit.start, hit.end + 12):
        return True
    since = before[others[-1].end() :] + folded[hit.start : hit.start + 6]
    return not _OWN_SUBJECT.search(since) and not _named(text[start + others[-1].end() : hit.start])


def _named(between: str) -> bool:
    """Whether a name opens a clause of its own after the other's ("Manager seen, Anna will give a statement")."""
    return bool(re.search(r"(?:[.,;:]|\band|\bbut)\s+[A-Z][\w'-]+\s*(?:[A-Z][\w'-]+\s*)?$", between))


def _one_each(hits: Sequence[Hit], entry_of: Callable[[int], int]) -> list[Hit]:
    """Of positions told by the same words the more telling one ("changed his mind, wants it to go to court").

    A stand told twice in one entry ("wants to drop it", "retraction statement taken") is one, and who withdraws does
    not support; who wants no court and is content with a word does not support.
    """
    kept: list[Hit] = []
    # by stretch of the log, those that reach into it: a long log has thousands
    near: dict[int, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: (_FIRST.index(h.rule.key), "lesser" in h.rule.attributes, h.start)):
        stretches = range((hit.start - _SAME_STAND) // _SAME_STAND, (hit.end + _SAME_STAND) // _SAME_STAND + 1)
        if not any(_same(hit, other, entry_of) for at in stretches for other in near.get(at, ())):
            kept.append(hit)
            for at in range(hit.start // _SAME_STAND, hit.end // _SAME_STAND + 1):
                near.setdefault(at, []).append(hit)
    return sorted(kept, key=lambda h: h.start)


def _same(hit: Hit, other: Hit, entry_of: Callable[[int], int]) -> bool:
    if hit.start < other.end and other.start < hit.end:
        return True
    keys = {hit.rule.key, other.rule.key}
    alike = len(keys) == 1 or keys in (_AGAINST, _FOR) or "lesser" in hit.rule.attributes
    near = max(hit.start, other.start) - min(hit.end, other.end) < _SAME_STAND
    return alike and near and entry_of(hit.start) == entry_of(other.start)


def _over_time(
    hits: Sequence[Hit], entries: Sequence[Entry], entry_of: Callable[[int], int]
) -> list[tuple[Hit, str]]:
    """Each hit with its concept: who supported in an earlier entry and does not now withdraws, and the other way round.

    A supervisor who writes that the victim does not support says how it stands, not that it changed; who once was
    content with a word or an apology had not yet stood for a prosecution.
    """
    told: list[tuple[Hit, str]] = []
    last: tuple[str, int] | None = None  # the stand last told, and in which entry
    for hit in hits:
        concept, entry = hit.rule.key, entry_of(hit.start)
        before = last[0] if last and last[1] < entry else None
        if concept == "does_not_support" and before in _FOR and entries[entry].role != "supervisor":
            concept = "withdraws"
        elif concept == "supports" and before in _AGAINST and "lesser" not in hit.rule.attributes:
            concept = "re_engages"
        if "lesser" not in hit.rule.attributes:
            last = (concept, entry)
        told.append((hit, concept))
    return told


def _is_call(folded: str, entries: Sequence[Entry]) -> bool:
    """Whether the first entry is the reporting call's: what a caller, maybe another, wants then is no position yet."""
    if len(entries) < 2 or entries[0].role not in {"call_taker", "other"}:
        return False
    return entries[0].role == "call_taker" or not _IN_PERSON.search(folded, entries[0].start, entries[0].end)
