"""Where packaged material stands: inside an installed wheel, or beside ``src/`` in a checkout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import resources
from pathlib import Path

_given: ContextVar[Path | None] = ContextVar("_given", default=None)


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
    return _given.get() or _folder("_models", "models")


@contextmanager
def use_models(folder: Path) -> Iterator[None]:
    """Take the artefacts from ``folder`` meanwhile: on a cluster, those that the driver sent."""
    token = _given.set(folder)
    try:
        yield
    finally:
        _given.reset(token)


def model_files() -> tuple[tuple[str, bytes], ...]:
    """Every model file, name and content, by name."""
    return tuple((path.name, path.read_bytes()) for path in sorted(models().glob("*.json")))


def model_hashes() -> dict[str, str]:
    """SHA-256 of every model file, by name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in model_files()}
