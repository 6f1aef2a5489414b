"""Which checks a policy runs: the longest fitting prefix of select and ignore decides, ignore where they tie."""

from __future__ import annotations

import msgspec
import pytest

from logscan.checks import catalogue, run, selected
from logscan.policy import Policy
from tests.policy.reports import report

ALL = tuple(catalogue())
RSK = tuple(code for code in ALL if code.startswith("RSK"))


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        ((), (), ALL),
        (("RSK",), (), RSK),
        (("RSK001", "ORD"), (), ("RSK001", *(code for code in ALL if code.startswith("ORD")))),
        ((), ("RSK",), tuple(code for code in ALL if code not in RSK)),
        (("RSK",), ("RSK001",), RSK[1:]),
        (("RSK001",), ("RSK",), ("RSK001",)),
        (("RSK",), ("RSK",), ()),
        (("R",), ("REC",), RSK),
    ],
)
def test_select_and_ignore(select: tuple[str, ...], ignore: tuple[str, ...], runs: tuple[str, ...]) -> None:
    policy = Policy(select=select, ignore=ignore)
    assert selected(policy) == runs
    assert tuple(run(report("1"), policy).checks) == runs


def test_the_policy_sets_the_severity() -> None:
    case = msgspec.structs.replace(report("1"), words=100)
    policy = Policy(select=("SAF007",), severity={"SAF007": 3})
    assert [finding.severity for finding in run(case, Policy(select=("SAF007",))).findings] == [2]
    assert [finding.severity for finding in run(case, policy).findings] == [3]


def test_a_fragment_makes_an_absence_cannot_tell_with_the_reason() -> None:
    told = run(msgspec.structs.replace(report("1"), words=59), Policy(select=("SAF007",)))
    assert told.checks == {"SAF007": "cannot_tell"} and not told.findings
    assert told.check_reasons["SAF007"].startswith("The log is a fragment")
