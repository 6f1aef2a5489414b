"""A new check is one file and one function: CONTRIBUTING's own example, followed in a copy of the source."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_worked_example_of_contributing(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.split("## Add a check")[1].split("\n## ")[0]
    blocks = dict(re.findall(r"```(toml|python)\n(.*?)```", section, re.DOTALL))
    package = tmp_path / "src" / "logscan"
    shutil.copytree(ROOT / "src" / "logscan", package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "models").symlink_to(ROOT / "models")

    (package / "lexicon" / "checks" / "INV004.toml").write_text(blocks["toml"], encoding="utf-8")
    with (package / "checks" / "inv.py").open("a", encoding="utf-8") as module:
        module.write(f"\n\n{blocks['python']}")

    page = _run(tmp_path, "-m", "logscan", "checks", "INV004")
    assert page.returncode == 0 and "arrest-without-interview" in page.stdout
    tests = ("tests/checks/test_catalogue.py", "tests/checks/test_examples.py")
    told = _run(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "INV004 or every_function", *tests)
    assert told.returncode == 0, told.stdout[-2000:]


def _run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
