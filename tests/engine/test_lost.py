"""Nothing is lost: killed at any moment, on a full disk, with a file that cannot be read, with a worker that dies."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.kill import OUTPUTS, kill_and_resume

from logscan.engine import chunks
from tests.conftest import LOG, Command


def _cases(path: Path, count: int) -> Path:
    rows = [{"case_id": f"EX-{i}", "log": f"{LOG}\n09/03/2022 12:{i % 60:02d} PC 77\nCall {i}."} for i in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_killed_at_twenty_random_moments(tmp_path: Path) -> None:
    source = _cases(tmp_path / "in.jsonl", 60)
    done = kill_and_resume(source, tmp_path, kills=20, jobs=1, chunk=3)
    assert done.kills == 20 and done.ends and not done.differed


@pytest.mark.parametrize("cut", ["plan first", "half removed"])
def test_a_removal_cut_short_is_not_taken_up(tmp_path: Path, cut: str) -> None:
    plan = chunks.Plan(version="1", policy_sha256="", models_sha256="", inputs=())
    space = chunks.Workspace.open(tmp_path, plan, resume=False)
    (space.folder / "0000000.done").write_text("stamp", encoding="ascii")
    if cut == "half removed":
        (space.folder / "plan.json").unlink()
        again = chunks.Workspace.open(tmp_path, plan, resume=True)
        assert not (again.folder / "0000000.done").exists()
    else:
        removed: list[str] = []
        real = chunks.shutil.rmtree
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chunks.shutil, "rmtree", lambda folder: removed.extend(p.name for p in folder.iterdir()))
            space.remove()
        assert removed == ["0000000.done"]
        real(space.folder)


@pytest.mark.parametrize("limit", [1_000, 1_500_000], ids=["a chunk", "the whole file"])
def test_a_full_disk_is_one_plain_line_and_can_be_taken_up(logscan: Command, tmp_path: Path, limit: int) -> None:
    """A limit on the size of a file stands for the disk: the first chunk breaks it, or only the joined reports do."""
    source, out = _cases(tmp_path / "in.jsonl", 130), tmp_path / "run"
    words = [sys.executable, "-m", "logscan", "scan", str(source), "--out", str(out), "--quiet"]
    told = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert told.returncode == 2
    assert told.stderr.startswith(f"logscan: {out}: cannot be written") and told.stderr.count("\n") == 1
    assert not list(out.rglob("*.part")) and not (out / "reports.jsonl").exists()
    assert len(list((out / ".chunks").glob("*.done"))) == (3 if limit > 1_000 else 0)
    assert logscan(*words[3:], "--resume").returncode == 0
    assert len((out / "reports.jsonl").read_text(encoding="utf-8").splitlines()) == 130




@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here whose reading fails")
def test_a_file_that_cannot_be_read_in_mid_batch(logscan: Command, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    for name in ("a", "c"):
        (folder / f"{name}.txt").write_text(LOG, encoding="utf-8")
    # it opens and then fails, as a file on a broken disk does, whoever reads it
    (folder / "b.txt").symlink_to("/proc/self/mem")
    out = tmp_path / "run"
    told = logscan("scan", folder, "--out", out, "--quiet")
    assert told.returncode == 3 and "b.txt: cannot be read" in told.stderr and "Traceback" not in told.stderr
    reports = (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(report)["case_id"] for report in reports] == ["a", "c"]
    assert [Path(f["file"]).name for f in json.loads((out / "run.json").read_text())["faults"]] == ["b.txt"]


@pytest.mark.skipif(not Path("/proc").exists(), reason="no list of processes here")
def test_workers_killed_by_the_system_cost_nothing(logscan: Command, tmp_path: Path) -> None:
    source = _cases(tmp_path / "in.jsonl", 400)
    scan = _start(source, tmp_path / "cut")
    victims = _workers(scan.pid, 2)
    os.kill(victims[0], signal.SIGKILL)
    _, errors = scan.communicate()
    assert scan.returncode == 0, errors
    assert logscan("scan", source, "--out", tmp_path / "whole", "--quiet").returncode == 0
    for name in OUTPUTS:
        assert (tmp_path / "cut" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


@pytest.mark.skipif(not Path("/proc").exists(), reason="no list of processes here")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    scan = _start(_cases(tmp_path / "in.jsonl", 400), tmp_path / "run")
    workers = _workers(scan.pid, 2)
    # ready: a worker attends to its parent once it has been started
    while not any((tmp_path / "run" / ".chunks").glob("*.done")):
        time.sleep(0.05)
    scan.kill()
    scan.communicate()
    deadline = time.monotonic() + 30
    while any(_runs(worker) for worker in workers):
        assert time.monotonic() < deadline, "a worker outlives the scan"
        time.sleep(0.05)


def _start(source: Path, out: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "logscan", "scan", str(source), "--out", str(out), "--jobs", "2", "--quiet"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _workers(parent: int, count: int) -> list[int]:
    """The processes that scan for ``parent``, once all are there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = [
            int(status.parent.name)
            for status in Path("/proc").glob("[0-9]*/cmdline")
            if "spawn_main" in _read(status) and f"PPid:\t{parent}\n" in _read(status.with_name("status"))
        ]
        if len(found) == count:
            return found
        time.sleep(0.02)
    raise AssertionError("no workers")


def _runs(process: int) -> bool:
    """Whether it is there and no zombie, which nobody in a container may have buried."""
    status = _read(Path(f"/proc/{process}/status"))
    return bool(status) and "State:\tZ" not in status


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
