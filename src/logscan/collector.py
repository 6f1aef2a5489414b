"""How often a process of ours looks for garbage in cycles."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Let Python's cyclic collector run seldom; for processes of our own, never for one that imports us.

    A scan makes no cycles worth the name: its records are frozen, and freed as soon as nothing holds them. By default
    the collector goes through all that was imported and built some hundred times: 0.3 of 2.0 seconds from a cold start
    to the first report, a twentieth of a long scan. What is built makes some 700,000 objects, a log then about 25 that
    stay: with a million the first collection comes after ten thousand logs.
    """
    gc.set_threshold(1_000_000, 50, 100)


def collect_no_more() -> None:
    """Let nothing that is held now be looked at again; a process at its end would do so once more, for 0.15 s."""
    gc.freeze()
