"""Who wrote an entry: the author beside its time stamp, and the role that the words tell."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import cast

from logscan.report import AuthorRole

# words in capitals that open an entry and are no part of its author's name
_NO_NAME = r"(?!(?:IP|VIC|VICTIM|SUSP|SUSPECT|INF|BWV|DASH|SASH|THRIVE|FOUR|SPO|TOA|TOC|CCTV|NFA|MG11|RANG|ATTENDED|TO|WITH)\b)"
_NAME = rf"(?:\s+{_NO_NAME}(?:[A-Z][A-Za-z'’-]+)){{0,3}}"
_AUTHOR = re.compile(
    rf"[\s|:;,.\-–/()\[\]>]*(?:hrs\b[\s|:;,.-]*)?(?P<author>(?:[A-Za-z]{{1,4}}/)?[A-Za-z]+(?:[ -][A-Za-z]+)?\s*(?:no\.?\s*|#)?\d{{1,6}}(?!\d*(?:/|:\d)){_NAME}|[A-Z]+/?[A-Z]*\s+[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Z'’-]+)?|\d{{3,6}}{_NAME})"
)
_WINDOW = 70


def find_author(
    text: str, folded: str, line: int, stamp_start: int, stamp_end: int, end: int
) -> tuple[str | None, AuthorRole, int]:
    """Author, role and the offset where the words begin, for an entry whose stamp is ``text[stamp_start:stamp_end]``."""
    header_end = min(end, stamp_end + _WINDOW)
    line_end = folded.find("\n", stamp_end, header_end)
    header_end = header_end if line_end < 0 else line_end
    match = _AUTHOR.match(text, stamp_end, header_end)
    if match is not None and _role_at(folded, match.start("author"), match.end("author")) is not None:
        role = _role_at(folded, match.start("author"), header_end)
        return match["author"].strip(), role or "other", match.end("author")
    role = _role_at(folded, _skip(folded, stamp_end, header_end), header_end, leading=True)
    if role is not None:
        word_end = _leading_end(folded, _skip(folded, stamp_end, header_end), header_end)
        return text[_skip(folded, stamp_end, header_end) : word_end].strip() or None, role, word_end
    before = _role_at(folded, max(line, stamp_start - _WINDOW), stamp_start)
    if before is not None and stamp_start > line:
        return text[max(line, stamp_start - _WINDOW) : stamp_start].strip(" \n\t|:-[(#>*") or None, before, stamp_end
    return None, "other", stamp_end


def _skip(folded: str, start: int, end: int) -> int:
    match = re.compile(r"(?:[\s|:;,.\-/()\[\]>]|hrs\b)*").match(folded, start, end)
    return match.end() if match else start


def _leading_end(folded: str, start: int, end: int) -> int:
    match = _leading().match(folded, start, end)
    return match.end() if match else start


def _role_at(folded: str, start: int, end: int, leading: bool = False) -> AuthorRole | None:
    """The role that the words of ``folded[start:end]`` tell; ``leading``: only words right at ``start`` count."""
    if leading and _leading().match(folded, start, end) is None:
        return None
    stop = _leading_end(folded, start, end) if leading else end
    found = [(m.start(), role) for role, expression in _roles() if (m := expression.search(folded, start, stop))]
    # a supervisor's review is told by its title ("DC 12 ... SUPERVISOR REVIEW"), else the first word decides
    if any(role == "supervisor" and folded.startswith("supervisor", at) for at, role in found):
        return "supervisor"
    return min(found)[1] if found else None


@cache
def _data() -> list[dict[str, object]]:
    text = resources.files("logscan.lexicon").joinpath("authors.toml").read_text(encoding="utf-8")
    return cast("list[dict[str, object]]", tomllib.loads(text)["role"])


@cache
def _roles() -> tuple[tuple[AuthorRole, re.Pattern[str]], ...]:
    return tuple(
        (cast(AuthorRole, role["name"]), re.compile(rf"(?<![\w])(?:{'|'.join(cast('list[str]', role['words']))})(?![^\W\d]|')"))
        for role in _data()
    )


@cache
def _leading() -> re.Pattern[str]:
    words = "|".join(word for role in _data() for word in cast("list[str]", role["words"]))
    return re.compile(rf"(?:{words})(?![^\W\d]|')(?:\s*\d{{1,6}}(?![\d/]|:\d))?")
