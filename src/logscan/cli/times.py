"""``logscan times``: the times of a text, normalised, as a table or as JSON Lines; the timeline of a log."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from logscan.errors import UsageError

if TYPE_CHECKING:
    from logscan.report import Time


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("times")(times)


def times(
    text: Annotated[
        str, typer.Argument(metavar="[TEXT|FILE]", help="A text, or a file that holds one; - is standard input.")
    ] = "",
    anchor: Annotated[
        str | None, typer.Option(help="The ISO date-time that relative times are told from (2022-05-12T14:35).")
    ] = None,
    source: Annotated[Path | None, typer.Option("--in", help="JSON Lines of {id, text, anchor}.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write JSON Lines; standard output without it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines in place of a table.")] = False,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="The dated events of a log in time order, each with what it dates.")
    ] = False,
) -> None:
    """Print the dates, times, durations and recurring times of a text, each with its value and days.

    JSON Lines are {id, text, anchor, spans: [{start, end, text, type, value, ...}]}, one text a line.
    """
    if source is None and not text:
        raise UsageError("nothing to read: give TEXT, a FILE, or --in FILE.jsonl")
    if source is not None and text:
        raise UsageError("give TEXT or --in, not both")
    if source is not None and not source.is_file():
        raise UsageError(f"{source}: no such file")
    rows = _rows(source) if source is not None else iter([("1", _read(text), _checked(anchor, "--anchor"))])
    if timeline:
        for name, words, when in rows:
            _print_timeline(name, words, when)
        return
    if out is not None or source is not None or as_json:
        _write(((name, words, when or _checked(anchor, "--anchor")) for name, words, when in rows), out)
        return
    for _, words, when in rows:
        _print_table(_found(words, when))


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    path = Path(text) if len(text) < 1024 and "\n" not in text else None
    try:
        is_file = path is not None and path.is_file()
    except OSError:
        is_file = False
    if path is None or not is_file:
        return text
    from logscan.readers.encodings import detect, text_of

    with path.open("rb") as content:
        return text_of(content, detect(content)).read()


def _rows(source: Path) -> Iterator[tuple[str, str, str | None]]:
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                name, words, when = str(row.get("id", number)), row["text"], row.get("anchor")
            except (ValueError, KeyError, AttributeError):
                raise UsageError(f"{source}: line {number} is no JSON object with a text") from None
            if not isinstance(words, str):
                raise UsageError(f"{source}: line {number}: text is not a string")
            yield name, words, _checked(when, f"{source}: line {number}")


def _checked(anchor: object, where: str) -> str | None:
    from datetime import datetime

    if anchor is None or anchor == "":
        return None
    try:
        datetime.fromisoformat(str(anchor)[:16])
    except ValueError:
        raise UsageError(f"{where}: an anchor is an ISO date or date-time, such as 2022-05-12T14:35") from None
    return str(anchor)


def _found(text: str, anchor: str | None) -> tuple[Time, ...]:
    from logscan.nlp.entries import process
    from logscan.nlp.text import fold
    from logscan.nlp.times.tagger import find_times

    folded = fold(text)
    entries = process(text, folded, anchor)
    # one sentence that opens with a date is no log: its anchor is the one given, not its own date
    if sum(entry.time is not None for entry in entries) < 2 and "\n" not in text.strip():
        entries = ()
    return find_times(text, folded, entries, anchor)


def _write(rows: Iterator[tuple[str, str, str | None]], out: Path | None) -> None:
    import msgspec

    stream = out.open("w", encoding="utf-8") if out is not None else sys.stdout
    try:
        for name, text, anchor in rows:
            spans: list[dict[str, Any]] = [_plain(msgspec.to_builtins(time)) for time in _found(text, anchor)]
            stream.write(
                json.dumps({"id": name, "text": text, "anchor": anchor, "spans": spans}, ensure_ascii=False) + "\n"
            )
    finally:
        if out is not None:
            stream.close()


def _plain(span: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in span.items() if value is not None and value != []}


def _print_table(found: tuple[Time, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("at", "text", "type", "value", "days", "dates", "notes"):
        table.add_column(heading)
    for time in found:
        days = (
            ""
            if time.earliest is None
            else time.earliest
            if time.earliest == time.latest
            else f"{time.earliest} to {time.latest}"
        )
        notes = [*([time.mod] if time.mod else []), *([time.freq] if time.freq else []), *time.flags]
        table.add_row(
            str(time.start),
            time.text.replace("\n", " "),
            time.type,
            time.value,
            days,
            time.role or "",
            ", ".join(notes),
        )
    Console(highlight=False, markup=False).print(table)


def _print_timeline(name: str, text: str, anchor: str | None) -> None:
    from rich.console import Console
    from rich.table import Table

    dated = [t for t in _found(text, anchor) if t.earliest is not None and t.type in {"DATE", "TIME"}]
    table = Table(box=None, pad_edge=False, title=name if name != "1" else None, title_justify="left")
    for heading in ("when", "dates", "text", "around"):
        table.add_column(heading)
    for time in sorted(dated, key=lambda t: (t.earliest or "", t.value, t.start)):
        around = " ".join(text[max(0, time.start - 40) : time.end + 40].split())
        table.add_row(time.value, time.role or "", " ".join(time.text.split()), around)
    Console(highlight=False, markup=False).print(table)
