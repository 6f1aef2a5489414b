"""The encoding of a text file, and its text to the character: no line ending is changed."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the machines of UK forces write beside UTF; a free guess over all the world's code pages errs on short files.
_LEGACY = ["cp1252", "mac_roman"]
_MENDING = "logscan-cp1252"


def detect(content: BinaryIO) -> str:
    """The encoding of ``content``, which is left at its start; reads it whole, in blocks.

    A byte-order mark decides; then noughts in every second byte (UTF-16 without a mark); then whether all of it is
    UTF-8; then Windows-1252, unless charset-normalizer finds the older Macintosh page.
    """
    start = content.read(_SAMPLE)
    content.seek(0)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if wide := _wide(start):
        return wide
    good, bad, sample = _utf8(content)
    content.seek(0)
    if not bad or good > bad:
        return "utf-8"
    import charset_normalizer  # takes longer than most files do, and most are UTF-8

    best = charset_normalizer.from_bytes(sample, cp_isolation=_LEGACY).best()
    return best.encoding if best is not None and best.encoding in _LEGACY else "cp1252"


def text_of(content: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """``content`` as text, line endings untouched; a byte that its encoding does not know is read as Windows-1252."""
    errors = _MENDING if encoding in ("utf-8", "utf-8-sig", "cp1252") else "replace"
    return io.TextIOWrapper(_Unclosed(content), encoding=encoding, errors=errors, newline="")


class _Unclosed(io.BufferedIOBase):
    """A view on a binary file that its text wrapper may close without closing the file."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    @property
    def name(self) -> str:
        return ""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._content.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._content.read(size)


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark: a nought in most odd places (little end first) or even ones."""
    pairs = len(start) // 2
    if pairs < 2:
        return None
    even, odd = start[: 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd < 0.1 * pairs else None


def _utf8(content: BinaryIO) -> tuple[int, int, bytes]:
    """Characters beyond ASCII that are sound UTF-8, bytes that are not, and a sample around the first of these."""
    good = bad = 0
    sample, rest = b"", b""
    while block := content.read(_BLOCK):
        block = rest + block
        rest = b""
        if block.isascii():
            continue
        cut = _whole(block)
        block, rest = block[:cut], block[cut:]
        try:
            text = block.decode()
        except UnicodeDecodeError as fault:
            sample = sample or block[max(0, fault.start - _SAMPLE // 2) : fault.start + _SAMPLE // 2]
            mended = block.decode("utf-8", "surrogateescape")
            wrong = sum(map(mended.count, set(mended) & _ESCAPED))
            good, bad = good + len(mended) - wrong - _ascii(block), bad + wrong
        else:
            good += len(text) - _ascii(block)
    return good, bad + len(rest), sample or rest


_ESCAPED = frozenset(map(chr, range(0xDC80, 0xDD00)))
_HIGH = bytes(range(0x80, 0x100))


def _ascii(block: bytes) -> int:
    return len(block.translate(None, _HIGH))


def _whole(block: bytes) -> int:
    """Where the last character that is begun in ``block`` but not ended starts; else its length."""
    for back in range(1, min(4, len(block) + 1)):
        byte = block[-back]
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(block) - back if back < length else len(block)
        if byte < 0x80:
            break
    return len(block)


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    wrong = fault.object[fault.start : fault.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in wrong), fault.end


codecs.register_error(_MENDING, _as_windows)
