"""What was said in a sitting, as CSV (a row an answer, safe to open in a spreadsheet) and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from logscan.outputs.atomic import replacing
from logscan.panel.cells import safe
from logscan.panel.pack import Pack, PackCase
from logscan.panel.pack_words import scale
from logscan.panel.review.fields import CODES, missable
from logscan.panel.review.store import Store

SCHEMA = "logscan.views/1"
COLUMNS = ("member", "case", "kind", "code", "finding", "value", "meaning", "text", "seconds")
"""``case`` is the ``order`` of ``sample.csv``. ``kind``: ``view`` (code R1 to R6, R0 or CASE; value 1 to 4; text what
was seen), ``finding`` (code of the check; finding its place in the report, from 0; value agree or disagree), ``missed``
(code of the check that should have raised; on a blind pack ``asked``), ``case`` (free text, and seconds spent)."""


def files(pack: Pack, store: Store) -> dict[str, bytes]:
    """What is to be written, by name: ``views.csv`` and ``views.json``."""
    return {"views.csv": as_csv(pack, store), "views.json": as_json(pack, store)}


def write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write ``files`` to ``folder``; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        with replacing(folder / name) as out:
            out.write(data)
    return [folder / name for name in files]


def as_csv(pack: Pack, store: Store) -> bytes:
    """The table; UTF-8 with a byte order mark, by which Excel knows it."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for row in _rows(pack, store):
        rows.writerow([safe(str(row.get(column, ""))) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def as_json(pack: Pack, store: Store) -> bytes:
    """The same by member and case, with how each case was drawn."""
    members = [
        {"name": name, "cases": [_case(pack, one, store, member) for one in pack.cases]}
        for member, name in store.members().items()
    ]
    tree = {"schema": SCHEMA, "blind": pack.blind, "sources": pack.sources, "members": members}
    return json.dumps(tree, ensure_ascii=False, indent=1).encode() + b"\n"


def _case(pack: Pack, one: PackCase, store: Store, member: int) -> dict[str, object]:
    said = store.answers(member, one.number)
    return {
        "case": one.number,
        "part": one.drawn.part if one.drawn else None,
        "stratum": one.drawn.stratum if one.drawn else None,
        "probability": one.drawn.probability if one.drawn else None,
        "views": {code: int(said[f"view.{code}"]) for code in CODES if said.get(f"view.{code}")},
        "notes": {code: said[f"note.{code}"] for code in CODES if said.get(f"note.{code}")},
        "findings": [
            {"finding": n, "check": found.check, "severity": found.severity, "answer": said.get(f"finding.{n}") or None}
            for n, found in enumerate(one.report.findings)
        ],
        "asked" if pack.blind else "missed": [code for code in missable(one) if said.get(f"missed.{code}")],
        "text": said.get("text", ""),
        "seconds": store.seconds(member, one.number),
    }


def _rows(pack: Pack, store: Store) -> Iterator[dict[str, object]]:
    meaning = dict(scale("en"))
    for member, name in store.members().items():
        for one in pack.cases:
            held = {"member": name, "case": one.number}
            said = store.answers(member, one.number)
            for code in CODES:
                value, note = said.get(f"view.{code}", ""), said.get(f"note.{code}", "")
                if value or note:
                    told = meaning.get(value, "")
                    yield {**held, "kind": "view", "code": code, "value": value, "meaning": told, "text": note}
            for n, finding in enumerate(one.report.findings):
                if answer := said.get(f"finding.{n}"):
                    yield {**held, "kind": "finding", "code": finding.check, "finding": n, "value": answer}
            for code in missable(one):
                if said.get(f"missed.{code}"):
                    yield {**held, "kind": "asked" if pack.blind else "missed", "code": code, "value": "yes"}
            seconds = store.seconds(member, one.number)
            if seconds or said.get("text"):
                yield {**held, "kind": "case", "text": said.get("text", ""), "seconds": seconds}
