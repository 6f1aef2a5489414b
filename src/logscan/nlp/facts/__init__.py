"""What the checks read beside mentions, each tied to its characters; the kinds are listed in docs/facts.md."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence

from logscan.case import Record
from logscan.nlp.component import Facts, Stage, finished
from logscan.nlp.facts.changes import change_reasons, date_conflicts, decision_entry, withdrawals
from logscan.nlp.facts.copied import WORDS, copied
from logscan.nlp.facts.course import actions, incidents
from logscan.nlp.facts.exhibits import exhibit_references
from logscan.nlp.facts.family import children, named_children, person_conflicts
from logscan.nlp.facts.handovers import handovers
from logscan.nlp.facts.leads import leads
from logscan.nlp.facts.log import Log
from logscan.nlp.facts.outlook import Outlook, outlooks
from logscan.nlp.facts.phrases import find_phrases, told, tries_of
from logscan.nlp.facts.references import references
from logscan.nlp.facts.refine import REFINERS, outcomes_told, suspect_knows, victim_told_risk
from logscan.nlp.facts.repeats import may_repeat
from logscan.nlp.facts.states import states
from logscan.nlp.lexicon.tries import Tries
from logscan.report import Fact

__all__ = ["FactFinder", "Log", "create", "process"]
_READ = "logscan.facts.read"  # of a log, until its facts are told


def process(log: Log, relations: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """All facts of a log, in text order; ``relations`` are those that the people stage found."""
    return finished(_steps(log, tries_of([log])[0], relations))


def _steps(log: Log, tries: Tries, relations: Iterable[Fact]) -> Generator[None, None, tuple[Fact, ...]]:
    """:func:`process` in steps: phrases, what they tell, and what needs more than a phrase."""
    hits, course, named = find_phrases(log, tries)
    yield
    facts: list[Fact] = list(relations)
    late = [hit for hit in hits if hit.rule.key == "outcome_told"]
    learnt: list[Fact] = []
    for fact in told(log, hits if not late else [hit for hit in hits if hit.rule.key != "outcome_told"]):
        kind = fact.kind
        if kind == "suspect_knows":
            learnt.append(fact)
            continue
        refined = REFINERS[kind](log, fact) if kind in REFINERS else fact
        if refined is not None:
            facts.append(refined)
    yield
    facts += [*leads(log, named, hits), *children(log), *named_children(log), *person_conflicts(log)]
    facts += [*references(log), *copied(log)]
    facts += [*change_reasons(log), *withdrawals(log), *date_conflicts(log), *exhibit_references(log), *states(log)]
    asked = list(handovers(log, [f for f in facts if f.kind == "handover"]))
    if asked:
        facts = [*(f for f in facts if f.kind != "handover"), *asked]
    facts += [*incidents(log, course), *actions(log, course, asked)]
    facts += [*_known(log, learnt), *outcomes_told(log, late, decision_entry(log, facts))]
    return tuple(_sorted(facts))


def _known(log: Log, learnt: list[Fact]) -> list[Fact]:
    """What the suspect knows, by whom it was learnt, and whether the victim was told."""
    account = 1 if len(log.entries) > 1 else 0
    known = [f for fact in learnt if (f := suspect_knows(log, fact, account)) is not None]
    return [*known, *victim_told_risk(log, known)]


def _sorted(facts: list[Fact]) -> list[Fact]:
    unique = {(f.start, f.end, f.kind, f.concept or ""): f for f in facts}
    return [unique[place] for place in sorted(unique)]


class FactFinder(Stage):
    """Pipeline component: writes the facts of a log to ``doc.user_data``."""

    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        folded = [known["logscan.folded"] for known in facts]
        told_of_all = may_repeat(folded, WORDS), outlooks(folded)
        logs = [_log(*each) for each in zip(texts, facts, *told_of_all, strict=True)]
        for known, *read in zip(facts, logs, tries_of(logs), strict=True):
            known[_READ] = read

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        if _READ not in facts:
            self.look_over([text], [facts])
        log, tries = facts.pop(_READ)
        facts["logscan.facts"] = yield from _steps(log, tries, facts.get("logscan.relations", ()))


def _log(text: str, facts: Facts, may_repeat: bool, outlook: Outlook) -> Log:
    return Log(
        text=text,
        folded=facts["logscan.folded"],
        entries=facts["logscan.entries"],
        sentences=facts["logscan.sentences"],
        people=facts.get("logscan.people", ()),
        times=facts.get("logscan.times", ()),
        mentions=facts.get("logscan.mentions", ()),
        record=facts.get("logscan.record", Record()),
        may_repeat=may_repeat,
        told=outlook,
    )


def create() -> FactFinder:
    """The stage that finds what the checks read beside mentions."""
    return FactFinder()
