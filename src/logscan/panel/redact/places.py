"""Addresses, and the names of workplaces and schools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from logscan.panel.redact.institutions import institutions
from logscan.panel.redact.layout import Layout
from logscan.panel.redact.model import Found
from logscan.panel.redact.patterns import Claims
from logscan.panel.redact.place_forms import (
    UNIT,
    WELSH_NAME,
    bare_house,
    house_number,
    lived,
    load_set,
    named,
    numbered,
    part,
    small_houses,
    small_streets,
    the_lodge,
    the_street,
    welsh,
    word_town,
)
from logscan.panel.redact.place_words import caps_name, run_of_names
from logscan.panel.redact.vocabulary import WORD, vocabulary

Free = Callable[[int, int], bool]


def find_places(
    text: str, folded: str, layout: Layout, free: Free, undated: Free = lambda start, end: True
) -> list[Found]:
    """Addresses, workplaces and schools; the earlier of two that overlap stands. A bare number must be ``undated``."""
    found: list[Found] = []
    taken = Claims()
    finders = (_numbered, institutions, _addresses, _towns)
    for type, start, end in chain(*(find(text, folded, layout) for find in finders)):
        while start < end and text[start] in " ,\t":
            start += 1
        end = _trimmed(text, start, end)
        while end > start and not free(start, end) and "," in text[start:end]:
            end = _trimmed(text, start, text.rindex(",", start, end))
        if end <= start or not free(start, end) or not taken.free(start, end):
            continue
        if text[start].isdigit() and len(text[start:end]) < 4 and not undated(start, end):
            continue
        taken.add(start, end)
        key = "".join(c for c in folded[start:end] if c.isalnum())
        found.append(Found(start, end, type, key))
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,.;:-\t\n":
        end -= 1
    return end


def _numbered(text: str, folded: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    for match in numbered().finditer(folded):
        middle = WORD.findall(folded[match.start("name") : match.end("name")])
        if middle == ["the"] and match["street"] in load_set("the_streets"):
            yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
            continue
        if (middle and middle[0] in load_set("counted")) or any(
            word in load_set("counted") - load_set("inside") for word in middle
        ):
            continue
        prose = not layout.capitals(match.start()) and not layout.small(match.start("name"))
        if not middle and not match["unit"]:
            continue
        if prose and not text[match.start("name")].isupper() and match["street"] not in load_set("sure_streets"):
            continue
        yield "ADDRESS", match.start(), _tail(text, match.end(), layout)


def _addresses(text: str, folded: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    for match in welsh().finditer(text):
        if not layout.capitals(match.start()) or any(c.isdigit() for c in match[0]):
            yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
    known = vocabulary()
    for match in named().finditer(text):
        words = list(WORD.finditer(text, match.start("name"), match.end("name")))
        capitals = layout.capitals(match.start())
        last = folded[match.end("name") : match.end()].split(" ")[0]
        while words and (_opens_no_street(word := words[0][0].lower(), last) or (capitals and not caps_name(word))):
            if len(words) == 1 and not capitals and last in load_set("sure_streets") and word not in _not_streets():
                break  # "Queens Road", "Princes Street"
            words.pop(0)
        if not words:
            continue
        word = words[-1][0].lower()
        if word in load_set("institutions") and _opens_no_street(word, last):
            continue
        if len(words) == 1 and known.is_given(words[0][0].lower()) and last in known.name_words:
            continue  # "Olive Green" is somebody, as likely as not
        yield "ADDRESS", words[0].start(), _tail(text, match.end(), layout)
    for match in the_street().finditer(text):
        yield "ADDRESS", *match.span()
    for match in the_lodge().finditer(text):
        yield "ADDRESS", match.start(), _tail(text, match.end(), layout)
    for match in small_streets().finditer(folded):
        word = match["name"]
        if layout.small(match.start()) and word not in load_set("no_street_names") and word not in known.jargon:
            yield "ADDRESS", *match.span()
    for match in small_houses().finditer(folded):
        if layout.small(match.start()) and not known.knows(match["name"]):
            yield "ADDRESS", *match.span()
    for match in WELSH_NAME.finditer(text):
        if not layout.capitals(match.start()):
            yield "ADDRESS", *match.span()
    for match in house_number().finditer(folded):
        yield "ADDRESS", *match.span("x" if match["x"] else "y")
    for match in bare_house().finditer(folded):
        yield "ADDRESS", *match.span(match.lastgroup or 0)
    for match in lived().finditer(folded):
        end = run_of_names(text, match.end(), layout)
        if end > match.end():
            yield "ADDRESS", match.end(), end
    for match in re.finditer(UNIT, folded):
        yield "ADDRESS", *match.span()


def _towns(text: str, folded: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    """Towns whose names are ordinary words."""
    known = vocabulary()
    for match in word_town().finditer(text):
        span = match.span("x" if match["x"] else "y")
        words = [word.lower() for word in WORD.findall(text[slice(*span)])]
        if len(words) > 1 and any(word in load_set("generic") or word in known.jargon for word in words):
            continue
        if match["y"] and words[0] in load_set("no_ways"):
            continue
        yield "PLACE", *span


def _not_streets() -> frozenset[str]:
    return load_set("institutions") | load_set("no_street_names")


def _opens_no_street(word: str, last: str) -> bool:
    """Whether a word is none that a street is called by; ``last`` is the word for a street: "High Street" is one."""
    if word in load_set("street_words") and (last in load_set("sure_streets") or word not in load_set("institutions")):
        return False
    return word in load_set("institutions") or word in vocabulary().common


def _tail(text: str, end: int, layout: Layout) -> int:
    """The end of an address with the parts that follow it behind commas: a village, a town, a county."""
    for _ in range(4):
        match = part().match(text, end)
        if match is None:
            break
        if match["district"]:
            return match.end()
        words = [w.lower() for w in WORD.findall(match["part"])]
        known = vocabulary()
        if any(word in known.jargon or word in known.common for word in words):
            break
        if layout.capitals(end) and not any(caps_name(word) for word in words):
            break
        end = match.end()
    return end
