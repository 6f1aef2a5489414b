"""The features of a case, the same at training and at run time: rule evidence as numbers, each with a readable name.

Counts are of sentences that show a concept, dampened by log(1 + n); nothing here knows names, sexes or labels.
"""

from __future__ import annotations

from math import log1p

from logscan.signals.evidence import Evidence

CONDUCT = (
    "following",
    "turning_up",
    "loitering",
    "watching",
    "monitoring",
    "volume",
    "new_routes",
    "gifts",
    "possessive",
    "interference",
    "publishing",
    "threat",
    "abuse",
    "contacting",
)
COURSE = ("repeated", "single", "mutual", "grievance", "intimate", "unknown", "vague", "doubted")
# What speaks of attention fixed on one person, whatever the matter is about.
PURSUIT = ("following", "turning_up", "loitering", "watching", "monitoring", "new_routes", "gifts", "possessive")
TOLD_ONCE = "told_once"
"""The feature of a log that says itself that it was the once, and tells of no second occasion."""
_SHORT, _LONG = 60, 600


def case_features(evidence: Evidence, occasions: int, pasted: int) -> dict[str, float]:
    """Features by name; absent ones are zero."""
    found = {concept: float(log1p(len(items))) for concept, items in evidence.by_concept.items()}
    kinds = [concept for concept in PURSUIT if any(not i.told_again for i in evidence.by_concept.get(concept, ()))]
    found["pursuit"] = log1p(sum(item.weight for concept in kinds for item in evidence.by_concept[concept][:3]))
    found["pursuit_kinds"] = float(len(kinds))
    found["conduct_sentences"] = log1p(len({item.sentence for item in evidence.conduct}))
    found["occasions"] = log1p(occasions)
    found["once"] = float(occasions <= 1)
    found["pasted"] = log1p(pasted)
    words = evidence.told_words
    found["short"] = float(words < _SHORT)
    found["length"] = log1p(min(words, _LONG) / _SHORT)
    found["no_pursuit"] = float(not kinds)
    found["quarrel"] = found.get("grievance", 0.0) * (1.0 if len(kinds) <= 1 else 0.3)
    goes_on = evidence.often or any(concept in evidence.by_concept for concept in ("repeated", "vague"))
    found[TOLD_ONCE] = float(occasions <= 1 and "single" in evidence.by_concept and not goes_on)
    found["no_conduct"] = float(not evidence.conduct)
    return {name: value for name, value in found.items() if value}
