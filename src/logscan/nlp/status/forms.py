"""Forms inside a log: answers, tick boxes and lists of actions around a target."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from logscan.nlp.status.beginnings import Begun
from logscan.nlp.status.words import table, words

_ON = r"\[\s?[x✓✔y]\s?\]|\(\s?[x✓✔]\s?\)|☑|☒|✅|[✓✔]|🗹"
_OFF = r"\[\s{0,2}\]|\(\s{1,2}\)|☐|□|❏|✗|✘|❌"
_BOX = rf"(?:{_ON}|{_OFF})"
_TICKED = re.compile(_ON)
_BOX_BEFORE = re.compile(rf"(?:(?P<on>{_ON})|(?P<off>{_OFF}))\s{{0,3}}$")
_BOX_AFTER = re.compile(rf"[\s:?=|\-.]{{0,6}}(?:(?P<on>{_ON})|(?P<off>{_OFF}))")
_ANY_BOX = re.compile(_BOX)
_BOX_ENDS = frozenset("])☑☒✅✓✔🗹☐□❏✗✘❌")
_YES_NO_BOX = re.compile(r"\b(?:yes|no|y|n)\s*\S{1,3}\s*$")
_FIELD_WORDS = rf"(?:\s+(?:{words('form', 'field')})(?!\w)){{0,3}}"
_PAIR = re.compile(
    rf"(?P<label>{_FIELD_WORDS})[\s:?=|\-.]*(?:(?:yes|y)\s*(?P<yes>{_BOX})\s*/?\s*(?:no|n)\s*(?P<no>{_BOX})"
    rf"|(?P<yes2>{_BOX})\s*(?:yes|y)\s*/?\s*(?P<no2>{_BOX})\s*(?:no|n)\b)"
)
_ANSWER = rf"(?:(?P<na>{words('form', 'na')})|(?P<yes>{words('form', 'yes')})|(?P<no>{words('form', 'no')}))"
_ENDS = rf"(?=[ \t]{{2,}}|\s*(?:$|[\n.,;|)/(\]!]|-\s|[-=]>|\b(?:{words('form', 'after_answer')})\b|\d\d?[/.:]\d))"
_PRINTED = rf"(?:\(?\b(?:{words('form', 'printed')})\b\)?\s*)"
_A = r"(?:a(?:ns(?:wer)?)?\s*[:.\-]\s*)?"
_FIELD = re.compile(
    rf"(?P<label>{_FIELD_WORDS})\s*(?:{_PRINTED}[\s:=\-|?>]*|[?:=|]+[\s:=\-|>]*{_A}(?:{_PRINTED}[\s:=\-|>]*)?|[\[(]\s*"
    rf"|\s-+>?\s*|-+>\s*){_ANSWER}{_ENDS}"
)
_QUESTION = re.compile(rf"(?P<label>[^\n?.]{{0,90}})\?[\s:\-|>.=]*{_A}{_PRINTED}?[\s:\-|>=]*{_ANSWER}{_ENDS}")
_OPEN_QUESTION = re.compile(r"[^\n?.!;]{0,120}\?")
_EMPTY = re.compile(
    rf"{_FIELD_WORDS}\s*(?:[:=]|_{{2,}}|\.{{4,}}|\(?{_PRINTED}[:=]?)\s*(?:_{{2,}}|\.{{4,}}|\[\s*\])?[ \t]*(?=\n|$)"
)
# what every answer behind a target needs: a mark right behind it and its field words, or a question mark further on
_MARK_BEHIND = re.compile(rf"{_FIELD_WORDS}\s*(?:[^\w\s,;/'\"]|[_y])")
_QUESTION_REACH = 120
_LISTS = table("words.toml")["list"]
_LIST_HEAD = Begun(
    [
        *(phrase for name in ("plan", "actions", "colon", "sentence") for phrase in _LISTS[name]),
        *(f"{of} {head}" for name in ("plan", "actions") for of in _LISTS[f"{name}_of"] for head in _LISTS[name]),
    ],
    rf"(?<![\w'])(?:(?:(?:{words('list', 'plan_of')})\s)?(?:{words('list', 'plan')})(?=\s*[:\n\-=(]|\s+1|\s+a\))"
    rf"|(?:(?:{words('list', 'actions_of')})\s)?(?:{words('list', 'actions')})"
    rf"(?:\s(?:{words('list', 'actions_for')}|for [pd]c \d+)){{0,3}}"
    rf"\s*(?=[:\n=]|-\s|\s1[.)]|\sa\))"
    rf"|(?:{words('list', 'colon')})\s*(?:[:\n]|-\s)|(?:{words('list', 'sentence')})(?!\w))",
)
_DONE_HEAD = Begun(
    [*_LISTS["done"], *_LISTS["done_line"]],
    rf"(?<!\w)(?:{words('list', 'done')}|(?<=\n)(?:{words('list', 'done_line')}))\s*[:\-\n]",
)
_ITEM = re.compile(
    r"(?:^|[\n;,.:]|\s)\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.):]|\d{1,2}\s(?=\S)|[-*•>·–]|#\d+)\s*[^\n;]{0,90}$"
)
_LIST_REACH = 900


class Answer(NamedTuple):
    """A form's answer to the target: yes, no, na, on, off, open (asked, not answered) or empty; and the words asked."""

    value: str
    label: str
    start: int
    end: int


def answer(folded: str, start: int, end: int, left: int, right: int) -> Answer | None:
    """What the form says right at the target ``folded[start:end]``; looks no further than ``left`` and ``right``."""
    boxed = folded[max(left, start - 8) : start].rstrip()[-1:] in _BOX_ENDS
    box = _BOX_BEFORE.search(folded, max(left, start - 8), start) if boxed else None
    if box is None and not _asks(folded, end, right) and _MARK_BEHIND.match(folded, end, right) is None:
        return None
    after = _BOX_AFTER.match(folded, end, right)
    if box is not None and after is not None and not _boxes_lead(folded, left, end):
        box = None  # the box of the name before: "DASH ✔ SASH ✘"
    if box is not None and not _YES_NO_BOX.search(folded, max(left, start - 30), start):
        ticked = box.group("on") or _TICKED.search(folded, max(0, left - 400), min(len(folded), end + 400))
        return Answer("on" if box.group("on") else "off" if ticked else "open", "", box.start(), box.end())
    pair = _PAIR.match(folded, end, right)
    if pair is not None:
        yes, no = (_TICKED.match(pair.group(f"{side}") or pair.group(f"{side}2")) is not None for side in ("yes", "no"))
        value = "open" if yes == no else "yes" if yes else "no"
        return Answer(value, pair.group("label"), pair.end("label"), pair.end())
    for pattern in (_FIELD, _QUESTION):
        field = pattern.match(folded, end, right)
        if field is not None:
            value = str(field.lastgroup)
            return Answer(value, field.group("label").strip(), field.start(value), field.end(value))
    if after is not None:
        ticked = _TICKED.search(folded, max(0, left - 400), min(len(folded), end + 400))
        value = "on" if after.group("on") else "off" if ticked else "open"
        return Answer(value, "", after.start(), after.end())
    asked = _OPEN_QUESTION.match(folded, end, right)
    if asked is not None:
        return Answer("open", asked.group(), asked.end() - 1, asked.end())
    empty = _EMPTY.match(folded, end, right)
    return None if empty is None else Answer("empty", empty.group(), empty.start(), empty.end())


def _asks(folded: str, start: int, end: int) -> bool:
    """Whether a question mark stands behind a place in its line."""
    asked = folded.find("?", start, min(end, start + _QUESTION_REACH + 1))
    return asked >= 0 and folded.find("\n", start, asked) < 0


def _boxes_lead(folded: str, left: int, right: int) -> bool:
    """Whether the boxes of a line stand before their names."""
    first = _ANY_BOX.search(folded, left, right)
    head = folded[left : first.start()].strip() if first else ""
    return not head or head.endswith(":")


class ListZones:
    """Where the lists of things to do lie in a stretch of folded text."""

    def __init__(self, folded: str, left: int, right: int) -> None:
        self._folded, self._left, self._right = folded, left, right

    @cached_property
    def _heads(self) -> list[tuple[int, int, bool]]:
        """Where headings begin and end, and whether what stands under them is to be done."""
        where = self._folded, self._left, self._right
        heads = [(m.start(), m.end(), True) for m in _LIST_HEAD.finditer(*where)]
        if heads:
            heads += [(m.start(), m.end(), False) for m in _DONE_HEAD.finditer(*where)]
            heads.sort()
        return heads

    def planned(self, start: int) -> tuple[int, int] | None:
        """The heading that makes what stands at ``start`` a thing to do, if it stands under one."""
        under = [head for head in self._heads if head[1] <= start]
        if not under or not under[-1][2]:
            return None
        head, body, _ = under[-1]
        between = self._folded[body:start]
        if len(between) > _LIST_REACH or "\n\n" in between.strip(" :\n-="):
            return None
        lines = between.strip("\n :-=").split("\n")
        if len(lines) > 1:
            return (head, body) if len(lines[-1]) < 4 or _ITEM.search("\n" + lines[-1]) else None
        prose = "\n" not in between.strip(" ") and re.search(r"\.\s", between) and not _ITEM.search(between)
        return None if prose else (head, body)
