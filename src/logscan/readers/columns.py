"""Which column of a table is which field of a case: by the policy's map, else by the names that forces use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from logscan.errors import PolicyError
from logscan.readers.data import table

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[^\w']+|_")
_HASH = re.compile(r"#")
# fields of one form of table only: a row a case, or a row an entry
_ONE_FORM = frozenset({"log", "entry_text", "entry_date", "entry_time", "entry_author"})


def roles(header: Iterable[str], mapped: Mapping[str, str]) -> dict[str, str]:
    """Field by field, the column of ``header`` that holds it; ``mapped`` (field to column) goes before known names.

    A field with no column is absent. Raises :class:`PolicyError` where ``mapped`` names no field.
    """
    return dict(_roles(tuple(header), tuple(sorted(mapped.items()))))


def usable(found: Mapping[str, str]) -> bool:
    """Whether a table with these columns holds cases: a reference, and a log or the entries of one."""
    return "case_id" in found and ("log" in found or "entry_text" in found)


def lacking(found: Mapping[str, str]) -> str:
    """What keeps a table from being read, and the mend, as one line."""
    wanted = [] if "case_id" in found else ["case_id"]
    if "log" not in found and "entry_text" not in found:
        wanted.append("log")
    return f"no column for {' or '.join(wanted)}; name it under [columns] of the policy file"


@lru_cache(maxsize=256)
def _roles(header: tuple[str, ...], mapped: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    for field, _ in mapped:
        if field not in _names():
            raise PolicyError(f"[columns] {field}: no such field; fields are {', '.join(_names())}")
    by_name: dict[str, str] = {}
    for column in header:
        by_name.setdefault(normal(column), column)
    found = {field: named for field, name in mapped if (named := _named(name, header, by_name)) is not None}
    taken = set(found.values())
    by_entry = "entry_text" in found or any(name in by_name for name in _names()["entry_text"])
    for field, names in _names().items():
        if field in found or (field.startswith("entry_") is not by_entry and field in _ONE_FORM):
            continue
        known = next((by_name[name] for name in names if name in by_name and by_name[name] not in taken), None)
        if known is not None:
            found[field] = known
            taken.add(known)
    if by_entry:
        found.pop("log", None)
    return tuple(found.items())


def _named(name: str, header: tuple[str, ...], by_name: Mapping[str, str]) -> str | None:
    return name if name in header else by_name.get(normal(name))


def normal(column: str) -> str:
    """A column name as it is compared: lower case, no accents, no punctuation, one spelling a word."""
    text = _HASH.sub(" no ", _HUMP.sub(" ", column))
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    text = text.casefold().replace("y/n", "yn").replace("'", "")
    same = table("columns")["same_word"]
    return " ".join(same.get(word, word) for word in _NO_WORD.sub(" ", text).split())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Known names by field, entry columns first: a `Created` beside an `Entry` is the entry's."""
    fields: dict[str, list[str]] = table("columns")["fields"]
    order = sorted(fields, key=lambda field: not field.startswith("entry_"))
    return {field: tuple(dict.fromkeys(normal(name) for name in fields[field])) for field in order}
