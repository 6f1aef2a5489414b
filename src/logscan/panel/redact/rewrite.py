"""A report that points into the redacted log, its words redacted like the log's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from logscan.report import Report

FREE = frozenset({"author", "message", "clears_when", "searched", "because", "recorded_offence", "warnings", "who"})
"""Fields of free text; what is not here is a code, a number or a span."""

_DATED = {
    "entries": ("time",),
    "times": ("value", "earliest", "latest", "alternatives", "anchor"),
    "mentions": ("date",),
    "facts": ("date",),
    "timeline": ("time",),
}
Words = Callable[[str], str]


def rewrite(
    report: Report, log: str, moved: Callable[[int, int], tuple[int, int]], words: Words, dated: Words
) -> Report:
    """``report`` with spans moved onto ``log``, free text put through ``words``, dates through ``dated``."""
    raw: dict[str, Any] = msgspec.to_builtins(report)
    record = raw.pop("record")
    done = _walk(raw, log, moved, words)
    done["check_reasons"] = {code: words(text) for code, text in raw["check_reasons"].items()}
    for part, fields in _DATED.items():
        for item in done[part]:
            for name in fields:
                held = item[name]
                item[name] = [dated(one) for one in held] if isinstance(held, list | tuple) else held and dated(held)
    for person in done["people"]:
        person["name"] = words(person["name"]) if person["name"] else None
    for element in done["verdict"]["elements"]:
        element["words"] = words(element["words"])
    for finding in done["findings"]:
        if finding["accepted"]:
            finding["accepted"]["reason"] = words(finding["accepted"]["reason"])
    for time in done["times"]:
        if time["type"] == "DOB":
            time.update(value="XXXX-XX-XX", earliest=None, latest=None, alternatives=(), anchor=None)
    done["record"] = record
    return msgspec.convert(done, Report)


def _walk(value: Any, log: str, moved: Callable[[int, int], tuple[int, int]], words: Words) -> Any:
    if isinstance(value, list | tuple):
        return [_walk(item, log, moved, words) for item in value]
    if not isinstance(value, dict):
        return value
    done = {name: _field(name, item, log, moved, words) for name, item in value.items()}
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        start, end = moved(value["start"], value["end"])
        done["start"], done["end"] = start, end
        if "text" in value:
            done["text"] = log[start:end]
        if "body" in value:
            done["body"] = min(max(start, moved(value["body"], value["body"])[1]), end)
    return done


def _field(name: str, value: Any, log: str, moved: Callable[[int, int], tuple[int, int]], words: Words) -> Any:
    if name in FREE:
        if isinstance(value, str):
            return words(value)
        if isinstance(value, list | tuple):
            return [words(item) for item in value]
    return _walk(value, log, moved, words)
