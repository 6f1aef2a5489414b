"""What checks ask of the conduct, the suspect and the course of the case; mixed into the view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from logscan.checks.authors import Authors
from logscan.checks.facts import DA_TOOLS, STALKING_TOOLS
from logscan.checks.kept import kept
from logscan.checks.timeline import Item
from logscan.report import Entry, Fact, Mention, ScoredSpan, Span

AWAITED = ("RISK_ASSESSMENT", "SAFEGUARDING", "REFERRAL", "ORDER", "ENQUIRY")
CIVIL_ORDERS = frozenset({"non_molestation_order", "occupation_order", "civil_injunction"})
WITH_VICTIM = ("safety_plan", "safety_advice", "contact_advice", "information_pack")
OFFERED = ("victim_support", "DA_service", "IDVA")
FORMAL = ("harassment", "pin", "notice", "information", "phw", "cpw", "first instance", "hysbysiad", "aflonyddu")
DISMISSING = ("not ", "no ", "isn't ", "is not ", "wasn't ", "was not ", "never ", "nid ")
_SERIOUS = ("s.4", "s4", "section 4", "8/65", "8/66", "fear of violence", "serious alarm", "4a")
_CHARGED = 30  # characters from "charged" to the breach that is charged
EVENT_WORDS = {
    "incident": "a new incident",
    "threat": "a threat",
    "breach": "a breach",
    "release": "the suspect's release",
}


@lru_cache(maxsize=256)
def _is_summary(offence: str) -> bool:
    """Whether the words of an offence, which are those of many records, are not of s.4 or s.4A."""
    words = offence.lower()
    return "without" in words or not any(mark in words for mark in _SERIOUS)


class Conduct(Authors):
    """The questions about conduct, suspect and course of the case that several checks share."""

    # the conduct

    @property
    def incidents(self) -> int:
        """Distinct occasions that the log describes; 0 where it tells none."""
        return self.report.verdict.incidents or 0

    @kept
    def repeated(self) -> bool:
        """Two or more unwanted acts or contacts are described."""
        return bool(self.report.four.get("R")) and self.verdict in {"stalking", "harassment"}

    @kept
    def repeated_evidence(self) -> tuple[ScoredSpan, ...]:
        """What shows that the conduct is repeated."""
        return self.report.four.get("R", ())[:3]

    @kept
    def mutual(self) -> bool:
        """Contact is wanted or returned by both."""
        return bool(self.facts("mutual")) and self.verdict == "neither"

    @kept
    def conduct_evidence(self) -> tuple[ScoredSpan, ...]:
        """The strongest span of each indicator shown."""
        return tuple(max(spans, key=lambda s: (s.score, -s.start)) for spans in self.report.four.values() if spans)

    @kept
    def dismissals(self) -> tuple[Span | Mention, ...]:
        """Where the log concludes that FOUR is not met, or that it is not stalking."""
        if self.report.four_conclusion == "not_met":
            return self.report.four_conclusion_evidence
        return tuple(
            m
            for m in self.mentions("CRIME_TYPE", "stalking")
            if m.status in {"not_applicable", "not_done"} or m.text.lower().startswith(DISMISSING)
        )

    @property
    def recorded_words(self) -> str:
        """How the crime is recorded, in words."""
        return (self.record.recorded_as or "not known").replace("_", " ")

    @kept
    def summary_offence(self) -> bool:
        """Recorded under s.2 or s.2A: stalking or harassment, and neither s.4 nor s.4A in the offence's words."""
        return self.record.recorded_as in {"stalking", "harassment"} and _is_summary(self.record.recorded_offence or "")

    # the suspect

    @kept
    def suspect_named(self) -> bool:
        """A suspect is named in the log."""
        return any(p.named for p in self.suspects)

    @kept
    def suspect_unknown(self) -> bool:
        """The log has a suspect, and none that is named or otherwise known."""
        return (
            not self.suspect_named
            and self.relation in {None, "stranger"}
            and (bool(self.suspects) and all(not p.named for p in self.suspects))
        )

    @kept
    def suspect_known(self) -> bool:
        """A suspect is named, or stands in a relation that makes them known."""
        return self.suspect_named or self.relation not in {None, "stranger", "unknown"}

    @kept
    def suspect_spans(self) -> tuple[Span, ...]:
        """Where the suspect is first named."""
        return tuple(p.spans[0] for p in self.suspects if p.spans)[:1]

    @kept
    def relation_evidence(self) -> tuple[Fact, ...]:
        """The facts that state the relation."""
        return self.facts("relation", status="stated")[:2]

    # the course of the case

    def distinct_contacts(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The first of each entry's: two phrases about one call are one contact."""
        return list({m.entry: m for m in reversed(list(mentions))}.values())[::-1]

    def header(self, entry: Entry) -> Span:
        """The header of an entry (its stamp and author), as evidence."""
        until = max(entry.body, entry.start + 1)
        for time in self.report.times:
            if entry.start <= time.start < until:
                return Span(time.start, time.end, time.text)
        return Span(entry.start, entry.start, "")

    @kept
    def new_events(self) -> tuple[Fact, ...]:
        """New incidents, threats, breaches and releases after the report; a charge of breach is no new one."""
        return tuple(f for f in self.facts("incident") if not (f.concept == "breach" and self.charged(f)))

    def charged(self, breach: Item) -> bool:
        """Whether the words of a breach are those of a charge: "charged with breach of the order"."""
        charges = self.mentions("OUTCOME", "charge")
        return any(charge.start <= breach.start <= charge.end + _CHARGED for charge in charges)

    @kept
    def developments(self) -> tuple[Item, ...]:
        """New events, and what else calls for a second look at a plan: an arrest, an interview, new knowledge."""
        steps = self.mentions("ENQUIRY", "arrest", "interview", status="done")
        return (*self.new_events, *steps, *self.facts("suspect_knows"), *self.breaches)

    def covers(self, review: Mention, event: Fact) -> bool:
        """Whether a review comes with or after an event; one of the day before a release has it in view."""
        if self.same_or_later(review, event):
            return True
        days = (self.day(review), self.day(event))
        return event.concept == "release" and None not in days and (days[1] - days[0]).days in {0, 1}  # type: ignore[operator]

    def event_words(self, fact: Fact) -> str:
        """A new event in words."""
        return EVENT_WORDS.get(fact.concept or "incident", "a new incident")

    @kept
    def breaches(self) -> tuple[Item, ...]:
        """Breaches of orders or bail, mentions first."""
        mentioned = self.mentions("ORDER", status="breached")
        entries = {m.entry for m in mentioned}
        return (*mentioned, *(f for f in self.facts("incident", "breach") if f.entry not in entries))

    @kept
    def reclassifications(self) -> tuple[tuple[Mention, Mention], ...]:
        """Changes of the crime type: (from, to), paired within an entry; a lone "to" is from the recorded type."""
        pairs = []
        for new in self.mentions("CRIME_TYPE", status="reclassified_to"):
            olds = [m for m in self.mentions("CRIME_TYPE", status="reclassified_from") if m.entry <= new.entry]
            earlier = [m for m in self.mentions("CRIME_TYPE") if m.start < new.start and m.concept != new.concept]
            old = olds[-1] if olds else earlier[-1] if earlier else new
            pairs.append((old, new))
        return tuple(pairs)

    @kept
    def first_contact(self) -> Item | None:
        """The first time police see or speak to the victim, as the log tells it or as what was done with them shows."""
        spoken = self.mentions("CONTACT", "first_contact") or self.mentions("CONTACT", "victim_update")
        shown = [*spoken[:1], *self._done_with_victim]
        dated = [(day, item.start, n) for n, item in enumerate(shown) if (day := self.day(item)) is not None]
        if not dated:
            return spoken[0] if spoken else None
        return shown[min(dated)[2]]

    @kept
    def _done_with_victim(self) -> tuple[Item, ...]:
        """What cannot be done without the victim: an assessment, advice, an offer, a statement, a visit they answer."""
        tried = {m.entry for m in self.mentions("CONTACT", "attempted_contact")}
        done: list[Item] = [
            *self.facts("attendance", "victim"),
            *self.told_done("RISK_ASSESSMENT", *STALKING_TOOLS, *DA_TOOLS),
            *self.mentions("SAFEGUARDING", *WITH_VICTIM, status=("done", "declined")),
            *self.mentions("REFERRAL", *OFFERED, status=("done", "declined")),
            *self.mentions("ENQUIRY", "statement", status=("done", "declined")),
            *self.mentions("VICTIM_POSITION"),
        ]
        return tuple(
            item
            for item in done
            if self.role(item.entry) != "call_taker"
            and item.entry not in tried
            and not (self.reported and (day := self.day(item)) and day < self.reported.date())
        )

    def seen_or_rung(self, entry: int) -> bool:
        """Whether an entry tells of police seeing or ringing the victim, so that advice given in it has a delivery."""
        advice = [m for m in self.mentions("SAFEGUARDING") if m.entry == entry]
        spoken = [
            m
            for m in self.mentions("CONTACT", "first_contact", "victim_update")
            if not any(a.start <= m.start < a.end for a in advice)
        ]
        seen: list[Item] = [*spoken, *self.facts("attendance", "victim")]
        return any(item.entry == entry for item in seen)

    @kept
    def decision_entry(self) -> int:
        """The entry of the decision that ends the case: the last outcome or closing, else the last entry."""
        items: list[Item] = [*self.mentions("OUTCOME"), *self.facts("closing"), *self.facts("cancellation")]
        return max((item.entry for item in items), default=len(self.report.entries) - 1)

    @kept
    def closed_on(self) -> date | None:
        """The day of the closing: the record's, else that of the log's last words of it."""
        if self.record.closed_at:
            return date.fromisoformat(self.record.closed_at[:10])
        closing = self.facts("closing")
        return self.day(closing[-1]) if closing else None

    @kept
    def disposal_entry(self) -> int:
        """The first entry that tells of how the case was disposed of; from then on the victim can be told."""
        items: list[Item] = [*self.mentions("OUTCOME"), *self.facts("closing"), *self.facts("cancellation")]
        return min((item.entry for item in items if item.entry > 0), default=self.decision_entry)

    @kept
    def outcome(self) -> int | None:
        """The outcome code of the record."""
        return self.record.outcome_code

    @kept
    def outcome_mentions(self) -> tuple[Mention, ...]:
        """Where the log names the outcome code."""
        return self.mentions("OUTCOME", "outcome_code")[-1:]

    @kept
    def open_actions(self) -> tuple[Item, ...]:
        """Planned mentions, leads and actions that nothing later resolves."""
        awaited = [m for m in self.report.mentions if m.status == "planned"]
        planned = [m for label in AWAITED for m in awaited if m.label == label and not self._resolved(m)]
        rest = [*self.facts("lead", status="planned"), *self.facts("action", status="open")]
        return tuple(sorted([*planned, *rest], key=lambda item: item.start))

    def _resolved(self, planned: Mention) -> bool:
        """Answered, at once or later; a referral that was made needs no second; a civil order is the victim's own."""
        if planned.concept in CIVIL_ORDERS:
            return True
        return any(
            m.concept == planned.concept
            and m.status not in {"planned", "mentioned", "considered"}
            and (planned.label == "REFERRAL" or self.same_or_later(m, planned))
            for m in self.mentions(planned.label)
        )

    def is_review(self, mention: Mention) -> bool:
        """Whether the words of a plan's mention say that an existing plan is gone over or built on."""
        return mention.rule is not None and mention.rule.startswith("review")

    def formal_warning(self, mention: Mention) -> bool:
        """Whether a warning is a harassment warning or PIN (obsolete), not mere words of advice."""
        words = mention.text.lower()
        return any(mark in words for mark in FORMAL) and "words" not in words

    def nearest(self, label: str) -> tuple[Mention, ...]:
        """The nearest near-miss of an absence: a mention of the label with any status."""
        return self.mentions(label)[:1]
