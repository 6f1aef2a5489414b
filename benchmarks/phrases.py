"""The lexicon's English mention phrases as plain phrases, for peers that know no phrase language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from logscan.nlp.lexicon import lexicon_files, load_rules
from logscan.nlp.lexicon.grammar import Group, Node, parse

FORMS = 8
"""Forms of one phrase at most; a phrase of many alternatives has thousands."""


def phrases() -> list[str]:
    """Plain phrases, sorted; those with gaps or numbers, which have no plain form, are left out."""
    files = [file for file in lexicon_files("mentions") if ".en." in file]
    found: set[str] = set()
    for rule in load_rules(*files):
        if not any(sign in rule.phrase for sign in ("..", "#", "_")):
            found.update(islice(_forms(parse(rule.phrase)), FORMS))
    return sorted(phrase for phrase in found if phrase)


def _forms(nodes: Sequence[Node]) -> Iterator[str]:
    if not nodes:
        yield ""
        return
    first, rest = nodes[0], nodes[1:]
    if isinstance(first, Group):
        ways = [form for way in first.alternatives for form in islice(_forms(way), FORMS)]
        heads = [*ways, ""] if first.optional else ways
    else:
        heads = [first.strip("~*")]
    for tail in islice(_forms(rest), FORMS):
        for head in heads:
            yield f"{head} {tail}".strip()
