"""Expressions that are tried only where one of their words stands, all of those found in one pass over the log."""

from __future__ import annotations

from typing import NamedTuple

from logscan.nlp.lexicon.anchored import Anchored, Places

_NO = Anchored(
    (
        *("no", "not", "never", "none", "nil", "neither", "nor", "without", "denied", "denies", "denying"),
        *("cannot", "doesnt", "didnt", "hasnt", "havent", "isnt", "wasnt", "wont", "cant", "couldnt", "dont"),
        *("arent", "werent", "free", "absence", "lack", "ruled", "rules", "n", "dim", "ddim", "heb", "nid"),
        *("ni", "nothing", "nobody", "neg", "negative", "na", "nope", "naddo", "nac"),
    ),
    r"\w+",
)
CHILD = Anchored(
    (
        *("child", "children", "kid", "kids", "kiddies", "toddler*", "baby", "babies", "bairn*", "son"),
        *("daughter", "stepson", "stepdaughter", "grandson", "granddaughter", "grandchild*", "boy", "girl"),
        *("boys", "girls", "lads", "hogyn", "hogia", "bachgen", "lad", "little", "minor", "minors", "youngest"),
        *("eldest", "plant", "blant", "mhlant", "phlant"),
        *("plentyn", "mab", "merch"),
    ),
    r"(?<!-)(?:child(?:ren)?|kids?|kiddies|toddlers?|bab(?:y|ies)|bairns?|son|daughter|stepson|stepdaughter|grandson"
    r"|granddaughter|grandchild(?:ren)?|boys?|girls?|lads?|hogyn|hogia|bachgen|little one|minors?|youngest"
    r"|eldest|plant|blant|mhlant|phlant|plentyn|mab|merch)(?![\w-])"
    r"(?!'?s? (?:services|social|abuse|support|maintenance|benefit|protection|home|line|centre|minder|care\b"
    r"|restaurant|party|clothes|toys))(?! of (?:18|19|[2-9]\d))(?! arrangements| contact| access| custody)",
)
_ALTERED = ("amended", "altered", "updated", "upgraded", "downgraded", "moved", "switched", "converted")
CHANGE = Anchored(
    (
        *("reclassif*", "re classif*", "recrimed", "re crimed*", "recoded", "re coded*"),
        *("changed from*", "changed to*", "changed the", "changed crime*"),
        *("crime now", "crime has", "crime was", "crime type"),
        *("crime changed*", "crime amended*", "crime altered*", "crime updated*"),
        *(f"{verb} {way}" for verb in _ALTERED for way in ("from", "to", "by")),
        *("classification changed*", "classification amended*", "classification updated*"),
    ),
    r"\b(?:re-?classif\w*|re-?crimed|re-?coded|changed (?:from|to|the crime|crime)|crime (?:now |has been |was "
    r"|type )?(?:changed|amended|altered|updated)|(?:amended|altered|updated|upgraded|downgraded|moved|switched"
    r"|converted) (?:from|to|by)\b[^.;\n]{0,40}\b(?:stalking|harassment|mal ?comms|malicious|public order|s\.?2a?"
    r"|s\.?4a?|s5|s\.5)|classification (?:changed|amended|updated))",
)
_UNABLE = ("does not", "doesn t", "doesnt", "did not", "didn t", "do not", "don t", "dont", "not")
WITHDRAWAL = Anchored(
    (
        *("withdr*", "retract*", "no longer", "declin*", "drop this", "drop it", "drop the", "drop charges"),
        *(f"{unable} {act}" for unable in _UNABLE for act in ("wish*", "want*", "support*", "willing", "prepared")),
        *("will not support*", "won t support*", "ddim eisiau", "ddim am", "tynnu"),
    ),
    r"\b(?:withdr(?:aws?|ew|awn|awing|awal)(?! (?:money|cash|from the bank|£|funds))|retract\w*|no longer (?:wish\w*"
    r"|want\w*|support\w*|willing)|(?:does not|doesn't|doesnt|did not|didn't|do not|don't|dont|not) (?:wish\w*"
    r"|want\w*|support\w*|willing|prepared) (?:to )?(?:\w+ ){0,3}?(?:proceed|pursue|support\w*|prosecut\w*"
    r"|complain\w*|statement|further|any further|court|police action|press|make a|anybody|him prosecuted"
    r"|her prosecuted)|declin\w* to (?:support|prosecute|pursue|make|provide|give)|drop (?:this|it|the|charges)"
    r"|not support\w*|will not support|won't support|ddim (?:eisiau|am) (?:mynd|parhau|cefnogi)|tynnu'n ôl)\b",
)

LABEL = (
    r"(?:crime|log|cad|incident|inc|ref|reference|occurrence|occ|niche|event|storm|urn|cris|crn?|rms|oel"
    r"|investigation|athena|connect|cofnod)s?"
)
"""What a number is called that is a reference."""
LABELLED = Anchored(
    (
        *("crime*", "log", "logs", "cad*", "inc*", "ref*", "occ*", "niche*", "event*", "storm*", "urn*"),
        *("cris*", "cr", "crn", "crs", "crns", "rms*", "oel*", "investigation*", "athena*"),
        *("connect*", "cofnod*"),
    ),
    rf"(?<!/){LABEL}\s*(?:(?:no|nos|number|ref|reference|num)\b\.?)?\s*[:#]?\s*"
    r"(?P<number>(?:[a-z]{1,4}[-/]?)?\d[\d/-]{2,14}(?:[-/][a-z])?)"
    r"(?![\w/-]|:\d|\.\d|\s*(?:hrs|hours|days|pm|am|yrs|years|emails|texts|calls))",
)
# who is told to be what only the other can be
FEMALE = Anchored(
    (
        *("mother", "mum", "mam", "sister", "daughter", "wife", "girlfriend", "aunt", "niece"),
        *("ex wife", "ex girlfriend", "grandmother", "female", "woman", "lady"),
    ),
    r"(?:mother|mum|mam|sister|daughter|wife|girlfriend|ex[ -]wife|ex[ -]girlfriend|aunt|niece|grandmother"
    r"|female|woman|lady)\b",
)
MALE = Anchored(
    (
        *("father", "dad", "brother", "son", "husband", "boyfriend", "uncle", "nephew"),
        *("ex husband", "ex boyfriend", "grandfather", "male", "man"),
    ),
    r"(?:father|dad|brother|son|husband|boyfriend|ex[ -]husband|ex[ -]boyfriend|uncle|nephew|grandfather|male"
    r"|man)\b(?! (?:who|has|is|that|from|was|at|named|called|of|and)\b)",
)


class Sought(NamedTuple):
    """Where the words stand with which each of the expressions can begin."""

    no: list[int]
    child: list[int]
    change: list[int]
    withdrawal: list[int]
    labelled: list[int]
    female: list[int]
    male: list[int]


EXPRESSIONS = (_NO, CHILD, CHANGE, WITHDRAWAL, LABELLED, FEMALE, MALE)
_PLACES = Places(EXPRESSIONS)


def sought_in(folded: str) -> Sought:
    """What is sought in a folded text, by itself; in several :mod:`.outlook` finds it sooner."""
    return Sought(*_PLACES.find(folded))
