"""The log cut into entries: when each was written, by whom, in which role.

Forces export logs in many layouts (``16/01/2022 17:26 CCO 5521``, ``#1 | 22 Feb 2022 10:32 | IRU 6140``, clock times
under a day, entries run together and parted by ``//`` or ``~``). An entry begins at a time stamp that stands where an
entry can begin; a date inside an account (a diary that the victim kept) does not begin one, because it lies before
the report or before the entry above.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from logscan.nlp.authors import find_author
from logscan.nlp.component import Facts, Stage, finished, folded_of
from logscan.nlp.cuts import sentences_of_all
from logscan.nlp.headers import Stamp, candidates, moment, numbers_of_all
from logscan.nlp.joined import SHORT, joined
from logscan.nlp.sentences import sentences
from logscan.report import Entry

_SEPARATOR_LINE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|_{3,}|\*{3,}|~{3,}|#{3,})[ \t]*$|\s(?://+|~+|\*\*+)\s", re.M)
_AFTER_HEADER = re.compile(r"[\s|:;,.)\]\-–>/=*]*")
_HEADING_WORDS = 30
_NUMBERS, _SENTENCES = "logscan.entries.numbers", "logscan.entries.sentences"  # of a log among others
_LATE = timedelta(days=1, hours=12)


def process(text: str, folded: str, reported_at: str | None) -> tuple[Entry, ...]:
    """The entries of a log, in text order; they cover it from the first character to the last."""
    return finished(_steps(text, folded, reported_at, None))


def _steps(
    text: str, folded: str, reported_at: str | None, numbers: Sequence[int] | None
) -> Generator[None, None, tuple[Entry, ...]]:
    """:func:`process` in steps: the stamps that can begin an entry, then who wrote each."""
    if not text:
        return ()
    stamps = _accepted(candidates(folded, reported_at, numbers), reported_at)
    yield
    if not stamps:
        return _without_stamps(text, folded)
    account = _account_before(text, folded, stamps[0].start, reported_at)
    entries = [account] if account is not None else []
    for number, stamp in enumerate(stamps):
        start = 0 if number == 0 and account is None else stamp.start
        end = stamps[number + 1].start if number + 1 < len(stamps) else len(text)
        author, role, after = find_author(text, folded, start, stamp.at, stamp.end, end)
        body = min(end, max(stamp.end, after))
        gap = _AFTER_HEADER.match(folded, body, end)
        entries.append(
            Entry(start=start, end=end, body=gap.end() if gap else body, time=_iso(stamp), author=author, role=role)
        )
    return tuple(entries)


def _accepted(stamps: Sequence[Stamp], reported_at: str | None) -> list[Stamp]:
    """The stamps that begin entries: none before the report, none well before the entry above."""
    floor = moment(reported_at[:10]) if reported_at else None
    kept: list[Stamp] = []
    for stamp in stamps:
        above = kept[-1].when if kept else floor
        if above is not None and above - stamp.when > _LATE:
            continue
        if kept and kept[-1].start == stamp.start:
            kept[-1] = stamp  # "LOG 1502 OF 10/03/22": the number read as a clock was none
            continue
        if kept and _only_heading(kept[-1], stamp):
            kept[-1] = Stamp(kept[-1].start, kept[-1].at, stamp.end, stamp.when, stamp.has_clock)
            continue
        kept.append(stamp)
    return kept


def _only_heading(above: Stamp, stamp: Stamp) -> bool:
    """A day on a line of its own, with the first clock time right below, is one header."""
    return not above.has_clock and stamp.start - above.end <= 2 and stamp.when.date() == above.when.date()


def _account_before(text: str, folded: str, end: int, reported_at: str | None) -> Entry | None:
    """An entry for the account that stands above the first stamp (a form, a call typed in), longer than a heading."""
    if len(text[:end].split()) < _HEADING_WORDS:
        return None
    author, role, _ = find_author(text, folded, 0, 0, 0, end)
    return Entry(start=0, end=end, body=0, time=reported_at[:16] if reported_at else None, author=author, role=role)


def _iso(stamp: Stamp) -> str:
    return stamp.when.isoformat()[:16] if stamp.has_clock else stamp.when.date().isoformat()


def _without_stamps(text: str, folded: str) -> tuple[Entry, ...]:
    """A log with no time stamp: one entry, or one a part where separators stand."""
    cuts = [0, *(m.end() for m in _SEPARATOR_LINE.finditer(folded)), len(text)]
    starts = [a for a, b in pairwise(cuts) if folded[a:b].strip()] or [0]
    entries = []
    for start, end in pairwise([0, *starts[1:], len(text)]):
        author, role, _ = find_author(text, folded, start, start, start, end)
        entries.append(Entry(start=start, end=end, body=start, author=author, role=role))
    return tuple(entries)


class _Entries(Stage):
    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        folded = [folded_of(text, known) for text, known in zip(texts, facts, strict=True)]
        if sum(map(len, folded)) <= SHORT:  # arrays of more would take too much memory
            for known, numbers in zip(facts, numbers_of_all(joined(folded)), strict=True):
                known[_NUMBERS] = numbers

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        reported_at, numbers = facts.get("logscan.reported_at"), facts.pop(_NUMBERS, None)
        facts["logscan.entries"] = yield from _steps(text, folded_of(text, facts), reported_at, numbers)


class _Sentences(Stage):
    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        folded = [known["logscan.folded"] for known in facts]
        if sum(map(len, folded)) <= SHORT:
            entries = [known["logscan.entries"] for known in facts]
            for known, found in zip(facts, sentences_of_all(joined(folded), folded, entries), strict=True):
                known[_SENTENCES] = found

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        found = facts.pop(_SENTENCES, None)
        if found is None:
            found = [s for e in facts["logscan.entries"] for s in sentences(facts["logscan.folded"], e.body, e.end)]
        facts["logscan.sentences"] = found
        yield


class EntryCutter(Stage):
    """Writes the entries and their sentences."""

    group = "entries"
    _parts = _Entries(), _Sentences()

    def annotate_all(self, texts: Sequence[str], facts: Sequence[Facts]) -> list[Exception | None]:
        entries, sentences = self._parts
        faults = entries.annotate_all(texts, facts)
        well = [at for at, fault in enumerate(faults) if fault is None]
        later = sentences.annotate_all([texts[at] for at in well], [facts[at] for at in well])
        for at, fault in zip(well, later, strict=True):
            faults[at] = fault
        return faults

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        for part in self._parts:
            yield from part.steps(text, facts)

    def spans(self, facts: Facts) -> Iterable[tuple[int, int, str, str]]:
        return ((entry.start, entry.end, "ENTRY", "") for entry in facts["logscan.entries"])


def create() -> EntryCutter:
    """The stage that cuts a log into entries."""
    return EntryCutter()
