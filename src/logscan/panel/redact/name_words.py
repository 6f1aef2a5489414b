"""Words that are a name by themselves, by what stands around them, or because no dictionary knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.name_cues import (
    NEAR,
    called,
    cue,
    month_before,
    paired,
    place_before,
    strong_cue,
    surely,
    titled,
)
from logscan.panel.redact.name_cues import words as listed_words
from logscan.panel.redact.vocabulary import WORD, vocabulary

_AGED = re.compile(
    r"(?: ?\((?:aged? |age )?\d{1,2}(?: ?(?:y|yrs?|years|m|f|yo|mths?|months)[^)\n]{0,6})?\)|, \d{1,2}(?=,))"
)


_BY = re.compile(r"(?:^|\n|(?:by|per|from|gan|oic|author|signed|officer) ?:? ?|[\d:] ?[-|/]? ?)(?:\d{3,6} )?\Z")
_NUMBER_BY = re.compile(r",? ?\(?\d{3,6}\)?(?![\w/]|[:.]\d)")
_INITIAL_BEFORE = re.compile(r"(?<=[ (/,\"'“])(?:[B-HJ-PR-UW-Z]\. ?|[B-DF-HJ-MO-PRTZ] )\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the log: its offsets without a possessive ending, and its folded form."""

    start: int
    end: int
    word: str


def tokens(text: str, folded: str) -> list[Token]:
    """The words of a text in order."""
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if folded.endswith("'s", start, end) and end - start > 3:
            end -= 2
        found.append(Token(start, end, folded[start:end]))
    return found


def verb_next(words: Sequence[Token], index: int) -> bool:
    """Whether the word behind is one that a person does: "Grant says"."""
    return index + 1 < len(words) and words[index + 1].word in listed_words("verbs")


def a_thing(words: Sequence[Token], index: int) -> bool:
    """Whether the word before says that a thing follows: "the mark"."""
    return index > 0 and words[index - 1].word in listed_words("before_everyday")


def again(
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
        bare = token.word not in listed_words("everyday") or (token.word == "mark" and not a_thing(words, index))
        return known.may_name(token.word) and (bare or verb_next(words, index))
    if not written[0].isupper():
        return known.may_name(token.word) and verb_next(words, index) and token.word not in listed_words("everyday")
    if token.word in listed_words("months") and month_before().search(folded[max(0, token.start - NEAR) : token.start]):
        return False
    if layout.capitals(token.start) or layout.opens(token.start):
        return token.word not in listed_words("everyday") or cue(folded, token.start) or verb_next(words, index)
    return True


def alone(text: str, folded: str, words: Sequence[Token], index: int, layout: Layout) -> bool:
    """Whether a word is a name without regard to names beside it."""
    token, known = words[index], vocabulary()
    written = text[token.start : token.end]
    if len(written) < 2:
        return False
    if token.word in listed_words("months") and not _month_names(text, folded, token):
        return False
    if not written[0].isupper():
        return _small(folded, words, index, layout)
    window = folded[max(0, token.start - NEAR) : token.start]
    ordinary = known.knows(token.word) or (token.word.endswith("s") and token.word[:-1] in known.jargon)
    behind = text[token.end : token.end + 2]
    if titled(folded, token.start) or paired(folded, token.start):
        acts = verb_next(words, index) and words[index + 1].word != "and"
        if not ordinary or _behind_title(written, token, layout, window, behind, acts):
            return True
    if not ordinary:
        if written.isupper() and (len(written) < 3 or token.word in known.short_caps):
            return False
        return not (_slip(token.word) and layout.opens(token.start) and not known.is_given(token.word))
    if surely().search(window) and token.word not in known.common and token.word not in known.jargon:
        return True
    if written.istitle() and called().search(window) and not layout.capitals(token.start):
        return token.word not in known.common | known.jargon
    if not known.may_name(token.word) or token.word in known.jargon - known.name_words:
        return False
    return _ordinary(text, folded, words, index, layout)


def _ordinary(text: str, folded: str, words: Sequence[Token], index: int, layout: Layout) -> bool:
    """Whether a word with a capital that may be a name is one: "ex Rose", "Grant says", "HOPE (4)"."""
    token, known = words[index], vocabulary()
    written = text[token.start : token.end]
    given = known.is_given(token.word)
    everyday = token.word in listed_words("everyday")
    if given and not everyday and _AGED.match(text, token.end):
        return True
    if layout.capitals(token.start):
        return strong_cue(folded, token.start) and token.word not in known.common and not everyday
    if strong_cue(folded, token.start) or _INITIAL_BEFORE.search(text, max(0, token.start - 6), token.start):
        return True
    if written.isupper() and len(written) > 3 and not everyday and _alone_in_capitals(text, words, index):
        return token.word not in known.common and token.word not in listed_words("months")
    if _numbered(text, folded, token):
        return token.word not in known.common and not everyday
    if written.isupper() and len(written) > 2 and cue(folded, token.start):
        return True
    if not given:
        speaks = index + 1 < len(words) and words[index + 1].word in listed_words("speech") and written.istitle()
        return speaks and not everyday and not layout.opens(token.start)
    if layout.opens(token.start):
        return verb_next(words, index) and token.word not in listed_words("months")
    return True


def _alone_in_capitals(text: str, words: Sequence[Token], index: int) -> bool:
    """Whether a word in capitals stands among words that are not, as a surname does: "HALL to action"."""
    beside = (*words[max(0, index - 1) : index], *words[index + 1 : index + 2])
    return not any(text[t.start : t.end].isupper() and t.end - t.start > 1 for t in beside)


def _numbered(text: str, folded: str, token: Token) -> bool:
    """Whether a collar number stands beside a word as beside an officer's name: "by Marsh 4471", "by 4471 Marsh"."""
    before = _BY.search(folded, max(0, token.start - 20), token.start)
    if before is None or text[token.start : token.end].islower():
        return False
    if _NUMBER_BY.match(folded, token.end) is not None:
        return True
    return before[0][-2:-1].isdigit() and before[0].startswith(("by", "per", "gan"))


def _month_names(text: str, folded: str, token: Token) -> bool:
    """Whether a month is a name: behind a title ("nan June") or what introduces a person, with no number behind."""
    number = text[token.end : token.end + 3].strip()[:1].isdigit()
    return not number and (titled(folded, token.start) or strong_cue(folded, token.start))


def _small(folded: str, words: Sequence[Token], index: int, layout: Layout) -> bool:
    """Whether a word without a capital is a name."""
    token, known = words[index], vocabulary()
    ordinary = known.knows(token.word) or (token.word.endswith("s") and token.word[:-1] in known.jargon)
    if known.is_given(token.word) and not ordinary and len(token.word) > 2:
        return True
    polite = titled(folded, token.start, polite=True)
    if polite and known.may_name(token.word) and token.word not in known.common | listed_words("everyday"):
        return True
    if layout.small(token.start) and not ordinary:
        window = folded[max(0, token.start - NEAR) : token.start]
        if cue(folded, token.start) or polite or titled(folded, token.start) or place_before().search(window):
            return True
    if known.may_name(token.word) and titled(folded, token.start) and _NUMBER_BY.match(folded, token.end):
        return token.word not in known.common
    if layout.small(token.start) and known.may_name(token.word) and token.word not in known.common:
        beside = titled(folded, token.start) or strong_cue(folded, token.start)
        if token.word in listed_words("everyday"):
            behind = folded[token.end : token.end + 3].strip(" ")[:1]
            beside = (titled(folded, token.start) and behind in set("-:,.(/\n")) or verb_next(words, index)
        if beside:
            return True
    return token.word in known.surnames and not ordinary and len(token.word) > 4


def _behind_title(written: str, token: Token, layout: Layout, window: str, behind: str, acts: bool) -> bool:
    """Whether an ordinary word with a capital behind a title or rank is a name: "PC Singer", not "PC 12 Attended"."""
    known = vocabulary()
    if token.word in known.common or token.word in known.jargon:
        return False
    if known.may_name(token.word):
        return True
    closed = not behind.strip() or behind.lstrip()[0] in ":,.()-/|0123456789"
    if layout.capitals(token.start):
        return False
    return written.isupper() or closed or acts or not window.rstrip(" ,(:/-")[-1:].isdigit()


def _slip(word: str) -> bool:
    """Whether a word is an ordinary one with two letters swapped or one doubled or dropped inside: "Recieved"."""
    known = vocabulary().words
    if len(word) < 5:
        return False
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
    doubled = (word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1])
    dropped = (word[:i] + word[i] + word[i:] for i in range(1, len(word)))
    return any(form in known for forms in (swapped, doubled, dropped) for form in forms if len(form) > 4)
