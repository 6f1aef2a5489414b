"""The reader's tables of names and words, as packaged."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``lexicon/NAME.toml``; shared, not to be changed."""
    return tomllib.loads(resources.files("logscan.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
