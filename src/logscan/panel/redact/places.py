"""Addresses, and the names of workplaces and schools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.model import Found
from logscan.panel.redact.patterns import Claims
from logscan.panel.redact.vocabulary import WORD, load, vocabulary

_CAPITAL = r"(?:[A-ZÀ-ÞŴŶ](?:[^\W\d_]|['’.-])*)"
_UNIT = (
    r"(?:(?:flat|apartment|apt|unit|room|plot|caravan|fflat)[ .]{1,2}(?:no\.? ?)?(?:\d{1,4}[a-z]?|[a-z])"
    r"(?![\w])[ ,/-]{0,3})"
)
_NUMBER = r"(?:(?:nos?\.? ?|number |rhif )?\d{1,4}[a-z]?(?: ?[-/&] ?\d{1,4}[a-z]?)?(?![\w:])[ ,]{1,2})"


def find_places(text: str, folded: str, layout: Layout, free: Callable[[int, int], bool]) -> list[Found]:
    """Addresses, workplaces and schools; the earlier of two that overlap stands."""
    found: list[Found] = []
    taken = Claims()
    for type, start, end in (*_institutions(text, folded, layout), *_addresses(text, folded, layout)):
        while start < end and text[start] in " ,\t":
            start += 1
        end = _trimmed(text, start, end)
        while end > start and not free(start, end) and "," in text[start:end]:
            end = _trimmed(text, start, text.rindex(",", start, end))
        if end <= start or not free(start, end) or not taken.free(start, end):
            continue
        taken.add(start, end)
        key = "".join(c for c in folded[start:end] if c.isalnum())
        found.append(Found(start, end, type, key))
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,.;:-\t\n":
        end -= 1
    return end


def _addresses(text: str, folded: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    for match in _numbered().finditer(folded):
        middle = WORD.findall(folded[match.start("name") : match.end("name")])
        if middle == ["the"] and match["street"] in load_set("the_streets"):
            yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
            continue
        if (middle and middle[0] in load_set("counted")) or any(
            word in load_set("counted") - load_set("inside") for word in middle
        ):
            continue
        prose = not layout.capitals(match.start()) and not layout.small(match.start())
        if not middle and not match["unit"]:
            continue
        if prose and not text[match.start("name")].isupper() and match["street"] not in load_set("sure_streets"):
            continue
        yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
    for match in _welsh().finditer(text):
        if not layout.capitals(match.start()) or any(c.isdigit() for c in match[0]):
            yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
    known = vocabulary()
    for match in _named().finditer(text):
        words = list(WORD.finditer(text, match.start("name"), match.end("name")))
        capitals = layout.capitals(match.start())
        while words and (_opens_no_street(words[0][0].lower()) or (capitals and not _caps_name(words[0][0].lower()))):
            words.pop(0)
        if not words or words[-1][0].lower() in load_set("institutions"):
            continue
        last = folded[match.end("name") : match.end()]
        if len(words) == 1 and known.may_name(words[0][0].lower()) and last in known.name_words:
            continue  # "Olive Green" is somebody, as likely as not
        yield "ADDRESS", words[0].start(), _tail(text, match.end(), layout)
    for match in _the_lodge().finditer(text):
        yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
    for match in _lived().finditer(folded):
        end = _run_of_names(text, match.end(), layout)
        if end > match.end():
            yield "ADDRESS", match.end(), end
    for match in _house_number().finditer(folded):
        yield "ADDRESS", *match.span("x" if match["x"] else "y")
    for match in re.finditer(_UNIT, folded):
        yield "ADDRESS", *match.span()


def _opens_no_street(word: str) -> bool:
    return word in load_set("institutions") or (word in vocabulary().common and word not in load_set("street_words"))


def _caps_name(word: str) -> bool:
    known = vocabulary()
    return not known.knows(word) or known.may_name(word) or word in load_set("street_words")


def _tail(text: str, end: int, layout: Layout) -> int:
    """The end of an address with the parts that follow it behind commas: a village, a town, a county."""
    for _ in range(4):
        match = _part().match(text, end)
        if match is None:
            break
        words = [w.lower() for w in WORD.findall(match["part"])]
        known = vocabulary()
        if any(word in known.jargon or word in known.common for word in words):
            break
        if layout.capitals(end) and not any(_caps_name(word) for word in words):
            break
        end = match.end()
    return end


def _run_of_names(text: str, start: int, layout: Layout) -> int:
    """The end of a run of words with capitals and house numbers behind a cue such as "lives at"."""
    end, position = start, start
    prose = not layout.capitals(start)
    for _ in range(8):
        match = _piece().match(text, position)
        if match is None:
            break
        word = match["word"].lower().rstrip(".")
        known = vocabulary()
        if match["word"][0].isdigit():
            end = match.end() if position == start else end
        elif word in load_set("inside") and end > start:
            pass
        elif (
            not match["word"][0].isupper()
            or word in known.jargon
            or word in known.common - {"hill", "park", "church"}
            or (not prose and known.knows(word) and not _caps_name(word) and word not in load_set("streets"))
        ):
            break
        else:
            end = match.end("word")
        position = match.end()
    return end


def _institutions(text: str, folded: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    for type, expression in _closed():
        for match in expression.finditer(text):
            words = [w.lower() for w in WORD.findall(match[0])]
            if all(word in load_set("generic") or word in vocabulary().jargon for word in words[:-1]):
                continue
            start = match.start()
            for word in WORD.finditer(match[0]):
                if word[0].lower() not in load_set("leading") and word[0].lower() not in vocabulary().jargon:
                    break
                start = match.start() + word.end()
            start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip(" &-"))
            if layout.capitals(start) and not any(_caps_name(w) for w in words[:-1]):
                continue
            yield type, start, match.end()
    for match in re.finditer(
        r"\b(?:Ysgol|Coleg|Prifysgol)(?: (?:Gynradd|Gyfun|Uwchradd|y|yr|Y|Yr))*(?: [A-Z][\w'’-]+){1,3}", text
    ):
        yield "SCHOOL", *match.span()
    for type, cues in (("WORKPLACE", _works()), ("SCHOOL", _learns())):
        for match in cues.finditer(folded):
            end = _run_of_names(text, match.end(), layout)
            if end > match.end():
                yield type, match.end(), end


@cache
def load_set(name: str) -> frozenset[str]:
    """A list of words of ``places.toml``."""
    return frozenset(load("places")[name].split())


def _choice(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(load_set(name), key=len, reverse=True))


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/£.:-])(?P<unit>{_UNIT})?(?:{_NUMBER})(?P<name>(?:[^\W\d_][\w'.-]*[ ]+){{1,4}}?)"
        rf"(?P<street>{_choice('streets')})(?![\w'])"
    )


@cache
def _welsh() -> re.Pattern[str]:
    names = "|".join(
        form
        for word in sorted(load_set("welsh_streets"), key=len, reverse=True)
        for form in (word.title(), word.upper())
    )
    return re.compile(
        rf"(?<![\w'-])(?:\d{{1,4}}[A-Za-z]?,? )?(?:{names})(?:['’]r|[ -](?:y|yr|Y|YR|Yr|isaf|uchaf))*"
        rf"(?:[ -]{_CAPITAL}){{1,2}}"
    )


@cache
def _named() -> re.Pattern[str]:
    streets = "|".join(
        form for word in sorted(load_set("streets"), key=len, reverse=True) for form in (word.title(), word.upper())
    )
    return re.compile(rf"(?<![\w'’.-])(?P<name>(?:{_CAPITAL} ){{1,3}})(?:{streets})(?![\w'’])")


@cache
def _the_lodge() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w])(?:The|THE) (?:Old|OLD|New|NEW|Coach|Gate|Mill|Farm) ?(?:[A-Z]\w+)"
        r"|(?<![\w])The (?:Lodge|Barn|Cottage|Bungalow|Mill|Farm|Grange|Manor|Vicarage|Rectory|Forge|Stables)"
        r"(?=, [A-Z])"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        rf"[ \t]*,[ \t]*(?P<part>{_CAPITAL}(?:[ -](?:{_CAPITAL}|on|upon|y|yr|the|under|in)){{0,4}})(?![\w])"
    )


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(r"[ \t]*,?[ \t]*(?P<word>\d{1,4}[A-Za-z]?(?![\w/:])|[^\W\d_][\w'’.-]*|&)")


def _after(name: str) -> re.Pattern[str]:
    cues = sorted(load("places")[name], key=len, reverse=True)
    return re.compile(
        rf"(?<![\w/])(?:{'|'.join(cues)})(?!\w)(?: is| the| in| at| of| a)*[ \t]*[:=,-]{{0,2}}[ \t]*(?=[^\W_])"
    )


@cache
def _lived() -> re.Pattern[str]:
    return _after("lives_at")


@cache
def _works() -> re.Pattern[str]:
    return _after("works_at")


@cache
def _learns() -> re.Pattern[str]:
    return _after("learns_at")


@cache
def _house_number() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:at|of|to|outside|in|from|neighbours?|door|lives|with|opp|opposite|by|near|past|behind|i|yn)"
        r"[ ,(]+(?:at |house )?(?P<x>(?:no|nos|number|num|rhif)\.? ?\d{1,4}[a-z]?)"
        r"|house (?P<y>(?:no|number)\.? ?\d{1,4}[a-z]?))"
        r"(?![\w/:])"
    )


@cache
def _closed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    built = []
    for type, name in (("SCHOOL", "schools"), ("WORKPLACE", "workplaces")):
        ends = "|".join(
            form
            for word in sorted(load_set(name), key=len, reverse=True)
            for form in (
                word.title(),
                word.upper(),
                word.capitalize(),
                *((word,) if word in {"ltd", "plc", "llp"} else ()),
            )
        )
        built.append(
            (
                type,
                re.compile(
                    rf"(?<![\w'’-])(?:{_CAPITAL} (?:(?:&|and|of|the|y|yr) )?){{1,4}}"
                    rf"(?:{ends})(?:[ ](?:{ends}))*(?![\w'’])"
                ),
            )
        )
    return tuple(built)
