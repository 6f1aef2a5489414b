"""How a check is registered, and the three results that it can give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from logscan.checks.view import View


class HasSpan(Protocol):
    """Anything tied to characters: a mention, a fact, a span, a time."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


class Raise(msgspec.Struct, frozen=True):
    """The evidence is there; ``figures`` fill the message's template, ``variant`` picks one of several messages."""

    evidence: tuple[HasSpan, ...]
    figures: dict[str, object]
    variant: str = ""


class Clear(msgspec.Struct, frozen=True):
    """What was looked for is there, or the check does not apply."""


class CannotTell(msgspec.Struct, frozen=True):
    """The log does not say enough; ``reason`` is a key of ``lexicon/reasons.toml``."""

    reason: str


Result = Raise | Clear | CannotTell
CheckFunction = Callable[["View"], Result]
Held = str | tuple[str | None, ...]
"""What a report holds: a kind of facts or a label, or a label with a status or a concept."""

CLEAR = Clear()
_CHECKS: dict[str, CheckFunction] = {}
_NEEDS: dict[str, frozenset[Held]] = {}


def check(code: str, needs: str = "") -> Callable[[CheckFunction], CheckFunction]:
    """Register a function as the condition of the check ``code``.

    ``needs``, with blanks between, is what one of must be in a report for it to be anything but clear: a kind of facts
    ("exhibit"), a label ("ORDER"), or a label with a status or a concept ("ORDER.done", "ORDER.warning"). Of a report
    with none of these the function is not asked.
    """

    def register(function: CheckFunction) -> CheckFunction:
        if code in _CHECKS:
            raise ValueError(f"{code} is registered twice")
        _CHECKS[code] = function
        _NEEDS[code] = frozenset([tuple(need.split(".")) if "." in need else need for need in needs.split()])
        return function

    return register


def registered() -> dict[str, CheckFunction]:
    """All check functions by code; importing the families fills it."""
    from logscan.checks import families

    families.load()
    return _CHECKS


def needed(code: str) -> frozenset[Held]:
    """What a registered check needs one of, as :attr:`View.held` has it; empty where it is always asked."""
    return _NEEDS[code]


def raises(*evidence: HasSpan, variant: str = "", **figures: object) -> Raise:
    """A result that raises, with its evidence and the figures of its message."""
    return Raise(tuple(evidence), figures, variant)


def raise_if(evidence: Iterable[HasSpan], **figures: object) -> Result:
    """Raise where there is evidence, clear where there is none."""
    found = tuple(evidence)
    return Raise(found, figures) if found else CLEAR
