"""The shares that a sitting's figures name (``lexicon/estimate.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A share of cases: ``en`` and ``cy`` go on after "cases"."""

    name: str
    checks: tuple[str, ...]
    en: str
    cy: str


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    share: tuple[Named, ...]


@cache
def names() -> tuple[Named, ...]:
    """The named shares, in the order in which they are shown."""
    text = resources.files("logscan.lexicon").joinpath("estimate.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Names).share
