"""The forms of addresses and institutions: expressions made of the words of ``places.toml``."""

from __future__ import annotations

import re
from functools import cache

from logscan.panel.redact.vocabulary import load

CAPITAL = r"(?:St\.|[A-ZÀ-ÞŴŶ](?:[^\W\d_]|['’-]|\.(?=[^\W\d_])){0,40})"
_UNITS = "|".join(load("places")["units"].split())
UNIT = rf"(?:(?:{_UNITS})[ .]{{1,2}}(?:no\.? ?)?(?:\d{{1,4}}[a-z]?|[a-z])(?![\w])[ ,/-]{{0,3}})"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_IN_WORDS = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
_IN_DIGITS = r"(?:nos?\.? ?|number |rhif )?\d{1,4}[a-z]?(?: ?[-/&] ?\d{1,4}[a-z]?)?(?![\w:])"
NUMBER = rf"(?:(?:{_IN_DIGITS}|{_IN_WORDS})[ ,]{{1,2}})"

_HOUSE = r"\d{1,3}[a-z]?(?![\w:/£%]|\.\d|-\d|st\b|nd\b|rd\b|th\b)"
_HOUSES = rf"{_HOUSE}(?:(?:, ?|,? and (?:at |no\.? ?)?| & | or |/){_HOUSE})*"
"""One house number or a list of them."""
_CLOSED = (
    r"\s*(?:[.,;:)\n]|$)| (?:and|for|at|when|where|with|he|she|they|who|again|is|was|has|had|then|but|as|until|till"
    r"|this|last|tonight|today|yesterday|now|all|in|on|from|to|by)(?!\w)"
)
"""What may stand behind a house number: the end of a clause, or a word that goes on after a place."""

_QUARTER = "(?: (?:North|South|East|West|NORTH|SOUTH|EAST|WEST))?"

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
        rf"(?P<street>{_choice('streets')})(?: (?:{_choice('sure_streets')}))?(?: (?:north|south|east|west))?(?![\w'])"
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
    street = rf"(?:{streets})(?: (?:{streets}))?{_QUARTER}"
    return re.compile(rf"(?<![\w'’.-])(?P<name>(?:{CAPITAL} ){{1,3}}){street}(?![\w'’])")


@cache
def the_lodge() -> re.Pattern[str]:
    """A house by a plain name: The Old Forge."""
    return re.compile(
        r"(?<![\w])(?:The|THE) (?:Old|OLD|New|NEW|Coach|Gate|Mill|Farm) ?(?:[A-Z]\w+)"
        r"|(?<![\w])The (?:Lodge|Barn|Cottage|Bungalow|Mill|Farm|Grange|Manor|Vicarage|Rectory|Forge|Stables)"
        r"(?=, [A-Z])"
    )


@cache
def the_street() -> re.Pattern[str]:
    """A street that is called by its word alone: "in The Close", "on the Avenue"."""
    streets = "|".join(word.title() for word in sorted(load_set("the_streets") - {"street"}, key=len, reverse=True))
    return re.compile(rf"(?<=[a-z,] )[Tt]he (?:{streets})(?![\w'’-]| [A-Z])")


@cache
def word_town() -> re.Pattern[str]:
    """A town that is called by an ordinary word, or by two: "in Reading", "at Cross Hands"; "Tumble way"."""
    before = "|".join(sorted(load("places")["town_before"].split(), key=len, reverse=True))
    towns = "|".join(word.title() for word in sorted(load_set("word_towns"), key=len, reverse=True))
    ends = "|".join(word.title() for word in sorted(load_set("place_ends"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'])(?:{before}) (?P<x>(?:{towns})|[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:{ends}))(?![\w'’-]| [A-Z][a-z])"
        r"|(?<=[a-z,] )(?P<y>[A-Z][a-z]+(?: [A-Z][a-z]+)?) way(?=[.,;:)\n]|\Z)"
    )


@cache
def pub() -> re.Pattern[str]:
    """A public house: "the Crown", "the Red Lion", "the Fox and Hounds"."""
    alone = "|".join(word.title() for word in sorted(load_set("pubs"), key=len, reverse=True))
    ends = "|".join(word.title() for word in sorted(load_set("pub_ends"), key=len, reverse=True))
    return re.compile(
        rf"(?<=[a-z,] )[Tt]he (?P<x>(?:[A-Z][a-z]+['’]?s?['’]? (?:and |& )?){{1,2}}(?:{ends})|(?:{alone}))"
        r"(?![\w'’-]| [A-Z][a-z])"
    )


@cache
def firm() -> re.Pattern[str]:
    """A firm by its people: "Chance and Co", "Morris & Sons"."""
    return re.compile(
        rf"(?<![\w'’-]){CAPITAL}(?: {CAPITAL})?(?:,? (?:and|&) {CAPITAL})? (?:and|&) "
        r"(?:Co|Sons?|Daughters?|Partners|Brothers|Bros)(?![\w'’-])"
    )


@cache
def part() -> re.Pattern[str]:
    """What follows an address behind a comma: a village, a town, a postcode."""
    return re.compile(
        rf"[ \t]{{0,4}},[ \t]{{0,4}}(?P<part>{CAPITAL}(?:[ -](?:{CAPITAL}|on|upon|y|yr|the|under|in)){{0,4}}"
        r"|(?P<district>[A-Za-z]{1,2}\d{1,2}[A-Za-z]?(?: ?\d[A-Za-z]{2})?))(?![\w])"
    )


@cache
def piece() -> re.Pattern[str]:
    """One word or house number of a run behind "lives at"."""
    return re.compile(r"[ \t]{0,4},?[ \t]{0,4}(?P<word>\d{1,4}[A-Za-z]?(?![\w/:])|[^\W\d_][\w'’.-]*|&)")


def _after(name: str) -> re.Pattern[str]:
    cues = sorted(load("places")[name], key=len, reverse=True)
    return re.compile(
        rf"(?<![\w/])(?:{'|'.join(cues)})(?!\w)(?: is| the| in| at| of| a)*"
        r"[ \t]{0,4}[:=,-]{0,2}[ \t]{0,4}(?=[^\W_])"
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
        rf"[ ,(]+(?:at |house )?(?P<x>(?:nos|no|numbers?|num|rhif)\.? ?{_HOUSES}|(?:number|rhif) {_IN_WORDS}(?![\w]))"
        rf"|{no_house}(?P<y>(?:house (?:no|number)|nos?|numbers?)\.? ?{_HOUSES}|house number {_IN_WORDS}(?![\w])))"
    )


@cache
def bare_house() -> re.Pattern[str]:
    """A house by its bare number, told by who or what is there: "the neighbour at 14", "lives at 12", "31b"."""
    cues = load("places")
    at = r"(?:at|from|in|of|to|on|outside|opposite)"
    guard = rf"(?! ?(?:{'|'.join(cues['no_house_behind'].split())})(?![\w]))"
    large = rf"(?=\d{{2}}|\d[a-f])(?!1[0-2](?!\w)){_HOUSES}"
    return re.compile(
        rf"(?<![\w])(?:(?:{'|'.join(cues['dwellers'].split())})(?:[ ,]+{at})?[ (]+(?:the )?(?P<a>{_HOUSES})"
        rf"|(?:{'|'.join(cues['somebody'].split())}) (?:at|from|next door at)[ ](?P<b>{_HOUSES})"
        rf"|(?:{'|'.join(cues['parts_of_houses'])}) (?:of|on|for|at|from) (?P<c>{large})"
        rf"|(?:{'|'.join(cues['dwells'])}) (?:at |in )?(?P<d>{_HOUSES})"
        rf"|(?:mr|mrs|ms|miss|dr)\.? [^\W\d_][\w'-]*,? (?:at|from|of|in|\() ?(?P<e>{_HOUSES})"
        rf"|(?:outside|opposite|facing|behind|beside|past|passing|near|watching|into) (?P<f>{large})(?={_CLOSED})"
        rf"|(?:at|in|of|from|to|outside|opposite|by|with) (?P<g>\d{{1,3}}[a-f](?![\w/:-]))(?={_CLOSED})"
        rf"|(?:^|[\n.;] ?)(?P<h>{_HOUSES})(?= (?:{'|'.join(cues['house_heard'])})(?!\w)))"
        rf"{guard}"
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
