"""The facts of one case as the checks ask for them: by label, by kind, and in the order of time.

Order in time is handled here once: an item's moment is its own date, else its entry's; two items of one day are in the
order of their moments if both have a clock, else of their entries and characters.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import TypeVar

from logscan.policy import Policy
from logscan.report import Fact, Mention, Person, Report

Item = Mention | Fact
T = TypeVar("T", Mention, Fact)

DOMESTIC = frozenset({"partner", "ex_partner", "family"})
STALKING_TOOLS = ("SASH", "S_DASH", "SRP")
DA_TOOLS = ("DASH", "DARA")
PROTECTIVE_ORDERS = (
    "SPO",
    "restraining_order",
    "non_molestation_order",
    "occupation_order",
    "DVPN",
    "DVPO",
    "DAPO",
    "bail_conditions",
    "civil_injunction",
    "protective_order",
)
TRACE = frozenset({"done", "planned", "considered", "not_applicable", "not_done", "declined", "breached"})


class Facts:
    """One report and one policy, with the questions that checks share."""

    def __init__(self, report: Report, policy: Policy) -> None:
        self.report = report
        self.policy = policy
        self.record = report.record
        self.limits = policy.thresholds_on(self.reported.date() if self.reported else None)

    # what the case is

    @cached_property
    def fragment(self) -> bool:
        """Fewer words than the policy asks for before an absence can tell anything."""
        return self.report.words < self.limits.fragment_words

    @property
    def verdict(self) -> str:
        """What the conduct amounts to."""
        return self.report.verdict.label

    @cached_property
    def s_type(self) -> bool:
        """Recorded as stalking, or conduct that looks like it."""
        return self.record.recorded_as == "stalking" or self.verdict == "stalking"

    @cached_property
    def suspects(self) -> tuple[Person, ...]:
        """The suspects that the log tells of."""
        return tuple(p for p in self.report.people if p.role == "suspect")

    @property
    def suspect(self) -> Person | None:
        """The main suspect: the first one."""
        return self.suspects[0] if self.suspects else None

    @cached_property
    def relation(self) -> str | None:
        """What the main suspect is to the victim; None where the log does not say."""
        relations = [p.relation for p in self.suspects if p.relation not in {None, "unknown"}]
        return relations[0] if relations else None

    @cached_property
    def da_linked(self) -> bool:
        """The domestic abuse flag is set, or the log states a partner, former partner or relative as suspect."""
        return self.record.domestic_abuse is True or self.relation in DOMESTIC

    @cached_property
    def closed(self) -> bool:
        """The record says that the case is closed."""
        return self.record.status == "closed"

    # when things were

    @cached_property
    def reported(self) -> datetime | None:
        """When the matter was reported: the record's field, else the first dated entry."""
        if self.record.reported_at and (told := _datetime(self.record.reported_at)):
            return told
        return next((t for t in map(self.entry_time, range(len(self.report.entries))) if t), None)

    def entry_time(self, number: int) -> datetime | None:
        """The moment of an entry (midnight where only its day is known), or None."""
        stamp = self.report.entries[number].time if 0 <= number < len(self.report.entries) else None
        return _datetime(stamp) if stamp and not stamp.startswith("T") else None

    def when(self, item: Item) -> datetime | None:
        """The moment of an item: its own date, with the entry's clock where it is the entry's day."""
        own = _datetime(item.date) if item.date else None
        entry = self.entry_time(item.entry)
        if own is None:
            return entry
        if entry is not None and own.date() == entry.date() and len(item.date or "") <= 10:
            return entry
        return own

    def day(self, item: Item) -> date | None:
        """The day of an item, or None."""
        moment = self.when(item)
        return moment.date() if moment else None

    def later(self, item: Item, than: Item) -> bool:
        """Whether ``item`` comes after ``than``: by day where both have one, else by its place in the log."""
        a, b = self.day(item), self.day(than)
        if a is not None and b is not None and a != b:
            return a > b
        return (item.entry, item.start) > (than.entry, than.start)

    def same_or_later(self, item: Item, than: Item) -> bool:
        """As :meth:`later`; an item of the same entry counts too (a review in the entry of the event clears)."""
        return item.entry == than.entry or self.later(item, than)

    @cached_property
    def last_moment(self) -> datetime | None:
        """The last moment that the log or the record tells of: the last dated entry, or the closing."""
        moments = [t for t in map(self.entry_time, range(len(self.report.entries))) if t]
        if self.record.closed_at and (closed := _datetime(self.record.closed_at)):
            moments.append(closed)
        return max(moments) if moments else None

    def passed(self, days: int) -> bool | None:
        """Whether the log runs on for more than ``days`` days after the report; None where it has no dates."""
        if self.reported is None or self.last_moment is None:
            return None
        return (self.last_moment.date() - self.reported.date()) > timedelta(days=days)

    @cached_property
    def span_days(self) -> int | None:
        """Days from the first to the last dated entry, or None where the log has no dates."""
        moments = [t for t in map(self.entry_time, range(len(self.report.entries))) if t]
        return (max(moments).date() - min(moments).date()).days if moments else None

    # what the log holds

    def mentions(self, label: str, *concepts: str, status: str | tuple[str, ...] | None = None) -> tuple[Mention, ...]:
        """Mentions of a label, of any or the given concepts and statuses, in text order."""
        found = self._by_label.get(label, ())
        if not found:
            return ()
        if concepts:
            found = tuple([m for m in found if m.concept in concepts])
        if status is not None:
            wanted = (status,) if isinstance(status, str) else status
            found = tuple([m for m in found if m.status in wanted])
        return found

    def traces(self, label: str, *concepts: str) -> tuple[Mention, ...]:
        """Mentions with a status other than ``mentioned``: what "no trace" is about."""
        return tuple(m for m in self.mentions(label, *concepts) if m.status in TRACE)

    def facts(self, kind: str, *concepts: str, status: str | None = None, by: str | None = None) -> tuple[Fact, ...]:
        """Facts of a kind, of any or the given concepts, status and doer, in text order."""
        found = self._by_kind.get(kind, ())
        if concepts:
            found = tuple([f for f in found if f.concept in concepts])
        if status is not None:
            found = tuple([f for f in found if f.status == status])
        if by is not None:
            found = tuple([f for f in found if f.by == by])
        return found

    @cached_property
    def _by_label(self) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.report.mentions:
            found.setdefault(mention.label, []).append(mention)
        return {label: tuple(mentions) for label, mentions in found.items()}

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.report.facts:
            found.setdefault(fact.kind, []).append(fact)
        return {kind: tuple(facts) for kind, facts in found.items()}


@lru_cache(maxsize=4096)
def _datetime(value: str) -> datetime | None:
    """A moment; of a date that is known to the year or month only, its first day; of one that does not exist, None."""
    try:
        return datetime.fromisoformat(value + {4: "-01-01", 7: "-01"}.get(len(value), ""))
    except ValueError:
        return None
