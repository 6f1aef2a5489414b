"""What Presidio's recognisers would add to ours: ``python -m benchmarks.redact_presidio`` (needs presidio-analyzer).

Every recogniser with a pattern for the United Kingdom or for any country, with a blank model, all scores taken. No
extra of logscan holds Presidio: on the corpus it takes out no identifier that ours leave, and its recogniser of e-mail
addresses asks the network for a list (it is left out here).
"""

from __future__ import annotations

from typing import Any

import spacy
from presidio_analyzer import predefined_recognizers
from presidio_analyzer.nlp_engine import NlpArtifacts

import logscan
from benchmarks.redact import covered, missed, read
from logscan.panel.redact import redact

PREFIXES = ("Uk", "Nhs", "Phone", "Iban", "Ip", "Url", "Credit", "Mac", "Crypto", "Date")


def main() -> None:
    """Print, for each part of the corpus, what Presidio takes out, and what of that ours leave."""
    recognisers = [
        getattr(predefined_recognizers, name)(**({"supported_regions": ("GB",)} if name.startswith("Phone") else {}))
        for name in dir(predefined_recognizers)
        if name.endswith("Recognizer") and name.startswith(PREFIXES)
    ]
    blank = spacy.blank("en")
    for part in ("dev", "aside", "fresh"):
        marks = theirs = added = 0
        for case, found in read(part):
            ours = covered(case, redact(case, logscan.scan(case)[0]))
            gone = presidio(case.log, recognisers, blank(case.log))
            marks += len(found)
            theirs += sum(not missed(case, mark, gone) for mark in found)
            added += sum(bool(missed(case, mark, ours)) and not missed(case, mark, gone) for mark in found)
        print(f"{part}: {theirs} of {marks} marks by Presidio, {added} of them left by ours")


def presidio(log: str, recognisers: list[Any], doc: Any) -> bytearray:
    """A byte a character: whether a recogniser finds it."""
    artefacts = NlpArtifacts([], doc, [t.idx for t in doc], [t.lower_ for t in doc], None, "en")
    gone = bytearray(len(log))
    for recogniser in recognisers:
        for hit in recogniser.analyze(log, recogniser.supported_entities, artefacts) or []:
            gone[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return gone


if __name__ == "__main__":
    main()
