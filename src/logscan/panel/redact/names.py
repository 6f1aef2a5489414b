"""Names of people and places in a text, word by word and then together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from logscan.panel.redact.layout import Layout
from logscan.panel.redact.name_beside import beside, particles
from logscan.panel.redact.name_runs import Run, runs
from logscan.panel.redact.name_words import Token, again, alone


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
    marked = [
        free(token.start, token.end)
        and (again(text, folded, words, index, layout, heard) or alone(text, folded, words, index, layout))
        for index, token in enumerate(words)
    ]
    beside(text, words, marked, layout, free)
    particles(text, words, marked, free)
    return runs(text, folded, words, marked)
