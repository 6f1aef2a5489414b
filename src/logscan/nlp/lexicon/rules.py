"""Rules: the phrases of lexicon files, compiled, with what may and may not stand beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from logscan.nlp.lexicon.anchors import Way, last_words, ways_to
from logscan.nlp.lexicon.expressions import Ending, Expression
from logscan.nlp.lexicon.grammar import boundary, expression, parse


class LexiconError(ValueError):
    """A phrase or a lexicon file cannot be used; the message names file, concept and phrase."""


_CAPITALS = re.compile(r"[A-Z][A-Z.&/'+]*[A-Z]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of a lexicon: ``key`` names its concept, ``attributes`` is the rest of its TOML block."""

    key: str
    phrase: str
    language: str
    source_file: str
    attributes: dict[str, Any] = field(hash=False, compare=False)
    pattern: Expression = field(hash=False, compare=False)
    ways: tuple[Way, ...] = field(default=(), hash=False)
    capitals: bool = False
    unless_before: Ending | None = field(default=None, hash=False, compare=False)
    unless_after: Expression | None = field(default=None, hash=False, compare=False)
    needs: Expression | None = field(default=None, hash=False, compare=False)
    unless_in: Expression | None = field(default=None, hash=False, compare=False)


def load_rules(*files: str) -> list[Rule]:
    """The rules of lexicon files, named from the package's ``lexicon`` folder (``"mentions/order.en.toml"``)."""
    return [rule for file in files for rule in _rules_of(file)]


def lexicon_files(folder: str) -> list[str]:
    """The TOML files of a folder of the lexicon, sorted."""
    root = resources.files("logscan.lexicon").joinpath(folder)
    return sorted(f"{folder}/{item.name}" for item in root.iterdir() if item.name.endswith(".toml"))


def _rules_of(file: str) -> Iterator[Rule]:
    data = tomllib.loads(resources.files("logscan.lexicon").joinpath(file).read_text(encoding="utf-8"))
    words = {**_shared_words(), **data.pop("words", {})}
    defaults = {key: value for key, value in data.items() if key != "concept"}
    for block in data["concept"]:
        merged = {**defaults, **block}
        for part in _CONTEXTS:
            if part in merged:
                # what a file says of all its blocks holds beside what a block says of itself
                contexts = dict.fromkeys([*defaults.get(part, ()), *block.get(part, ())])
                merged[part] = [_filled(phrase, words, file) for phrase in contexts]
        for phrase in merged["phrases"]:
            yield make_rule(_filled(phrase, words, file), merged, file)


_CONTEXTS = ("unless_before", "unless_after", "unless_in", "needs")
_NAMED = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def _shared_words() -> dict[str, str]:
    file = resources.files("logscan.lexicon").joinpath("words.toml")
    return dict(tomllib.loads(file.read_text(encoding="utf-8"))["words"])


def _filled(phrase: str, words: dict[str, str], file: str) -> str:
    """The phrase with its ``{name}`` parts put in; a kept group of words may name others."""
    for _ in range(4):
        if "{" not in phrase:
            return phrase
        try:
            phrase = _NAMED.sub(lambda name: words[name[1]], phrase)
        except KeyError as error:
            raise LexiconError(f"{file}: {phrase!r}: no words are kept as {error}") from error
    raise LexiconError(f"{file}: {phrase!r}: the words name each other")


def make_rule(phrase: str, block: dict[str, Any], file: str = "") -> Rule:
    """One phrase of a concept's block, compiled; raises :class:`LexiconError` where it cannot be.

    Beside ``phrases`` a block may hold ``unless_before`` and ``unless_after`` (what must not stand next to the phrase),
    ``needs`` and ``unless_in`` (what the sentence must or must not hold; whoever knows the sentences applies them).
    """
    key = str(block["name"])
    try:
        tree = parse(phrase)
        ways = tuple(ways_to(tree))
        pattern = Expression(lambda: boundary(expression(tree)))
    except ValueError as error:
        raise LexiconError(f"{file}: {key}: {phrase!r}: {error}") from error
    attributes = {k: v for k, v in block.items() if k not in {"name", "phrases", "language", *_CONTEXTS}}
    return Rule(
        key=key,
        phrase=phrase,
        language=str(block.get("language", "en")),
        source_file=file,
        attributes=attributes,
        pattern=pattern,
        ways=ways,
        capitals=bool(_only_capitals(phrase)),
        unless_before=_before(block),
        unless_after=_context(block, "unless_after", r"[\s\-\"'):,]*(?:{})(?!\w)"),
        needs=_context(block, "needs", r"(?<!\w)(?:{})(?!\w)"),
        unless_in=_context(block, "unless_in", r"(?<!\w)(?:{})(?!\w)"),
    )


def _before(block: dict[str, Any]) -> Ending | None:
    phrases: Sequence[str] = block.get("unless_before", ())
    return _ending(tuple(phrases)) if phrases else None


@lru_cache(maxsize=1024)
def _ending(phrases: tuple[str, ...]) -> Ending:
    template = r"(?<!\w)(?:{})[\s\-\"'(]*$"
    return Ending(lambda: _filled_in(template, phrases), lambda: last_words(map(parse, phrases)))


def _context(block: dict[str, Any], part: str, template: str) -> Expression | None:
    phrases: Sequence[str] = block.get(part, ())
    return _compiled(tuple(phrases), template) if phrases else None


@lru_cache(maxsize=1024)
def _compiled(phrases: tuple[str, ...], template: str) -> Expression:
    return Expression(lambda: _filled_in(template, phrases))


def _filled_in(template: str, phrases: Sequence[str]) -> str:
    return template.replace("{}", "|".join(expression(parse(p)) for p in phrases))


@lru_cache(maxsize=4096)
def capital_words(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _only_capitals(phrase)))})(?!\w)")


def _only_capitals(phrase: str) -> list[str]:
    """The words, folded, that the phrase wants in capitals: those that it does not also give in small letters."""
    small = {word.lower() for word in re.findall(r"[\w.&/'+]+", phrase) if not word.isupper()}
    return sorted({word.lower() for word in _CAPITALS.findall(phrase)} - small)
