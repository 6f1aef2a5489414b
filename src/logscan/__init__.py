"""logscan reads police case logs about stalking and harassment and prepares them for a scrutiny panel."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from logscan.api import Scan, scan
    from logscan.case import Case
    from logscan.nlp.language import load
    from logscan.policy import Policy
    from logscan.report import Report

__version__ = "0.1.0"
__all__ = ["Case", "Policy", "Report", "Scan", "__version__", "load", "scan"]

_HOMES = {
    "scan": "logscan.api",
    "load": "logscan.nlp.language",
    "Scan": "logscan.api",
    "Case": "logscan.case",
    "Policy": "logscan.policy",
    "Report": "logscan.report",
}


def __getattr__(name: str) -> Any:
    # imported on first use: `logscan --help` must not wait for spaCy
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'logscan' has no attribute {name!r}")
