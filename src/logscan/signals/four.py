"""FOUR by rules alone: the sentences that show each indicator, how strongly, and which letters the verdict leaves."""

from __future__ import annotations

from logscan.report import ScoredSpan, Span, VerdictLabel
from logscan.signals.evidence import Evidence, Shown

LETTERS = "FOUR"
_FEWEST = {"F": 0.55, "O": 0.55, "U": 0.65, "R": 0.5}
_MOST = {"F": 6, "O": 5, "U": 3, "R": 4}
# Fixation and obsession tell stalking from harassment; a course of conduct tells both from neither.
_STANDING: dict[VerdictLabel, str] = {"stalking": "FOUR", "harassment": "UR", "neither": "", "unclear": ""}


def indicators(
    evidence: Evidence, text: str, verdict: VerdictLabel
) -> dict[str, tuple[ScoredSpan, ...]]:
    """Spans of ``text`` that show each letter, by start; empty for letters that the verdict does not bear out."""
    standing = _STANDING[verdict]
    return {letter: _letter(evidence, text, letter) if letter in standing else () for letter in LETTERS}


def acts(evidence: Evidence, text: str, verdict: VerdictLabel) -> dict[str, tuple[Span, ...]]:
    """Spans that show each act of s.2A(3), by its letter; only those shown stand."""
    if verdict in {"neither"}:
        return {}
    found: dict[str, set[int]] = {}
    for item in evidence.conduct:
        for act in item.acts:
            found.setdefault(act, set()).add(item.sentence)
    return {
        act: tuple(Span(s, e, text[s:e]) for s, e in (span_of(evidence, number) for number in sorted(found[act])))
        for act in sorted(found)
    }


def _letter(evidence: Evidence, text: str, letter: str) -> tuple[ScoredSpan, ...]:
    if letter == "R":
        return _repeated(evidence, text)
    scored = []
    for sentence, items in _showing(evidence, letter).items():
        doubt = 1.0
        for concept in {item.concept for item in items}:
            doubt *= 1 - max(item.weight for item in items if item.concept == concept)
        scored.append((round(1 - doubt, 3), sentence))
    scored.sort(key=lambda found: (-found[0], found[1]))
    chosen = [found for found in scored if found[0] >= _FEWEST[letter]] or scored[:1]
    spans = [(span_of(evidence, sentence), score) for score, sentence in chosen[: _MOST[letter]]]
    return tuple(ScoredSpan(s, e, text[s:e], score) for (s, e), score in sorted(spans))


def _repeated(evidence: Evidence, text: str) -> tuple[ScoredSpan, ...]:
    """Sentences of conduct: first those with a word of frequency, a number or several dates, then any other."""
    often = {item.sentence for item in evidence.shown if item.concept in {"repeated", "volume"}}
    conduct: dict[int, list[Shown]] = {}
    for item in evidence.shown:
        if item.conduct or (item.sentence in often and item.concept == "repeated" and item.sentence in conduct):
            conduct.setdefault(item.sentence, []).append(item)
    scored = []
    for sentence, items in conduct.items():
        marked = sentence in often or evidence.occasions[sentence] > 1
        strength = max(item.weight for item in items)
        scored.append((round((0.6 if marked else 0.2) + 0.4 * strength, 3), sentence))
    scored.sort(key=lambda found: (-found[0], found[1]))
    chosen = [found for found in scored if found[0] >= _FEWEST["R"]] or scored[:1]
    spans = [(span_of(evidence, sentence), score) for score, sentence in chosen[: _MOST["R"]]]
    return tuple(ScoredSpan(s, e, text[s:e], score) for (s, e), score in sorted(spans))


def _showing(evidence: Evidence, letter: str) -> dict[int, list[Shown]]:
    """What shows the letter, by sentence."""
    found: dict[int, list[Shown]] = {}
    for item in evidence.shown:
        if letter in item.letters:
            found.setdefault(item.sentence, []).append(item)
    return found


def span_of(evidence: Evidence, sentence: int) -> tuple[int, int]:
    """A sentence of the evidence, in the log."""
    return evidence.in_log[sentence]
