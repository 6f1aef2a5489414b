"""Whole-scan speed on one core against spaCy's blank tokenizer over the same text: ``python -m benchmarks.scan``.

The scan is all of it: pipeline, checks, the report encoded. Reading files and writing the run folder are left out here,
as the tokenizer's run reads and writes nothing either.
"""

from __future__ import annotations

import spacy

from benchmarks import logs, timing
from logscan.engine.build import scan_case
from logscan.nlp.pipeline import load
from logscan.policy import Policy
from logscan.report import encode


def main() -> None:
    """Print the table."""
    cases = logs.cases()
    amount = logs.words(cases)
    nlp, policy, blank = load(), Policy(), spacy.blank("en")
    found = timing.rates(
        {
            "blank tokenizer": lambda: [blank.make_doc(case.log) for case in cases],
            "logscan, whole scan": lambda: [encode(scan_case(nlp, case, policy)) for case in cases],
        },
        amount,
    )
    print(f"{len(cases)} invented logs, {amount:,} words, type/token ratio {logs.type_token_ratio(cases):.2f}\n")
    print(timing.table(found, "blank tokenizer", "words a second"))


if __name__ == "__main__":
    main()
