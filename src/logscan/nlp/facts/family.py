"""Children of the matter, and people of whom the log says two things that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from logscan.nlp.facts.log import Log
from logscan.nlp.facts.sought import CHILD, FEMALE, MALE
from logscan.report import Fact

_WHOSE = re.compile(
    r"(?<![\w-])(?:(?:\d|two|three|four|both|young|small|her|his|their|the|ip's|ips|teenage|school age|pre-school) )+$"
)
_AGE_AFTER = re.compile(
    r"[ \w'’-]{0,22}?[\s,(]*(?:aged? |is |are |of )?\(?(?P<age>\d{1,2})(?:\)| ?(?:yrs?|years?|y/o|mths|months|m/o"
    r"|weeks|oed)\b|\b)(?!/|:|\.\d| ?(?:of |jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am\b|pm\b|hrs))"
)
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen"),
)
_AGES = {word: age for age, word in enumerate(_NUMBERS, 1)}
_AGE_IN_WORDS = re.compile(rf"(?: \w+)? (?:of|aged) (?P<age>{'|'.join(_AGES)})\b(?! (?:us|them|those|the|these)\b)")
_UNDER_A_YEAR = re.compile(r"\s*(?:m|w)")  # months, weeks
_AGE_BEFORE = re.compile(r"(?P<age>\d{1,2})[ -]?(?:yrs?|years?|y/?o|month|mth|week)s?(?:[ -]?old)?\s+(?:\w+\s+)?$")
_YOUNG = re.compile(
    r"\b(?:prim|primary|mummy|daddy|pe kit|breakfast club|drops?|dropped|drop off|school|nursery|reception|year \d"
    r"|infant|primary|car seat|pram|pushchair|baby|toddler|bedtime|bath|cot|childminder|playgroup|handover|half term"
    r"|lives with (?:her|him|both|them)|with (?:her|him) (?:full|half|every|at weekends|week)|live(?:s)? at"
    r"|in the (?:house|address|car|household)|upstairs|asleep|in common|between them)\b"
)
# words one of which each of these holds
_YOUNG_WORDS = frozenset(
    (
        *("prim", "primary", "mummy", "daddy", "pe", "breakfast", "drop", "drops", "dropped", "school", "nursery"),
        *("reception", "year", "infant", "car", "pram", "pushchair", "baby", "toddler", "bedtime", "bath", "cot"),
        *("childminder", "playgroup", "handover", "half", "lives", "full", "every", "weekends", "week", "live"),
        *("house", "address", "household", "upstairs", "asleep", "common", "between"),
    )
)
_EARLY = 6  # mentions of a name beside one of which an age is told
_SAW = re.compile(
    r"\b(?:saw|seen|heard|read|witness\w*|present|in the (?:house|car|room|buggy|pram)|asleep|upstairs|in front of"
    r"|watched|overheard|ran out|screaming|crying|was with|were with)\b"
)
_HOME = re.compile(
    r"\b(?:lives? with|living with|reside[sd]?|household|at home|at the address|with (?:him|her|them|ip)|week about"
    r"|custody|care of|has \w+ (?:child|kid)|single (?:mum|mother|dad|parent)|stays? with|mother of|father of"
    r"|school run|half of each week|every other weekend)\b"
)
_PLURAL_ENOUGH = frozenset(
    {
        "children",
        "child",
        "kids",
        "kid",
        "toddler",
        "toddlers",
        "baby",
        "babies",
        "bairn",
        "bairns",
        "kiddies",
        "plant",
        "blant",
        "mhlant",
        "phlant",
        "plentyn",
        "little one",
        "minor",
        "minors",
    }
)
_FOREIGN = re.compile(
    r"(?:suspect's|neighbour'?s?|friend'?s?|sister'?s?|brother'?s?|colleague'?s?|someone else's|other people's"
    r"|school|local|group of|the|as a|like a|a|no longer a|only|about the|was a|grown up|adult|group of local"
    r"|other)\s*$"
)
_IS = r"\b[^.;\n]{0,30}?\b(?:is|was|as|being)\s+(?:also\s+)?(?:the|a|an|her|his|their|ip's|victim's)?\s*$"
# Who is told to be what they cannot be: how the sentence before the words that tell it begins.
_BEFORE_FEMALE = re.compile(rf"\b(?:male|man|he|lad|boy|gentleman|father|son){_IS}")
_BEFORE_MALE = re.compile(rf"\b(?:female|woman|she|girl|lady|mother|daughter){_IS}")
_TOLD_BY = ("is", "was", "as", "being")
_TOLD_TO_BE = ("is", "was", "as", "being", "also", "the", "a", "an", "her", "his", "their", "ip's", "victim's")
_UNSURE = re.compile(r"\b(?:not|no|if|whether|and|,)\b")
_BEFORE_TERM = 80
_NAME_AGE = re.compile(
    r"[\s,(]*+(?:(?:jnr|jr|snr|sr|junior|senior)\b[\s,(]*+)?(?:aged )?(?P<age>\d{1,2})(?=[\s,.);]|yrs|$)(?!\s*(?:of"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|/|:|hrs|st\b|nd\b|rd\b|th\b|times|texts|calls))"
)
_SUFFIX = re.compile(r"\s*\(?(?P<suffix>jnr|jr|junior|snr|sr|senior)\b")


def children(log: Log) -> Iterator[Fact]:
    """Facts of kind ``child``: a child lives with, saw or is concerned in it; ``denied`` where there is none."""
    for found in CHILD.matches_at(log.masked, log.sought.child):
        said, end = found.span()
        word = found.group()
        if log.in_header(said) or log.quoted(said) or (word == "plant" and _works(log, said, end)):
            continue
        whose = _WHOSE.search(log.masked, max(0, said - 50), said)
        start = whose.start() if whose else said
        age = _age(log, start, said, end)
        if age is not None and age >= 18:
            continue
        first, last = log.sentence_at(start)
        left, right = max(first, start - 80), min(last, end + 80)
        near = log.masked[left:right]
        if (
            age is None
            and word not in _PLURAL_ENOUGH
            and (_YOUNG_WORDS.isdisjoint(log.words(left, right)) or not _YOUNG.search(near))
        ):
            continue
        if age is None and _FOREIGN.search(log.masked, max(first, said - 24), said):
            continue
        if _absent(log, said, end):
            yield log.fact("child", start, end, status="denied")
            continue
        yield log.fact("child", start, end, concept=_concern(near), status="stated")


_OF_AGE = re.compile(
    r"(?:\s?\(|,\s|\s(?:is|was|who is|is only|(?:has )?just turned|aged)\s)(?:aged? )?(?P<age>\d{1,2})(?=[\s,.;)]|$)"
    r"(?!\s*(?:of\b|(?:weeks|months|miles|hours|days|minutes|times|texts|calls|stone)\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_GROWN = frozenset({"victim", "suspect", "officer"})


def named_children(log: Log) -> Iterator[Fact]:
    """Facts of kind ``child`` of those whom the log names with an age: "Alfie is 6"."""
    for person in log.people:
        for span in person.spans[:_EARLY] if person.role not in _GROWN else ():
            told = _OF_AGE.match(log.masked, span.end, min(span.end + 24, len(log.masked)))
            if told is not None and int(told["age"]) < 18 and not log.in_header(span.start):
                first, last = log.sentence_at(span.start)
                concern = _concern(log.masked[first:last])
                yield log.fact("child", span.start, told.end("age"), concept=concern, status="stated")
                break


def _concern(near: str) -> str:
    """How the words around a child say that it is concerned."""
    return "witnessed" if _SAW.search(near) else "household" if _HOME.search(near) else "concerned"


_WELSH_BESIDE = re.compile(r"(?:\b(?:y|ei|eu|dau|dwy|tri|o|i|mae|gan|yn|am|a|ac|fy|ein|fel|cael)|'[rnu]) $")
_WELSH_AFTER = re.compile(r" (?:yn|wedi|bach|dan|oed|y|ar|a'r|yng|sydd|oedd|mewn|hefyd|eraill|ifanc|hi|o|i|ddim)\b")


def _works(log: Log, start: int, end: int) -> bool:
    """Whether "plant" is the English word: a factory or what grows in a pot, with no Welsh beside it."""
    before = _WELSH_BESIDE.search(log.masked, max(0, start - 8), start)
    return before is None and _WELSH_AFTER.match(log.masked, end) is None


_NO_CHILD = re.compile(
    r"\b(?:no|not|never|without|nil|doesn't have|does not have|don't have|do not have|not have|hasn't got|not got"
    r"|nor|neither|not known to have)\s+(?:any |other |dependent |young |known |have |had |involved |got ){0,2}$"
)
_NONE = re.compile(
    r"[\w ]{0,18}?\s*(?:\.{2,}|[-:=?/|]|\?\s*-)\s*(?:no\b(?! \w+ (?:at|in|with))|none|nil|n/a)|\s+(?:not (?:involved"
    r"|concerned|affected|at risk)|n/a)\b"
)


def _absent(log: Log, start: int, end: int) -> bool:
    """Whether the log says that there is no child; a "no" further off ("no injury, kids heard it") does not."""
    return (
        _NO_CHILD.search(log.masked, max(0, start - 40), start) is not None
        or _NONE.match(log.masked, end, end + 40) is not None
    )


def _age(log: Log, start: int, said: int, end: int) -> int | None:
    if told := _AGE_IN_WORDS.match(log.masked, end, end + 40):
        return _AGES[told["age"]]
    after = _AGE_AFTER.match(log.masked, end, end + 40)
    found = after or _AGE_BEFORE.search(log.masked, max(0, start - 24), said)
    if found is None:
        return None
    return 0 if _UNDER_A_YEAR.match(log.masked, found.end("age"), found.end("age") + 3) else int(found["age"])


def person_conflicts(log: Log) -> Iterator[Fact]:
    """Facts of kind ``person_conflict``: gender or kin of one person told in two ways that cannot both be true."""
    for other, places, before in ((FEMALE, log.sought.female, _BEFORE_FEMALE), (MALE, log.sought.male, _BEFORE_MALE)):
        told_at = [at for at in places if log.folded[max(0, at - _BEFORE_TERM) : at].rstrip().endswith(_TOLD_TO_BE)]
        for found in other.matches_at(log.folded, told_at):
            start, end = found.span()
            words = log.folded[max(0, start - _BEFORE_TERM) : start].split()
            if not any(word.endswith(_TOLD_BY) for word in words[-3:]):  # "is also the"
                continue
            told = before.search(log.folded, max(0, start - _BEFORE_TERM), start)
            if told is None or log.in_header(told.start()):
                continue
            if not _UNSURE.search(log.folded, told.start(), end):
                yield log.fact("person_conflict", told.start(), end, concept="kin", by="police")
    yield from _ages(log)


def _ages(log: Log) -> Iterator[Fact]:
    """A name that carries two ages that cannot both be right, "Jnr" older than "Snr" among them."""
    by_name: dict[str, list[tuple[int, int, int]]] = {}
    for person in log.people:
        if not person.named:
            continue
        for span in person.spans:
            age = _NAME_AGE.match(log.folded, span.end)
            if age is None:
                continue
            suffix = _SUFFIX.match(log.folded, span.end)
            words = span.text.lower().split()
            key = f"{words[0]} {suffix['suffix'][0]}" if suffix else " ".join(words)
            by_name.setdefault(key, []).append((int(age["age"]), span.start, age.end()))
    for seen in by_name.values():
        years = [age for age, _, _ in seen]
        if len(seen) > 1 and max(years) - min(years) > 2 and min(years) >= 5:
            for _, start, end in (min(seen), max(seen)):
                yield log.fact("person_conflict", start, end, concept="role", by="police")
