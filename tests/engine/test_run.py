"""A run: the same bytes for any number of workers, nothing lost, nothing half written."""

from __future__ import annotations

import json
from pathlib import Path

from logscan.engine import chunks
from tests.conftest import LOG, Command


def _many(path: Path, count: int) -> Path:
    rows = [{"case_id": f"EX-{i}", "log": LOG.replace("fourth", f"{i}th")} for i in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_same_bytes_with_one_and_two_jobs(logscan: Command, tmp_path: Path) -> None:
    source = _many(tmp_path / "in.jsonl", 150)
    for jobs in ("1", "2"):
        assert logscan("scan", source, "--out", tmp_path / jobs, "--jobs", jobs, "--quiet").returncode == 0
    for name in ("reports.jsonl", "cases.jsonl", "findings.csv"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_an_interrupted_run_is_taken_up_again(logscan: Command, tmp_path: Path) -> None:
    """The workspace of a run that was cut short: its last chunk's stamp is missing, so the chunk is scanned anew."""
    source = _many(tmp_path / "in.jsonl", 150)
    whole = tmp_path / "whole"
    assert logscan("scan", source, "--out", whole, "--quiet").returncode == 0
    cut = tmp_path / "cut"
    code = _cut_short(source, cut)
    assert code != 0 and (cut / ".chunks").is_dir() and not (cut / "report.html").exists()
    assert logscan("scan", source, "--out", cut, "--quiet", "--resume").returncode == 0
    for name in ("reports.jsonl", "cases.jsonl", "findings.csv", "report.html"):
        if name != "report.html":  # the page tells when the run was
            assert (cut / name).read_bytes() == (whole / name).read_bytes()
    assert not (cut / ".chunks").exists()


def _cut_short(source: Path, out: Path) -> int:
    import subprocess
    import sys

    # the process ends itself at the second commit, as a machine that is switched off would
    code = f"""
import os
from pathlib import Path
from logscan.engine import chunks, run
from logscan.policy import Policy
commit = chunks.Workspace.commit
def last(self, number, cases, scanned):
    if number == 1:
        os._exit(9)
    commit(self, number, cases, scanned)
chunks.Workspace.commit = last
run.scan_run([Path({str(source)!r})], Path({str(out)!r}), Policy(), jobs=1, resume=False, advance=lambda a, b, c: None)
"""
    return subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_a_finished_or_foreign_run_is_not_taken_up(logscan: Command, tmp_path: Path) -> None:
    source = _many(tmp_path / "in.jsonl", 150)
    out = tmp_path / "run"
    assert _cut_short(source, out) != 0
    _many(tmp_path / "in.jsonl", 3)
    told = logscan("scan", source, "--out", out, "--quiet", "--resume")
    assert told.returncode == 2 and told.stderr.count("\n") == 1


def test_chunks_hold_a_bounded_number_of_characters() -> None:
    from logscan.case import Case

    big = [Case(case_id=str(i), log="x" * (chunks.CHUNK_CHARACTERS // 2)) for i in range(5)]
    assert [len(chunk) for chunk in chunks.chunked(big)] == [2, 2, 1]


# Spawned workers run the top of the script too, so the patch holds in them: a log that ends in KILL ends its process.
SCRIPT = """
import os, sys, json
from logscan.case import Case
from logscan.nlp.status.component import StatusReader
from logscan.policy import Policy
real = StatusReader.steps
def steps(self, text, facts):
    if text.endswith("KILL"):
        os._exit(9)
    if text.endswith("HALF"):  # killed while it sends what it found, of which the length has gone
        frame = sys._getframe()
        while "pipe" not in frame.f_locals:
            frame = frame.f_back
        os.write(frame.f_locals["pipe"].fileno(), (1000).to_bytes(4, "big"))
        os._exit(9)
    if text.endswith("FAIL"):
        raise ValueError(text)
    yield from real(self, text, facts)
StatusReader.steps = steps
if __name__ == "__main__":
    from logscan.engine.pool import scan_chunks
    ends = {"a0": "HALF", "b1": "KILL", "c2": "FAIL"}
    names = [[f"{c}{i}" for i in range(3)] for c in "abcd"]
    chunks = [[Case(case_id=n, log="SASH completed 12/05/2022 " + ends.get(n, "")) for n in group] for group in names]
    done = list(scan_chunks(chunks, Policy(), jobs=2))
    ids = [json.loads(line)["case_id"] for _, scanned in done for line in scanned.reports]
    lost = [list(item) for _, scanned in done for item in scanned.lost]
    print(json.dumps([ids, lost]))
"""


def test_a_case_that_kills_its_worker_is_given_up_and_the_rest_goes_on(tmp_path: Path) -> None:
    import subprocess
    import sys

    script = tmp_path / "killing.py"
    script.write_text(SCRIPT, encoding="utf-8")
    told = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    ids, lost = json.loads(told.stdout)
    assert ids == [f"{c}{i}" for c in "abcd" for i in range(3) if f"{c}{i}" not in {"a0", "b1", "c2"}]
    assert [case_id for case_id, _ in lost] == ["a0", "b1", "c2"]
    assert "killed" in lost[0][1] and "killed" in lost[1][1] and "ValueError" in lost[2][1]
    assert not any("SASH" in reason for _, reason in lost)  # no text of a log in a fault
