"""Crime types that the log changes: which was left and which was taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from logscan.nlp.lexicon import Hit
from logscan.report import Status

_CHANGE = re.compile(
    r"\b(?:re-?\s?class\w*|re-?\s?crim\w*|re-?\s?record\w*|re-?\s?assess\w*|re-?\s?categor\w*|chang\w+|amend\w*|alter\w*|convert\w*"
    r"|upgrad\w+|downgrad\w+|switched|moved|correct\w+|replaced?|newid\w*|ail-?ddosbarth\w*)\b"
)
_RECORD_NEAR = re.compile(
    r"\b(?:crime|recorded|crimed|class\w*|offence|re-?\s?class\w*|re-?\s?crim\w*|from|to|now|ddm|fcr|fcir|registrar|trosedd\w*|drosedd)\b"
)
_LINK = (
    r"\s+(?:a\s|an\s|the\s|be\s|read\s|s\.?\d\w?\s|section\s\w+\s|simple\s|being\s|now\s|offence of\s"
    r"|recorded as\s|crimed as\s)*$"
)
_FROM = re.compile(
    r"(?:\bfrom|\binstead of|\brather than|\bnot|\bwas|\boriginally|\binitially|\bo|\boedd"
    r"|(?<!re-)\bcrimed as|(?<!re-)\brecorded as)"
    + _LINK
)
_TO = re.compile(r"(?:\bto|\binto|\bas|\bshould be|\bnow|\bi|\bbecomes|->|=>|→|/|\bmake it)" + _LINK)
_DENIED = re.compile(
    r"\b(?:not|no need to|won't|will not|cannot|never|no reason to|does not need to be|should not be|would|could"
    r"|consider\w*|if)\s+(?:be\s)?$"
)
_TYPE = re.compile(
    r"stalking|stelci|harr?ass?ment|aflonydd|mal|coerc|control|criminal|crim\b|threat|breach|assault|common|abh|s\.?\d"
)


def reclassified(
    folded: str, hits: Sequence[Hit], where: Callable[[int], tuple[int, int]]
) -> list[tuple[Hit, str, Status | None]]:
    """Each hit with its concept, and ``reclassified_from`` or ``_to`` where its sentence changes the crime."""
    found: list[tuple[Hit, str, Status | None]] = []
    for hit in hits:
        status = _change(folded, hit, hits, *where(hit.start))
        if (
            found
            and found[-1][1] == hit.rule.key
            and found[-1][2] == status
            and where(found[-1][0].start) == where(hit.start)
        ):
            continue
        found.append((hit, hit.rule.key, status))
    return found


def _change(folded: str, hit: Hit, hits: Sequence[Hit], start: int, end: int) -> Status | None:
    cue = _CHANGE.search(folded, start, end)
    if cue is None or _DENIED.search(folded, max(start, cue.start() - 30), cue.start()):
        return None
    if _RECORD_NEAR.search(folded, start, end) is None:
        return None
    before = folded[max(start, hit.start - 40) : hit.start] + folded[hit.start : _first_word(folded, hit)]
    if _FROM.search(before):
        return "reclassified_from"
    if _TO.search(before) and cue.start() < _first_word(folded, hit):
        return "reclassified_to"
    if _FROM.search(before.rstrip() + " ") or hit.start < cue.start():
        return "reclassified_from" if cue.start() - hit.end < 60 and _others(hit, hits, start, end) else None
    return None


def _others(hit: Hit, hits: Sequence[Hit], start: int, end: int) -> bool:
    """Whether the sentence names another type too, so that one was left for the other."""
    return any(start <= other.start < end and other.rule.key != hit.rule.key for other in hits)


def _first_word(folded: str, hit: Hit) -> int:
    """Where the type itself begins in a phrase such as "changed to stalking"."""
    match = _TYPE.search(folded, hit.start, hit.end)
    return match.start() if match else hit.start
