"""What the log itself concludes on FOUR: met, not met, considered, or nothing.

FOUR the indicator is told from four the number by capitals, or, in a log all in capitals, by the words beside it;
a statement for this case is told from training, policy and prompts by the words of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from logscan.nlp.sentences import enclosing
from logscan.report import Conclusion, Span
from logscan.signals.phrases import table

# the letter first, so that the search can leap from F to F
_NAME = re.compile(r"F(?<![\w.]F)\.?\s?O\.?\s?U\.?\s?R(?:\.(?=\s\w))?(?!\w)")
_SPELT = re.compile(
    r"(?=fixat|obsess|unwanted|repeat)(?=[^.\n]{0,80}fixat)(?=[^.\n]{0,80}obsess)(?=[^.\n]{0,80}unwanted)(?=[^.\n]{0,110}repeat)"
)
_LETTERS = re.compile(r"f(?<!\wf)\W{1,3}(?:yes|y|no|n|met)\W{1,4}o\W{1,3}(?:yes|y|no|n|met)")
_FIRST_LETTER = ("f yes", "f y ", "f no", "f n ", "f -", "f:", "f=", "f- ", "f met", "f/")
_BARE = 10  # FOUR ends its sentence ("F.O.U.R." is cut as one)
_FOLLOWS = re.compile(r"(?:this|that|it|they|these|so|all|not|no|yes|met|clearly|therefore|i)\b")


def conclude(
    text: str, folded: str, spans: Sequence[tuple[int, int]], named: Sequence[int]
) -> tuple[Conclusion, tuple[Span, ...]]:
    """The conclusion and the sentences that state it.

    ``spans`` are the sentences of the log, in order; ``named`` is what :func:`named_in` finds.
    """
    found: list[tuple[Conclusion, tuple[int, int]]] = []
    for start in named:
        span = enclosing(spans, start) or (start, start + 4)
        verdict = _read(folded, spans, span, start)
        if verdict != "absent" and (not found or found[-1][1] != span):
            found.append((verdict, span))
    for wanted in (("met", "not_met"), ("considered",)):
        decided = [item for item in found if item[0] in wanted]
        if decided:
            last = decided[-1][0]
            return last, tuple(Span(a, b, text[a:b]) for kind, (a, b) in decided if kind == last)
    return "absent", ()


def named_in(text: str, folded: str) -> list[int]:
    """Where FOUR is named, as an indicator, in order."""
    places = [m.start() for m in _NAME.finditer(text) if _is_indicator(text, folded, m)] if "F" in text else []
    if "fixat" in folded:
        places += [m.start() for m in _SPELT.finditer(folded)]
    letters = [m.start() for m in _LETTERS.finditer(folded)]
    if letters and any(sign in folded for sign in _FIRST_LETTER):
        places += letters
    return sorted(places)


def _is_indicator(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether FOUR is the indicator: always among small letters, by the words beside it among capitals."""
    around = text[max(0, match.start() - 30) : match.end() + 30]
    small, large = sum(map(str.islower, around)), sum(map(str.isupper, around))
    if small > large:
        return True
    if re.match(rf"\W{{0,3}}(?:{_cue('beside_after')})", folded[match.end() : match.end() + 40]):
        return True
    before = folded[max(0, match.start() - 20) : match.start()]
    closes = re.match(r"\s*(?:[.,;:)\n-]|$)", folded[match.end() : match.end() + 3])
    return closes is not None and re.search(rf"(?<!\w)(?:{_cue('beside_before')})\W{{1,3}}$", before) is not None


def _read(folded: str, spans: Sequence[tuple[int, int]], span: tuple[int, int], start: int) -> Conclusion:
    sentence = folded[span[0] : span[1]]
    rest = _next(folded, spans, span)
    if _search("policy", sentence):
        return "absent"
    near = folded[max(span[0], start - 60) : min(span[1], start + 160)]
    for kind in ("not_met", "met"):
        if _search(kind, near):
            return kind
    if rest and (_FOLLOWS.match(rest) or span[1] - start < _BARE):
        for kind in ("not_met", "met"):
            if _search(kind, rest):
                return kind  # type: ignore[return-value]
    return "considered"


def _next(folded: str, spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> str:
    """The sentence after, where it stands close by."""
    after = enclosing(spans, min(len(folded) - 1, span[1] + 1)) or enclosing(spans, min(len(folded) - 1, span[1] + 2))
    return folded[after[0] : after[1]] if after is not None and after != span else ""


def _search(group: str, words: str) -> bool:
    return re.search(_cue(group), words) is not None


@lru_cache(maxsize=16)
def _cue(group: str) -> str:
    return str(table("conclusion")[group])
