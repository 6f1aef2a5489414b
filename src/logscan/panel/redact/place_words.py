"""Which words may belong to the name of a place."""

from __future__ import annotations

from collections.abc import Container

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.place_forms import load_set, piece
from logscan.panel.redact.vocabulary import vocabulary


def caps_name(word: str) -> bool:
    """Whether a folded word of a line in capitals may be part of a name."""
    known = vocabulary()
    return not known.knows(word) or known.may_name(word) or word in load_set("street_words")


def run_of_names(text: str, start: int, layout: Layout, also: Container[str] = frozenset()) -> int:
    """The end of a run of words with capitals and house numbers behind a cue; ``also``: jargon that is a name here."""
    end, position = start, start
    prose = not layout.capitals(start)
    for _ in range(8):
        match = piece().match(text, position)
        if match is None:
            break
        word = match["word"].lower().rstrip(".")
        known = vocabulary()
        if match["word"][0].isdigit():
            end = match.end() if position == start else end
        elif word in load_set("inside") and end > start:
            pass
        elif (
            not match["word"][0].isupper()
            or (word in known.jargon and word not in also)
            or word in known.common - {"hill", "park", "church"}
            or (not prose and known.knows(word) and not caps_name(word) and word not in load_set("streets"))
        ):
            break
        else:
            end = match.end("word")
        position = match.end()
    return end
