"""Where the sentences of several logs stand, told in arrays as keys.py tells it of one log: each by a number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, product

import numpy as np
from numpy.typing import NDArray

from logscan.nlp.contacts.keys import AUTHORS, MOST_ENTRIES, MOST_OFFICERS, OFFICERS, Material, entry_places
from logscan.nlp.vocabulary import Places

_ENTRIES, _OFFICERS = MOST_ENTRIES + 1, MOST_OFFICERS + 1
ALL = [place for group in product(AUTHORS, range(_ENTRIES), range(_OFFICERS)) for place in entry_places(group)]
"""Every place, by number."""
_EACH = len(entry_places((AUTHORS[0], 0, 0)))
_MOST = _EACH - 2  # the last place below a header is that of all sentences that follow it
_ROLES = {role: number for number, role in enumerate(AUTHORS)}
_IS_OFFICER = np.array([role in OFFICERS for role in AUTHORS])


def numbered(logs: Sequence[Material], begins: Places, starts: Places) -> Places:
    """The places of sentences by number.

    ``begins`` is where the logs begin in the text that joins them, ``starts`` where their sentences do.
    """
    counts = [len(log.entries) for log in logs]
    before = np.cumsum(counts) - np.array(counts)  # entries of earlier logs
    of_log = np.repeat(np.arange(len(logs)), counts)
    entries = [*chain.from_iterable([log.entries for log in logs])]
    told = [(entry.start, entry.body, _ROLES[entry.role]) for entry in entries]
    opens, bodies, roles = np.fromiter(chain.from_iterable(told), dtype=np.intp).reshape(-1, 3).T
    opens, bodies = opens + begins[of_log], bodies + begins[of_log]
    groups = _groups(roles, before, of_log)

    entry = np.searchsorted(opens, starts, side="right") - 1
    log = np.searchsorted(begins, starts, side="right") - 1
    headless = entry < before[log]  # before the first entry of its log, or in a log without one
    # the first sentence below the header
    body = np.maximum(np.searchsorted(starts, opens), np.searchsorted(starts, bodies))
    first = np.where(headless, np.searchsorted(starts, begins)[log], _of(body, entry))
    below = np.arange(len(starts)) - first
    place = np.where(below < 0, 0, np.minimum(below, _MOST) + 1)
    found: Places = np.where(headless, 0, _of(groups, entry)) * _EACH + place
    return found


def _groups(roles: Places, before: Places, of_log: Places) -> Places:
    """Of entries the number of who wrote it, which it is and how many officers' came before it."""
    officers = _IS_OFFICER[roles]
    earlier = np.cumsum(officers) - officers
    # of all logs up to the entry's own
    left_out = np.append(earlier, 0)[before][of_log]
    number = np.minimum(np.arange(len(roles)) - before[of_log], MOST_ENTRIES)
    found: Places = (roles * _ENTRIES + number) * _OFFICERS + np.minimum(earlier - left_out, MOST_OFFICERS)
    return found


def _of(told: NDArray[np.intp], entry: Places) -> Places:
    """What is told of entries, of each sentence's; of one before all of them anything."""
    found: Places = np.append(told, 0)[entry]
    return found
