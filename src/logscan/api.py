"""The Python face: scan a text, a case, or a table of cases; results as reports or pandas tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import pandas as pd

from logscan.case import Case
from logscan.engine.build import scan_cases
from logscan.errors import InputError
from logscan.nlp import pipeline
from logscan.policy import Policy
from logscan.readers import cases_of_table
from logscan.report import Report
from logscan.resources import models


class Scan(Sequence[Report]):
    """The reports of a scan, in input order, and the same as tables: a row a finding, a mention, a time."""

    def __init__(self, reports: Iterable[Report], faults: Iterable[InputError] = ()) -> None:
        self.reports = tuple(reports)
        self.faults = tuple(faults)

    def __len__(self) -> int:
        return len(self.reports)

    def __getitem__(self, index: Any) -> Any:
        return self.reports[index]

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    @property
    def findings(self) -> pd.DataFrame:
        """A row a finding: the case, check, name, severity, criteria, message, what clears it, the evidence."""
        return self._table("findings", ["check", "name", "severity", "criteria", "message", "clears_when", "evidence"])

    @property
    def mentions(self) -> pd.DataFrame:
        """A row a mention, with the fields of :class:`logscan.report.Mention`."""
        from logscan.report import Mention

        return self._table("mentions", list(Mention.__struct_fields__))

    @property
    def times(self) -> pd.DataFrame:
        """A row a time, with the fields of :class:`logscan.report.Time`."""
        from logscan.report import Time

        return self._table("times", list(Time.__struct_fields__))

    def _table(self, field: str, columns: list[str]) -> pd.DataFrame:
        rows = [
            {"case_id": report.case_id, **msgspec.to_builtins(item)}
            for report in self.reports
            for item in getattr(report, field)
        ]
        return pd.DataFrame(rows, columns=["case_id", *columns])


def scan(source: str | Case | pd.DataFrame | Iterable[Case], *, policy: Policy | None = None) -> Scan:
    """Scan the text of a log, a :class:`Case`, a table with the contract's columns, or many cases.

    A row of a table that cannot be read is left out and stands in ``Scan.faults`` with its number and reason.
    """
    rules = policy or Policy()
    faults: list[InputError] = []
    reports: list[Report] = []
    for _, outcome in scan_cases(pipeline.kept_stages(models()), _cases(source, rules, faults), rules):
        if isinstance(outcome, Exception):
            raise outcome
        reports.append(outcome)
    return Scan(reports, faults)


def _cases(
    source: str | Case | pd.DataFrame | Iterable[Case], policy: Policy, faults: list[InputError]
) -> Iterator[Case]:
    if isinstance(source, str):
        yield Case(case_id="1", log=source)
    elif isinstance(source, Case):
        yield source
    elif isinstance(source, pd.DataFrame):
        rows = ({str(name): _cell(value) for name, value in row.items()} for row in source.to_dict("records"))
        yield from cases_of_table(rows, policy.columns, "DataFrame", faults.append)
    else:
        yield from source


def _cell(value: Any) -> Any:
    """A cell of a data frame; pandas' ways of saying that there is nothing are None."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
