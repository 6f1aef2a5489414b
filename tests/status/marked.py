"""Marked-up sentences: ``SASH <RISK_ASSESSMENT concept=SASH status=planned>outstanding</>`` to text and expectations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from logscan.report import Mention

HERE = Path(__file__).parent
_MARK = re.compile(r"<(?P<label>[A-Z_]*)(?P<attributes>(?:\s+\w+=(?:\"[^\"]*\"|[^\s>]+))*)>(?P<target>[^<]+)</>")
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s>]+))")


class Marked(NamedTuple):
    """A sentence without its marks, its targets as bare mentions, and what each is expected to be."""

    text: str
    mentions: tuple[Mention, ...]
    expected: tuple[dict[str, str], ...]


def parse(line: str) -> Marked:
    """The text, mentions and expectations of a marked-up line."""
    line = line.replace("⏎", "\n")
    text, mentions, expected, at = "", [], [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        attributes = {m.group(1): m.group(2) or m.group(3) for m in _ATTRIBUTE.finditer(mark.group("attributes"))}
        start = len(text)
        text += mark.group("target")
        mentions.append(
            Mention(
                id=len(mentions),
                start=start,
                end=len(text),
                text=mark.group("target"),
                label=mark.group("label") or "ENQUIRY",
                concept=attributes.pop("concept", "witness"),
                entry=0,
            )
        )
        expected.append(attributes)
        at = mark.end()
    return Marked(text + line[at:], tuple(mentions), tuple(expected))


def lines(name: str) -> list[str]:
    """The cases of a fixture file, comments left out."""
    content = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in content if line.strip() and not line.startswith("#")]
