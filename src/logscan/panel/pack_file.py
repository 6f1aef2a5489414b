"""A pack on disk: a folder with an index, a page a case and ``pack.json``, or one page that holds all of it."""

from __future__ import annotations

import csv
import hashlib
import html.parser
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from logscan.errors import UsageError
from logscan.outputs.atomic import replacing
from logscan.panel.cells import safe
from logscan.panel.pack import SCHEMA, Pack
from logscan.panel.pack_pages import case_page, index_page, whole_page

if TYPE_CHECKING:
    from logscan.panel.redact import Doubt

DATA = "pack.json"


def files(pack: Pack, *, one_file: bool) -> dict[str, str]:
    """What is to be written, by name; ``""`` is the name of the one file. A name never comes from a case id."""
    if one_file:
        return {"": whole_page(pack)}
    pages = {"index.html": index_page(pack), **{one.page: case_page(pack, one) for one in pack.cases}}
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in pages.items()}
    held = msgspec.structs.replace(pack, pages=hashes)
    return {**pages, DATA: msgspec.json.format(msgspec.json.encode(held), indent=1).decode()}


def write_pack(out: Path, files: dict[str, str]) -> None:
    """Write ``files`` to the folder ``out``, or the one file as ``out``; what stands there already is left alone."""
    refuse_existing(out, one_file="" in files)
    if "" in files:
        out.parent.mkdir(parents=True, exist_ok=True)
        _write(out, files[""])
        return
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in files.items():
        _write(out / name, text)


def refuse_existing(out: Path, *, one_file: bool) -> None:
    """Raise ``UsageError`` where something stands in the way of a new pack; an empty folder does not."""
    if out.exists() and (one_file or not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: stands there already; views may hang on it. Give another name")


def write_doubts(path: Path, doubts: Iterable[tuple[str, Doubt]]) -> None:
    """The words that redaction is not sure of, by case, in a table that its owner alone can read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("case", "where", "start", "end", "reason", "word"))
        rows.writerows((label, d.where, d.start, d.end, d.reason, safe(d.word)) for label, d in doubts)


def read_pack(path: Path) -> tuple[Pack, str]:
    """The pack in a folder or one file, and the SHA-256 of its data; raises ``UsageError`` where there is none."""
    try:
        data = (path / DATA).read_bytes() if path.is_dir() else _embedded(path.read_text(encoding="utf-8"))
        pack = msgspec.json.decode(data, type=Pack)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise UsageError(f"{path}: no pack there ({type(error).__name__}); `logscan pack` makes one") from None
    if pack.schema != SCHEMA:
        raise UsageError(f"{path}: a pack of another version; make it anew")
    return pack, hashlib.sha256(data).hexdigest()


def _write(path: Path, text: str) -> None:
    with replacing(path) as out:
        out.write(text.encode())


def _embedded(text: str) -> bytes:
    finder = _Finder()
    finder.feed(text)
    return "".join(finder.data).encode()


class _Finder(html.parser.HTMLParser):
    """Finds the element with the id ``pack-data``."""

    def __init__(self) -> None:
        super().__init__()
        self.data: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("id", "pack-data") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data.append(data)
