"""What every check says of itself, read from ``lexicon/checks/CODE.toml``; its family and its panel questions."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from logscan.case import Record
from logscan.report import CheckResult

Severity = Literal[0, 1, 2, 3]


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invented log, short, and its record; ``result`` is what the check is to say of it."""

    log: str
    result: CheckResult
    record: Record = Record()
    note: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One check of the catalogue.

    ``message`` and ``clears_when`` are templates by language, ``message`` by language and variant ("en.late") where a
    check has several. ``absence`` marks a check of absence, which cannot tell on a fragment; ``searched`` says, by
    language, what was looked for, and ``near`` among which mentions (LABEL or LABEL.concept) the nearest to it is.
    ``thresholds`` are the policy keys that it reads. ``severity`` is 3 safety, 2 standard or recording, 1 record
    quality, 0 good practice.
    """

    code: str
    name: str
    severity: Severity
    criteria: tuple[str, ...]
    summary: str
    why: str
    source: tuple[str, ...]
    message: dict[str, str]
    clears_when: dict[str, str]
    examples: tuple[Example, ...]
    thresholds: tuple[str, ...] = ()
    absence: bool = False
    searched: dict[str, str] = {}
    near: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question that the panel considers, by language."""

    title: dict[str, str]
    asks: dict[str, str]


@cache
def catalogue() -> dict[str, Entry]:
    """All checks by code, in the order of :func:`families`."""
    folder = resources.files("logscan.lexicon").joinpath("checks")
    entries = [
        msgspec.convert({"code": item.name.removesuffix(".toml"), **tomllib.loads(item.read_text("utf-8"))}, Entry)
        for item in folder.iterdir()
        if item.name.endswith(".toml")
    ]
    order = list(families())
    return {entry.code: entry for entry in sorted(entries, key=lambda e: (order.index(e.family), e.code))}


@cache
def families() -> dict[str, dict[str, str]]:
    """The title of every family by language, in the order in which the catalogue lists them."""
    return _data("families.toml")


@cache
def criteria() -> dict[str, Criterion]:
    """The panel's questions R1 to R6 and R0, in the order in which findings are shown."""
    return msgspec.convert(_data("criteria.toml"), dict[str, Criterion])


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("logscan.lexicon").joinpath(name).read_text(encoding="utf-8"))
