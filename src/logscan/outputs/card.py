"""One case as the page shows it: the report with its words put plainly and every span made a link into the log."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count

import msgspec

from logscan.case import Case
from logscan.outputs import words
from logscan.outputs.answers import Answer, Quotable, Quote, answers
from logscan.outputs.escaping import escaped
from logscan.outputs.highlight import Block, Highlighted, Layer
from logscan.outputs.picture import Picture, picture
from logscan.outputs.words import words as table
from logscan.report import Entry, Report, ScoredSpan, Span

QUOTE_LENGTH = 220


class Shown(msgspec.Struct, frozen=True, gc=False):
    """Something with a name, its meaning, and the quotes that show it; no quotes, not found in this log."""

    code: str
    name: str
    meaning: str
    quotes: tuple[Quote, ...]


class When(msgspec.Struct, frozen=True, gc=False):
    """A day of the timeline as a line of its list."""

    day: str
    gap: str
    events: tuple[tuple[str, Quote | None], ...]


class Card:
    """The view of one case; ``id`` begins every anchor of it."""

    def __init__(self, number: int, case: Case, report: Report) -> None:
        self.id = f"c{number}"
        self.case_id = case.case_id
        self.report = report
        self._log = Highlighted(case.log, report.entries, _layers(report))
        self._starts = [entry.start for entry in report.entries]
        self._places = ["", *map(_place, count(1), report.entries)]
        self._known: dict[tuple[int, int, str], Quote] = {}

    @property
    def record(self) -> list[tuple[str, str]]:
        """The crime system's fields, term and words; a field that is empty is said to be so."""
        record = self.report.record
        code = record.outcome_code
        outcome = "" if code is None else f"{code}, {table().outcome.get(str(code), 'not a known code')}"
        fields = [
            ("Recorded offence", record.recorded_offence or ""),
            ("Recorded as", table().recorded[record.recorded_as or "none"]),
            ("Domestic abuse", self.abuse),
            ("Reported", words.when(record.reported_at)),
            ("Status", record.status or ""),
            ("Outcome", outcome),
            ("Closed", words.when(record.closed_at)),
            *((str(name), str(value)) for name, value in record.extra.items() if value is not None),
        ]
        return [(term, value or "not recorded") for term, value in fields]

    @property
    def abuse(self) -> str:
        """The flag of the crime system."""
        return {True: "yes", False: "no", None: "not recorded"}[self.report.record.domestic_abuse]

    @property
    def suspects(self) -> list[str]:
        """What the log says of each suspect: relation to the victim, named or not."""
        relation = table().relation
        return [
            f"{'named' if one.named else 'not named'}, {relation.get(one.relation or '', 'relation not stated')}"
            for one in self.report.people
            if one.role == "suspect"
        ]

    @property
    def verdict(self) -> str:
        """What the conduct looks like."""
        return table().verdict[self.report.verdict.label]

    @property
    def chances(self) -> list[tuple[str, int]]:
        """The probability of each verdict in percent, highest first."""
        chances = self.report.verdict.probabilities.items()
        return [(table().verdict[k], round(100 * p)) for k, p in sorted(chances, key=lambda item: -item[1])]

    @property
    def because(self) -> list[tuple[str, list[Quote]]]:
        """The reasons behind the verdict, each with its quotes."""
        verdict = self.report.verdict
        evidence = (*verdict.because_evidence, *([()] * len(verdict.because)))
        return [(reason, self._quotes(spans)) for reason, spans in zip(verdict.because, evidence, strict=False)]

    @property
    def answers(self) -> list[Answer]:
        """The panel's questions in order, answered from findings and mentions."""
        return answers(self.report, self._quote)

    @property
    def four(self) -> list[Shown]:
        """The four indicators with their quotes."""
        return [
            Shown(letter, name, meaning, tuple(self._quotes(self.report.four.get(letter, ()))))
            for letter, (name, meaning) in table().four.items()
        ]

    @property
    def conclusion(self) -> tuple[str, list[Quote]]:
        """What the log itself concludes on FOUR."""
        return table().conclusion[self.report.four_conclusion], self._quotes(self.report.four_conclusion_evidence)

    @property
    def acts(self) -> list[Shown]:
        """The acts of s.2A(3), found or not."""
        found = self.report.verdict.acts
        return [
            Shown(letter, meaning, "", tuple(self._quotes(found.get(letter, ()))))
            for letter, meaning in table().acts.items()
        ]

    @property
    def picture(self) -> Picture | None:
        """The timeline as a drawing."""
        return picture(self.report)

    def days(self, drawn: Picture) -> list[When]:
        """The timeline as a list."""
        return [
            When(
                words.when(day.on.isoformat()),
                "" if day.gap is None else words.days(day.gap),
                tuple([(words.event(e.event), self._quote(e) if e.entry >= 0 else None) for e in day.events]),
            )
            for day in drawn.days
        ]

    @property
    def blocks(self) -> Iterator[tuple[Block, str]]:
        """The log, entry by entry, with the author's role."""
        for block in self._log.blocks():
            entry = self.report.entries[block.number - 1] if block.number is not None else None
            yield block, table().role[entry.role] if entry is not None else ""

    def _quotes(self, spans: Iterable[Span | ScoredSpan]) -> list[Quote]:
        return [self._quote(span) for span in spans]

    def _quote(self, span: Quotable) -> Quote:
        place = span.start, span.end, span.text
        known = self._known.get(place)
        if known is None:
            start, end, text = place
            where = self._places[bisect_right(self._starts, start)]
            link = f'<a class="q" href="#{self.id}-{start}" data-n="{self._log.marks(start, end)}">'
            known = self._known[place] = Quote(f"{link}“<q>{escaped(_short(text))}</q>”</a>{where}")
        return known


def _place(number: int, entry: Entry) -> str:
    on = f", {escaped(words.when(entry.time))}" if words.day(entry.time) else ""
    return f" <small>entry {number}{on}</small>"


def _layers(report: Report) -> list[Layer]:
    """All that is shown in the log, and all that is linked to."""
    shown = _shown(report)
    # a bare layer gives a link its end and its anchor; where a layer of the same span stands, that one does
    bare = _linked(report) - {(layer.start, layer.end) for layer in shown}
    return shown + [Layer(start, end) for start, end in bare]


def _shown(report: Report) -> list[Layer]:
    bodies, tints = [entry.body for entry in report.entries], _tints()
    shown = [Layer(m.start, m.end, tints[m.label], "", words.mention_label(m)) for m in report.mentions]
    for time in report.times:
        in_head = 0 <= time.entry < len(bodies) and time.start < bodies[time.entry]
        shown.append(Layer(time.start, time.end, _TIME, "", "" if in_head else words.time(time)))
    for letter, spans in report.four.items():
        shown += [Layer(span.start, span.end, _INDICATOR, letter) for span in spans]
    for finding in report.findings:
        shown += [Layer(span.start, span.end, _EVIDENCE, "", "", finding.check) for span in finding.evidence]
    return shown


_TIME, _INDICATOR, _EVIDENCE = ("t",), ("i",), ("e",)


@cache
def _tints() -> dict[str, tuple[str, str]]:
    """The classes of a mention by its label."""
    return {label: ("m", tint) for label, tint in table().tint.items()}


def _linked(report: Report) -> set[tuple[int, int]]:
    verdict = report.verdict
    linked = {(event.start, event.end) for event in report.timeline}
    for spans in (report.four_conclusion_evidence, *verdict.because_evidence, *verdict.acts.values()):
        linked.update([(span.start, span.end) for span in spans])
    linked.update([(m.reason.start, m.reason.end) for m in report.mentions if m.reason is not None])
    linked.update([(f.nearest.start, f.nearest.end) for f in report.findings if f.nearest is not None])
    return linked


def _short(text: str) -> str:
    """The quote on one line, cut at a word where it is long; its whole stands in the log."""
    if text.isprintable() and len(text) <= QUOTE_LENGTH and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # most are: of all spaces only the plain one counts as printable
    line = " ".join(text.split())
    if len(line) <= QUOTE_LENGTH:
        return line
    return line[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
