"""Exhibits: their references in the words of the entries, and whether they are digital."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from logscan.nlp.facts.log import Log
from logscan.report import Fact

_DIGITAL = re.compile(
    r"\b(?:bwv\b[^.;\n]{0,20}\bexh\w*|body ?worn (?:video )?exhibited|cctv|camera|footage|clip|video|dashcam"
    r"|doorbell|screen ?shots?|screens|texts?|messages?|whats ?apps?|voicemails?|voice notes?|call (?:log|record"
    r"|list|data)s?|phone|handset|mobile|sim|laptop|tablet|computer|download\w*|e-?mails?|social media|posts?"
    r"|recording|audio|photos?|photographs|imaged?|usb|disc|disk|stills|digital)\b"
)
_SLASH = re.compile(r"/(?<=[A-Z]{2}/)\d{1,3}(?![\w/])")
_INITIALS = re.compile(r"(?<![\w/])[A-Z]{2,4}$")
_NOT_EXHIBITS = frozenset(
    (
        *("PC", "DC", "PS", "DS", "DI", "CR", "OC", "MG", "IC", "HO", "NO", "EX", "ID", "FB", "AS", "PO", "SC"),
        *("LOG", "CAD", "REF", "PIN", "URN", "OEL", "WC", "AM", "PM", "TV"),
    )
)


def exhibit_references(log: Log) -> Iterator[Fact]:
    """Exhibit references ("NH/1") in the words of the entries."""
    for at in log.outlook.held:
        slash = _SLASH.match(log.text, at)
        if slash is None:
            continue
        initials = _INITIALS.search(log.text, max(0, slash.start() - 4), slash.start())
        if initials and initials.group() not in _NOT_EXHIBITS and not log.in_header(initials.start()):
            first, _ = log.sentence_at(initials.start())
            yield exhibit(log, log.fact("exhibit", max(first, initials.start() - 60), slash.end(), by="police"))


def exhibit(log: Log, fact: Fact) -> Fact:
    """What the exhibit is: ``digital`` (video, screenshots, telephone data) or ``other``."""
    first, last = log.sentence_at(fact.start)
    near = log.masked[max(first, fact.start - 80) : min(last, fact.end + 40)]
    return msgspec.structs.replace(fact, concept="digital" if _DIGITAL.search(near) else "other")
