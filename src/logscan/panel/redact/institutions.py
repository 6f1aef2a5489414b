"""The names of workplaces and schools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.place_forms import closed, firm, learns, load_set, pub, works
from logscan.panel.redact.place_words import caps_name, run_of_names
from logscan.panel.redact.vocabulary import WORD, vocabulary


def institutions(text: str, folded: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    """(type, start, end) of what is called a school or a place of work, or follows "works at", "attends"."""
    for type, expression in closed():
        for match in expression.finditer(text):
            words = [w.lower() for w in WORD.findall(match[0])]
            if all(word in load_set("generic") or word in vocabulary().jargon for word in words[:-1]):
                continue
            start = match.start()
            for word in WORD.finditer(match[0]):
                if word[0].lower() not in load_set("leading") and word[0].lower() not in vocabulary().jargon:
                    break
                start = match.start() + word.end()
            start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip(" &-"))
            if layout.capitals(start) and not any(caps_name(w) for w in words[:-1]):
                continue
            yield type, start, match.end()
    for match in re.finditer(
        r"\b(?:Ysgol|Coleg|Prifysgol)(?: (?:Gynradd|Gyfun|Uwchradd|y|yr|Y|Yr))*(?: [A-Z][\w'’-]+){1,3}", text
    ):
        yield "SCHOOL", *match.span()
    for match in pub().finditer(text):
        yield "WORKPLACE", *match.span("x")
    for match in firm().finditer(text):
        yield "WORKPLACE", *match.span()
    for type, cues in (("WORKPLACE", works()), ("SCHOOL", learns())):
        for match in cues.finditer(folded):
            end = run_of_names(text, match.end(), layout, load_set("brands"))
            if end > match.end():
                yield type, match.end(), end
