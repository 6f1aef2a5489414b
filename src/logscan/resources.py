"""Where packaged material stands: inside an installed wheel, or beside ``src/`` in a checkout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path


def _folder(packaged: str, in_checkout: str) -> Path:
    """A folder of the wheel, or of the checkout that an editable install points at."""
    with resources.as_file(resources.files("logscan")) as package:
        inside = package / packaged
        return inside if inside.is_dir() else package.parents[1] / in_checkout


@contextmanager
def demo_cases() -> Iterator[Path]:
    """The CSV of the demonstration cases."""
    yield _folder("_demo", "corpora/demo") / "cases.csv"


def models() -> Path:
    """The folder of trained artefacts."""
    return _folder("_models", "models")


def model_hashes() -> dict[str, str]:
    """SHA-256 of every model file, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(models().glob("*.json"))}
