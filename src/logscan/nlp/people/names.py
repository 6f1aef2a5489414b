"""Names of people in a log: given names, surnames in capitals, titles, an age beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from logscan.nlp.people.clusters import TITLES, Name, Seen, add_short_forms, clusters
from logscan.nlp.people.listed import listed_names

# Each begins with its class of letters, what must not stand before it behind: that way the engine leaps from capital to
# capital instead of trying every character.
_GIVEN_AND_CAPITALS = re.compile(
    # what must follow is asked first: a chain of words ("Lark-Lark-...") would be gone through from each of its letters
    r"(?P<given>[A-Z](?<![\w’'][A-Z])(?=[\w’'-]*+[ \t]+[A-Z])"
    r"[\w’'-]*[a-zà-ÿ][\w’'-]*[ \t]+(?:[A-Z][\w’'-]*[a-zà-ÿ][\w’'-]*[ \t]+){0,2})"
    r"(?P<surname>[A-Z][A-Z’'-]*[A-Z]{2,}(?:-[A-Z]+)*)(?![\w])"
)
_TITLED = re.compile(
    r"(?P<title>[MDP](?<![\w][MDP])(?:(?<=M)(?:rs?|s|iss|x|RS?|S|ISS)|(?<=D)[rR]|(?<=P)rof))\.?[ \t]+"
    r"(?:(?P<given>[A-Z][\w’'-]+)[ \t]+)?"
    r"(?P<surname>(?:O['’]|Mc|Mac|Van |De |Al-)?[A-Z][\w’-]*[\w])(?![\w])"
)
_TWO_CAPITALS = re.compile(
    r"(?P<given>[A-Z](?<![\w’'-][A-Z])[a-zà-ÿ]+(?:-[A-Z][a-z]+)?)[ \t]+(?P<surname>[A-Z][\w’'-]*[a-zà-ÿ])(?![\w])"
)
_AFTER_CODE = re.compile(
    r"[IVSONCEBG](?<![\w].)(?:(?<=I)P|(?<=V)IC(?:TIM)?|(?<=S)USP(?:ECT)?|(?<=O)FFENDER|(?<=C)ALLED|(?<=N)AMED|(?<=E)X"
    r"|(?<=[BG])F|(?<=I)NF|(?<=C)ALLER)[ \t]+(?:IS[ \t]+|:[ \t]*)?"
    r"(?P<given>[A-Z][A-Z'-]{2,})[ \t]+(?P<surname>[A-Z][A-Z'-]{2,})(?![\w])"
)
_SURNAME_FIRST = re.compile(
    r"(?P<surname>[A-Z](?<![\w’'-][A-Z])[A-Z’'-]{2,}),?[ \t]+(?P<given>[A-Z][a-zà-ÿ]+)"
    r"(?=[,;.)\n]|[ \t]+(?:dob|\(|\d))"
)
# "Saira (22)", "Dyfed W, 34, clerk": an age tells a name that no list holds
_AGED = re.compile(
    r"(?P<given>[A-Z](?<![\w’'-][A-Z])[a-zà-ÿ]{2,}(?:-[A-Z][a-z]+)?)(?:[ \t]+(?P<surname>[A-Z][\w’'-]*))?"
    r"(?:,?[ \t]\((?:aged[ \t])?[1-9]\d\)|,[ \t](?:aged[ \t])?[1-9]\d(?=[,.][ \t\n]))"
)
# in the order of their bits in ``Outlook.names``
_PATTERNS = (_GIVEN_AND_CAPITALS, _TITLED, _TWO_CAPITALS, _AFTER_CODE, _SURNAME_FIRST, _AGED)
_TRIED = [[number for number in range(len(_PATTERNS)) if bits >> number & 1] for bits in range(1 << len(_PATTERNS))]
_MARKS = frozenset("’'-")
_WORD = re.compile(r"[A-Z](?<!\w.)[\w’'-]*+")
_LOWER_NEXT = re.compile(r"[ \t]+(?P<surname>[a-zà-ÿ][a-zà-ÿ'’-]{2,})(?![\w])")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*)(?P<letter>[A-Za-z])")
_NEXT_WORD = re.compile(r"[ \t]+(?P<surname>(?:O['’]|Mc|Mac)?[A-Z][\w-]*[A-Za-zà-ÿ])(?![\w])")
_PART_OF_WORD = frozenset("#$%+@\\^`")  # before a name: "@anna" is none


def named_people(text: str, seen: Sequence[Seen], forms: Set[str]) -> list[Name]:
    """The people that a log names (``seen`` of :func:`find_names`), each with all its spans, by first appearance.

    ``forms`` are the words of the log that may be short forms of names (:class:`.places.Outlook`).
    """
    listed = listed_names().listed
    # "Shows TARBUCK", "Landlord PECK": a surname known with a listed given name is no new person behind another word
    known = {s.surname for s in seen if s.surname is not None and s.given in listed}
    people = clusters([s for s in seen if s.surname not in known or s.given is None or s.given in listed])
    add_short_forms(text, people, forms)
    for person in people:
        person.spans.sort()
    return sorted((p for p in people if p.spans), key=lambda p: p.spans[0])


def find_names(
    text: str, folded: str, places: Sequence[tuple[int, int]], listed_at: Sequence[tuple[int, int]]
) -> list[Seen]:
    """Where a log names people: with given name, surname or both.

    ``places`` are where names can begin, with the bits of the expressions by which they can (:mod:`.places`);
    ``listed_at`` are where a word stands that may be a listed given name.
    """
    found: list[Seen] = []
    given_and_capitals, titled, two_capitals, after_code, surname_first, aged = _matches(text, places)
    data = listed_names()
    for match in given_and_capitals:
        surname = match["surname"].lower()
        words = match["given"].split()
        listed = next((i for i, word in enumerate(words) if word.lower() in data.listed), None)
        words = words[listed:] if listed is not None else words[-1:]
        if listed is None and (words[0].lower() in data.not_names or not words[0][1:].islower()):
            words = []
        if words and surname not in data.not_names and surname not in data.given_only_words:
            start = match.end("given") - len(match["given"]) + match["given"].rindex(words[0])
            given = words[0].lower()
            found.append(Seen(start, match.end(), given, surname, data.gender.get(given)))
    for match in titled:
        surname = match["surname"].lower()
        if surname not in data.not_names and not any(c.isdigit() for c in surname):
            first = match["given"].lower() if match["given"] else None
            found.append(Seen(match.start(), match.end(), first, surname, TITLES.get(match["title"].lower())))
    for match in after_code:
        given, surname = match["given"].lower(), match["surname"].lower()
        if not {given, surname} & data.no_part:
            found.append(Seen(match.start("given"), match.end(), given, surname, data.gender.get(given)))
    for match in surname_first:
        given, surname = match["given"].lower(), match["surname"].lower()
        if given in data.listed and surname not in data.common and surname not in data.given_only_words:
            found.append(Seen(match.start(), match.end(), given, surname, data.gender.get(given)))
    for match in two_capitals:
        given, surname = match["given"].lower(), match["surname"].lower()
        if surname in data.surnames and given not in data.not_names and surname not in data.places:
            found.append(Seen(match.start(), match.end(), given, surname, data.gender.get(given)))
    for match in aged:
        given, surname = match["given"].lower(), (match["surname"] or "").lower()
        known = surname if len(surname) > 1 else None
        if not {given, known} & data.no_part:
            end = match.end("surname" if known else "given")
            found.append(Seen(match.start("given"), end, given, known, data.gender.get(given)))
    found.extend(_given_names(text, folded, listed_at))
    return found


def _matches(text: str, places: Sequence[tuple[int, int]]) -> list[list[re.Match[str]]]:
    """What ``finditer`` of each of ``_PATTERNS`` gives, tried where any of them can begin.

    No name begins behind a mark in a word that has begun with a capital ("Smith-Mr Jones").
    """
    found: list[list[re.Match[str]]] = [[] for _ in _PATTERNS]
    reached = [0] * len(_PATTERNS)
    last = 0
    for start, bits in places:
        if not (text[start - 1] in _MARKS and _is_within(text, last, start)):
            for number in _TRIED[bits]:
                if start >= reached[number] and (match := _PATTERNS[number].match(text, start)):
                    found[number].append(match)
                    reached[number] = match.end()
        last = start
    return found


def _is_within(text: str, last: int, start: int) -> bool:
    """Whether ``start`` is in a word that begins before it with a capital, at ``last`` or behind."""
    blank = text.rfind(" ", last, start)
    return start in [word.end() for word in _WORD.finditer(text, max(last, blank), start)]


def _typed_small(text: str) -> bool:
    """Whether the log is typed without capitals, so that names begin with small letters."""
    letters = [m["letter"] for m in _SENTENCE_START.finditer(text, 0, 20_000)]
    return len(letters) > 4 and sum(letter.islower() for letter in letters) > 0.6 * len(letters)


def _given_names(text: str, folded: str, places: Sequence[tuple[int, int]]) -> list[Seen]:
    """Listed given names, with the surname that may follow."""
    found = []
    data, small = listed_names(), None
    for start, end in places:
        given = folded[start:end]
        if given not in data.listed or (start and text[start - 1] in _PART_OF_WORD):
            continue
        word = text[start:end]
        if not word[0].isupper():
            if given in data.words or (follower := _LOWER_NEXT.match(text, end)) is None:
                continue
            if follower["surname"] in data.common:
                continue
            small = _typed_small(text) if small is None else small
            if small:
                found.append(Seen(start, follower.end(), given, follower["surname"], data.gender.get(given)))
            continue
        following = _NEXT_WORD.match(text, end)
        surname = following["surname"] if following else None
        if surname is not None and surname.lower() in data.places:
            continue
        if surname is not None and (
            surname.lower() in data.not_names
            or surname.lower() in data.given_only_words
            or any(c.isdigit() for c in surname)
            or (surname.isupper() and not word.isupper() and len(surname) < 3)
        ):
            surname = None
        if surname is not None and word.isupper() and (not surname.isupper() or surname.lower() in data.common):
            surname = None
        if given in data.words and (surname is None or word.isupper()):
            continue
        if surname is None and word.isupper() and given in data.common:
            continue
        stop = following.end() if following is not None and surname is not None else end
        found.append(Seen(start, stop, given, surname.lower() if surname else None, data.gender.get(given)))
    return found
