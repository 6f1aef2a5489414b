"""Files of weights that carry the hash of their own content: read as data, refused where changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from logscan.errors import LogscanError


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """An artefact; a subclass ends with a field ``sha256: str = ""``, of the rest in the order of its fields."""

    format: str
    corpus: dict[str, str | int]

    def sealed(self) -> Self:
        """The artefact with the hash of its own content."""
        plain = msgspec.structs.replace(self, sha256="")
        content = msgspec.json.encode(plain, order="deterministic")
        return msgspec.structs.replace(self, sha256=hashlib.sha256(content).hexdigest())

    def whole(self) -> bool:
        """Whether the content is what the hash was made of."""
        return self == self.sealed()


_Artefact = TypeVar("_Artefact", bound=Sealed)


def load(path: Path, kind: type[_Artefact], form: str, what: str) -> _Artefact:
    """The artefact of a file; raises :class:`LogscanError` where it is not one of ``what``, or is not whole."""
    try:
        artefact = msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        told = f"{path}: not a model of {what} ({type(error).__name__}); `logscan train` makes one"
        raise LogscanError(told) from error
    if artefact.format != form or not artefact.whole():
        raise LogscanError(f"{path}: of another format, or changed since it was made; `logscan train` makes one anew")
    return artefact
