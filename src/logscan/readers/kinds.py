"""Which reader a file is for: by its name, and by its first bytes where the name misleads."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import BinaryIO, Literal

Kind = Literal["delimited", "workbook", "json_lines", "json", "parquet", "text", "docx", "pdf", "mail"]

_BY_SUFFIX: dict[str, Kind] = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".psv": "delimited",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".txt": "text",
    ".text": "text",
    ".log": "text",
    ".md": "text",
    ".markdown": "text",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".eml": "mail",
}
_MENDS = {
    ".xls": "save it as .xlsx",
    ".xlsb": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".msg": "save it as .eml",
    ".zip": "unpack it first",
    ".gz": "unpack it first",
    ".7z": "unpack it first",
}


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file's name promises."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def kind_of_content(content: BinaryIO) -> Kind | None:
    """The kind that the first bytes prove; None for text of any sort. ``content`` is left at its start."""
    start = content.read(1024)
    content.seek(0)
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PAR1"):
        return "parquet"
    if not start.startswith(b"PK\x03\x04"):
        return None
    try:
        names = zipfile.ZipFile(content).namelist()
    except Exception:
        # a broken archive raises many things; its reader names the fault
        return None
    finally:
        content.seek(0)
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    return "docx" if any(name.startswith("word/") for name in names) else None


def mend(name: str) -> str:
    """What to do with a file of no known format."""
    suffix = PurePath(name).suffix.lower()
    advice = _MENDS.get(suffix, f"known are {' '.join(_BY_SUFFIX)}")
    return f"no reader for {suffix or 'a file without an extension'}; {advice}"
