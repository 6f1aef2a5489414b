"""What a check is given: the facts of one case, and the questions about it that checks share."""

from __future__ import annotations

from logscan.checks.conduct import Conduct
from logscan.checks.facts import DA_TOOLS, DOMESTIC, PROTECTIVE_ORDERS, STALKING_TOOLS
from logscan.checks.timeline import Item

__all__ = ["DA_TOOLS", "DOMESTIC", "PROTECTIVE_ORDERS", "STALKING_TOOLS", "Item", "View"]


class View(Conduct):
    """One report and one policy; see :mod:`logscan.checks.timeline`, ``facts`` and ``conduct``."""
