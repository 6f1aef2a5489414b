"""Reads policy files: what a file leaves out comes from the policy that it extends, and what is wrong in it is named.

``extends`` is "default" or the path of another policy file, from the folder of the file that names it. Tables are
merged key by key; a list replaces the list that it extends.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from logscan.checks.run import unknown_prefix
from logscan.errors import PolicyError
from logscan.policy import Dates, Policy, Thresholds

_UNKNOWN = re.compile(r"unknown field `(.+?)`")
_AT = re.compile(r" - at `\$\.?(.*)`$")
_WORDS = {"int": "a whole number", "float": "a number", "str": "text in quotes", "array": "a list", "object": "a table"}
_COUNTED = tuple(name for name in Thresholds.__struct_fields__ if name.endswith("_days"))
_MEND = "`logscan policy` prints every key with its default"


def load_policy(path: Path) -> Policy:
    """The policy of ``path`` with all that it extends; raises :class:`PolicyError` naming file, key and mend."""
    return msgspec.convert(_merged(path, ()), Policy)


def _merged(path: Path, before: tuple[Path, ...]) -> dict[str, Any]:
    if path.resolve() in before:
        raise PolicyError(f'{path}: extends: comes back to this file; let the chain of files end at "default"')
    values = _read(path)
    parent = values.pop("extends", "default")
    if not isinstance(parent, str):
        raise PolicyError(f'{path}: extends: give "default" or the path of one policy file')
    _check(path, values)
    if parent == "default":
        return values
    base = path.parent / parent
    if not base.is_file():
        raise PolicyError(f'{path}: extends: no file {parent!r} beside this one; give "default" or the path of one')
    return _merge(_merged(base, (*before, path.resolve())), values)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: not valid TOML: {error}") from error


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _merge(base[key], value) if both else value
    return merged


def _check(path: Path, values: dict[str, Any]) -> None:
    """Raise where one file's own keys or values are wrong, so that the error names the file that holds them."""
    try:
        policy = msgspec.convert(values, Policy)
    except msgspec.ValidationError as error:
        raise PolicyError(f"{path}: {_explained(str(error), values)}") from None
    for key in Dates.__struct_fields__:
        _check_date(path, f"dates.{key}", getattr(policy.dates, key))
    for number, change in enumerate(policy.changes, 1):
        _check_date(path, f"changes, number {number}, since", change.since)
        try:
            msgspec.convert(change.thresholds, Thresholds)
        except msgspec.ValidationError as error:
            words = _explained(str(error), {}, table="thresholds")
            raise PolicyError(f"{path}: changes, number {number}, {words}") from None
    if policy.as_of:
        _check_date(path, "as_of", policy.as_of)
    for name in policy.working_days:
        if name not in _COUNTED:
            raise PolicyError(f"{path}: working_days: {name!r} is not counted in days; one of {', '.join(_COUNTED)}")
    if wrong := unknown_prefix(policy):
        raise PolicyError(f"{path}: {wrong}")


def _check_date(path: Path, key: str, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PolicyError(f'{path}: {key}: {value!r} is no date; write it as "2020-04-01"') from None


def _explained(error: str, values: dict[str, Any], table: str = "") -> str:
    """What msgspec says, as key, fault and mend."""
    at = _AT.search(error)
    where = ".".join(part for part in (table, at.group(1) if at else "") if part)
    if unknown := _UNKNOWN.search(error):
        name = unknown.group(1)
        key = f"{where}.{name}" if where else name
        near = get_close_matches(name, _keys(where), 1)
        return f"{key}: no such key; " + (f"did you mean `{near[0]}`?" if near else _MEND)
    expected = re.search(r"Expected `(\w+)(?: \| \w+)*`( [<>]=? [\d.]+)?", error)
    if expected:
        kind = _WORDS.get(expected.group(1), expected.group(1))
        return f"{where}: give {kind}{expected.group(2) or ''}; {_MEND}"
    if where == "language":
        return f'language: {values.get("language")!r} is none; give "en" or "cy"'
    return f"{where}: {_AT.sub('', error)}; {_MEND}"


def _keys(where: str) -> Sequence[str]:
    tables = {"": Policy, "thresholds": Thresholds, "dates": Dates}
    found = tables.get(where)
    return (*found.__struct_fields__, "extends") if found is Policy else found.__struct_fields__ if found else ()


def differences(policy: Policy) -> list[str]:
    """What a policy sets otherwise than the default, a line a key."""
    ours, default = msgspec.to_builtins(policy), msgspec.to_builtins(Policy())
    lines = []
    for key, value in ours.items():
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        for name, one in pairs:
            usual = default[key].get(name) if isinstance(value, dict) else default[key]
            if one != usual:
                beside = f" (default {usual})" if usual not in (None, (), []) else ""
                lines.append(f"{key}{'.' if name else ''}{name} = {one}{beside}")
    return lines
