"""The forms of addresses and institutions: expressions made of the words of ``places.toml``."""

from __future__ import annotations

import re
from functools import cache

from logscan.panel.redact.vocabulary import load

CAPITAL = r"(?:St\.|[A-ZÀ-ÞŴŶ](?:[^\W\d_]|['’-]|\.(?=[^\W\d_]))*)"
_UNITS = "|".join(load("places")["units"].split())
UNIT = rf"(?:(?:{_UNITS})[ .]{{1,2}}(?:no\.? ?)?(?:\d{{1,4}}[a-z]?|[a-z])(?![\w])[ ,/-]{{0,3}})"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_IN_WORDS = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
_IN_DIGITS = r"(?:nos?\.? ?|number |rhif )?\d{1,4}[a-z]?(?: ?[-/&] ?\d{1,4}[a-z]?)?(?![\w:])"
NUMBER = rf"(?:(?:{_IN_DIGITS}|{_IN_WORDS})[ ,]{{1,2}})"

WELSH_NAME = re.compile(rf"(?<![\w'’-])(?:{CAPITAL} (?:y|yr)|T[ŷyŶY]['’]?[nr]) [A-ZÀ-ÞŴŶ](?:[^\W\d_]|['’-])*")
"""A house or place: Min y Don, Tŷ'n Rhos."""



@cache
def load_set(name: str) -> frozenset[str]:
    """A list of words of ``places.toml``."""
    return frozenset(load("places")[name].split())


def _choice(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(load_set(name), key=len, reverse=True))


def _in_capitals(name: str) -> str:
    """Each word as a name is written, and in capitals throughout."""
    words = sorted(load_set(name), key=len, reverse=True)
    return "|".join(form for word in words for form in (word.title(), word.upper()))


@cache
def small_streets() -> re.Pattern[str]:
    """ "mill lane", in a line without capitals."""
    streets = "|".join(sorted(load_set("sure_streets") | load_set("small_houses"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'-])(?:the (?:old )?(?:cottage|lodge|barn|bungalow|farm|mill|vicarage),? )?"
        rf"(?P<name>[^\W\d_]{{3,}}) (?:{streets})(?![\w'])(?:, [^\W\d_]{{4,}}(?=[.,\n]|$))?"
    )


@cache
def small_houses() -> re.Pattern[str]:
    """ "ty isaf", in a line without capitals."""
    return re.compile(rf"(?<![\w'-])(?:{_choice('welsh_houses')}) (?:y |yr )?(?P<name>[^\W\d_]{{3,}})(?![\w'])")


@cache
def numbered() -> re.Pattern[str]:
    """A house number, a name and a word for a street, in any letters."""
    return re.compile(
        rf"(?<![\w/£.:-])(?:(?P<unit>{UNIT})(?:{NUMBER})?|{NUMBER})(?P<name>(?:[^\W\d_][\w'.-]*[ ]+){{1,4}}?)"
        rf"(?P<street>{_choice('streets')})(?![\w'])"
    )


@cache
def welsh() -> re.Pattern[str]:
    """A Welsh word for a street or house and a name."""
    names = _in_capitals("welsh_streets")
    return re.compile(
        rf"(?<![\w'-])(?:\d{{1,4}}[A-Za-z]?,? )?(?:{names})(?:['’]r|[ -](?:y|yr|Y|YR|Yr|isaf|uchaf))*"
        rf"(?:[ -]{CAPITAL}){{1,2}}"
    )


@cache
def named() -> re.Pattern[str]:
    """A name and a word for a street, without a number."""
    streets = _in_capitals("streets")
    return re.compile(rf"(?<![\w'’.-])(?P<name>(?:{CAPITAL} ){{1,3}})(?:{streets})(?: (?:{streets}))?(?![\w'’])")


@cache
def the_lodge() -> re.Pattern[str]:
    """A house by a plain name: The Old Forge."""
    return re.compile(
        r"(?<![\w])(?:The|THE) (?:Old|OLD|New|NEW|Coach|Gate|Mill|Farm) ?(?:[A-Z]\w+)"
        r"|(?<![\w])The (?:Lodge|Barn|Cottage|Bungalow|Mill|Farm|Grange|Manor|Vicarage|Rectory|Forge|Stables)"
        r"(?=, [A-Z])"
    )


@cache
def part() -> re.Pattern[str]:
    """What follows an address behind a comma: a village, a town, a postcode."""
    return re.compile(
        rf"[ \t]*,[ \t]*(?P<part>{CAPITAL}(?:[ -](?:{CAPITAL}|on|upon|y|yr|the|under|in)){{0,4}}"
        r"|(?P<district>[A-Za-z]{1,2}\d{1,2}[A-Za-z]?(?: ?\d[A-Za-z]{2})?))(?![\w])"
    )


@cache
def piece() -> re.Pattern[str]:
    """One word or house number of a run behind "lives at"."""
    return re.compile(r"[ \t]*,?[ \t]*(?P<word>\d{1,4}[A-Za-z]?(?![\w/:])|[^\W\d_][\w'’.-]*|&)")


def _after(name: str) -> re.Pattern[str]:
    cues = sorted(load("places")[name], key=len, reverse=True)
    return re.compile(
        rf"(?<![\w/])(?:{'|'.join(cues)})(?!\w)(?: is| the| in| at| of| a)*[ \t]*[:=,-]{{0,2}}[ \t]*(?=[^\W_])"
    )


@cache
def lived() -> re.Pattern[str]:
    """Words before an address."""
    return _after("lives_at")


@cache
def works() -> re.Pattern[str]:
    """Words before a place of work."""
    return _after("works_at")


@cache
def learns() -> re.Pattern[str]:
    """Words before a school."""
    return _after("learns_at")


@cache
def house_number() -> re.Pattern[str]:
    """A house by its number alone: "no 9"."""
    no_house = "".join(f"(?<!{word} )" for word in sorted(load_set("no_houses")))
    return re.compile(
        r"\b(?:(?:at|of|to|outside|in|from|neighbours?|door|lives|with|opp|opposite|by|near|past|behind|i|yn)"
        r"[ ,(]+(?:at |house )?(?P<x>(?:no|nos|number|num|rhif)\.? ?\d{1,4}[a-z]?)"
        rf"|{no_house}(?P<y>(?:house (?:no|number)|nos?|numbers?)\.? ?\d{{1,3}}[a-z]?))"
        r"(?![\w/:]|\.\d)"
    )


@cache
def closed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(type, expression) of names that end in a word for a school or a place of work."""
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
                    rf"(?<![\w'’-])(?:{CAPITAL} (?:(?:&|and|of|the|y|yr) )?){{1,4}}"
                    rf"(?:{ends})(?:[ ](?:{ends}))*(?![\w'’])"
                ),
            )
        )
    return tuple(built)
