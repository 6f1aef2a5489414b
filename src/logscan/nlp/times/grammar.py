"""The engine of the grammar: token kinds as single characters, rules as small expressions over them.

A rule is written with the names of token kinds (``weekday comma? (n|ord) of? month``) and a function that makes items
of the tokens it matched, or None. Rules are tried in order at each place; the first that makes something wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from msgspec import Struct

from logscan.nlp.times.expressions import Item
from logscan.nlp.times.lexer import Token

Build = Callable[["Match"], "list[Item] | Item | None"]


class Match(Struct, frozen=True, gc=False):
    """Tokens that a rule matched, with their neighbours at hand."""

    tokens: Sequence[Token]
    first: int
    last: int
    folded: str

    def of(self, *kinds: str) -> list[Token]:
        """The matched tokens of these kinds."""
        return [t for t in self.tokens[self.first : self.last] if t.kind in kinds]

    def one(self, *kinds: str) -> Token | None:
        """The first matched token of these kinds."""
        for token in self.tokens[self.first : self.last]:
            if token.kind in kinds:
                return token
        return None

    def has(self, kind: str) -> bool:
        """Whether a token of this kind is matched."""
        for token in self.tokens[self.first : self.last]:  # noqa: SIM110 - a third of the time of any()
            if token.kind == kind:
                return True
        return False

    def neighbour(self, offset: int) -> Token | None:
        """The token ``offset`` places before (negative) or after the match."""
        at = self.first + offset if offset < 0 else self.last - 1 + offset
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def word_before(self, back: int) -> str:
        """The characters of the token ``back`` places before the match, or nothing."""
        token = self.neighbour(-back)
        return "" if token is None else self.word(token)

    def word(self, token: Token) -> str:
        """The characters of a token."""
        return self.folded[token.start : token.end]


class _Characters(dict[str, str]):
    """The character that stands for a token kind, given out as kinds are met."""

    def __missing__(self, kind: str) -> str:
        self[kind] = chr(0xA1 + len(self))
        return self[kind]


_CHARACTERS = _Characters()
_SMALL = frozenset(
    [
        "the",
        "a",
        "on",
        "in",
        "at",
        "to",
        "of",
        "and",
        "since",
        "by",
        "for",
        "last",
        "next",
        "this",
        "that",
        "same",
        "dash",
        "between",
        "before",
        "after",
        "until",
        "within",
    ]
)


_KIND = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_RUN, _KEPT_RUNS = 24, 20_000


def expression(pattern: str) -> str:
    """The regular expression over kind characters of a rule's pattern."""
    named = _KIND.sub(lambda m: _CHARACTERS[m.group()], pattern)
    return named.replace(" ", "").replace("(", "(?:").replace("(?:?", "(?")


class Grammar:
    """Rules as expressions over kinds; at one place those that the first kind opens are tried in order.

    Which rules fit is told by the kinds up to the first that none of them names, and short runs of kinds come again
    and again: the answers are kept.
    """

    def __init__(self, rules: Sequence[tuple[str, Build]]) -> None:
        self._builders = [build for _, build in rules]
        each = [re.compile(expression(pattern)) for pattern, _ in rules]
        opening = [openers(pattern)[0] for pattern, _ in rules]
        named = [set(_KIND.findall(pattern)) for pattern, _ in rules]
        self._rules = {
            kind: [(i, each[i]) for i in range(len(rules)) if kind in opening[i]] for kind in set().union(*opening)
        }
        self._run = {
            kind: re.compile(f"[{_any(set().union({kind}, *(named[i] for i, _ in found)))}]{{1,{_LONGEST_RUN}}}")
            for kind, found in self._rules.items()
        }
        # the answers by the first kind and the next alone, where no rule of the first names the next
        self._alone: dict[str, tuple[tuple[int, int], ...]] = {}
        self._met: dict[str, tuple[tuple[int, int], ...]] = {}
        # a plain dict is asked in a tenth of the time of one with a method for what is missing
        self._signs = dict(_CHARACTERS)
        # small words open a time only with one of its words behind them
        beyond = _any({"other", "mark", "break", "odd", "dot"})
        self._opens = re.compile(f"[{_any(self._rules.keys() - _SMALL)}]|[{_any(_SMALL)}](?=[^{beyond}])")

    def parse(self, tokens: Sequence[Token], folded: str) -> list[Item]:
        """The items of a window's tokens, in order and apart."""
        signs = self._signs
        try:
            kinds = "".join([signs[token.kind] for token in tokens])
        except KeyError:  # a kind that is met for the first time
            kinds = "".join([signs.setdefault(token.kind, _CHARACTERS[token.kind]) for token in tokens])
        found: list[Item] = []
        at, count = 0, len(tokens)
        opens, alone = self._opens.search, self._alone
        while (opening := opens(kinds, at)) is not None:
            first = opening.start()
            at = first + 1
            fitting = alone.get(kinds[first : first + 2])
            if fitting is None:
                fitting = self._fitting(tokens[first].kind, kinds, first)
            for rule, length in fitting:
                made = self._builders[rule](Match(tokens, first, first + length, folded))
                if made is None:
                    continue
                if not isinstance(made, list):
                    found.append(made)
                elif made:
                    found += made
                else:
                    break
                # tokens beyond the last item (a look at what follows) are read again
                end = found[-1].end
                while at < count and tokens[at].start < end:
                    at += 1
                break
        return found

    def _fitting(self, kind: str, kinds: str, first: int) -> tuple[tuple[int, int], ...]:
        """The rules that fit at a place, in order, each with the number of tokens that it takes."""
        run = self._run[kind].match(kinds, first).group()  # type: ignore[union-attr]
        fitting = self._met.get(run)
        if fitting is not None:
            return fitting
        matches = [(rule, expression.match(kinds, first)) for rule, expression in self._rules[kind]]
        fitting = tuple((rule, match.end() - first) for rule, match in matches if match is not None)
        # a rule that takes nothing is heard only where it is the first
        fitting = tuple(fit for at, fit in enumerate(fitting) if fit[1] or not at)
        if len(run) == 1:
            self._alone[kinds[first : first + 2]] = fitting
        elif len(run) < _LONGEST_RUN:
            if len(self._met) >= _KEPT_RUNS:
                self._met.clear()
            self._met[run] = fitting
        return fitting


def _any(kinds: Iterable[str]) -> str:
    """The characters of kinds, for a class."""
    return "".join(sorted(_CHARACTERS[kind] for kind in kinds))


def openers(pattern: str) -> tuple[set[str], bool]:
    """The kinds that a match of ``pattern`` can begin with, and whether it can be empty."""
    parts = re.findall(r"[a-z][a-z0-9_]*|\(\?[=!]|[()|?*]|\{\d+,?\d*\}", pattern)
    return _alternatives(parts, 0)[:2]


def _alternatives(parts: Sequence[str], at: int) -> tuple[set[str], bool, int]:
    kinds: set[str] = set()
    empty = False
    while True:
        found, can_be_empty, at = _sequence(parts, at)
        kinds |= found
        empty |= can_be_empty
        if at >= len(parts) or parts[at] == ")":
            return kinds, empty, at
        at += 1


def _sequence(parts: Sequence[str], at: int) -> tuple[set[str], bool, int]:
    kinds: set[str] = set()
    open_still = True
    while at < len(parts) and parts[at] not in {")", "|"}:
        if parts[at].startswith("("):
            ahead = parts[at] != "("
            found, empty, at = _alternatives(parts, at + 1)
            found, empty = (set(), True) if ahead else (found, empty)
        else:
            found, empty = {parts[at]}, False
        at += 1
        if at < len(parts) and (parts[at] in {"?", "*"} or parts[at].startswith("{")):
            empty |= parts[at] in {"?", "*"} or parts[at].startswith("{0")
            at += 1
        if open_still:
            kinds |= found
        open_still &= empty
    return kinds, open_still, at


@cache
def grammar() -> Grammar:
    """The grammar of English and Welsh times."""
    from logscan.nlp.times import births, clocks, dates, durations, months, ordinals, recurring, relative

    calendar = [*births.RULES, *dates.RULES, *months.RULES, *ordinals.RULES]
    return Grammar([*calendar, *recurring.RULES, *relative.RULES, *clocks.RULES, *durations.RULES])
