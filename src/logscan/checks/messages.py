"""The sentence of a finding: a template of the catalogue, filled with the figures of a result and with its day."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib import resources

import msgspec

from logscan.checks.catalogue import Entry
from logscan.checks.registry import HasSpan, Raise
from logscan.checks.view import View
from logscan.checks.working_days import WorkingDays
from logscan.report import Fact, Mention

SHARED_FIGURES = frozenset({"on", "near"})
"""The figures that every template may use, whatever its check passes."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of ``lexicon/messages.toml``."""

    months: tuple[str, ...]
    on: str
    near: str
    day: str
    days: str
    working_day: str
    working_days: str
    words: dict[str, str]


def message(entry: Entry, result: Raise, view: View) -> str:
    """The message of ``entry`` for ``result`` in the policy's language.

    Every template may use ``{on}``, the day of the first evidence (" on 3 May 2022", or nothing where it has none), and
    ``{near}``, the nearest to what was searched for ("; nearest is ..."), beside the figures of its check.
    """
    return filled(entry, result, view, nearest(entry, result, view))


def filled(entry: Entry, result: Raise, view: View, near: Mention | None) -> str:
    """As :func:`message`, where the nearest has been looked for already."""
    language = view.policy.language
    words = _words(language)
    template = entry.message[f"{language}.{result.variant}" if result.variant else language]
    figures = {name: _told(name, value, words) for name, value in result.figures.items()} if result.figures else {}
    if "{on}" in template:
        figures["on"] = _on(result.evidence[0], view) if result.evidence else ""
    if "{near}" in template:
        figures["near"] = _near(near, view, words)
    return template.format(**figures)


def nearest(entry: Entry, result: Raise, view: View) -> Mention | None:
    """The nearest near-miss: what precedes the evidence before the rest, what has a status next, then the last."""
    found = [mention for place in _places(entry.near) for mention in view.mentions(*place)]
    if len(found) < 2:
        return found[0] if found else None
    until = result.evidence[0].start if result.evidence else 0
    return max(found, key=lambda m: (m.start < until, m.status not in {None, "mentioned"}, m.start))


def _told(name: str, value: object, words: Words) -> object:
    """A figure in the language: ``days`` counted, logscan's own words or a list of them; anything else as it is."""
    if not isinstance(value, str):
        if isinstance(value, WorkingDays):
            return (words.working_day if value == 1 else words.working_days).format(days=int(value))
        return (words.day if value == 1 else words.days).format(days=value) if name == "days" else value
    value = " ".join(value.split())
    if value in words.words:
        return words.words[value]
    parts = value.split(", ")
    return ", ".join(words.words[part] for part in parts) if all(part in words.words for part in parts) else value


@cache
def _places(near: tuple[str, ...]) -> tuple[list[str], ...]:
    """Label and concepts of each place where the nearest is looked for."""
    return tuple(place.split(".") for place in near)


def _near(mention: Mention | None, view: View, words: Words) -> str:
    return words.near.format(words=" ".join(mention.text.split()), on=_on(mention, view)) if mention else ""


def _on(item: HasSpan, view: View) -> str:
    day = _day(item, view)
    return _dated(day, view.policy.language) if day else ""


@lru_cache(4096)
def _dated(day: date, language: str) -> str:
    words = _words(language)
    return words.on.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def _day(item: HasSpan, view: View) -> date | None:
    if isinstance(item, (Mention, Fact)):
        return view.day(item)
    holding = (n for n, entry in enumerate(view.report.entries) if entry.start <= item.start < entry.end)
    moment = view.entry_time(next(holding, -1))
    return moment.date() if moment else None


@cache
def _words(language: str) -> Words:
    text = resources.files("logscan.lexicon").joinpath("messages.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)[language], Words)
