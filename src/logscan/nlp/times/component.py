"""The pipeline component that writes the times of a log."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from logscan.nlp.text import fold
from logscan.nlp.times.tagger import find_times


class TimeTagger:
    """Writes times to ``doc.user_data["logscan.times"]`` and ``doc.spans["times"]``, labelled by type."""

    def __call__(self, doc: Doc) -> Doc:
        data = doc.user_data
        folded = data.setdefault("logscan.folded", fold(doc.text))
        times = find_times(doc.text, folded, data.get("logscan.entries", ()), data.get("logscan.reported_at"))
        data["logscan.times"] = times
        spans = (doc.char_span(t.start, t.end, label=t.type, alignment_mode="expand") for t in times)
        doc.spans["times"] = [span for span in spans if span is not None]
        return doc


@Language.factory("logscan_times")
def create(nlp: Language, name: str) -> TimeTagger:
    """The component that finds times."""
    return TimeTagger()
