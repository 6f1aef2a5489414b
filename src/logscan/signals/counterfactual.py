"""The counterfactual test: names, pronouns and words of sex swapped over a log, does the verdict change?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

from logscan.signals.component import SignalReader
from logscan.signals.corpus import examples
from logscan.signals.evaluate import outcomes_of
from logscan.signals.phrases import table

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_NEXT = re.compile(r"\s*([A-Za-z]*)")


def changed(cases: Iterable[dict[str, Any]], reader: SignalReader) -> tuple[int, int]:
    """How many verdicts of gold cases change when names and sexes are swapped, and how many cases there are."""
    if reader.model is None:
        raise ValueError("the counterfactual test is of a learned model")
    plain = list(cases)
    other = [{**case, "log": swapped(case["log"]), "gold": {"verdict": case["gold"]["verdict"]}} for case in plain]
    first, second = (outcomes_of(examples(found, reader), reader.model) for found in (plain, other))
    return sum(a.top != b.top for a, b in zip(first, second, strict=True)), len(plain)


def swapped(log: str) -> str:
    """The log with every listed name, pronoun and word of sex put for its counterpart, in its own capitals."""

    def put(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if low == "her":
            after = _NEXT.match(log, match.end())
            follows = after.group(1).lower() if after else ""
            return _cased("him" if not follows or follows in _alone() else "his", word)
        return _cased(_counterparts().get(low, low), word) if low in _counterparts() else word

    return _WORD.sub(put, log)


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[0].isupper() else word


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(table("counterfactual")["her_alone"])


@lru_cache(maxsize=1)
def _counterparts() -> dict[str, str]:
    """The counterpart of a word; given names have one of the other sex, by their places in two sorted lists."""
    words = table("counterfactual")
    found: dict[str, str] = {}
    text = resources.files("logscan.lexicon").joinpath("people", "names.toml").read_text(encoding="utf-8")
    known = tomllib.loads(text)
    also_words = set(known["words"].split())
    female, male = (sorted(set(known[sex].split()) - also_words) for sex in ("female", "male"))
    found |= {name: male[number % len(male)] for number, name in enumerate(female)}
    found |= {name: female[number % len(female)] for number, name in enumerate(male)}
    for one, other in words["pairs"]:
        found |= {one: other, other: one}
    found.update(words["one_way"])
    return found
