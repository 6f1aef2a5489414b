"""Who wrote an entry: the author beside its time stamp, and the role that the words tell."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import cast

from logscan.nlp.headers import DATA
from logscan.report import AuthorRole

_NAME = rf"(?:\s+(?!(?i:{'|'.join(DATA['no_names'])})\b)(?:[A-Z][A-Za-z'’-]+)){{0,3}}"
_AUTHOR = re.compile(
    r"[\s|:;,.\-–/()\[\]>]*(?:hrs\b[\s|:;,.-]*)?(?P<author>"
    rf"(?:[A-Za-z]{{1,4}}/)?[A-Za-z]+(?:[ -][A-Za-z]+)?\s*(?:no\.?\s*|#)?\d{{1,6}}(?!\d*(?:/|:\d)){_NAME}"
    r"|[A-Z]+/?[A-Z]*\s+[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Z'’-]+)?"
    rf"|\d{{3,6}}{_NAME})"
)
_SKIP = re.compile(r"(?:[\s|:;,.\-/()\[\]>]|hrs\b)*")
_WINDOW = 70


def find_author(
    text: str, folded: str, line: int, stamp_start: int, stamp_end: int, end: int
) -> tuple[str | None, AuthorRole, int]:
    """Author, role and where the words begin, for an entry whose stamp is ``text[stamp_start:stamp_end]``."""
    header_end = min(end, stamp_end + _WINDOW)
    line_end = folded.find("\n", stamp_end, header_end)
    header_end = header_end if line_end < 0 else line_end
    match = _AUTHOR.match(text, stamp_end, header_end)
    if match is not None:
        start, stop = match.span("author")
        role, told = _role_at(folded, start, header_end)
        if told <= stop or _role_at(folded, start, stop)[0] is not None:
            return match["author"].strip(), role or "other", stop
    skip = _SKIP.match(folded, stamp_end, header_end)
    after = skip.end() if skip else stamp_end
    leading = _leading().match(folded, after, header_end)
    if leading is not None and (role := _role_at(folded, after, leading.end())[0]) is not None:
        return text[after : leading.end()].strip() or None, role, leading.end()
    before = _role_at(folded, max(line, stamp_start - _WINDOW), stamp_start)[0] if stamp_start > line else None
    if before is not None:
        return text[max(line, stamp_start - _WINDOW) : stamp_start].strip(" \n\t|:-[(#>*") or None, before, stamp_end
    return None, "other", stamp_end


def _role_at(folded: str, start: int, end: int) -> tuple[AuthorRole | None, int]:
    """The role that the words of ``folded[start:end]`` tell: the first one, a supervisor's title before all.

    With it where the first word of a role ends, beyond ``end`` where there is none.
    """
    first: AuthorRole | None = None
    told = end + 1
    # a supervisor's review is told by its title ("DC 12 ... SUPERVISOR REVIEW"), else the first word decides
    titled = folded.find("supervisor", start, end) >= 0
    for match in _roles().finditer(folded, start, end):
        role = cast("AuthorRole", match.lastgroup)
        if not titled or (role == "supervisor" and folded.startswith("supervisor", match.start())):
            return role, match.end() if first is None else told
        if first is None:
            first, told = role, match.end()
    return first, told


@cache
def _roles() -> re.Pattern[str]:
    groups = (f"(?P<{role}>{words})" for role, words in _words().items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?![^\W\d]|')")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words().values())})(?![^\W\d]|')(?:\s*\d{{1,6}}(?![\d/]|:\d))?")


@cache
def _words() -> dict[str, str]:
    text = resources.files("logscan.lexicon").joinpath("authors.toml").read_text(encoding="utf-8")
    return {role["name"]: "|".join(role["words"]) for role in tomllib.loads(text)["role"]}
