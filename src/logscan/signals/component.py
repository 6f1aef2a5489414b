"""The pipeline component of the signals: the covered text in, FOUR, acts and the verdict out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from logscan import resources
from logscan.nlp.component import Facts, Stage
from logscan.nlp.text import fold
from logscan.policy import Thresholds
from logscan.report import Entry, ScoredSpan, Span, Verdict
from logscan.signals import conclusion, four, occasions
from logscan.signals.because import reasons
from logscan.signals.elements import elements
from logscan.signals.evidence import Evidence, gather
from logscan.signals.features import case_features
from logscan.signals.mask import mask
from logscan.signals.model import ACTS, LETTERS, Model, aggregates, load_model
from logscan.signals.phrases import Phrases
from logscan.signals.pieces import pieces
from logscan.signals.shown import Choices
from logscan.signals.standing import Standing
from logscan.signals.tokens import sentence_keys
from logscan.signals.types import Signals
from logscan.signals.verdict import by_rules, decide
from logscan.signals.words import Kinds, words_of

MODEL = "signals.json"


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
        self._kinds = Kinds()
        self._labels = Phrases(self._kinds, "labels")
        self._phrases = Phrases(self._kinds, "conduct", "response", "course", "sentence")
        self._standing = Standing(self._kinds)
        self._counting = occasions.counting(self._kinds)
        self._kinds.settle()
        self._labels.settle()
        self._phrases.settle()
        self._abstain_below = abstain_below
        self.model = model
        self._choices = Choices(model.artefact.choices) if model is not None else None

    def process(self, text: str, folded: str, entries: Sequence[Entry], spans: Sequence[tuple[int, int]]) -> Signals:
        """The signals of a log, from its text, entries and sentences; blind to labels but for FOUR's conclusion."""
        named = conclusion.named_in(text, folded)
        said, said_where = conclusion.conclude(text, folded, spans, named)
        reading = self.read(text, folded, entries, spans, named)
        label = decide(reading.probabilities, self._abstain_below)
        because, because_evidence = reasons(
            reading.evidence, text, reading.occasions, decide(reading.probabilities, 0.0)
        )
        verdict = Verdict(
            label=label,
            probabilities=reading.probabilities,
            incidents=reading.occasions or None,
            acts=reading.acts,
            because=because,
            because_evidence=because_evidence,
            elements=elements(reading.evidence, text, reading.occasions, reading.four, reading.acts),
            mutual="mutual" in reading.evidence.by_concept,
        )
        return Signals(reading.four, said, said_where, verdict)

    def read(
        self,
        text: str,
        folded: str,
        entries: Sequence[Entry],
        spans: Sequence[tuple[int, int]],
        named: Sequence[int],
    ) -> Reading:
        """Evidence, features and what they come to; ``named`` are the places where the log names FOUR."""
        evidence = self.evidence(folded, entries, spans, named)
        each = self.occasions(evidence)
        number, pasted = occasions.count(evidence, each)
        features = case_features(evidence, number, pasted)
        if self.model is None or self._choices is None:
            probabilities = by_rules().probabilities(features)
            label = decide(probabilities, self._abstain_below)
            return Reading(
                evidence,
                number,
                features,
                probabilities,
                four.indicators(evidence, text, label, each),
                four.acts(evidence, text, label),
            )
        scores = self.model.weights.scores(sentence_keys(evidence, each), evidence.masked.back_all(evidence.spans))
        features |= aggregates(scores)
        probabilities = self.model.probabilities(features)
        found = self._choices.shown(scores, features, probabilities)
        return Reading(
            evidence,
            number,
            features,
            probabilities,
            {
                letter: tuple(ScoredSpan(a, b, text[a:b], chance) for a, b, chance in found[letter])
                for letter in LETTERS
            },
            {act: tuple(Span(a, b, text[a:b]) for a, b, _ in found[act]) for act in ACTS if found[act]},
        )

    def evidence(
        self, folded: str, entries: Sequence[Entry], spans: Sequence[tuple[int, int]], named: Sequence[int]
    ) -> Evidence:
        """What the conduct shows, officers' words for it covered; ``spans`` are the sentences of the log."""
        words = words_of(folded, self._kinds)
        masked = mask(folded, self._labels.find(folded, words))
        found = pieces(folded, masked, entries, spans)
        first = masked.forth(entries[0].end) if entries else 0
        opening = int(np.searchsorted(found[:, 0], first))
        return gather(masked, found, opening, masked.shifted(words), self._phrases, self._standing, named)

    def occasions(self, evidence: Evidence) -> list[int]:
        """How many occasions each sentence tells of."""
        return occasions.by_sentence(evidence, self._kinds.holds[evidence.words.kinds, self._counting])

    def contributions(self, reading: Reading, label: str) -> dict[str, float]:
        """What each feature adds to a verdict, largest first."""
        weighing = self.model or by_rules()
        found = weighing.contributions(reading.features, label)
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))

    def annotate(self, text: str, facts: Facts) -> None:
        folded = facts.setdefault("logscan.folded", fold(text))
        entries, spans = facts["logscan.entries"], facts["logscan.sentences"]
        facts["logscan.signals"] = self.process(text, folded, entries, spans)


def packaged(abstain_below: float) -> SignalReader:
    """A reader with the packaged model, or with rules alone where there is none."""
    path = resources.models() / MODEL
    return SignalReader(abstain_below, load_model(path) if path.exists() else None)


@Language.factory(
    "logscan_signals",
    default_config={"abstain_below": Thresholds().abstain_below},
)
def create(nlp: Language, name: str, abstain_below: float) -> SignalReader:
    """The component that reads indicators, acts and the verdict."""
    return packaged(abstain_below)
