"""One log as the fact readers see it: its text with entries, sentences and quotes at hand."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass
from functools import cached_property

from logscan.case import Record
from logscan.nlp.facts.outlook import Outlook, outlooks
from logscan.nlp.facts.sought import Sought, sought_in
from logscan.nlp.lexicon.words import spaced
from logscan.nlp.people.codes import is_code
from logscan.report import Entry, Fact, Mention, Person, Span, Time

_DOUBLE = re.compile(r'"[^"\n]{2,900}"')
_SINGLE = re.compile(r"'(?<!\w')(?=\w)(?:[^'\n]|'(?=\w)){2,600}'(?![\w])")
_NOT_SHORT = "n't"
_WORD = re.compile(r"\w+")
_CODES = {"suspect": "susp", "victim": "ip"}
_SHORT_CODES = {"susp": "s1", "ip": "ip"}


@dataclass(eq=False)
class Log:
    """The text of a case and what earlier stages found in it. ``people`` are masked out of ``masked`` by code.

    ``may_repeat``: it is not known that no block of :data:`logscan.nlp.facts.copied.WORDS` words stands in it twice;
    ``told``: its outlook, where that was told with others.
    """

    text: str
    folded: str
    entries: Sequence[Entry]
    sentences: Sequence[tuple[int, int]]
    people: Sequence[Person]
    times: Sequence[Time]
    mentions: Sequence[Mention]
    record: Record
    may_repeat: bool = True
    told: InitVar[Outlook | None] = None

    def __post_init__(self, told: Outlook | None) -> None:
        # what every log is asked for; the rest is worked out when it is first asked for
        self._names, self.masked = self._mask()
        """The folded text with the suspect's names as "susp", the victim's as "ip", padded so that offsets hold."""
        self._name_starts = [start for start, _ in self._names]
        folded = self.folded
        # a list of all, as most logs have no such name
        in_words = True in [folded[start - 1 : start + 1].isalnum() for start in self._name_starts if start]
        self.outlook: Outlook = told or outlooks([folded])[0]
        """Where the log is to be read."""
        self.sought: Sought = self.outlook.sought
        """Where the words of :mod:`logscan.nlp.facts.sought` stand; a mask hides words and, as a rule, adds none."""
        if in_words:  # it makes a word of the head of one; for references and for who is told to be what, names count
            _, _, _, _, *as_they_stand = self.sought
            self.sought = Sought(*sought_in(self.masked)[:4], *as_they_stand)
        self.no_words: list[int] = self._no_words()
        """Where the words stand, in order, with which a denial of :mod:`logscan.nlp.facts.scope` can begin."""
        self._starts = [entry.start for entry in self.entries]
        # where headers end and begin, in turn, the first one's end first; without entries there are no headers
        self._edges = [edge for entry in self.entries for edge in (entry.start, entry.body)][1:] or [-1]
        self._sentence_starts = [start for start, _ in self.sentences]
        self._last_asked = -1, (-1, 0)
        self._quotes_of_lines: dict[int, list[tuple[int, int]]] = {}

    def _mask(self) -> tuple[list[tuple[int, int]], str]:
        """Spans of suspects and victims, apart and in order, and the text with the codes that stand for them."""
        folded = self.folded
        names, parts, at = list[tuple[int, int]](), list[str](), 0
        for start, end, code in self._coded():
            if start < at:
                continue
            size = end - start
            names.append((start, end))
            parts += folded[at:start], code.rjust(size) if size >= len(code) else _SHORT_CODES[code].rjust(size)[:size]
            at = end
        parts.append(folded[at:])
        return names, "".join(parts)

    def _coded(self) -> list[tuple[int, int, str]]:
        """Spans of suspects and victims in order, each with the code that stands for it."""
        folded = self.folded
        coded: list[tuple[int, int, str]] = []
        for person in self.people:
            code = _CODES.get(person.role)
            if code is not None:
                spans = [(span.start, span.end, code) for span in person.spans]
                coded += spans if person.named else [span for span in spans if is_code(folded[span[0] : span[1]])]
        coded.sort()
        return coded

    def _no_words(self) -> list[int]:
        masked = self.masked
        found = [at for at in self.sought.no if masked[at] != " "]  # no blank of the mask
        at = masked.find(_NOT_SHORT)
        while at >= 0:
            behind = at + len(_NOT_SHORT)
            word = _WORD.match(masked[max(0, at - 30) : at][::-1])
            if word is not None and _WORD.match(masked, behind) is None:
                found.append(at - word.end())
            at = masked.find(_NOT_SHORT, behind)
        found.sort()
        return found

    def words(self, start: int, end: int) -> list[str]:
        """The words of ``masked`` between two places, marks left out and accents too."""
        return spaced(self.masked)[start + 1 : end + 1].split()

    @cached_property
    def time_starts(self) -> list[int]:
        """Where the times stand, in order."""
        return [time.start for time in self.times]

    def entry_at(self, position: int) -> int:
        """The number of the entry that holds a character."""
        return bisect.bisect_right(self._starts, position, 1) - 1 if self._starts else 0

    def in_header(self, position: int) -> bool:
        """Whether a character stands in an entry's header rather than in its words."""
        return not bisect.bisect_right(self._edges, position) & 1

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a character, or the character alone where none does."""
        known, sentence = self._last_asked  # most ask in turn for one
        if known == position:
            return sentence
        at = bisect.bisect_right(self._sentence_starts, position) - 1
        if at < 0 or position >= (sentence := self.sentences[at])[1]:
            sentence = position, position + 1
        self._last_asked = position, sentence
        return sentence

    def sentence_after(self, position: int, count: int = 1) -> tuple[int, int]:
        """The span from a character to the end of the ``count``-th sentence after its own, inside the entry."""
        at = bisect.bisect_right(self.sentences, (position, 1 << 60)) - 1 + count
        limit = self.entries[self.entry_at(position)].end if self.entries else len(self.text)
        if at < 0 or at >= len(self.sentences):
            return position, limit
        return position, min(limit, self.sentences[at][1])

    def _quotes(self, position: int) -> list[tuple[int, int]]:
        """The quotes of the line that holds a character, which none of them leaves; a log is asked for few lines."""
        folded = self.folded
        first = folded.rfind("\n", 0, position) + 1
        known = self._quotes_of_lines.get(first)
        if known is None:
            last = folded.find("\n", position)
            last = last if last >= 0 else len(folded)
            known = self._quotes_of_lines[first] = []
            for mark, quote in (('"', _DOUBLE), ("'", _SINGLE)):
                if folded.find(mark, first, last) >= 0:
                    known += [match.span() for match in quote.finditer(folded, first, last)]
            known.sort()
        return known

    def quoted(self, position: int) -> bool:
        """Whether a character stands between quotation marks."""
        quotes = self._quotes(position)
        at = bisect.bisect_right(quotes, (position, 1 << 60)) if quotes else 0
        # a quote in single marks may stand in one in double marks, or reach into it
        return at > 0 and (position < quotes[at - 1][1] or (at > 1 and position < quotes[at - 2][1]))

    def span(self, start: int, end: int) -> Span:
        """Characters of the log as a typed span."""
        return Span(start, end, self.text[start:end])

    def fact(
        self,
        kind: str,
        start: int,
        end: int,
        *,
        concept: str | None = None,
        by: str | None = None,
        status: str | None = None,
        date: str | None = None,
        reason: Span | None = None,
    ) -> Fact:
        """A fact tied to ``text[start:end]``, or to the whole name where it begins inside one."""
        at = bisect.bisect_left(self._name_starts, start) - 1
        if at >= 0 and start < self._names[at][1]:
            start = self._names[at][0]
        return Fact(
            kind=kind,
            start=start,
            end=end,
            text=self.text[start:end],
            entry=self.entry_at(start),
            concept=concept,
            by=by,
            status=status,
            date=date,
            reason=reason,
        )

    @cached_property
    def days(self) -> list[str | None]:
        """The ISO day of each entry."""
        stamps = [entry.time for entry in self.entries]
        return [stamp[:10] if stamp and not stamp.startswith("T") else None for stamp in stamps]

    def day(self, entry: int) -> str | None:
        """The ISO day of an entry."""
        return self.days[entry] if 0 <= entry < len(self.days) else None

    def role(self, role: str) -> list[Person]:
        """The people in a role."""
        return [p for p in self.people if p.role == role]

    @cached_property
    def suspect_named(self) -> bool:
        """Whether a suspect is named."""
        return any(p.named for p in self.role("suspect"))


def holds(text: str, start: int, end: int, letters: Iterable[str]) -> bool:
    """Whether any of some plain strings stands in ``text[start:end]``: told far sooner than by an expression."""
    find = text.find
    return max([find(sought, start, end) for sought in letters]) >= 0


def any_in(places: list[int], start: int, end: int) -> bool:
    """Whether any of some places, in order, lies in ``[start, end)``."""
    at = bisect.bisect_left(places, start)
    return at < len(places) and places[at] < end
