"""The span of a rationale: what stands behind "as", "because", a colon or a dash, or before "so no ..."."""

from __future__ import annotations

import re

from logscan.nlp.status.beginnings import Begun
from logscan.nlp.status.words import table, words
from logscan.report import Span

_MARKED = Begun(
    table("words.toml")["reason"]["marked"], rf"(?<!\w)(?P<word>{words('reason', 'marked')})(?!\w)[\s:\-]*"
)
_NOT_A_REASON = {
    "as": re.compile(rf"[\s-]+(?:{words('reason', 'not_after_as')})(?!\w)"),
    "since": re.compile(rf"[\s-]+(?:\d|{words('reason', 'not_after_since')})"),
    "given": re.compile(rf"[\s-]+(?:{words('reason', 'not_after_given')})(?!\w)"),
}
_PUNCTUATED = re.compile(r"\s*(?:[:(=]|-+>?|,)\s*(?=\w)")
_STATE = re.compile(rf"(?<!\w)(?:{words('reason', 'state')})(?!\w)")
_ALONE = re.compile(rf"(?:{words('reason', 'alone')})(?!\w)")
_ACTION = re.compile(rf"(?:{words('reason', 'action')})(?!\w)")
_UNKNOWN = re.compile(rf"(?:{words('reason', 'next_state')})(?!\w)")
_SAME = re.compile(rf"[\s,:(\-]*(?P<same>(?:{words('reason', 'same')})(?!\w)[^.;\n]{{0,60}})")
_ALSO_SAME = re.compile(
    rf"\s+(?:or|nor|and)\s+(?:[\w'-]+\s+){{1,4}}(?P<same>(?:{words('reason', 'same')})(?!\w)[^.;\n]{{0,60}})"
)
_SO = rf"(?:{words('reason', 'so')})(?!\w)"
_SO_LINK = re.compile(rf",?\s*(?P<so>{_SO})\s+(?:that\s+)?(?:[\w']+\s+){{0,4}}$")
_LINK = re.compile(r"(?P<so>(?!))?(?:,|-|:)\s*(?:[\w']+\s+){0,4}$")
_OPENING = re.compile(rf"^(?:{words('reason', 'opening')})\s+(.+)$")
_CUT = re.compile(r"(?<!\w)(?:but|and|ond)\s+|[,:(]\s*|\s-\s")
_END = re.compile(r"[.;!?](?=\s|$)|\n|\s(?://|~|\*\*|\|)\s|$")
_NEXT = re.compile(
    rf"[\s.\-]*(?:(?:{words('reason', 'next')})(?!\w)[\s:\-]*|(?=(?:{words('reason', 'next_state')})(?!\w)))"
)
_NEAR, _LOOK = 60, 240


def after(text: str, folded: str, start: int, end: int, at: int | None, *, decided: bool = False) -> Span | None:
    """The rationale behind a status cue that ends at ``start``, not past ``end``.

    ``at`` is where a word of reason was found in scope; without one, ``decided`` lets a colon, a dash, a bracket or a
    comma introduce a state of things ("SASH not done, suspect unknown"), never a further action.
    """
    same = _SAME.match(folded, start, end) or _ALSO_SAME.match(folded, start, end) if decided else None
    if same is not None:
        return Span(same.start("same"), same.end("same"), text[same.start("same") : same.end("same")])
    marked = None if at is None else _word(folded, at, end)
    if marked is not None and marked.start() == at:
        return _trimmed(text, folded, marked.end(), end)
    near = min(end, start + _NEAR)
    if _MARKED.can_begin(folded, start, near):
        marked = _word(folded, start, _stop(folded, start, near))
        if marked is not None and (start is not at or marked.start() == at):
            return _trimmed(text, folded, marked.end(), end)
    if not decided:
        return None
    mark = _PUNCTUATED.match(folded, start, end)
    if mark is None:
        return None
    piece = folded[mark.end() : _stop(folded, mark.end(), end)]
    short = len(piece.split()) < 2
    if _UNKNOWN.match(piece):
        return _trimmed(text, folded, mark.end(), end)
    if _ACTION.match(piece) or not _STATE.search(piece[:_NEAR]) or (short and not _ALONE.match(piece)):
        return None
    return _trimmed(text, folded, mark.end(), end)


def before(text: str, folded: str, start: int, end: int) -> Span | None:
    """The rationale before a cue at ``end`` in its sentence: "suspect unknown so no SASH"."""
    start = max(start, end - _LOOK)
    piece = folded[start:end]
    link = _SO_LINK.search(piece) or _LINK.search(piece)
    if link is None or not link.group().strip():
        return None
    head = piece[: link.start()].strip()
    opened = _OPENING.match(head)
    if not opened and not link.group("so"):
        return None
    begin = start + piece.index(head) + (opened.start(1) if opened else 0)
    if not opened:
        for cut in _CUT.finditer(folded, begin, start + link.start()):
            begin = cut.end()
    return _trimmed(text, folded, begin, start + link.start())


def next_sentence(text: str, folded: str, start: int, end: int) -> Span | None:
    """The rationale that the sentence at ``start`` opens with: "Rationale: ...", "We don't know who he is"."""
    opening = _NEXT.match(folded, start, end)
    return None if opening is None else _trimmed(text, folded, opening.end(), end)


def _word(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The first word of reason that is one: "as suspect unknown", not "as well"."""
    for match in _MARKED.finditer(folded, start, end):
        unless = _NOT_A_REASON.get(match.group("word"))
        if unless is None or not unless.match(folded, match.end("word")):
            return match
    return None


def _stop(folded: str, start: int, end: int) -> int:
    match = _END.search(folded, start, end)
    return match.start() if match else end


def _trimmed(text: str, folded: str, start: int, end: int) -> Span | None:
    stop = _stop(folded, start, min(end, start + _LOOK))
    while stop > start and folded[stop - 1] in " ,-:(":
        stop -= 1
    while start < stop and folded[start] in " ,-:(":
        start += 1
    return Span(start, stop, text[start:stop]) if stop - start > 2 else None
