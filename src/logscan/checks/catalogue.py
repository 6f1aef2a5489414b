"""What every check says of itself, read from ``lexicon/checks/CODE.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invented log, short, and its record; ``result`` is what the check is to say of it."""

    log: str
    result: str
    record: dict[str, str | int | bool] = {}
    note: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One check of the catalogue.

    ``message`` and ``clears_when`` are templates by language; ``absence`` marks a check of absence, which cannot tell
    on a fragment; ``thresholds`` are the policy keys that it reads; ``searched`` says what was looked for.
    """

    code: str
    name: str
    severity: int
    criteria: tuple[str, ...]
    summary: str
    why: str
    source: tuple[str, ...]
    message: dict[str, str]
    clears_when: dict[str, str]
    examples: tuple[Example, ...] = ()
    thresholds: tuple[str, ...] = ()
    absence: bool = False
    searched: str = ""

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


@cache
def catalogue() -> dict[str, Entry]:
    """All checks by code, in the order of the families REC, RSK, SAF, ORD, TIM, OUT, INV, QUA, GOOD."""
    folder = resources.files("logscan.lexicon").joinpath("checks")
    entries = [
        msgspec.convert({"code": item.name.removesuffix(".toml"), **tomllib.loads(item.read_text(encoding="utf-8"))}, Entry)
        for item in folder.iterdir()
        if item.name.endswith(".toml")
    ]
    order = ("REC", "RSK", "SAF", "ORD", "TIM", "OUT", "INV", "QUA", "GOOD")
    return {entry.code: entry for entry in sorted(entries, key=lambda e: (order.index(e.family), e.code))}
