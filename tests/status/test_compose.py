"""Predicates under auxiliaries always say something: a status of the guide, never nothing."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from logscan.nlp.status.compose import resolve
from logscan.nlp.status.lexicon import Cue
from logscan.report import Status

MOODS = ("negated", "future", "impossible", "conditional", "neutral", "progress", "unreal", "yet", "refused")


@pytest.mark.parametrize("moods", [frozenset(some) for size in (1, 2) for some in combinations(MOODS, size)])
def test_a_verb_whose_participle_is_itself_has_a_status_under_every_auxiliary(moods: frozenset[str]) -> None:
    assert resolve(Cue(name="do", kind="predicate", status="", base=True), moods) in get_args(Status)
