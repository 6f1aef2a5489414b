"""The pipeline component of the signals: the covered text in, FOUR, acts and the verdict out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from logscan.nlp.text import fold
from logscan.policy import Thresholds
from logscan.report import Entry, Verdict
from logscan.signals import conclusion, four, occasions
from logscan.signals.because import reasons
from logscan.signals.evidence import Evidence, gather
from logscan.signals.features import case_features
from logscan.signals.mask import mask
from logscan.signals.phrases import Phrases, words_of
from logscan.signals.types import Signals
from logscan.signals.verdict import by_rules, decide


class SignalReader:
    """Writes :class:`Signals` to ``doc.user_data["logscan.signals"]``; reads the entries and sentences written before."""

    def __init__(self, abstain_below: float) -> None:
        self._labels = Phrases("labels")
        self._phrases = Phrases("conduct", "response", "course")
        self._abstain_below = abstain_below

    def process(self, text: str, folded: str, entries: Sequence[Entry], spans: Sequence[tuple[int, int]]) -> Signals:
        """The signals of a log, from its text, its entries and its sentences; blind to labels but for FOUR's conclusion."""
        said, said_where = conclusion.conclude(text, folded, spans)
        evidence = self.evidence(text, folded, entries)
        number, pasted = occasions.count(evidence)
        features = case_features(evidence, number, pasted)
        probabilities = by_rules().probabilities(features)
        label = decide(probabilities, self._abstain_below)
        because, because_evidence = reasons(evidence, text, number, label)
        verdict = Verdict(
            label=label,
            probabilities=probabilities,
            incidents=number or None,
            acts=four.acts(evidence, text, label),
            because=because,
            because_evidence=because_evidence,
        )
        return Signals(four.indicators(evidence, text, label), said, said_where, verdict)

    def evidence(self, text: str, folded: str, entries: Sequence[Entry]) -> Evidence:
        """What the conduct shows, officers' words for it covered."""
        masked = mask(folded, self._labels)
        return gather(masked, entries, self._phrases, words_of(masked.text), conclusion.named_in(text, folded))

    def __call__(self, doc: Doc) -> Doc:
        folded = doc.user_data.setdefault("logscan.folded", fold(doc.text))
        entries, spans = doc.user_data["logscan.entries"], doc.user_data["logscan.sentences"]
        doc.user_data["logscan.signals"] = self.process(doc.text, folded, entries, spans)
        return doc


@Language.factory(
    "logscan_signals",
    default_config={"abstain_below": Thresholds().abstain_below},
)
def create(nlp: Language, name: str, abstain_below: float) -> SignalReader:
    """The component that reads indicators, acts and the verdict."""
    return SignalReader(abstain_below)
