"""What the signals stage hands on: indicators, acts, the log's own conclusion, and the verdict on conduct."""

from __future__ import annotations

from dataclasses import dataclass

from logscan.report import Conclusion, ScoredSpan, Span, Verdict


@dataclass(frozen=True, slots=True)
class Signals:
    """FOUR by letter (all four keys, each sorted by start), the log's conclusion on FOUR, and the verdict."""

    four: dict[str, tuple[ScoredSpan, ...]]
    conclusion: Conclusion
    conclusion_evidence: tuple[Span, ...]
    verdict: Verdict
