"""SQL over the Parquet tables of a run, by DuckDB (``pip install 'logscan[query]'``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from logscan.errors import UsageError
from logscan.outputs.schema import FLAT

TABLES = ("reports", *FLAT)
_FETCHED = 1000


def query(run: Path, sql: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Column names and rows of ``sql``; its tables are ``reports``, ``findings``, ``mentions`` and ``times``.

    Raises :class:`UsageError` where DuckDB or the tables are lacking, or the SQL is wrong.
    """
    try:
        import duckdb
    except ImportError:
        raise UsageError("query needs DuckDB: pip install 'logscan[query]'") from None
    if missing := [name for name in TABLES if not any((run / name).glob("*.parquet"))]:
        raise UsageError(f"{run}: no Parquet of {', '.join(missing)}; scan with --format parquet")
    # nothing is fetched from elsewhere, whatever the SQL asks for
    base = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    try:
        for name in TABLES:
            base.read_parquet(str(run / name / "*.parquet")).create_view(name)
        base.execute(sql)
        names = [column[0] for column in base.description or ()]
        return names, _rows(base, base.fetchmany(_FETCHED))
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
        raise UsageError(" ".join(f"SQL: {error}".split())) from None
    except duckdb.Error as error:
        # what went wrong with a value may quote the value, and that may be of a log
        raise UsageError(f"SQL: could not be carried out ({type(error).__name__})") from None


def _rows(base: Any, first: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    while first:
        yield from first
        first = base.fetchmany(_FETCHED)
