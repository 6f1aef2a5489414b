"""The facts of one case as the checks ask for them: by label and by kind; their order in time is the timeline's."""

from __future__ import annotations

from typing import TypeVar

from logscan.checks.kept import kept
from logscan.checks.registry import Held
from logscan.checks.timeline import Timeline
from logscan.report import Fact, Mention, Person

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
GUESSED = "default."
"""Where the rule of a mention's status begins so, no word beside the mention told it."""
TRACE = frozenset({"done", "planned", "considered", "not_applicable", "not_done", "declined", "breached"})


class Facts(Timeline):
    """One report and one policy, with the questions that checks share."""

    # what the case is

    @kept
    def fragment(self) -> bool:
        """Fewer words than the policy asks for before an absence can tell anything."""
        return self.report.words < self.limits.fragment_words

    @kept
    def verdict(self) -> str:
        """What the conduct amounts to."""
        return self.report.verdict.label

    @kept
    def s_type(self) -> bool:
        """Recorded as stalking, or conduct that looks like it."""
        return self.record.recorded_as == "stalking" or self.verdict == "stalking"

    @kept
    def suspects(self) -> tuple[Person, ...]:
        """The suspects that the log tells of."""
        return tuple(p for p in self.report.people if p.role == "suspect")

    @kept
    def relation(self) -> str | None:
        """What the main suspect is to the victim; None where the log does not say."""
        relations = [p.relation for p in self.suspects if p.relation not in {None, "unknown"}]
        return relations[0] if relations else None

    @kept
    def da_linked(self) -> bool:
        """The domestic abuse flag is set, or the log states a partner, former partner or relative as suspect."""
        return self.record.domestic_abuse is True or self.relation in DOMESTIC

    # what the log holds

    def mentions(self, label: str, *concepts: str, status: str | tuple[str, ...] | None = None) -> tuple[Mention, ...]:
        """Mentions of a label, of any or the given concepts and statuses, in text order."""
        found = self._by_label.get(label)
        if found is None or (concepts and self._concepts[label].isdisjoint(concepts)):
            return ()
        if status is None:
            return tuple([m for m in found if m.concept in concepts]) if concepts else found
        wanted = (status,) if isinstance(status, str) else status
        if concepts:
            return tuple([m for m in found if m.status in wanted and m.concept in concepts])
        return tuple([m for m in found if m.status in wanted])

    def told_done(self, label: str, *concepts: str) -> tuple[Mention, ...]:
        """Mentions that are done by the words of the log; what is only named, with no grade beside it, is a guess."""
        done = self.mentions(label, *concepts, status="done")
        return done and tuple([m for m in done if m.grade or not (m.rule or "").startswith(GUESSED)])

    def traces(self, label: str, *concepts: str) -> tuple[Mention, ...]:
        """Mentions with a status other than ``mentioned``: what "no trace" is about."""
        found = self.mentions(label, *concepts)
        return found and tuple([m for m in found if m.status in TRACE])

    def facts(self, kind: str, *concepts: str, status: str | None = None, by: str | None = None) -> tuple[Fact, ...]:
        """Facts of a kind, of any or the given concepts, status and doer, in text order."""
        found = self._by_kind.get(kind)
        if found is None:
            return ()
        if concepts:
            found = tuple([f for f in found if f.concept in concepts])
        if status is not None:
            found = tuple([f for f in found if f.status == status])
        if by is not None:
            found = tuple([f for f in found if f.by == by])
        return found

    @kept
    def held(self) -> set[Held]:
        """The kinds of facts, the labels, and the labels with their statuses and concepts."""
        mentions = self.report.mentions
        found: set[Held] = {(m.label, m.status) for m in mentions}
        found.update([(m.label, m.concept) for m in mentions])
        found.update(self._by_label)
        found.update(self._by_kind)
        return found

    @kept
    def _by_label(self) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.report.mentions:
            found.setdefault(mention.label, []).append(mention)
        return {label: tuple(mentions) for label, mentions in found.items()}

    @kept
    def _concepts(self) -> dict[str, frozenset[str]]:
        return {label: frozenset([m.concept for m in mentions]) for label, mentions in self._by_label.items()}

    @kept
    def _by_kind(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.report.facts:
            found.setdefault(fact.kind, []).append(fact)
        return {kind: tuple(facts) for kind, facts in found.items()}
