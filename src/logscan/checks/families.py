"""The families of checks, a module each."""

from __future__ import annotations

import importlib
from functools import cache

FAMILIES = ("rec", "rsk", "saf", "ord", "tim", "out", "inv", "qua", "good")


@cache
def load() -> None:
    """Import every family, which registers its checks."""
    for family in FAMILIES:
        importlib.import_module(f"logscan.checks.{family}")
