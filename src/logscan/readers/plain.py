"""Values as JSON can carry them, whatever a file format's library yields."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

# msgspec writes 64-bit integers; a longer reference number is kept as its digits
_LONGEST = 1 << 63


def plain(value: Any) -> Any:
    """Text, numbers, truth, None, lists and mappings as they are; dates and times in ISO; all else as text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, int):
        return int(value) if -_LONGEST <= value < _LONGEST else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, dict):
        return {sound(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    # numpy scalars of a data frame
    return plain(value.item()) if hasattr(value, "item") else sound(str(value))


def sound(text: str) -> str:
    """Text without half characters (lone surrogates, which no encoding can write): each becomes U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
