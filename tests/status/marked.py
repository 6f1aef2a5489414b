"""Marked-up sentences, ``<ORDER concept=SPO status=planned>SPO</> outstanding``, to text and expectations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from logscan.nlp.sentences import sentences
from logscan.nlp.status import process
from logscan.nlp.text import fold
from logscan.report import Entry, Mention, Time

HERE = Path(__file__).parent
DAY = "2022-05-12"
_MARK = re.compile(
    r"<(?P<label>[A-Z_]*)(?P<attributes>(?:\s+\w+=(?:\"[^\"]*\"|[^\s>]+))*)>(?P<target>[^<]+)</>"
    r"|~(?P<words>[^|~]+)\|(?P<value>[^~]+)~"
)
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s>]+))")


class Marked(NamedTuple):
    """A sentence without its marks, its targets as bare mentions, what each is expected to be, and its times."""

    text: str
    mentions: tuple[Mention, ...]
    expected: tuple[dict[str, str], ...]
    times: tuple[Time, ...]


def parse(line: str) -> Marked:
    """The text, mentions, expectations and times of a marked-up line."""
    line = line.replace("⏎", "\n")
    text, mentions, expected, times, at = "", [], [], [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        start, at = len(text), mark.end()
        text += mark.group("target") or mark.group("words")
        if mark.group("words"):
            kind = "TIME" if "T" in mark.group("value") else "DATE"
            when = {"start": start, "end": len(text), "text": text[start:], "type": kind, "value": mark.group("value")}
            times.append(msgspec.convert({**when, "entry": 0}, Time))
            continue
        attributes = {m.group(1): m.group(2) or m.group(3) for m in _ATTRIBUTE.finditer(mark.group("attributes"))}
        concept = attributes.pop("concept", "witness")
        mention = {"label": mark.group("label") or "ENQUIRY", "concept": concept, "entry": 0}
        span = {"id": len(mentions), "start": start, "end": len(text), "text": text[start:]}
        mentions.append(msgspec.convert({**mention, **span}, Mention))
        expected.append(attributes)
    return Marked(text + line[at:], tuple(mentions), tuple(expected), tuple(times))


def read(marked: Marked) -> tuple[Mention, ...]:
    """The mentions of a marked-up line as the component reads them, in one entry of :data:`DAY`."""
    folded = fold(marked.text)
    entry = Entry(start=0, end=len(folded), body=0, time=f"{DAY}T10:00")
    return process(marked.text, folded, (entry,), sentences(folded), marked.times, marked.mentions)


def wrong(mention: Mention, want: dict[str, str]) -> dict[str, object]:
    """What of a mention is not as wanted; ``none`` wants nothing there, a reason wants its words in it."""
    found: dict[str, object] = {}
    for key, value in want.items():
        if key == "reason" and value != "none":
            got: object = mention.reason.text if mention.reason else None
            right = mention.reason is not None and value in mention.reason.text
        elif key == "review":
            got = mention.rule
            right = (mention.rule or "").startswith("review") == (value == "yes")
        else:
            got = getattr(mention, key)
            right = got == (None if value == "none" else value)
        if not right:
            found[key] = got
    return found


def lines(name: str) -> list[str]:
    """The cases of a fixture file, comments left out."""
    content = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in content if line.strip() and not line.startswith("#")]
