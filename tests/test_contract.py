"""The contract: the types against their schema, spans against the log, and what the page of the contract promises."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

import logscan
from logscan.case import Case, Record
from logscan.report import decode, encode, json_schema

FIELDS = {"schema", "case_id", "record", "log_sha256", "words", "entries", "times", "mentions", "four", "verdict"}
FIELDS |= {"four_conclusion", "people", "facts", "timeline", "findings", "checks", "warnings"}


def test_a_report_fits_its_schema(case: Case) -> None:
    (report,) = logscan.scan(case)
    line = encode(report)
    jsonschema.validate(json.loads(line), json_schema())
    assert decode(line) == report
    assert set(json.loads(line)) >= FIELDS


def test_public_names() -> None:
    assert set(logscan.__all__) == {"Case", "Policy", "Report", "Scan", "__version__", "load", "scan"}


PIECES = (
    "SASH DASH completed not considered 12/05/22 last Tues 1430hrs IP withdrew blocked him FOUR not met texts 30 times"
    " a day since Monday [x] DASH: no SPO outcome 16 PC 1432 // ~ = - <script> 14/03/2022 09:12 0930 dydd Llun"
)
ODD = ("İstanbul", "ß", "e\u0301", "\U0001f600", "\n", "\n\n", "\u202e", "\u00a0", "\x00", "’", "“")
WORDS = st.sampled_from([*PIECES.split(), *ODD])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join)))
def test_every_span_is_the_text_at_its_offsets(log: str) -> None:
    (report,) = logscan.scan(
        Case(case_id="1", log=log, record=Record(reported_at="2022-03-04T18:20", recorded_as="stalking"))
    )
    for start, end, text in _spans(json.loads(encode(report))):
        assert log[start:end] == text


def _spans(node: object) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    if isinstance(node, dict):
        if {"start", "end", "text"} <= set(node):
            found.append((node["start"], node["end"], node["text"]))
        for value in node.values():
            found += _spans(value)
    elif isinstance(node, list):
        for value in node:
            found += _spans(value)
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_the_same_log_gives_the_same_bytes(log: str) -> None:
    case = Case(case_id="1", log=log)
    assert encode(logscan.scan(case)[0]) == encode(logscan.scan(case)[0])


def test_a_text_a_case_and_a_table_are_scanned(case: Case) -> None:
    import pandas as pd

    table = pd.DataFrame([{"case_id": "EX-1", "log": case.log}, {"case_id": "EX-2", "log": case.log}])
    assert [r.case_id for r in logscan.scan(table)] == ["EX-1", "EX-2"]
    result = logscan.scan(case)
    assert list(result.findings.columns)[:3] == ["case_id", "check", "name"]
    assert set(result.mentions["concept"]) >= {"SASH", "DASH"}
    assert len(result.times) >= 3
    assert len(logscan.scan("SASH completed 04/03/2022")) == 1
