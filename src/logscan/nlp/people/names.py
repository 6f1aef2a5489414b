"""Names of people in a log: given names, surnames in capitals, titles, an age beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from logscan.nlp.people.clusters import TITLES, Name, Seen, add_short_forms, clusters
from logscan.nlp.people.listed import listed_names

# Each begins with its class of letters, what must not stand before it behind: that way the engine leaps from capital to
# capital instead of trying every character.
_GIVEN_AND_CAPITALS = re.compile(
    r"(?P<given>[A-Z](?<![\w’'][A-Z])[\w’'-]*[a-zà-ÿ][\w’'-]*[ \t]+(?:[A-Z][\w’'-]*[a-zà-ÿ][\w’'-]*[ \t]+){0,2})"
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
# A word where one of these can begin, and what stands behind it: a word with a capital, an age. At a word in capitals
# before another or a number nothing begins, unless it ends as titles and codes do.
_AGE = r",?[ \t]\(?(?:aged[ \t])?[1-9]\d"
_CANDIDATE = re.compile(
    r"(?P<word>[A-Z](?<!\w.)(?:(?![A-Z]*+[.,]?[ \t]+(?:[A-Z][A-Z0-9 ,.]|\(?\d))"
    r"|(?=(?:RS?|ISS|S|P|IC(?:TIM)?|USP(?:ECT)?|FFENDER|ALLED|AMED|X|F|NF|ALLER)[., \t]))[\w’'-]*+)"
    rf"(?:(?=[.,]?[ \t]+(?:(?P<next>[A-Z]\w*+)[’'\w-]*+(?P<more>[ \t]+[A-Z]|{_AGE})?|:))|(?P<aged>(?={_AGE})))"
)
_TITLE_WORDS = frozenset(["Mr", "Mrs", "Ms", "Miss", "Mx", "MR", "MRS", "MS", "MISS", "Dr", "DR", "Prof"])
_PATTERNS = (_GIVEN_AND_CAPITALS, _TITLED, _TWO_CAPITALS, _AFTER_CODE, _SURNAME_FIRST, _AGED)
_CODE_WORDS = frozenset(
    ["IP", "VIC", "VICTIM", "SUSP", "SUSPECT", "OFFENDER", "CALLED", "NAMED", "EX", "BF", "GF", "INF", "CALLER"]
)
_LOWER_NEXT = re.compile(r"[ \t]+(?P<surname>[a-zà-ÿ][a-zà-ÿ'’-]{2,})(?![\w])")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*)(?P<letter>[A-Za-z])")
_NEXT_WORD = re.compile(r"[ \t]+(?P<surname>(?:O['’]|Mc|Mac)?[A-Z][\w-]*[A-Za-zà-ÿ])(?![\w])")
_PART_OF_WORD = frozenset("#$%+@\\^`")  # before a name: "@anna" is none


def named_people(text: str, seen: Sequence[Seen]) -> list[Name]:
    """The people that a log names (``seen`` of :func:`find_names`), each with all its spans, by first appearance."""
    listed = listed_names().listed
    # "Shows TARBUCK", "Landlord PECK": a surname known with a listed given name is no new person behind another word
    known = {s.surname for s in seen if s.surname is not None and s.given in listed}
    people = clusters([s for s in seen if s.surname not in known or s.given is None or s.given in listed])
    add_short_forms(text, people)
    for person in people:
        person.spans.sort()
    return sorted((p for p in people if p.spans), key=lambda p: p.spans[0])


def find_names(text: str, folded: str, places: Sequence[tuple[int, int]]) -> list[Seen]:
    """Where a log names people: with given name, surname or both.

    ``places`` are where a word stands that may be a listed given name.
    """
    found: list[Seen] = []
    given_and_capitals, titled, two_capitals, after_code, surname_first, aged = _matches(text)
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
    found.extend(_given_names(text, folded, places))
    return found


class _Attempts:
    """What ``finditer`` of an expression gives (``found``), tried at places in order."""

    __slots__ = ("_match", "_reached", "found")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.found: list[re.Match[str]] = []
        self._match, self._reached = pattern.match, 0

    def at(self, text: str, start: int) -> None:
        if start >= self._reached and (match := self._match(text, start)):
            self.found.append(match)
            self._reached = match.end()


def _matches(text: str) -> list[list[re.Match[str]]]:
    """What ``finditer`` of each of ``_PATTERNS`` gives, from one pass over the words where any of them can begin."""
    attempts = [_Attempts(pattern) for pattern in _PATTERNS]
    given_and_capitals, titled, two_capitals, after_code, surname_first, with_age = attempts
    pairs: list[tuple[int, str]] = []
    for candidate in _CANDIDATE.finditer(text):
        word, following, more, aged = candidate.groups()
        start = candidate.start()
        if word.isupper():
            if word in _TITLE_WORDS:
                titled.at(text, start)
            elif word in _CODE_WORDS:
                after_code.at(text, start)
            if following is not None and following[1:2].islower():
                surname_first.at(text, start)
            continue
        if word in _TITLE_WORDS:
            titled.at(text, start)
        if aged is not None or (more is not None and more[-1].isdigit()):
            with_age.at(text, start)
        if following is not None:
            if more is not None or following.isupper():
                given_and_capitals.at(text, start)
            pairs.append((start, following.lower()))
    if not _surname_openings().isdisjoint([word for _, word in pairs]):
        # all pairs: what is no name may hold the first half of one ("Victim Sarah")
        for start, _ in pairs:
            two_capitals.at(text, start)
    return [each.found for each in attempts]


@cache
def _surname_openings() -> frozenset[str]:
    """What listed surnames begin with, up to the first mark: one of these must stand behind a name in small letters."""
    return frozenset(re.split(r"\W", surname, maxsplit=1)[0] for surname in listed_names().surnames)


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
