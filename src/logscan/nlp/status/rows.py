"""Rows of tables and lists inside a log: a name, perhaps who, and what came of it.

``| SASH | Sgt Ibbs | no, one delivery only |``, ``Plan .......... none needed``, ``DASH / yes / in the kitchen``,
``IDVA? / "What for?"``. The last cells speak of the name in the first one, however many sentences they hold, and
nothing outside the row does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from logscan.nlp.status.lexicon import finder
from logscan.nlp.status.words import words

_BULLET = re.compile(r"[ \t]*(?:[-*•>·–—~]+[ \t]*|\(?\d{1,2}[.)][ \t]+|\|[ \t]*)?")
_HARD_MARK = re.compile(r"\?*[ \t]*(?:\||\.{3,}|…+|_{3,}|\t|[ \t]{2,}(?=\S))[ \t]*")
_SLASH = re.compile(r"\?*[ \t]+/[ \t]+")
_SOFT_MARK = re.compile(r"\?*[ \t]*:[ \t]*|\?*[ \t]+[-–—]+>?[ \t]+|\?[ \t]+")
_NO_NAME = re.compile(r"[.;!?:|]\s|\s/\s")
_NO_LABEL = re.compile(r"[.;!,]\s")
_MARK = re.compile(r"[|…\t?:._ ](?:(?<=[|…\t?:])|(?<=\.)\.\.|(?<=_)__|(?<= )[ \t/–—-])")  # what any of them holds
_WHO = re.compile(r"(?:[\w.,'’/:-]+[ \t]*){1,4}")
_MAYBE = rf"(?:{words('row', 'maybe')})"
_CELL_ENDS = r"(?=[ \t]*(?:$|[,.;:|/\"”(-]))"
_ANSWER = re.compile(
    rf"[\"'“‘(]*(?:(?P<empty>(?:{words('row', 'empty')}|-+|—)(?=[ \t.,;)]*(?:$|[.,;])))"
    rf"|(?P<dropped>(?:{words('row', 'dropped')})(?=[ \t]*(?:$|[,.;:|/])))"
    rf"|(?P<na>(?:{words('form', 'na')})(?!\w))|(?P<maybe>{_MAYBE}(?!\w))"
    rf"|(?P<yes>(?:{words('form', 'yes')}){_CELL_ENDS})|(?P<no>(?:{words('form', 'no')}){_CELL_ENDS}))"
)
_SPOKEN = re.compile(r"[\"“]")
_VICTIM_SAYS = re.compile(rf"(?:{words('row', 'victim_says')})")
_QUOTED = re.compile(r"[\"“](?P<words>[^\"“”\n]{4,160})[\"”]")
_SAYS_YES = re.compile(rf"\W*(?:{words('row', 'says_yes')})(?!\w)")
_CUT = re.compile(r"[.;,!?]+[\"”')]*\s+|\s[-–—|]+\s|\s/\s")
_DEFLECTED = re.compile(
    r"[,.;:]?\s+(?:-\s+)?(?:but\s+|and\s+)?(?:[\w'’]+\s+)?"
    rf"(?P<words>(?:{words('row', 'answers')})(?!\w)(?!\s+(?:to|at)\s))"
)
_AGREES = re.compile(rf"(?<!\w)(?:{words('row', 'agrees')})")
_QUOTE_NEXT = re.compile(r"[,.;:]?\s*(?:-\s+)?[\"“](?P<words>[^\"“”\n]{2,120})[\"”]")
_ANSWERS = 100  # characters of an answer that are read
_LABEL, _BEFORE, _REACH, _MARGIN = 48, 32, 320, 12  # characters


class Row(NamedTuple):
    """The cells behind a name: ``[begin, end)``; ``hard`` where the row is a table's, its marks no punctuation."""

    begin: int
    end: int
    hard: bool


class Lead(NamedTuple):
    """The answer that a result opens with (yes, no, na, maybe, dropped, empty or said), and where it ends."""

    value: str
    start: int
    end: int


def row(folded: str, label: str | None, start: int, end: int, line: tuple[int, int]) -> Row | None:
    """The result cells of the row whose first cell holds ``folded[start:end]``; None where the line is no row."""
    left, right = line[0], min(line[1], end + _REACH)
    if start - left > _BEFORE + _MARGIN:
        return None
    bullet = _BULLET.match(folded, left, start)
    opening = bullet.end() if bullet else left
    if start - opening > _BEFORE or _NO_NAME.search(folded, opening, start):
        return None
    marks = []
    if _MARK.search(folded, end, min(right, end + _LABEL)) is None:
        return None
    for pattern, hard in ((_HARD_MARK, True), (_SLASH, True), (_SOFT_MARK, False)):
        found = pattern.search(folded, end, min(right, end + _LABEL))
        if found is not None and not (pattern is _SLASH and not _slashed(folded, line)):
            marks.append((found.start(), not hard, found.end(), pattern))
    if not marks:
        return None
    at, soft, begin, pattern = min(marks, key=lambda m: m[:2])
    if _NO_LABEL.search(folded, end, at) or len(folded[end:at].split()) > 5:
        return None
    if not soft:
        begin = _past_who(folded, label, begin, right, pattern)
    stop = right
    while stop > begin and folded[stop - 1] in " \t|":
        stop -= 1
    return Row(begin, stop, not soft) if stop > begin else None


def lead(folded: str, begin: int, end: int) -> Lead | None:
    """The word or the quotation that a result opens with."""
    answer = _ANSWER.match(folded, begin, end)
    if answer is not None and answer.lastgroup is not None:
        return Lead(answer.lastgroup, answer.start(answer.lastgroup), answer.end(answer.lastgroup))
    said = _SPOKEN.match(folded, begin, end)
    return None if said is None else Lead("said", begin, begin + 1)


def pieces(folded: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences and clauses of a result, each of which may say what came of the name before it."""
    for cut in _CUT.finditer(folded, begin, end):
        if cut.start() > begin:
            yield begin, cut.start()
        begin = cut.end()
    if begin < end:
        yield begin, end


def victim_says(folded: str, begin: int, end: int) -> bool:
    """Whether what stands behind a "no" is the victim's own reason rather than the writer's."""
    return _SPOKEN.search(folded, begin, end) is not None or _VICTIM_SAYS.search(folded, begin, end) is not None


def refusal(folded: str, begin: int, end: int) -> tuple[int, int] | None:
    """The quoted words of a victim who was offered something and does not say yes: ``offered. "What for?"``."""
    said = _QUOTED.search(folded, begin, end)
    return None if said is None or _SAYS_YES.match(said["words"]) else said.span("words")


def deflected(folded: str, begin: int, end: int) -> tuple[int, int] | None:
    """What a victim says to an offer, told right behind it with no yes: ``offered, says union sees to him``."""
    told = _DEFLECTED.match(folded, begin, min(end, begin + _ANSWERS))
    if told is not None:
        return None if _AGREES.search(folded, told.end(), min(end, told.end() + _ANSWERS)) else told.span("words")
    said = _QUOTE_NEXT.match(folded, begin, end)
    return None if said is None or _SAYS_YES.match(said["words"]) else said.span("words")


def _slashed(folded: str, line: tuple[int, int]) -> bool:
    """Whether slashes part the cells of this line: the line beside it is cut by them too, or they cut it twice."""
    if len(_SLASH.findall(folded, line[0], line[1])) > 1:
        return True
    above = folded.rfind("\n", max(0, line[0] - _REACH), max(0, line[0] - 1)) + 1
    below = folded.find("\n", line[1] + 1, line[1] + _REACH)
    beside = (folded[above : max(above, line[0] - 1)], folded[line[1] + 1 : below if below > 0 else line[1] + _REACH])
    return any(_SLASH.search(text) for text in beside)


def _past_who(folded: str, label: str | None, begin: int, right: int, pattern: re.Pattern[str]) -> int:
    """Where the result begins: behind a cell that only says who or when, if one more follows."""
    following = pattern.search(folded, begin, right)
    if following is None or following.end() >= right or not _WHO.fullmatch(folded, begin, following.start()):
        return begin
    says = lead(folded, begin, following.start()) or finder(label).find(folded, begin, following.start())
    return begin if says else following.end()
