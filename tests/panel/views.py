"""Views as ``logscan review`` exports them, made without a sitting."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from logscan.panel.audit import file_sha256
from logscan.panel.draw import Drawn
from logscan.panel.sample_file import read_cases, read_record

Answers = Callable[[Drawn, tuple[str, ...]], Mapping[str, object]]
"""A case's views, findings, ... from how it was drawn and the checks that raised on it."""


def write_views(path: Path, sample: Path, members: Mapping[str, Answers], *, blind: bool = False) -> Path:
    """The export of ``members`` who read every case of ``sample``."""
    raised = read_record(sample / "sample.json").raised
    told = [
        {
            "name": name,
            "cases": [
                {"case": one.order, "notes": {}, "text": "", "seconds": 60, **answers(one, raised[one.case_id])}
                for one in read_cases(sample / "sample.csv")
                if not one.reserve
            ],
        }
        for name, answers in members.items()
    ]
    sources = {"sample.csv": file_sha256(sample / "sample.csv")}
    tree = {"schema": "logscan.views/1", "blind": blind, "sources": sources, "members": told}
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


def says(*, views: Mapping[str, int] | None = None, agree: bool | None = None, **more: object) -> Answers:
    """The same of every case: ``views``, and one answer to every finding."""
    word = {True: "agree", False: "disagree", None: None}[agree]

    def answers(case: Drawn, raised: tuple[str, ...]) -> Mapping[str, object]:
        found = [{"finding": n, "check": check, "severity": 2, "answer": word} for n, check in enumerate(raised)]
        return {"views": dict(views or {}), "findings": found, "missed": [], **more}

    return answers
