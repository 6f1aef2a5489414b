"""Names: words that are a name by themselves, by what stands beside them, or because no dictionary knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.name_cues import (
    NEAR,
    cue,
    month_before,
    place_before,
    ranks,
    small_words,
    strong_cue,
    surely,
    titled,
)
from logscan.panel.redact.name_cues import words as listed_words
from logscan.panel.redact.vocabulary import WORD, vocabulary

_JOIN = re.compile(r"(?:[ \t]+|-|[ \t]*,[ \t]*)")
_INITIALS = re.compile(r"(?<![\w'’/])(?:[A-ZÀ-ÞŴŶ](?:\.[ \t]?|[ \t]))+$")
_INITIAL_BEHIND = re.compile(r" (?P<x>[B-HJ-Z])(?=[.,;:)\n]|\Z| [a-z])")


Kind = Literal["PERSON", "PLACE", "NAME"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the log: its offsets without a possessive ending, and its folded form."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Run:
    """Name words that stand together, with initials before and behind; ``role`` is told by a rank beside them."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    kind: Kind
    role: str | None


def tokens(text: str, folded: str) -> list[Token]:
    """The words of a text in order."""
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if folded.endswith("'s", start, end) and end - start > 3:
            end -= 2
        found.append(Token(start, end, folded[start:end]))
    return found


def find_names(
    text: str,
    folded: str,
    words: Sequence[Token],
    layout: Layout,
    free: Callable[[int, int], bool],
    heard: Callable[[str], bool],
) -> list[Run]:
    """Names of people and places among ``words``.

    ``free`` tells which characters are not yet taken, ``heard`` which words the case knows to be a name.
    """
    marked: list[str | None] = [None] * len(words)
    for index, token in enumerate(words):
        if free(token.start, token.end) and (
            _again(text, folded, words, index, layout, heard) or _alone(text, folded, words, index, layout)
        ):
            marked[index] = "name"
    _beside(text, folded, words, marked, layout, free)
    _particles(text, words, marked, free)
    return _sequences(text, folded, words, marked)


def _again(
    text: str, folded: str, words: Sequence[Token], index: int, layout: Layout, heard: Callable[[str], bool]
) -> bool:
    """Whether a word is a name that the case has heard before, in whatever letters it is typed."""
    token, known = words[index], vocabulary()
    if not heard(token.word):
        return False
    if not known.knows(token.word):
        return True
    written = text[token.start : token.end]
    if layout.small(token.start):
        return known.may_name(token.word) and (_verb_next(words, index) or token.word not in listed_words("everyday"))
    if not written[0].isupper():
        return False
    if token.word in listed_words("months") and month_before().search(folded[max(0, token.start - NEAR) : token.start]):
        return False
    if layout.capitals(token.start) or layout.opens(token.start):
        return token.word not in listed_words("everyday") or cue(folded, token.start) or _verb_next(words, index)
    return True


def _behind_title(written: str, token: Token, layout: Layout, window: str, behind: str) -> bool:
    """Whether an ordinary word with a capital behind a title or rank is a name: "PC Singer", not "PC 12 Attended"."""
    known = vocabulary()
    if token.word in known.common or token.word in known.jargon:
        return False
    if known.may_name(token.word):
        return True
    if layout.capitals(token.start):
        return False
    closed = not behind.strip() or behind.lstrip()[0] in ":,.()-/|0123456789"
    return written.isupper() or closed or not window.rstrip(" ,(:/-")[-1:].isdigit()


def _verb_next(words: Sequence[Token], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].word in listed_words("verbs")


def _alone(text: str, folded: str, words: Sequence[Token], index: int, layout: Layout) -> str | None:
    """What a word is without regard to names beside it: ``name`` or nothing."""
    token, known = words[index], vocabulary()
    written = text[token.start : token.end]
    length = len(written)
    if length < 2 or (token.word in listed_words("months") and not strong_cue(folded, token.start)):
        return None
    window = folded[max(0, token.start - NEAR) : token.start]
    capital = written[0].isupper()
    ordinary = known.knows(token.word) or (token.word.endswith("s") and token.word[:-1] in known.jargon)
    given = known.is_given(token.word)
    if not capital:
        if given and not ordinary and length > 3:
            return "name"
        beside = cue(folded, token.start) or titled(folded, token.start) or place_before().search(window) is not None
        if layout.small(token.start) and not ordinary and beside:
            return "name"
        if layout.small(token.start) and known.may_name(token.word) and token.word not in known.common:
            beside = titled(folded, token.start) or strong_cue(folded, token.start)
            if token.word in listed_words("everyday"):
                closed = titled(folded, token.start) and folded[token.end : token.end + 3].strip(" ")[:1] in set(
                    "-:,.(/\n"
                )
                beside = closed or _verb_next(words, index)
            if beside:
                return "name"
        return "name" if token.word in known.surnames and not ordinary and length > 4 else None
    if titled(folded, token.start) and (
        not ordinary or _behind_title(written, token, layout, window, text[token.end : token.end + 2])
    ):
        return "name"
    if not ordinary:
        if written.isupper() and (length < 3 or token.word in known.short_caps):
            return None
        return None if _slip(token.word) and layout.opens(token.start) and not given else "name"
    if surely().search(window) and token.word not in known.common and token.word not in known.jargon:
        return "name"
    if not known.may_name(token.word) or token.word in known.jargon - known.name_words:
        return None
    if layout.capitals(token.start):
        named = strong_cue(folded, token.start) and token.word not in known.common | listed_words("everyday")
        return "name" if named else None
    if written.isupper() and length > 2 and not layout.capitals(token.start) and cue(folded, token.start):
        return "name"
    if strong_cue(folded, token.start):
        return "name"
    if not given:
        return None
    if layout.opens(token.start):
        return "name" if _verb_next(words, index) and token.word not in listed_words("months") else None
    return "name"


def _beside(
    text: str,
    folded: str,
    words: Sequence[Token],
    marked: list[str | None],
    layout: Layout,
    free: Callable[[int, int], bool],
) -> None:
    """Words that are names because a name stands before or behind them."""
    known = vocabulary()
    for index in range(1, len(words)):
        before, token = words[index - 1], words[index]
        gap = text[before.end : token.start]
        listed = gap in {", ", " & ", "/", " + "}
        coordinate = index > 1 and before.word in {"and", "or"} and gap == " "
        joined = coordinate and marked[index - 2] and text[words[index - 2].end : before.start] == " "
        if joined and not marked[index] and _listed(text, token, layout) and free(token.start, token.end):
            marked[index] = "name"
        if (
            listed
            and marked[index - 1]
            and not marked[index]
            and _listed(text, token, layout)
            and free(token.start, token.end)
        ):
            marked[index] = "name"
        if (
            gap in {' "', " (", ' ("', " '"}
            and marked[index - 1]
            and not marked[index]
            and free(token.start, token.end)
        ):
            # a nickname in the midst of a name: Marlon "Tank" Reid
            capital = text[token.start].isupper() and token.word not in known.common | known.jargon
            if capital and text[token.end : token.end + 1] in {'"', ")", "'"}:
                marked[index] = "name"
        if not gap or gap.strip(" \t-"):
            continue
        first, second = text[before.start : before.end], text[token.start : token.end]
        if marked[index - 1] and not marked[index] and free(token.start, token.end) and "\n" not in gap:
            if _surname_behind(first, second, token, before, layout):
                marked[index] = "name"
        elif marked[index] and not marked[index - 1] and free(before.start, before.end):
            given = known.is_given(before.word) or before.word in known.name_words
            everyday = before.word in listed_words("everyday") and not _verb_next(words, index)
            small = layout.small(before.start) and not everyday
            if (first[:1].isupper() or small) and given and before.word not in known.jargon and len(first) > 1:
                marked[index - 1] = "name"
        elif not marked[index] and not marked[index - 1] and free(before.start, token.end):
            # "Grant MARSH", "Rose Hill": both are words, and both are names
            named = known.is_given(before.word) and before.word not in known.jargon
            shape = first[:1].isupper() and first[1:].islower() and second.isupper() and len(second) > 2
            both = first[:1].isupper() and second[:1].isupper() and known.may_name(token.word)
            if layout.small(before.start) and named and known.may_name(token.word) and _verb_next(words, index):
                marked[index - 1] = marked[index] = "name"  # "will grant is her ex"
            elif (
                layout.small(before.start)
                and first.islower()
                and named
                and len(second) > 3
                and not known.knows(token.word)
            ):
                marked[index - 1] = marked[index] = "name"
            elif named and (shape or (both and token.word not in known.common)) and token.word not in known.jargon:
                if layout.capitals(token.start) and before.word in {"will", "may", "can", "so", "an", "do", "mark"}:
                    continue
                marked[index - 1] = marked[index] = "name"


def _particles(text: str, words: Sequence[Token], marked: list[str | None], free: Callable[[int, int], bool]) -> None:
    """Small words inside a name: "Julian de la Cruz", "Van der Berg"."""
    always, capital = small_words()
    for index in range(len(words) - 2, -1, -1):
        token = words[index]
        if marked[index] or not marked[index + 1] or text[token.end : words[index + 1].start] != " ":
            continue
        inside = index > 0 and marked[index - 1] and text[words[index - 1].end : token.start] == " "
        if token.word in always or (token.word in capital and (inside or text[token.start].isupper())):
            marked[index] = "name" if free(token.start, token.end) else None


def _listed(text: str, token: Token, layout: Layout) -> bool:
    """Whether an ordinary word in a list of names is one more: "Alfie, Mason"."""
    known = vocabulary()
    return (
        text[token.start].isupper()
        and text[token.start + 1 : token.end].islower()
        and known.may_name(token.word)
        and token.word not in known.common
        and token.word not in listed_words("months")
        and not layout.capitals(token.start)
    )


def _surname_behind(first: str, second: str, token: Token, before: Token, layout: Layout) -> bool:
    known = vocabulary()
    if token.word in known.jargon or token.word in known.common or len(second) < 2:
        return False
    if not known.is_given(before.word) and not known.may_name(token.word):
        return False
    if second.isupper() and token.word in known.short_caps:
        return False
    if layout.small(token.start) and second.islower():
        return (not known.knows(token.word) or token.word in known.surnames | known.name_words) and len(second) > 2
    if not second[0].isupper():
        return not known.knows(token.word) and len(second) > 3 and first.islower()
    if layout.capitals(token.start):
        return known.may_name(token.word)
    return True


def _sequences(text: str, folded: str, words: Sequence[Token], marked: Sequence[str | None]) -> list[Run]:
    found: list[Run] = []
    group: list[Token] = []
    for index, token in enumerate(words):
        if marked[index]:
            if group and not _joined(text, group[-1], token):
                found.append(_sequence(text, folded, group))
                group = []
            group.append(token)
        elif group:
            found.append(_sequence(text, folded, group))
            group = []
    if group:
        found.append(_sequence(text, folded, group))
    return found


def _joined(text: str, before: Token, token: Token) -> bool:
    gap = text[before.end : token.start]
    if "," in gap:
        # "MOORE, Carys", never "Carys, Dylan"
        return (
            _JOIN.fullmatch(gap) is not None
            and vocabulary().is_given(token.word)
            and not vocabulary().is_given(before.word)
            and text[before.start : before.end].isupper()
        )
    return _JOIN.fullmatch(gap) is not None


def _sequence(text: str, folded: str, group: Sequence[Token]) -> Run:
    start = group[0].start
    initials = _INITIALS.search(text, max(0, start - 12), start)
    if initials is not None:
        start = initials.start()
    known = vocabulary()
    window = folded[max(0, start - NEAR) : start]
    role = "OFFICER" if ranks().search(window) else None
    person = (
        role is not None
        or titled(folded, start)
        or any(known.is_given(t.word) or t.word in known.surnames for t in group)
        or strong_cue(folded, start)
    )
    kind: Kind = "PERSON"
    if not person and initials is None:
        kind = "PLACE" if place_before().search(window) else "NAME"
    behind = _INITIAL_BEHIND.match(text, group[-1].end) if person else None
    return Run(tuple(group), start, behind.end("x") if behind else group[-1].end, kind, role)


def _slip(word: str) -> bool:
    """Whether a word is an ordinary one with two letters swapped or one doubled or dropped inside: "Recieved"."""
    known = vocabulary().words
    if len(word) < 5:
        return False
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
    doubled = (word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1])
    dropped = (word[:i] + word[i] + word[i:] for i in range(1, len(word)))
    return any(form in known for forms in (swapped, doubled, dropped) for form in forms if len(form) > 4)
