"""Gold cases as examples: what the model reads of each, and what it should say.

A line is a gold case with its ``author``. What a line does not mark (``four``, ``acts``) is unknown, not absent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from logscan.errors import InputError
from logscan.nlp.component import Facts
from logscan.nlp.entries import EntryCutter
from logscan.signals import occasions
from logscan.signals.component import SignalReader, log_of
from logscan.signals.evidence import Evidence
from logscan.signals.features import case_features
from logscan.signals.gathering import Log
from logscan.signals.scores import ACTS, LETTERS, TARGETS, VERDICTS
from logscan.signals.tokens import Keys, sentence_keys

_OVERLAP = 12
_TOGETHER = 32


@dataclass(frozen=True)
class Example:
    """A gold case as the model sees it.

    ``spans`` are those of the n sentences in the log.
    ``gold`` (n sentences, 11): 1 where a sentence shows the target, 0 where not, NaN where the case does not mark it.
    """

    case_id: str
    author: str
    keys: Keys
    spans: list[tuple[int, int]]
    features: dict[str, float]
    gold: NDArray[np.float64]
    quotes: dict[str, list[tuple[int, int]]]
    verdict: int
    facets: dict[str, str]


def read_gold(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The gold cases of JSON Lines files; raises :class:`InputError` naming file and line."""
    cases = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    case = json.loads(line)
                    case["gold"]["verdict"], case["log"]
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(str(path), number, f"not a gold case ({type(error).__name__})") from error
                case.setdefault("author", path.stem)
                cases.append(case)
    return cases


def corpus_hash(cases: Iterable[dict[str, Any]]) -> str:
    """A hash of the cases, whatever their order."""
    lines = sorted(json.dumps(case, sort_keys=True, ensure_ascii=False) for case in cases)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def examples(cases: Iterable[dict[str, Any]], reader: SignalReader) -> list[Example]:
    """The examples of gold cases, in order."""
    plain = list(cases)
    return [
        _example(case, evidence)
        for at in range(0, len(plain), _TOGETHER)
        for case, evidence in zip(
            plain[at : at + _TOGETHER], reader.evidence([*map(log_of_case, plain[at : at + _TOGETHER])]), strict=True
        )
    ]


def log_of_case(case: dict[str, Any]) -> Log:
    """A gold case as the signals read it."""
    facts: Facts = {"logscan.reported_at": case["record"].get("reported_at")}
    EntryCutter().annotate(case["log"], facts)
    return log_of(case["log"], facts)


def _example(case: dict[str, Any], evidence: Evidence) -> Example:
    quotes, gold = _gold(case["log"], case["gold"], evidence.in_log)
    return Example(
        case_id=case["case_id"],
        author=str(case["author"]),
        keys=sentence_keys(evidence),
        spans=evidence.in_log,
        features=case_features(evidence, *occasions.count(evidence)),
        gold=gold,
        quotes=quotes,
        verdict=VERDICTS.index(case["gold"]["verdict"]),
        facets=_facets(case, evidence),
    )


def _gold(
    log: str, gold: dict[str, Any], spans: Sequence[Sequence[int]]
) -> tuple[dict[str, list[tuple[int, int]]], NDArray[np.float64]]:
    quotes: dict[str, list[tuple[int, int]]] = {}
    table = np.full((len(spans), len(TARGETS)), np.nan)
    for field, names in (("four", LETTERS), ("acts", ACTS)):
        if gold.get(field) is None:
            continue
        for name in names:
            places = [(log.find(q), log.find(q) + len(q)) for q in gold[field].get(name, ()) if q and q in log]
            quotes[name] = places
            for number, span in enumerate(spans):
                table[number, TARGETS.index(name)] = any(_overlap(span, place) for place in places)
    return quotes, table


def _overlap(span: Sequence[int], place: tuple[int, int]) -> bool:
    shared = min(span[1], place[1]) - max(span[0], place[0])
    return shared >= min(_OVERLAP, (place[1] - place[0]) // 2 + 1, (span[1] - span[0]) // 2 + 1)


def _facets(case: dict[str, Any], evidence: Evidence) -> dict[str, str]:
    """By what figures are sliced: words, DA flag, recorded type, and what the author told of the case (``about``)."""
    words = len(evidence.words)
    told = {str(name): _plain(str(value)) for name, value in (case.get("about") or {}).items() if name != "pair"}
    length = "up to 120" if words <= 120 else "121 to 350" if words <= 350 else "over 350"
    linked = {True: "yes", False: "no", None: "not given"}[case["record"].get("domestic_abuse")]
    recorded = str(case["record"].get("recorded_as") or "not given")
    return {**told, "author": str(case["author"]), "words": length, "DA link": linked, "recorded as": recorded}


def _plain(value: str) -> str:
    """A value as all authors could have written it: "service user (a tenant)" is ``service_user``."""
    return value.partition("(")[0].strip().replace(" ", "_").removesuffix("_only")
