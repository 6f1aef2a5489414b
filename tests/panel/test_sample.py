"""From a run to a sample folder: the frame is fixed first, what is left out is told, the draw can be checked."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest

from logscan.errors import UsageError
from logscan.outputs.jsonl import read_reports
from logscan.panel import audit, certificate, draw_sample, frame_file, sample_file
from logscan.report import Report
from tests.conftest import Command
from tests.panel.frames import report, run

SEED = "14142135623730950488"
ODD_IDS = ("=cmd|'/c calc'!A1", "'quoted", "../../etc/passwd", "<script>alert(1)</script>", "a,b", "-1+2", "é/1", "@x")


def reports() -> list[Report]:
    found = [("REC001", 2, ("R0",)), ("ORD001", 3, ("R5",)), ("GOOD001", 0, ("R1",))]
    plain = [
        report(
            f"C{k:03}",
            found[: k % 4],
            recorded_as="stalking" if k % 3 else "harassment",
            status="open" if k % 10 == 0 else "closed",
            domestic_abuse=(True, False, None)[k % 3],
            extra={"Area": "North" if k % 5 else "South"},
        )
        for k in range(60)
    ]
    return plain + [report(case_id, found[1:]) for case_id in ODD_IDS]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return run(tmp_path / "run", reports())


def fixed(folder: Path, **settings: object) -> frame_file.FrameRecord:
    frame, record = frame_file.fix(folder, **settings)  # type: ignore[arg-type]
    frame_file.save(folder, frame, record)
    return record


def drawn(folder: Path, out: Path, size: int = 8, **settings: object) -> sample_file.Sample:
    frame, record, before = draw_sample.frame_for(folder, stratify="", exclude=(), earlier=())
    sample, cases = draw_sample.draw_sample(
        folder, out, frame, record, fixed_before=before, seed=SEED, size=size, **settings  # type: ignore[arg-type]
    )
    draw_sample.write_sample(out, sample, cases, frame)
    return sample


def withdrawn(out: Path, case_id: str, reason: str) -> str:
    """Withdraw a case; the id of the reserve that stands in for it."""
    sample, cases = draw_sample.withdraw(out, case_id, reason)
    draw_sample.write_sample(out, sample, cases)
    return sample.withdrawn[-1].replaced_by


def test_the_fingerprint_is_that_of_sorted_lines(made: Path) -> None:
    lines = "".join(f"{one.case_id}\n" for one in sorted(reports(), key=lambda one: one.case_id.encode()))
    record = fixed(made)
    assert record.sha256 == hashlib.sha256(lines.encode()).hexdigest()
    assert record.cases == 68
    assert record.units_sha256 == audit.file_sha256(made / "frame.csv")


def test_what_is_left_out_is_counted_with_its_reason(made: Path, tmp_path: Path) -> None:
    listed = tmp_path / "out.csv"
    listed.write_text("case_id,reason\nC001,under appeal\nC002,under appeal\n", encoding="utf-8")
    record = fixed(made, exclude=["status=open", "Area=South", str(listed)])
    assert [(one.reason, one.cases) for one in record.excluded] == [
        ("Area is South", 6),
        ("status is open", 6),
        ("under appeal", 2),
    ]
    assert record.cases == 68 - 14


@pytest.mark.parametrize("rule", ["open", "=open", "missing.csv"])
def test_an_exclusion_that_says_nothing(made: Path, rule: str) -> None:
    with pytest.raises(UsageError, match="--exclude"):
        fixed(made, exclude=[rule])


def test_an_exclusion_needs_its_reason(made: Path, tmp_path: Path) -> None:
    listed = tmp_path / "out.csv"
    listed.write_text("case_id,reason\nC001,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="reason for every case"):
        fixed(made, exclude=[str(listed)])


def test_a_case_id_that_comes_twice_or_breaks_the_line_is_left_out(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", [report("A"), report("A"), report("B\nC"), report("D")])
    record = fixed(folder)
    assert record.cases == 2
    assert [(one.reason, one.cases) for one in record.excluded] == [
        ("a case id that came before", 1),
        ("a case id with a line break", 1),
    ]


def test_the_draw_takes_the_frame_as_it_was_fixed(made: Path, tmp_path: Path) -> None:
    record = fixed(made, exclude=["status=open"])
    sample = drawn(made, tmp_path / "s")
    assert sample.frame == record
    assert sample.fixed_before
    assert "same step as the draw" not in (tmp_path / "s" / certificate.NAME).read_text(encoding="utf-8")


def test_a_frame_fixed_with_the_draw_is_told(made: Path, tmp_path: Path) -> None:
    assert not drawn(made, tmp_path / "s").fixed_before
    assert "same step as the draw" in (tmp_path / "s" / certificate.NAME).read_text(encoding="utf-8")


def _drop_a_case(folder: Path) -> None:
    lines = (folder / "reports.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "reports.jsonl").write_bytes(b"".join(lines[1:]))


def _drop_a_unit(folder: Path) -> None:
    lines = (folder / "frame.csv").read_bytes().splitlines(keepends=True)
    (folder / "frame.csv").write_bytes(b"".join(lines[:-1]))


def _change_the_record(folder: Path) -> None:
    held = json.loads((folder / "frame.json").read_text(encoding="utf-8"))
    (folder / "frame.json").write_text(json.dumps({**held, "sha256": "0" * 64}), encoding="utf-8")


@pytest.mark.parametrize("change", [_drop_a_case, _drop_a_unit, _change_the_record])
def test_a_frame_that_changed_is_not_drawn_from(made: Path, tmp_path: Path, change: object) -> None:
    fixed(made)
    change(made)  # type: ignore[operator]
    with pytest.raises(UsageError, match="fix it anew"):
        drawn(made, tmp_path / "s")


def test_other_settings_than_the_fixed_ones_are_refused(made: Path) -> None:
    fixed(made, stratify="recorded")
    draw_sample.frame_for(made, stratify="recorded", exclude=(), earlier=())
    with pytest.raises(UsageError, match="another frame"):
        draw_sample.frame_for(made, stratify="da", exclude=(), earlier=())


def test_cases_survive_the_csv_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", [report(case_id, recorded_as="other") for case_id in ODD_IDS])
    fixed(folder)
    drawn(folder, tmp_path / "s", size=len(ODD_IDS))
    assert {one.case_id for one in sample_file.read_cases(tmp_path / "s" / "sample.csv")} == set(ODD_IDS)
    for name in ("sample.csv", "frame.csv"):
        with (tmp_path / "s" / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run", "s"]


def test_the_certificate_stands_alone_and_runs_nothing(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", [report(case_id) for case_id in ODD_IDS])
    drawn(folder, tmp_path / "s", size=len(ODD_IDS))
    page = (tmp_path / "s" / certificate.NAME).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert "default-src 'none'" in page


def test_the_python_on_the_certificate_repeats_the_draw(made: Path, tmp_path: Path) -> None:
    """What the page prints is run as it stands, on the list of ids alone."""
    import html
    import subprocess
    import sys

    drawn(made, tmp_path / "s", size=9, reserves=2)
    page = (tmp_path / "s" / certificate.NAME).read_text(encoding="utf-8")
    program = html.unescape(page.partition("<pre>")[2].partition("</pre>")[0])
    ids = [one.case_id for one in read_reports(made / "reports.jsonl")]
    (tmp_path / "ids.txt").write_text("".join(f"{case_id}\n" for case_id in ids), encoding="utf-8", newline="\n")
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    ).stdout
    cases = sample_file.read_cases(tmp_path / "s" / "sample.csv")
    assert told == "".join(f"{one.order} {one.case_id} {one.ticket}\n" for one in cases)


def test_earlier_cases_are_left_out_when_told_and_kept_when_not(made: Path, tmp_path: Path) -> None:
    fixed(made)
    drawn(made, tmp_path / "first", size=20, reserves=4)
    before = {c.case_id for c in sample_file.read_cases(tmp_path / "first" / "sample.csv") if not c.reserve}
    record = fixed(made, earlier=[tmp_path / "first" / "sample.csv"])
    assert record.cases == 48
    drawn(made, tmp_path / "second", size=48)
    assert not before & {c.case_id for c in sample_file.read_cases(tmp_path / "second" / "sample.csv")}
    assert fixed(made).cases == 68


def test_reserves_stand_in_in_their_order(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "s"
    drawn(made, out, size=6, reserves=2)
    held = sample_file.read_cases(out / "sample.csv")
    assert withdrawn(out, held[2].case_id, "with the court") == held[6].case_id
    assert withdrawn(out, held[0].case_id, "with the court") == held[7].case_id
    assert withdrawn(out, held[1].case_id, "with the court") == ""
    now = sample_file.read_cases(out / "sample.csv")
    assert [one.order for one in now] == [4, 5, 6, 7, 8]
    assert not [one for one in now if one.reserve]
    assert "with the court" in (out / certificate.NAME).read_text(encoding="utf-8")
    with pytest.raises(UsageError):
        draw_sample.withdraw(out, held[0].case_id, "again")


def test_a_case_is_withdrawn_by_its_number_too(made: Path, tmp_path: Path) -> None:
    drawn(made, tmp_path / "s", size=6, reserves=1)
    assert withdrawn(tmp_path / "s", "4", "with the court") != ""
    assert [one.order for one in sample_file.read_cases(tmp_path / "s" / "sample.csv")] == [1, 2, 3, 5, 6, 7]


def test_an_id_goes_before_a_number(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", [report(str(k)) for k in range(1, 5)])
    drawn(folder, tmp_path / "s", size=4)
    withdrawn(tmp_path / "s", "3", "sealed")
    assert "3" not in {one.case_id for one in sample_file.read_cases(tmp_path / "s" / "sample.csv")}


def test_a_reserve_stands_in_for_its_own_stratum_alone(made: Path, tmp_path: Path) -> None:
    fixed(made, stratify="recorded", exclude=["recorded=not known"])
    drawn(made, tmp_path / "s", size=10, reserves=2)
    held = sample_file.read_cases(tmp_path / "s" / "sample.csv")
    gone = next(one for one in held if one.stratum == "stalking")
    stands_in = withdrawn(tmp_path / "s", gone.case_id, "sealed")
    assert next(one.stratum for one in held if one.case_id == stands_in) == "stalking"


def test_a_sample_holds_what_an_estimate_needs(made: Path, tmp_path: Path) -> None:
    drawn(made, tmp_path / "s", size=12)
    sample = sample_file.read_record(tmp_path / "s" / "sample.json")
    assert sample.counts.flagged == sum(1 for one in reports() if any(f.severity for f in one.findings))
    assert sample.counts.questions["R5"] == sum(1 for one in reports() for f in one.findings if f.check == "ORD001")
    assert sample.counts.questions["R4"] == 0
    assert sample.raised.keys() == {one.case_id for one in sample_file.read_cases(tmp_path / "s" / "sample.csv")}
    assert not [codes for codes in sample.raised.values() if "GOOD001" in codes]


def test_a_sample_is_never_drawn_over_another(made: Path, tmp_path: Path) -> None:
    drawn(made, tmp_path / "s")
    with pytest.raises(UsageError, match="another --out"):
        drawn(made, tmp_path / "s")


def test_the_command(logscan: Command, made: Path, tmp_path: Path) -> None:
    told = logscan("sample", made, "--frame", "--stratify", "Area", "--actor", "A. Registrar")
    assert told.returncode == 0, told.stderr
    assert "68 cases" in told.stdout
    told = logscan("sample", made, "--seed", SEED, "--size", 10, "--out", tmp_path / "s", "--actor", "A. Registrar")
    assert told.returncode == 0, told.stderr
    assert "not fixed before" not in told.stderr
    assert [entry.command for entry in audit.read(made)] == ["sample --frame", "sample"]
    assert {entry.actor for entry in audit.read(made)} == {"A. Registrar"}
    assert audit.verify(made) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--frame", "--seed", SEED), "--frame comes first"),
        (("--seed", SEED, "--size", "3"), "--out"),
        (("--seed", SEED, "--out", "x"), "--size"),
        (("--seed", "1", "--size", "3", "--out", "x"), "20 digits"),
        (("--seed", SEED, "--two-part", "3", "--out", "x"), "two numbers"),
        (("--seed", SEED, "--two-part", "3,3", "--stratify", "da", "--out", "x"), "two designs"),
        (("--seed", SEED, "--size", "300", "--out", "x"), "300 cases"),
        (("--seed", SEED, "--size", "3", "--stratify", "No such column", "--out", "x"), "no case of this run"),
        (("--out", "x", "--withdraw", "C001"), "--reason"),
    ],
)
def test_wrong_use_is_one_line(
    logscan: Command, made: Path, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    told = logscan("sample", made, *[str(tmp_path / word) if word == "x" else word for word in words])
    assert told.returncode == 2
    assert says in told.stderr
    assert len(told.stderr.splitlines()) <= 2
    assert not (tmp_path / "x").exists()
