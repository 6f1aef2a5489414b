"""The pipeline component that writes the times of a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from logscan.nlp.component import Facts, Stage, folded_of
from logscan.nlp.times import tagger


class TimeTagger(Stage):
    """Writes times to ``doc.user_data["logscan.times"]`` and ``doc.spans["times"]``, labelled by type."""

    group = "times"

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        entries, reported_at = facts.get("logscan.entries", ()), facts.get("logscan.reported_at")
        facts["logscan.times"] = yield from tagger.steps(text, folded_of(text, facts), entries, reported_at)

    def spans(self, facts: Facts) -> Iterable[tuple[int, int, str, str]]:
        return ((time.start, time.end, time.type, "") for time in facts["logscan.times"])


def create() -> TimeTagger:
    """The stage that finds times."""
    return TimeTagger()
