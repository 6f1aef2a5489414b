"""Lines of enquiry and what became of them: open, planned, followed, or set aside with a reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec

from logscan.nlp.facts.letters import by_letter
from logscan.nlp.facts.log import Log
from logscan.nlp.lexicon import Hit
from logscan.report import Fact, Mention, Span

_CLAUSE = re.compile(r"[;\n~|]|//|\.\s|\.$|,\s(?:but|and he|and she|no|pc|will)")
_ROW_END = re.compile(r"\n")
_WORD_END = re.compile(r"[\s,.;:]")
_STILL_TO_DO = re.compile(
    r"\b(?:await\w*|to be|for) (?:viewing|viewed|watched|examined|reviewed|downloaded)\b"
)
_PROMPT = re.compile(r"\b(?:prompt|reminder|policy|guidance|have you (?:thought|considered))\b")
_PROMPTS = ("prompt", "reminder", "policy", "guidance", "have you")
_OWN = re.compile(r"\b(?:ip|ip's|victim|her|his|she|he|aggrieved)\b")
_OTHERS = re.compile(
    r"\b(?:witness\w*|neighbour\w*|colleague\w*|friend\w*|manager|staff|mum|mother|dad|father|sister|brother|wife"
    r"|husband|partner|daughter|son|landlord|landlady|boss|both|all|two|three|security|guard|receptionist|from them)\b"
)
_REACH = 110
_LINES = {
    "CCTV": {"CCTV"},
    "doorbell": {"CCTV"},
    "witness": {"witness", "statement", "house_to_house"},
    "telephone": {"phone_download"},
    "social_media": {"social_media"},
    "vehicle": {"intelligence_check"},
    "workplace": {"witness", "statement"},
}
_TOLD = {"done": "followed", "planned": "planned", "not_applicable": "set_aside", "declined": "set_aside"}
_RANK = {"open": 0, "planned": 1, "set_aside": 2, "followed": 3}


def leads(log: Log, named: Sequence[Hit], hits: Sequence[Hit]) -> Iterator[Fact]:
    """Facts of kind ``lead``, each with what the log tells of its line up to its end; ``hits`` are those of no lead."""
    if not named:
        return
    told: list[Fact] = []
    reach = -1
    worn = {span for hit in hits if hit.rule.key == "bwv" for span in range(hit.start, hit.end)}
    for hit in named:
        if hit.start < reach or hit.start in worn:
            continue
        if hit.rule.attributes.get("when") == "unknown" and log.suspect_named:
            continue
        if _prompt(log, hit.start):
            continue
        reach = hit.end
        start, end = _clause(log, hit)
        status = _became(log.masked[start:end])
        reason = log.span(start, end) if status == "set_aside" else None
        told.append(log.fact("lead", start, end, concept=hit.rule.key[5:], by="police", status=status, reason=reason))
    yield from _resolved(told, [m for m in log.mentions if m.label == "ENQUIRY" and not _own_statement(log, m)])


def _own_statement(log: Log, mention: Mention) -> bool:
    """Whether a statement is the victim's own, which follows no witness."""
    if mention.concept != "statement":
        return False
    first, last = log.sentence_at(mention.start)
    near = log.masked[max(first, mention.start - 30) : min(last, mention.end + 30)]
    return _OWN.search(near) is not None and _OTHERS.search(near) is None


def _became(clause: str) -> str:
    words = _became_words()
    if words["set_aside"].search(clause):
        return "set_aside"
    plan = words["planned"].search(clause)
    done = words["followed"].search(clause)
    if done and _STILL_TO_DO.search(clause):
        return "planned"
    if done and not (plan and plan.start() < done.start() and done.start() - plan.end() < 25):
        return "followed"
    return "planned" if plan else "open"


def _resolved(told: Sequence[Fact], mentions: Sequence[Mention]) -> list[Fact]:
    """The facts with the best that their own or a later place says of the same line; read from the end, once."""
    waiting = sorted(mentions, key=lambda m: m.start)
    best: dict[str, tuple[str, Span | None]] = {}
    resolved = []
    for fact in reversed(told):
        line = _line(fact.concept or "")
        later = []
        while waiting and waiting[-1].end >= fact.start:
            mention = waiting.pop()
            if mention.start < fact.end and fact.status == "open":
                later.append(mention)  # the words that name the line do not follow it
            else:
                _take(best, mention)
        waiting += reversed(later)
        own = (fact.status or "open", fact.reason)
        known = best.get(line, own)
        status, reason = known if _RANK[known[0]] > _RANK[own[0]] else own
        best[line] = (status, reason)
        resolved.append(msgspec.structs.replace(fact, status=status, reason=reason))
    return resolved[::-1]


def _line(concept: str) -> str:
    return "CCTV" if concept == "doorbell" else concept


def _take(best: dict[str, tuple[str, Span | None]], mention: Mention) -> None:
    """Let a mention of an enquiry tell of every line that it follows."""
    status = _TOLD.get(mention.status or "")
    if mention.status == "not_done" and mention.reason is not None:
        status = "set_aside"
    if status is None:
        return
    for line, concepts in _LINES.items():
        if mention.concept in concepts and _RANK[status] > _RANK[best.get(_line(line), ("open", None))[0]]:
            best[_line(line)] = (status, mention.reason)


def _clause(log: Log, hit: Hit) -> tuple[int, int]:
    first, last = log.sentence_at(hit.start)
    left = max(first, hit.start - _REACH)
    if left > first:
        word = _WORD_END.search(log.masked, left, hit.start)
        left = word.end() if word else left
    for mark in _CLAUSE.finditer(log.masked, left, hit.start):
        left = mark.end()
    right = min(last, hit.end + _REACH)
    stop = _ROW_END.search(log.masked, hit.end, right) if _row(log, hit) else _CLAUSE.search(log.masked, hit.end, right)
    right = stop.start() if stop else right
    if stop is None and right < last:
        word = _WORD_END.search(log.masked, right, last)
        right = word.start() if word else last
    while left < right and log.text[left].isspace():
        left += 1
    return left, right


def _row(log: Log, hit: Hit) -> bool:
    """Whether the line is a row of cells, whose last says what became of the first."""
    end = log.masked.find("\n", hit.end, hit.end + _REACH)
    line = log.masked[hit.end : end if end >= 0 else hit.end + _REACH]
    return line.count(" | ") >= 2 or line.count(" / ") >= 2


def _prompt(log: Log, position: int) -> bool:
    first, last = log.sentence_at(position)
    sentence = log.masked[max(first, position - 100) : min(last, position + 100)]
    if sentence.rstrip().endswith("?"):
        return True
    return any(word in sentence for word in _PROMPTS) and _PROMPT.search(sentence) is not None


@cache
def _became_words() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(resources.files("logscan.lexicon").joinpath("facts/became.toml").read_text(encoding="utf-8"))
    return {key: re.compile(by_letter("|".join(expressions))) for key, expressions in data.items()}
