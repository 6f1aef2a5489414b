"""References in the text: crime, incident and log numbers, this case's own and others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from logscan.nlp.facts.log import Log
from logscan.nlp.facts.outlook import Outlook
from logscan.nlp.facts.sought import LABEL, LABELLED
from logscan.report import Fact

# Forms that are references whatever stands before them. They hold a number, and are tried at the word that holds it.
_FORM = re.compile(
    r"(?<![\w/£.@-])(?:\d{1,5}\s+of\s+\d{1,2}[./-]?(?:\d{1,2}|[a-z]{3})[./-]?\d{2,4}"  # 0442 of 18/07/23
    r"|[a-z]{2,4}[-/]?(?:19|20)\d{6}[-/]\d{1,5}"  # DP-20220514-123
    r"|[a-z]{2,3}[-/]\d{1,6}[-/]\d{2,7}(?:[-/]\d{2,4})*(?:[-/][a-z])?"  # CR/90217/21, DPP/0266/08/08/2022/01/C
    r"|\d{2}/\d{4,6}/\d{2}|\d{2}[a-z]{1,3}\d?/\d{3,6}/\d{2}|(?:19|20)\d\d/\d{5,8}|\d{4}/\d{4}(?!/)"
    r"|\d{2}/\d{5,6}(?!/)|(?:19|20)?\d{2}\d{9}|4[0-9]{10})(?![\w/-])"
)
# Their first digit: at the start of a word, behind letters, or behind letters and a mark. What every form holds further
# on is asked for at once, for most numbers of a log are days and times of day.
_FIRST_DIGIT = re.compile(
    r"\d(?<!\d.)(?:(?<![\w/£.@-].)(?=\d*\s+of\s|\d{10}|\d(?:\d\d)?/\d{4}|\d[a-z]{1,3}\d?/\d{3})"
    r"|(?<=[a-z]{2}.)(?=\d{7}[-/]\d)|(?<=[a-z]{2}[/-].)(?=\d{0,7}[-/]\d))"
)
# What one of them at least holds, and few logs do; or else it is eleven digits on end.
_HELD = re.compile(
    r"/(?:(?=\d{3,6}/\d)|(?=\d{4})(?<=\d\d.)(?<!/\d\d.)|(?<=[a-z]{2}.)(?=\d{1,6}[-/]\d)|(?<=[a-z/-]\d{8}.)(?=\d))"
    r"|-(?:(?<=[a-z]{2}.)(?=\d{1,6}[-/]\d)|(?<=[a-z/-]\d{8}.)(?=\d))"
    r"|of(?:(?<=\d\sof)|(?<=\s\sof))(?=\s+\d)"
)
_DIGITS_BEFORE = 9  # characters from the first digit to what is held
_LETTERS = re.compile(r"[a-z]{2,4}[-/]?\Z")
_MORE = re.compile(
    r"\s*(?:,|and|&|\+|/)\s*(?:log |cad |crime )?(?P<number>\d{3,5}(?:\s+of\s+\d{1,2}/\d{1,2}/\d{2,4})?)(?![\w/:.-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d/-])")
_NO_REFERENCE_BEFORE = re.compile(
    r"(?:tel|phone|mobile|mob|number ends|£|pnc id|exhibit|exh|collar|pc|dc|ps|ds|dob|born|nhs|imei|sim)\W*$"
)
_LABEL_BEFORE = re.compile(rf"(?:{LABEL}\s*(?:no|number|ref)?\.?\s*[:#]?\s*)$")
_ALONE = re.compile(rf"\W*(?:{LABEL})?\W*")
_NOT_IN_KEY = re.compile(r"\W|(?<!\d)0+")
_OWN_BEFORE = re.compile(
    r"(?:this (?:crime|log|case|report|incident)|crimed(?: as| under| to)?|recorded (?:as|under)|crime (?:created"
    r"|raised|recorded|generated)|created|full log is|summary of|oel (?:for|of)|own log|see log|log (?:is|no)"
    r"|number given(?: to (?:ip|her|him))?|ref given|given (?:ref|crime)(?: no| number)?)[\s:=.#-]*$"
)
_OTHER_BEFORE = re.compile(
    r"(?:previous|prior|earlier|other|linked|link|links|also|another|see also|second|third|two|three|reported before"
    r"|related|against|crimes?,|logs?,|under|old|cross|x-ref|for \w+ in (?:her|his) own right)[^.;\n]{0,40}$"
)
_OWN_AFTER = re.compile(
    r"\s*(?:-|:|=)?\s*(?:stalking|harassment|mal ?comms|malicious|s\.?2a?\b|s\.?4a?\b|opened|raised|created"
    r"|submitted|crimed)"
)


def references(log: Log) -> Iterator[Fact]:
    """Facts of kind ``reference``: ``own`` where the number is this case's, ``other`` where it is not."""
    found: dict[int, tuple[int, int]] = {}
    for start, end in [*_forms(log.folded, log.outlook), *_labelled(log)]:
        if _is_reference(log, start):
            found.setdefault(start, (start, end))
    for start, end in list(found.values()):
        more = _MORE.match(log.folded, end)
        if more is not None and "of" in log.folded[start:end]:
            found.setdefault(more.start("number"), more.span("number"))
    spans = _apart(sorted(found.values()))
    own = {_key(log, span) for span in spans if _is_own(log, span)}
    for span in spans:
        concept = "own" if _key(log, span) in own else "other"
        yield log.fact("reference", *span, concept=concept)


def _forms(folded: str, outlook: Outlook) -> Iterator[tuple[int, int]]:
    """Spans of the forms that are references in themselves, apart and in order."""
    reached = 0
    for start in _first_digits(folded, outlook):
        letters = _LETTERS.search(folded, max(0, start - 5), start)
        match = _FORM.match(folded, letters.start() if letters else start)
        if match is not None and match.start() >= reached:
            reached = match.end()
            yield match.span()


def _first_digits(folded: str, outlook: Outlook) -> list[int]:
    """Where the first digit of a form may stand: around what one of them holds, or in a word with eleven."""
    around: set[int] = set()
    for at in outlook.held:
        if _HELD.match(folded, at):
            while at > 0 and folded[at - 1].isspace():
                at -= 1
            around.update(range(max(0, at - _DIGITS_BEFORE), at + 2))
    for start, end in outlook.long:
        around.update(range(start, end))
    return [at for at in sorted(around) if _FIRST_DIGIT.match(folded, at)]


def _labelled(log: Log) -> Iterator[tuple[int, int]]:
    """Spans of the numbers that a word before them says to be references."""
    for labelled in LABELLED.matches_at(log.folded, log.sought.labelled):
        yield labelled.span("number")


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in spans:
        if kept and span[0] < kept[-1][1]:
            continue
        kept.append(span)
    return kept


def _is_reference(log: Log, start: int) -> bool:
    if _YEAR.match(log.folded, start, start + 6):
        return False
    return _NO_REFERENCE_BEFORE.search(log.folded[max(0, start - 14) : start]) is None


def _is_own(log: Log, span: tuple[int, int]) -> bool:
    start, end = span
    if not log.entries or start < log.entries[0].body or log.in_header(start):
        return True
    before = _LABEL_BEFORE.sub("", log.folded[max(0, start - 60) : start])
    if _OTHER_BEFORE.search(before):
        return False
    line = log.folded.rfind("\n", 0, start) + 1
    # a number that opens a line, or stands alone on it, is the heading of the record that follows
    alone = _ALONE.fullmatch(log.folded, line, start) is not None
    return alone or _OWN_BEFORE.search(before) is not None or _OWN_AFTER.match(log.folded, end) is not None


def _key(log: Log, span: tuple[int, int]) -> str:
    return _NOT_IN_KEY.sub("", log.folded[span[0] : span[1]])
