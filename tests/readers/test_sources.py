"""Folders, standard input, files that are passed over, memory."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from logscan import readers
from tests.readers.conftest import Read, reading


def tree(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_folder_in_a_fixed_order(tmp_path: Path, read: Read) -> None:
    tree(tmp_path, b__2_dot_txt="two", a__3_dot_txt="three", c_dot_txt="c", b__1_dot_md="one")
    assert list(read(tmp_path).logs) == ["3", "1", "2", "c"]
    hashes = [(Path(name).name, digest) for name, digest in readers.inputs([tmp_path])]
    assert hashes[0] == ("3.txt", hashlib.sha256(b"three").hexdigest())
    assert [name for name, _ in hashes] == ["3.txt", "1.md", "2.txt", "c.txt"]


def test_hidden_lock_and_unknown_files_of_a_folder(tmp_path: Path, read: Read) -> None:
    for name in ("~$x.xlsx", ".DS_Store", "Thumbs.db", ".git/a.txt", "__MACOSX/a.txt", "x.msg", "y.msg", "noext"):
        (path := tmp_path / name).parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = read(tmp_path)
    assert (found.cases, found.faults) == ([], [])
    assert found.warnings == [f"{tmp_path}: files of no known format, not read: 2 .msg, 1 no extension"]


def test_a_run_inside_a_folder_is_not_read(tmp_path: Path, read: Read) -> None:
    tree(
        tmp_path,
        a_dot_txt="a",
        run__run_dot_json="{}",
        run__reports_dot_jsonl="{}",
        run__cases_dot_jsonl='{"case_id": "a", "log": "a"}',
    )
    found = read(tmp_path)
    assert (list(found.logs), found.faults, len(found.warnings)) == (["a"], [], 1)


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("a.xls", "save it as .xlsx"),
        ("a.msg", "save it as .eml"),
        ("a.bin", "known are"),
        ("a", "without an extension"),
    ],
)
def test_an_unknown_file_named_directly_is_a_fault(tmp_path: Path, read: Read, name: str, mend: str) -> None:
    (path := tmp_path / name).write_text("x", encoding="utf-8")
    assert mend in read(path).faults[0].reason


def test_a_file_that_is_not_there(tmp_path: Path, read: Read) -> None:
    assert read(tmp_path / "none.csv").faults[0].reason.startswith("cannot be read")


@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", "Ref,Log\n"), ("a.jsonl", "\n\n"), ("a.json", "[]"), ("a.json", '{"cases": []}')]
)
def test_a_file_without_a_case(tmp_path: Path, read: Read, name: str, text: str) -> None:
    (path := tmp_path / name).write_text(text, encoding="utf-8")
    found = read(path)
    assert (found.cases, len(found.faults)) == ([], 1)


def test_one_reference_in_two_files(tmp_path: Path, read: Read) -> None:
    tree(tmp_path, a_dot_csv="Ref,Log\n1,x\n", b_dot_csv="Ref,Log\n1,y\n2,z\n")
    found = read(tmp_path)
    assert found.logs == {"1": "x", "2": "z"}
    assert f"{tmp_path / 'a.csv'}, row 2" in found.faults[0].reason


@pytest.mark.parametrize(
    ("text", "logs"),
    [
        ("Ref,Log\n1,one\n", {"1": "one"}),
        ("Ref;Log\n1;one\n", {"1": "one"}),
        ('{"Ref": "1", "Log": "one"}\n{"Ref": "2", "Log": "two"}\n', {"1": "one", "2": "two"}),
        ('[{"Ref": "1", "Log": "one"}]', {"1": "one"}),
        (
            "16/01/2022 17:26 CCO 5521\nOutside again, twice.\n",
            {"stdin": "16/01/2022 17:26 CCO 5521\nOutside again, twice.\n"},
        ),
    ],
)
def test_standard_input_is_hashed_and_read(monkeypatch: pytest.MonkeyPatch, text: str, logs: dict[str, str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    with readers.spooled(["-"]) as held:
        hashes = list(readers.inputs(held))
        found = reading(*held)
    assert hashes == [("-", hashlib.sha256(text.encode()).hexdigest())]
    assert (found.logs, found.faults) == (logs, [])


MEMORY = """
import resource, sys
from logscan.readers import read
faults = []
next(read([sys.argv[1]], {}, faults.append))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(1 for _ in read([sys.argv[2]], {}, faults.append))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, len(faults), (after - before) // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
@pytest.mark.parametrize("form", ["cases", "entries"])
def test_a_large_table_takes_little_memory(tmp_path: Path, form: str) -> None:
    """60 MB of rows grow the process by less than a third of that."""
    head, row = (
        ("case_id,log", '{n},"{text}"')
        if form == "cases"
        else ("case_id,entry_time,entry_text", '{k},16/01/2022 17:26,"{text}"')
    )
    text = "He was seen again near the school, 4 o'clock. " * 65
    for name, rows in (("small.csv", 2), ("large.csv", 20_000)):
        with (tmp_path / name).open("w", encoding="utf-8") as out:
            out.write(head + "\n")
            out.writelines(row.format(n=n, k=n % 5000, text=text) + "\n" for n in range(rows))
    assert (tmp_path / "large.csv").stat().st_size > 59_000_000
    words = [sys.executable, "-c", MEMORY, str(tmp_path / "small.csv"), str(tmp_path / "large.csv")]
    count, faults, grown = map(int, subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())
    assert (count, faults) == (20_000 if form == "cases" else 5000, 0)
    assert grown < 25
