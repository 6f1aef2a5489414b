"""Cells of a CSV that a spreadsheet does not run, and back again without loss."""

from __future__ import annotations

# what a spreadsheet takes for the start of a formula; the wide forms count in East Asian locales
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run, and before an apostrophe of its own."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def plain(cell: str) -> str:
    """The cell as it was before :func:`safe`."""
    return cell.removeprefix("'")
