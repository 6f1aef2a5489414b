"""Words that are names because a name stands beside them: surnames, lists, nicknames in quotes, particles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.name_cues import small_words
from logscan.panel.redact.name_cues import words as listed_words
from logscan.panel.redact.name_words import Token, a_thing, verb_next
from logscan.panel.redact.vocabulary import vocabulary

Free = Callable[[int, int], bool]
_LISTED = frozenset({", ", " & ", "/", " / ", " + "})
_OPENING = frozenset({' "', " (", ' ("', " '", " “", " ‘"})
_CLOSING = frozenset("\")'”’")
_QUOTED = re.compile(
    r"(?<![\w'’-])(?P<first>[^\W\d_][\w'’-]{0,40}) [\"'“‘(]{1,2}"
    r"(?P<nick>[A-Z][^\"'”’)\n\d]{1,24})[\"'”’)]{1,2} (?=[A-Z])"
)


def beside(text: str, words: Sequence[Token], marked: list[bool], layout: Layout, free: Free) -> None:
    """Mark the words that are names because a name stands before or behind them."""
    quoted = _in_quotes(text)
    for index in range(1, len(words)):
        before, token = words[index - 1], words[index]
        gap = text[before.end : token.start]
        if not marked[index] and free(token.start, token.end):
            marked[index] = (
                _one_more(text, words, marked, index, gap, layout)
                or _nicknamed(text, token, gap, marked[index - 1])
                or (marked[index - 1] and token.start in quoted)
            )
        if not gap or gap.strip(" \t-"):
            continue
        if marked[index - 1] and not marked[index] and free(token.start, token.end) and "\n" not in gap:
            marked[index] = _surname_behind(text, before, token, layout)
        elif marked[index] and not marked[index - 1] and free(before.start, before.end):
            marked[index - 1] = _given_before(text, words, index - 1, layout)
        elif not marked[index] and not marked[index - 1] and free(before.start, token.end):
            marked[index - 1] = marked[index] = _both(text, words, index, layout)


def particles(text: str, words: Sequence[Token], marked: list[bool], free: Free) -> None:
    """Mark small words inside a name: "Julian de la Cruz", "Van der Berg"."""
    always, capital = small_words()
    for index in range(len(words) - 2, -1, -1):
        token = words[index]
        if marked[index] or not marked[index + 1] or text[token.end : words[index + 1].start] != " ":
            continue
        inside = index > 0 and marked[index - 1] and text[words[index - 1].end : token.start] == " "
        if token.word in always or (token.word in capital and (inside or text[token.start].isupper())):
            marked[index] = free(token.start, token.end)


def _in_quotes(text: str) -> set[int]:
    """Where words begin that stand in quotes within a name, and where the name goes on: Bob 'The Builder' Crane."""
    found = set()
    for match in _QUOTED.finditer(text):
        found |= {match.start("nick") + word.start() for word in re.finditer(r"\S+", match["nick"])}
        found.add(match.end())
    return found


def _one_more(text: str, words: Sequence[Token], marked: Sequence[bool], index: int, gap: str, layout: Layout) -> bool:
    """Whether a word goes on a list of names: "Alfie, Mason", "Alfie and Hope"."""
    before = words[index - 1]
    coordinate = index > 1 and before.word in {"and", "or", "a", "ac"} and gap == " "
    joined = coordinate and marked[index - 2] and text[words[index - 2].end : before.start] == " "
    return (joined or (gap in _LISTED and marked[index - 1])) and _listed(text, words[index], layout)


def _listed(text: str, token: Token, layout: Layout) -> bool:
    known = vocabulary()
    if layout.capitals(token.start):
        return known.is_given(token.word) and token.word not in listed_words("everyday") | known.jargon
    return (
        text[token.start].isupper()
        and text[token.start + 1 : token.end].islower()
        and known.may_name(token.word)
        and token.word not in known.common
        and token.word not in listed_words("months")
    )


def _nicknamed(text: str, token: Token, gap: str, named: bool) -> bool:
    """Whether a word is a nickname in the midst of a name: Marlon "Tank" Reid."""
    known = vocabulary()
    return (
        named
        and gap in _OPENING
        and text[token.start].isupper()
        and token.word not in known.common | known.jargon
        and text[token.end : token.end + 1] in _CLOSING
    )


def _surname_behind(text: str, before: Token, token: Token, layout: Layout) -> bool:
    """Whether the word behind a name goes on with it: "Osbert GRAVE", "wayne page"."""
    known = vocabulary()
    first, second = text[before.start : before.end], text[token.start : token.end]
    if token.word in known.jargon or token.word in known.common or len(second) < 2:
        return False
    if second.isupper() and token.word in known.short_caps:
        return False
    capitals = layout.capitals(token.start)
    if first.istitle() and second[0].isupper() and not capitals and (second.istitle() or len(second) > 3):
        return True
    if not known.is_given(before.word) and not known.may_name(token.word):
        return False
    if second.islower() and first.islower():
        if not known.knows(token.word):
            return len(second) > (2 if layout.small(token.start) else 3)
        named = token.word in known.surnames | known.name_words and token.word not in listed_words("everyday")
        return named and len(second) > 2
    if not second[0].isupper():
        return False
    return known.may_name(token.word) if capitals else True


def _given_before(text: str, words: Sequence[Token], index: int, layout: Layout) -> bool:
    """Whether the word before a name begins it: "Rose" in "Rose Wrobel"."""
    known, token = vocabulary(), words[index]
    if token.end - token.start < 2 or token.word in known.jargon:
        return False
    everyday = token.word in listed_words("everyday") and not (
        verb_next(words, index) or verb_next(words, index + 1) or (token.word == "mark" and not a_thing(words, index))
    )
    written = text[token.start].isupper() or (layout.small(token.start) and not everyday)
    return written and (known.is_given(token.word) or token.word in known.name_words)


def _both(text: str, words: Sequence[Token], index: int, layout: Layout) -> bool:
    """Whether two ordinary words are a name together: "Grant MARSH", "Rose Hill", "will grant is her ex"."""
    known, before, token = vocabulary(), words[index - 1], words[index]
    first, second = text[before.start : before.end], text[token.start : token.end]
    named = known.is_given(before.word) and before.word not in known.jargon
    if layout.small(before.start) and named and known.may_name(token.word) and verb_next(words, index):
        return True
    if layout.small(before.start) and first.islower() and named and len(second) > 3 and not known.knows(token.word):
        return True
    if token.word in known.jargon or not first[:1].isupper():
        return False
    if layout.capitals(token.start) and before.word in listed_words("everyday"):
        return False
    big = before.word in listed_words("nickname_openers") and first.istitle() and not layout.opens(before.start)
    if big and second.istitle() and token.word not in known.common and not layout.capitals(token.start):
        return True  # "Big Tone"
    shape = first[1:].islower() and second.isupper() and len(second) > 2
    both = second[:1].isupper() and known.may_name(token.word) and token.word not in known.common
    return named and (shape or both)
