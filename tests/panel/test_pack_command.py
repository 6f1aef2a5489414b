"""``logscan pack`` as it is called: redacted, sealed, written whole or not at all, and in the audit log."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from logscan.case import Case
from logscan.cli.app import app
from logscan.errors import LogscanError, UsageError
from logscan.panel import audit, redact
from logscan.panel.sample_file import cases_bytes
from logscan.report import Report
from tests.conftest import Command
from tests.outputs.samples import attack, example
from tests.panel.test_pack import FORMULA, PATH, drawn, write_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    case, report = example(FORMULA)
    record = msgspec.structs.replace(case.record, extra={"victim_name": "Carys Penhallow"})
    named = (
        msgspec.structs.replace(case, record=record),
        msgspec.structs.replace(report, record=record),
    )
    return write_run(tmp_path / "run", [named, example(PATH, "stalking", None), under("A-9", *attack())])


def under(case_id: str, case: Case, report: Report) -> tuple[Case, Report]:
    """The case under another id."""
    return msgspec.structs.replace(case, case_id=case_id), msgspec.structs.replace(report, case_id=case_id)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.csv"
    cases = drawn(FORMULA, PATH, "A-9")
    cases[1] = msgspec.structs.replace(cases[1], part="random")
    path.write_bytes(cases_bytes(cases))
    return path


def call(*words: str | Path) -> str:
    """The command in this process; what it prints. An error of ours is raised."""
    done = CliRunner().invoke(app, ["pack", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def everything(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_pack_is_redacted(run: Path, sample: Path, tmp_path: Path, logscan: Command) -> None:
    done = logscan("pack", run, "--sample", sample, "--out", tmp_path / "pack")
    assert done.returncode == 0, done.stderr
    assert f"3 cases: {tmp_path / 'pack' / 'index.html'}" in done.stdout
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "case-01.html",
        "case-02.html",
        "case-03.html",
        "index.html",
        "pack.json",
    ]
    whole = everything(tmp_path / "pack")
    for word in ("Penhallow", "HYPERLINK", "../../x", "5521", "1432"):
        assert word not in whole
    assert "[VICTIM] reports that" in whole


def test_the_audit_log_knows_to_whom(run: Path, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.html"
    call(run, "--sample", sample, "--out", out, "--one-file", "--blind", "--recipient", "Second reader")
    (entry,) = audit.read(run)
    assert (entry.command, entry.recipient, entry.details["cases"]) == ("pack", "Second reader", "3")
    assert entry.details["blind"] == "True"
    assert entry.details["sample.csv"] == audit.file_sha256(sample)
    assert entry.details["pack.html"] == audit.file_sha256(out)
    call(run, "--sample", sample, "--out", tmp_path / "pack")
    assert audit.read(run)[1].details["pack.json"] == audit.file_sha256(tmp_path / "pack" / "pack.json")


@pytest.mark.parametrize(
    ("part", "cases"), [("random", ["case-02.html"]), ("targeted", ["case-01.html", "case-03.html"])]
)
def test_one_part_alone(run: Path, sample: Path, tmp_path: Path, part: str, cases: list[str]) -> None:
    call(run, "--sample", sample, "--out", tmp_path / "pack", "--part", part)
    assert sorted(path.name for path in (tmp_path / "pack").glob("case*")) == cases


def test_options_reach_the_pages(run: Path, sample: Path, tmp_path: Path) -> None:
    call(
        *(run, "--sample", sample, "--out", tmp_path / "pack"),
        *("--language", "cy", "--large-print", "--marking", "SWYDDOGOL", "--blind"),
    )
    held = json.loads((tmp_path / "pack" / "pack.json").read_text())
    assert (held["language"], held["large_print"], held["marking"], held["blind"]) == ("cy", True, "SWYDDOGOL", True)
    assert "SWYDDOGOL" in (tmp_path / "pack" / "index.html").read_text("utf-8")


def test_nothing_is_written_while_an_identifier_is_left(
    run: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(case: Case, report: Report, *, label: str) -> redact.Redacted:
        left = redact.Doubt("log", 0, 4, "name left", case.log[:4])
        case = msgspec.structs.replace(case, case_id=label)
        return redact.Redacted(case, report, (), (), (left,))

    monkeypatch.setattr(redact, "redact", leaking)
    with pytest.raises(LogscanError, match="case 1: 1 identifiers left in log; nothing is written"):
        call(run, "--sample", sample, "--out", tmp_path / "pack")
    assert not (tmp_path / "pack").exists()
    assert audit.read(run) == []


def test_what_redaction_is_not_sure_of_is_listed_for_its_owner(
    run: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = redact.redact

    def doubting(case: Case, report: Report, *, label: str) -> redact.Redacted:
        doubt = redact.Doubt("log", 3, 8, "a word with a capital that no list knows", "=Quirl")
        return msgspec.structs.replace(real(case, report, label=label), doubts=(doubt,), leaks=())

    monkeypatch.setattr(redact, "redact", doubting)
    told = call(run, "--sample", sample, "--out", tmp_path / "a")
    assert "3 words for a human to look at before the pack goes out: --doubts FILE lists them" in told
    call(run, "--sample", sample, "--out", tmp_path / "b", "--doubts", tmp_path / "doubts.csv")
    listed = (tmp_path / "doubts.csv").read_text("utf-8-sig").splitlines()
    assert listed[1] == "case 1,log,3,8,a word with a capital that no list knows,'=Quirl"
    assert len(listed) == 4
    assert stat.S_IMODE((tmp_path / "doubts.csv").stat().st_mode) == 0o600
    assert "Quirl" not in everything(tmp_path / "b")


@pytest.mark.parametrize("marking", ["", "  ", "a\nb", "a\u202eb"])
def test_a_marking_is_words(run: Path, sample: Path, tmp_path: Path, marking: str) -> None:
    with pytest.raises(UsageError, match="--marking"):
        call(run, "--sample", sample, "--out", tmp_path / "pack", "--marking", marking)


def test_what_stands_there_is_refused_before_the_log_says_otherwise(run: Path, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "pack.html").write_text("views")
    with pytest.raises(UsageError, match="stands there already"):
        call(run, "--sample", sample, "--out", tmp_path / "pack.html", "--one-file")
    assert audit.read(run) == []


def test_a_folder_that_is_no_run_is_named(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no reports\.jsonl there"):
        call(tmp_path, "--sample", sample, "--out", tmp_path / "pack")
