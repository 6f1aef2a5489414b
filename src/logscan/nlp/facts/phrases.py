"""Facts that a phrase tells by itself, once the words around it have been heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from logscan.nlp.altered import altered
from logscan.nlp.facts.log import Log, any_in
from logscan.nlp.facts.scope import advised, asked, denied, planned, police_does, supposed, victim_does
from logscan.nlp.joined import joined
from logscan.nlp.lexicon import Hit, Matcher, Rule, load_rules
from logscan.nlp.lexicon.tries import Tries
from logscan.report import Fact

_TO_BE = re.compile(
    r"\b(?:to be|will be|needs? to|should be|must be|not yet|yet to|can be|to (?:attend|visit|call on|inform|tell"
    r"|update|notify))\b"
)
_NOT = re.compile(r"\b(?:not|never|cannot|won't|isn't|wasn't)\b")
LEADS = "facts/leads.toml"
FILES = ("facts/conduct.toml", "facts/response.toml", "facts/record.toml", LEADS)
COURSE = "facts/course.toml"


def tries_of(logs: Sequence[Log]) -> list[Tries]:
    """What :func:`find_phrases` is to try in each of some logs."""
    masked = [log.masked for log in logs]
    return _matcher().tries(masked, altered(joined([log.folded for log in logs]), masked))


def find_phrases(log: Log, tries: Tries) -> tuple[list[Hit], list[Hit], list[Hit]]:
    """Every phrase of the fact lexicons in the words of the entries, headers left out; those of course and leads apart.

    One pass finds all: to look through a log a second time costs more than to tell them apart.
    """
    phrases: list[Hit] = []
    course: list[Hit] = []
    leads: list[Hit] = []
    for hit in _matcher().find(log.text, log.masked, tries):
        if hit.rule.source_file == COURSE:
            if not log.in_header(hit.start):
                course.append(hit)
        elif _in_words(log, hit) and _in_sentence(log, hit):
            (leads if hit.rule.source_file == LEADS else phrases).append(hit)
    return phrases, course, leads


def _in_words(log: Log, hit: Hit) -> bool:
    """Whether a phrase stands in an entry's words; "PC 6033 attended" may begin in the header."""
    return not log.in_header(hit.end - 1 if hit.rule.key == "attendance" else hit.start)


def told(log: Log, hits: Iterable[Hit]) -> list[Fact]:
    """Facts of the phrases; a phrase inside a longer one of the same concept is left out."""
    facts = []
    reach: dict[str, int] = {}
    for hit in hits:
        key = hit.rule.key
        if hit.end <= reach.get(key, 0):
            continue
        fact = read(log, hit)
        if fact is not None:
            reach[key] = hit.end
            facts.append(fact)
    return facts


class _Telling(NamedTuple):
    """What the block of a phrase says of its facts, and what may take them away."""

    kind: str
    concept: str | None
    by: str | None
    status: str | None
    unquoted: bool
    by_suspect: bool
    deny: str
    plan: str


def read(log: Log, hit: Hit) -> Fact | None:
    """The fact that a phrase tells, or None where the words around it take it away."""
    start, end, rule = hit
    kind, concept, by, status, unquoted, by_suspect, deny, plan = _tellings()[id(rule)]
    if unquoted and log.quoted(start):
        return None
    if kind == "effect" and advised(log, start):
        return None
    if by_suspect and (police_does(log, start) or victim_does(log, start)):
        return None
    if deny != "keep":
        if denied(log, start, end) or _denies_itself(log, hit):
            if deny == "drop":
                return None
            status = "denied"
        elif asked(log, start, end) or (deny == "status" and supposed(log, start)):
            return None
    if plan != "keep" and (planned(log, start) or _TO_BE.search(log.masked, start, end)):
        if plan == "drop":
            return None
        status = "planned"
    return log.fact(kind, start, end, concept=concept, by=by, status=status)


def _denies_itself(log: Log, hit: Hit) -> bool:
    """Whether a "not" stands in the gap of the phrase ("this is not to be cancelled")."""
    if not any_in(log.no_words, hit.start, hit.end):
        return False
    return _NOT.search(log.masked, hit.start, hit.end) is not None and _NOT.search(hit.rule.phrase) is None


def _in_sentence(log: Log, hit: Hit) -> bool:
    needs, bars = hit.rule.needs, hit.rule.unless_in
    if needs is None and bars is None:
        return True
    first, last = log.sentence_at(hit.start)
    if needs is not None and needs.search(log.masked, first, last) is None:
        return False
    return bars is None or bars.search(log.masked, first, last) is None


@cache
def _matcher() -> Matcher:
    return Matcher(load_rules(*FILES, COURSE))


@cache
def _tellings() -> dict[int, _Telling]:
    return {id(rule): _telling(rule) for rule in _matcher().rules}


def _telling(rule: Rule) -> _Telling:
    says = rule.attributes
    kind, _, concept = rule.key.partition(".")
    return _Telling(
        kind,
        None if concept in {"", "set_aside", "attempted", "result"} else concept,
        says.get("by") or None,
        says.get("status") or None,
        unquoted=says.get("quote") == "drop",
        by_suspect=says.get("doer") == "suspect",
        deny=says.get("deny", "keep"),
        plan=says.get("plan", "keep"),
    )
