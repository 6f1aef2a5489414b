"""Reading as a test sees it: the cases of some files, and every fault and warning told on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from logscan import readers
from logscan.case import Case
from logscan.errors import InputError


@dataclass
class Reading:
    cases: list[Case] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def logs(self) -> dict[str, str]:
        return {case.case_id: case.log for case in self.cases}

    @property
    def told(self) -> list[tuple[int | None, str]]:
        return [(fault.row, fault.reason) for fault in self.faults]


Read = Callable[..., Reading]


def reading(*paths: Path | str, columns: Mapping[str, str] | None = None) -> Reading:
    found = Reading()
    found.cases = list(readers.read(paths, columns or {}, found.faults.append, found.warnings.append))
    return found


@pytest.fixture
def read() -> Read:
    return reading
