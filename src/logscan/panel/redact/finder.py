"""Everything that identifies in one text: forms, places, names, and what the case is known to hold already."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from logscan.nlp.text import fold
from logscan.panel.redact.known import Known
from logscan.panel.redact.layout import Layout
from logscan.panel.redact.letters import letters
from logscan.panel.redact.model import Found
from logscan.panel.redact.name_runs import Run
from logscan.panel.redact.name_words import tokens
from logscan.panel.redact.names import find_names
from logscan.panel.redact.patterns import Claims, find_patterns, placeholders, value
from logscan.panel.redact.places import find_places
from logscan.panel.redact.search import occurrences
from logscan.panel.redact.vocabulary import WORD, load, vocabulary

_DIGITS = re.compile(r"(?<![\w£$€.])\+?\d(?:[ ().\-/]{0,2}\d){3,}(?![\w])")
_DATES = re.compile(
    r"(?<![\w/.-])(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2})(?![\w/-])"
    r"|(?<![\w:])\d{1,2}:\d{2}(?![\w:])"
)
FIGURES = re.compile(r"(?<!\d)\d{1,9}(?:[/.-]\d{1,9}){2}")
"""What may be a date in figures."""
_NUMBER_BEHIND = re.compile(r"[ \t]{0,4}[,(/#-]{0,2}[ \t]{0,4}#?(?P<x>\d{1,6})(?!\d|[:/.]\d|st\b|nd\b|rd\b|th\b)")
_BARE_NUMBER = re.compile(r"(?<![\w/:.£-])(?P<x>\d{3,6})[ \t]\Z")
_BARE_BEHIND = re.compile(r",?[ \t]\(?(?P<x>\d{3,6})(?=[ \t)]{0,4}[-–|:;,.)\n]|[ \t]{0,4}\Z)(?![:/.]\d)")
_NUMBER_BEFORE = re.compile(r"(?<![\w/:.-])\d{1,4}[A-Za-z]?,?[ \t]\Z")
_STAMPED = re.compile(r"(?m)^.{4,40}?(?<=[ \t|/,:;-])(?P<x>\d{3,6})(?=[ \t]{0,4}[-–|:/;,]|[ \t]{1,4}[A-Z]|[ \t]{0,4}$)")
_HELPLINES = frozenset({"101", "999", "111", "112", "105"})
_AND = re.compile(r"(?: ?[,/&+] ?|,? and | or | a | ac )(?:no\.? )?(?P<x>\d{3,6})(?!\w|[:/.-]\d|%| ?[£$€])")
"""One more number of a list."""
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_WHOLE = frozenset({"ADDRESS", "WORKPLACE", "SCHOOL"})
_IN_LISTS = frozenset({"OFFICER", "PHONE", "REF"})
_BEHIND_NUMBER = re.compile(r"[ \t,(:-]{0,3}")
_RANK_GAP = re.compile(r"[ ,(/-]*(?:(?:t/)?(?:pc|wpc|dc|ps|ds|sgt|pcso|no\.?|collar)[ .]*)?")


def learn(text: str, known: Known, times: Sequence[tuple[int, int]] = ()) -> None:
    """Read a text for its names and values, so that they are known in every text of the case."""
    find(text, known, times)
    find(text, known, times)


def find(text: str, known: Known, times: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """What identifies in ``text``, by start, without overlap; ``known`` learns from it. ``times`` spans dates."""
    folded, layout = fold(text), Layout(text)
    fixed = placeholders(text)
    times = [*times, *(match.span() for match in _DATES.finditer(text))]
    times += [match.span() for match in FIGURES.finditer(text) if match[0] in known.dates]
    claims, dates = Claims(fixed), Claims(times)
    found: list[Found] = []

    def claim(new: Found) -> None:
        if claims.free(new.start, new.end):
            claims.add(new.start, new.end)
            found.append(new)

    numbers = find_patterns(text, folded, times)
    for item in numbers:
        claim(item)
        if item.type != "OFFICER":
            known.values.setdefault(item.key, (item.type, item.key))
        elif not item.key.isdigit():
            known.phrases.setdefault(folded[item.start : item.end], ("OFFICER", item.key))
    ends = sorted(end for _, end in times)
    for match in _STAMPED.finditer(text):
        at = bisect_left(ends, match.start("x") - 6)
        beside = at < len(ends) and ends[at] <= match.start("x")
        if beside and dates.free(*match.span("x")) and match["x"] not in _HELPLINES:
            claim(Found(*match.span("x"), "OFFICER", match["x"]))
    for item in _again(folded, known, dates.free):
        claim(item)
    for match in _ranked().finditer(text):
        claim(Found(*match.span("x"), "OFFICER", match["x"]))
    for item in _listed(folded, found, lambda s, e: claims.free(s, e) and dates.free(s, e)):
        claim(item)
    for item in find_places(text, folded, layout, claims.free, dates.free):
        claim(item)
        _learn_place(item, folded, known)
    words = tokens(text, folded)
    runs = find_names(text, folded, words, layout, lambda s, e: claims.free(s, e) and dates.free(s, e), known.heard)
    people = {run: _resolve(run, known) for run in runs}
    found = [_officer(item, runs, people, folded, known) if item.type == "OFFICER" else item for item in found]
    for run, (type, key) in people.items():
        claim(_housed(Found(run.start, run.end, type, key), run, text, dates))
        before = _BARE_NUMBER.search(text, max(0, run.start - 8), run.start) if run.kind == "PERSON" else None
        if before is not None and dates.free(*before.span("x")):
            claim(Found(*before.span("x"), *known.officer(before["x"], (type, key))))
        behind = _NUMBER_BEHIND.match(text, run.end) if type == "OFFICER" else None
        if behind is None and run.kind == "PERSON":
            behind = _BARE_BEHIND.match(text, run.end)
        if behind is not None and (dates.free(*behind.span("x")) or not text[run.start - 2 : run.start - 1].isdigit()):
            claim(Found(*behind.span("x"), *known.officer(behind["x"], (type, key))))
    for item in letters(text, folded, known, layout):
        claim(item)
    for item in found:
        known.keep(item, folded[item.start : item.end])
    return sorted(found)


def _again(folded: str, known: Known, undated: Callable[[int, int], bool]) -> list[Found]:
    """Numbers and phrases that the case is known to hold, however their digits are parted."""
    found = []
    for match in _DIGITS.finditer(folded):
        digits = value("PHONE", match[0])
        if digits in known.values and (len(digits) > 4 or undated(*match.span())):
            found.append(Found(*match.span(), *known.values[digits]))
    found += [
        Found(*match.span(), "OFFICER", match[0])
        for match in re.finditer(r"(?<![\w/:.£])\d{3,6}(?![\w/]|[:.]\d)", folded)
        if known.is_officer(match[0]) and undated(*match.span())
    ]
    for at, end, phrase in occurrences(folded, [*known.phrases]):
        if not (at and folded[at - 1].isalnum()) and not folded[end : end + 1].isalnum():
            found.append(Found(at, end, *known.phrases[phrase]))
    return found


def _listed(folded: str, found: Sequence[Found], free: Callable[[int, int], bool]) -> Iterator[Found]:
    """The numbers that go on a list of numbers as long as they: "PC 114 and 207", "logs 0391, 0207"."""
    for item in found:
        last = item
        while item.type in _IN_LISTS and folded[last.start : last.end].isdigit():
            match = _AND.match(folded, last.end)
            if match is None or len(match["x"]) != last.end - last.start or not free(*match.span("x")):
                break
            if match[0].startswith((",", " ,")) and _CLOCK.fullmatch(match["x"]):
                break
            last = Found(*match.span("x"), item.type, match["x"])
            yield last


def _learn_place(item: Found, folded: str, known: Known) -> None:
    words = [word for word in WORD.findall(folded[item.start : item.end]) if len(word) > 2]
    ordinary = vocabulary()
    known.place(item.type, item.key, (word for word in words if not ordinary.knows(word)))
    phrase = folded[item.start : item.end]
    if item.type in _WHOLE and len(words) > 1 and len(phrase) > 5:
        known.phrases.setdefault(phrase, (item.type, item.key))


def _resolve(run: Run, known: Known) -> tuple[str, str]:
    words = [token.word for token in run.tokens]
    if run.kind != "PERSON" and not any(known.heard(word) for word in words):
        key = " ".join(words)
        known.place(run.kind, key, words)
        return run.kind, key
    return known.person(words, run.role)


@cache
def _ranked() -> re.Pattern[str]:
    """A rank, a name and a collar number: "PC Sophie Marsh 2001"."""
    ranks = "|".join(
        re.escape(form)
        for rank in sorted(load("cues")["ranks"].split(), key=len, reverse=True)
        for form in (rank, rank.upper(), rank.title())
    )
    name = r"(?:[A-ZÀ-ÞŴŶ][\w'’-]*[ ])"
    return re.compile(rf"(?<![\w])(?:{ranks})[ .]{{1,2}}{name}{{1,3}}[(#]?(?P<x>\d{{2,6}})(?!\d|[:/.]\d|[ ]?hrs)")


def _housed(item: Found, run: Run, text: str, dates: Claims) -> Found:
    """A name that no list knows behind a house number: "46 Queensway"."""
    number = _NUMBER_BEFORE.search(text, max(0, run.start - 8), run.start) if run.kind != "PERSON" else None
    if item.type not in {"NAME", "PLACE"} or number is None or not dates.free(*number.span()):
        return item
    return Found(number.start(), item.end, "ADDRESS", item.key)


def _officer(item: Found, runs: Sequence[Run], people: dict[Run, tuple[str, str]], folded: str, known: Known) -> Found:
    """A collar number as its officer, whose name stands behind it or, where none does, before it."""
    at = bisect_left(runs, item.end, key=lambda run: run.start)
    behind = [run for run in runs[at : at + 1] if _BEHIND_NUMBER.fullmatch(folded, item.end, run.start)]
    before = [run for run in runs[max(0, at - 1) : at] if _RANK_GAP.fullmatch(folded, run.end, item.start)]
    run = next((run for run in (*behind, *before) if people[run][0] in {"OFFICER", "PERSON", "NAME"}), None)
    if run is None:
        return Found(item.start, item.end, *known.officer(item.key))
    people[run] = known.officer(item.key, people[run])
    return Found(item.start, item.end, *people[run])
