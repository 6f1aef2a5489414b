"""A run as Parquet: every field comes back, in input order, in the same bytes; and SQL over it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from logscan.case import Record
from logscan.errors import UsageError
from logscan.outputs import schema, tables
from tests.conftest import Command
from tests.outputs.samples import attack, example


def test_every_field_comes_back(tmp_path: Path) -> None:
    extra = {"Beat": 7, "Ward": None, "Flags": ["a", {"b": 1.5}]}
    reports = [
        msgspec.structs.replace(example("1")[1], record=Record(domestic_abuse=True, extra=extra)),
        attack()[1],
    ]
    tables.write(tmp_path, reports)
    rows = pq.read_table(tmp_path / "reports").to_pylist()
    for row, report in zip(rows, reports, strict=True):
        row["record"]["extra"] = json.loads(row["record"]["extra"])
        for holder, names in ((row, ("four", "checks", "check_reasons")), (row["verdict"], ("probabilities", "acts"))):
            holder.update({name: dict(holder[name]) for name in names})
        assert row == json.loads(msgspec.json.encode(report))
    for name in schema.FLAT:
        flat = pq.read_table(tmp_path / name).to_pylist()
        items = [(report.case_id, item) for report in reports for item in getattr(report, name)]
        assert [{"case_id": case_id, **json.loads(msgspec.json.encode(item))} for case_id, item in items] == flat


def test_parts_hold_a_bounded_number_of_cases_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "PART_CASES", 2)
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        tables.write(tmp_path / run, [example(str(number))[1] for number in range(5)])
    parts = sorted((tmp_path / "a" / "reports").iterdir())
    assert [pq.read_table(part)["case_id"].to_pylist() for part in parts] == [["0", "1"], ["2", "3"], ["4"]]
    for part in (tmp_path / "a").rglob("*.parquet"):
        assert part.read_bytes() == (tmp_path / "b" / part.relative_to(tmp_path / "a")).read_bytes()
    # a later run of fewer cases leaves no part of the earlier one
    tables.write(tmp_path / "a", [])
    assert [pq.read_table(part).num_rows for part in (tmp_path / "a").rglob("*.parquet")] == [0, 0, 0, 0]


def test_sql_over_a_run(logscan: Command, cases_file: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    run = tmp_path / "run"
    assert logscan("scan", cases_file, "--out", run, "--format", "parquet", "--quiet").returncode == 0
    told = logscan("query", run, "SELECT case_id, '=1+1' AS f, NULL AS n FROM reports ORDER BY 1")
    assert (told.returncode, told.stdout) == (0, "case_id,f,n\nEX-1,'=1+1,\nEX-2,'=1+1,\nEX-3,'=1+1,\n")
    raised = [json.loads(line) for line in (run / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    told = logscan("query", run, "SELECT count(*) AS n FROM findings JOIN reports USING (case_id)")
    assert told.stdout == f"n\n{sum(len(report['findings']) for report in raised)}\n"


@pytest.mark.parametrize(
    ("sql", "said"),
    [("SELEC 1", "SQL: Parser Error"), ("SELECT nothing FROM reports", "SQL: Binder Error"),
     ("SELECT CAST(text AS INT) FROM mentions", "SQL: could not be carried out (ConversionException)")],
)  # fmt: skip
def test_wrong_sql_is_one_line_without_words_of_a_log(tmp_path: Path, sql: str, said: str) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    from logscan.outputs.query import query

    tables.write(tmp_path, [example()[1]])
    with pytest.raises(UsageError) as told:
        query(tmp_path, sql)
    assert str(told.value).startswith(said) and "\n" not in str(told.value)


def test_a_run_without_tables_says_what_to_do(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    from logscan.outputs.query import query

    with pytest.raises(UsageError, match="--format parquet"):
        query(tmp_path, "SELECT 1")
