"""Policy files: what they inherit, what holds on which day, and errors that name file, key and mend."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from logscan.errors import PolicyError
from logscan.policy import Policy
from logscan.policy_file import differences, load_policy
from tests.conftest import Command


def _file(folder: Path, text: str, name: str = "force.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_printed_policy_is_the_default() -> None:
    text = resources.files("logscan.lexicon").joinpath("policy.toml").read_text(encoding="utf-8")
    assert msgspec.convert(tomllib.loads(text), Policy) == Policy()


def test_the_printed_policy_names_every_key() -> None:
    text = resources.files("logscan.lexicon").joinpath("policy.toml").read_text(encoding="utf-8")
    for key in (*Policy.__struct_fields__, *Policy().thresholds.__struct_fields__, *Policy().dates.__struct_fields__):
        assert key in text


def test_a_file_keeps_the_defaults_that_it_does_not_name(tmp_path: Path) -> None:
    policy = load_policy(_file(tmp_path, 'extends = "default"\n[thresholds]\nsash_days = 1\n'))
    assert policy.thresholds == msgspec.structs.replace(Policy().thresholds, sash_days=1)
    assert policy.sha256 != Policy().sha256
    assert differences(policy) == ["thresholds.sash_days = 1 (default 3)"]


def test_a_file_extends_another_key_by_key(tmp_path: Path) -> None:
    _file(tmp_path, 'name = "region"\nignore = ["QUA"]\n[thresholds]\nsash_days = 1\ngap_days = 14\n', "region.toml")
    policy = load_policy(_file(tmp_path, 'extends = "region.toml"\nname = "force"\n[thresholds]\ngap_days = 21\n'))
    assert (policy.name, policy.ignore) == ("force", ("QUA",))
    assert (policy.thresholds.sash_days, policy.thresholds.gap_days) == (1, 21)


def test_what_is_inherited_is_what_is_hashed(tmp_path: Path) -> None:
    _file(tmp_path, "[thresholds]\nsash_days = 1\n", "region.toml")
    inherited = load_policy(_file(tmp_path, 'extends = "region.toml"\n'))
    assert inherited.sha256 == load_policy(_file(tmp_path, "[thresholds]\nsash_days = 1\n", "flat.toml")).sha256


CHANGES = """
[thresholds]
sash_days = 5

[[changes]]
since = "2024-04-01"
thresholds = { sash_days = 1 }

[[changes]]
since = "2023-04-01"
thresholds = { sash_days = 3, gap_days = 14 }
"""


@pytest.mark.parametrize(
    ("day", "sash", "gap"),
    [
        (None, 5, 28),
        (date(2023, 3, 31), 5, 28),
        (date(2023, 4, 1), 3, 14),
        (date(2024, 3, 31), 3, 14),
        (date(2024, 4, 1), 1, 14),
    ],
)
def test_thresholds_change_with_the_day_of_the_report(tmp_path: Path, day: date | None, sash: int, gap: int) -> None:
    limits = load_policy(_file(tmp_path, CHANGES)).thresholds_on(day)
    assert (limits.sash_days, limits.gap_days) == (sash, gap)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[thresholds]\nsash_day = 4\n", "thresholds.sash_day: no such key; did you mean `sash_days`?"),
        ("[threshold]\nsash_days = 4\n", "threshold: no such key; did you mean `thresholds`?"),
        ("[thresholds]\nqwerty = 4\n", "thresholds.qwerty: no such key; `logscan policy` prints every key"),
        ('[thresholds]\nsash_days = "4"\n', "thresholds.sash_days: give a whole number"),
        ("[thresholds]\nsash_days = -1\n", "thresholds.sash_days: give a whole number >= 0"),
        ("[thresholds]\nabstain_below = 2.0\n", "thresholds.abstain_below: give a number <= 1"),
        ('[dates]\nwarnings_obsolete = "1 April 2019"\n', "dates.warnings_obsolete: '1 April 2019' is no date"),
        ('language = "fr"\n', 'language: \'fr\' is none; give "en" or "cy"'),
        ('select = "RSK"\n', "select: give a list"),
        ('select = ["XYZ"]\n', "select: no check begins with 'XYZ'; `logscan checks` lists them"),
        ("[severity]\nABC001 = 1\n", "severity.ABC001: no such check"),
        ("[severity]\nTIM002 = 9\n", "severity.TIM002: 9 is none; give 3"),
        ("[severity]\nGOOD001 = 2\n", "severity.GOOD001: good practice has no severity"),
        ('[[changes]]\nsince = "soon"\nthresholds = {}\n', "changes, number 1, since: 'soon' is no date"),
        (
            '[[changes]]\nsince = "2024-04-01"\nthresholds = { sash_day = 1 }\n',
            "changes, number 1, thresholds.sash_day: no such key; did you mean `sash_days`?",
        ),
        ('extends = "nowhere.toml"\n', "extends: no file 'nowhere.toml'"),
        ("extends = 3\n", 'extends: give "default"'),
        ('extends = "force.toml"\n', "extends: comes back to this file"),
        ("[thresholds\n", "not valid TOML"),
    ],
)
def test_an_error_names_file_key_and_mend(tmp_path: Path, text: str, told: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    assert str(caught.value).startswith(f"{path}: ") and told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_error_names_the_file_that_holds_it(tmp_path: Path) -> None:
    region = _file(tmp_path, "[thresholds]\nsash_day = 4\n", "region.toml")
    with pytest.raises(PolicyError, match="sash_day") as caught:
        load_policy(_file(tmp_path, 'extends = "region.toml"\n'))
    assert str(caught.value).startswith(f"{region}: ")


def test_check_prints_the_hash_and_what_differs(logscan: Command, tmp_path: Path) -> None:
    path = _file(tmp_path, "[thresholds]\nsash_days = 1\n[severity]\nTIM002 = 1\n")
    told = logscan("policy", "--check", path)
    assert told.returncode == 0
    assert load_policy(path).sha256 in told.stdout
    assert "thresholds.sash_days = 1 (default 3)" in told.stdout and "severity.TIM002 = 1" in told.stdout


def test_check_of_a_wrong_file_is_one_line_and_code_2(logscan: Command, tmp_path: Path) -> None:
    told = logscan("policy", "--check", _file(tmp_path, "[thresholds]\nsash_day = 4\n"))
    assert told.returncode == 2 and told.stderr.count("\n") == 1 and "did you mean" in told.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('as_of = "31/03/2025"', r"as_of: '31/03/2025' is no date"),
        ('working_days = ["recording_hours"]', r"working_days: 'recording_hours' is not counted in days; one of sash_"),
    ],
)
def test_days_and_their_counting_are_checked(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(PolicyError, match=told):
        load_policy(_file(tmp_path, text))


def test_working_days_and_the_day_of_judging_are_read(tmp_path: Path) -> None:
    policy = load_policy(_file(tmp_path, 'as_of = "2025-03-31"\nworking_days = ["sash_days"]\n'))
    assert (policy.as_of, policy.working_days) == ("2025-03-31", ("sash_days",))
