"""The pipeline component of the signals: the covered text in, FOUR, acts and the verdict out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from logscan import resources
from logscan.nlp.component import Facts, Stage, folded_of
from logscan.policy import Thresholds
from logscan.report import ScoredSpan, Span, Verdict
from logscan.signals import conclusion, four, occasions
from logscan.signals.because import reasons
from logscan.signals.elements import elements
from logscan.signals.evidence import Evidence
from logscan.signals.features import case_features
from logscan.signals.gathering import Gatherer, Log
from logscan.signals.model import Model, load_model, of_fixation
from logscan.signals.passages import Passage
from logscan.signals.scores import ACTS, LETTERS, aggregates
from logscan.signals.shown import Choices
from logscan.signals.tokens import sentence_keys
from logscan.signals.types import Signals
from logscan.signals.verdict import by_rules, decide

MODEL = "signals.json"
_TOLD = "logscan.signals.told"  # of a log among others, until its turn


@dataclass(frozen=True)
class Reading:
    """All that the verdict is made from, for those who ask why."""

    evidence: Evidence
    occasions: int
    features: dict[str, float]
    probabilities: dict[str, float]
    four: dict[str, tuple[ScoredSpan, ...]]
    acts: dict[str, tuple[Span, ...]]


class SignalReader(Stage):
    """Writes :class:`Signals` to ``doc.user_data["logscan.signals"]``; reads the entries and sentences written before.

    Without a model the verdict is by rules alone (``lexicon/signals/verdict.toml``).
    """

    def __init__(self, abstain_below: float, model: Model | None = None) -> None:
        self._gatherer = Gatherer()
        self._abstain_below = abstain_below
        self.model = model
        self._choices = Choices(model.artefact.choices) if model is not None else None

    def process(self, logs: Sequence[Log]) -> list[Signals]:
        """The signals of logs; blind to labels but for FOUR's conclusion."""
        return [self._signals(log, reading) for log, reading in zip(logs, self.read(logs), strict=True)]

    def _signals(self, log: Log, reading: Reading) -> Signals:
        said, said_where = conclusion.conclude(log.text, log.folded, log.sentences, log.named)
        evidence, number = reading.evidence, reading.occasions
        shown: tuple[Sequence[ScoredSpan | Span], ...] = (*reading.four.values(), *reading.acts.values())
        passages = [(span.start, span.end) for spans in shown for span in spans]
        because, because_evidence = reasons(evidence, log.text, number, decide(reading.probabilities, 0.0), passages)
        verdict = Verdict(
            label=decide(reading.probabilities, self._abstain_below),
            probabilities=reading.probabilities,
            incidents=number or None,
            acts=reading.acts,
            because=because,
            because_evidence=because_evidence,
            elements=elements(evidence, log.text, number, reading.four, reading.acts),
            mutual="mutual" in evidence.by_concept,
            incident_dates=occasions.dates(evidence, log.times),
        )
        return Signals(reading.four, said, said_where, verdict)

    def read(self, logs: Sequence[Log]) -> list[Reading]:
        """Evidence, features and what they come to, of each log."""
        if not logs:
            return []
        found = self.evidence(logs)
        counted = [occasions.count(evidence) for evidence in found]
        features = [case_features(evidence, *count) for evidence, count in zip(found, counted, strict=True)]
        told = [*zip(logs, found, [number for number, _ in counted], features, strict=True)]
        if self.model is None or self._choices is None:
            return [self._by_rules(*case) for case in told]
        scores = self.model.weights.scores([sentence_keys(evidence) for evidence in found])
        for case, more in zip(features, aggregates(scores), strict=True):
            case |= more
        chances = [self.model.probabilities(case) for case in features]
        places = [evidence.in_log for evidence in found]
        together = np.concatenate([evidence.places_in_log for evidence in found])
        shown = self._choices.shown(scores, places, features, chances, together)
        return [
            Reading(
                evidence,
                occasions.at_least(number, len(passages["R"])),
                case,
                of_fixation(chance, bool(passages["F"])),
                _letters(log.text, passages),
                _acts(log.text, passages),
            )
            for (log, evidence, number, case), chance, passages in zip(told, chances, shown, strict=True)
        ]

    def _by_rules(self, log: Log, evidence: Evidence, number: int, features: dict[str, float]) -> Reading:
        probabilities = by_rules().probabilities(features)
        label = decide(probabilities, self._abstain_below)
        indicators = four.indicators(evidence, log.text, label)
        return Reading(evidence, number, features, probabilities, indicators, four.acts(evidence, log.text, label))

    def evidence(self, logs: Sequence[Log]) -> list[Evidence]:
        """What the conduct in each log shows, officers' words for it covered."""
        return self._gatherer.gather(logs)

    def contributions(self, reading: Reading, label: str) -> dict[str, float]:
        """What each feature adds to a verdict, largest first."""
        weighing = self.model or by_rules()
        found = weighing.contributions(reading.features, label)
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))

    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        found = self.process([log_of(text, known) for text, known in zip(texts, facts, strict=True)])
        for known, signals in zip(facts, found, strict=True):
            known[_TOLD] = signals

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        if _TOLD not in facts:
            self.look_over([text], [facts])
        facts["logscan.signals"] = facts.pop(_TOLD)
        yield


def log_of(text: str, facts: Facts) -> Log:
    """What the stages before found in a log."""
    folded = folded_of(text, facts)
    named = conclusion.named_in(text, folded)
    times = facts.get("logscan.times", ())
    return Log(text, folded, facts["logscan.entries"], facts["logscan.sentences"], named, times)


def _letters(text: str, found: Mapping[str, Sequence[Passage]]) -> dict[str, tuple[ScoredSpan, ...]]:
    return {
        letter: tuple([ScoredSpan(a, b, text[a:b], chance) for a, b, chance in found[letter]]) for letter in LETTERS
    }


def _acts(text: str, found: Mapping[str, Sequence[Passage]]) -> dict[str, tuple[Span, ...]]:
    return {act: tuple([Span(a, b, text[a:b]) for a, b, _ in found[act]]) for act in ACTS if found[act]}


def packaged(abstain_below: float) -> SignalReader:
    """A reader with the packaged model, or with rules alone where there is none."""
    path = resources.models() / MODEL
    return SignalReader(abstain_below, load_model(path) if path.exists() else None)


def create(abstain_below: float = Thresholds().abstain_below) -> SignalReader:
    """The stage that reads indicators, acts and the verdict."""
    return packaged(abstain_below)
