"""All cases of all inputs, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec

from logscan.case import Case
from logscan.errors import InputError, PolicyError
from logscan.readers import delimited, documents, json_rows
from logscan.readers.columns import roles
from logscan.readers.disk import Shelf
from logscan.readers.encodings import detect
from logscan.readers.entry_rows import joined
from logscan.readers.kinds import Kind, kind_of_content, kind_of_name, mend
from logscan.readers.plain import plain
from logscan.readers.records import case_of_fields, case_of_row, reference_of
from logscan.readers.sources import Input, Source, sources, spooled
from logscan.readers.tables import Row

OnFault = Callable[[InputError], None]
OnWarning = Callable[[str], None]


def inputs(inputs: Sequence[Input]) -> Iterator[tuple[str, str]]:
    """Every file that :func:`read` reads, in the same order, with its SHA-256; a file that is not there has none.

    Standard input can be read once only: hold it with :func:`spooled` to hash it and read it.
    """
    with spooled(inputs) as held:
        for source in sources(held, _ignore):
            try:
                yield source.name, source.sha256()
            except OSError:
                yield source.name, ""


def read(
    inputs: Sequence[Input], columns: Mapping[str, str], on_fault: OnFault, on_warning: OnWarning | None = None
) -> Iterator[Case]:
    """The cases of ``inputs`` (files, folders, ``-``) in a fixed order; what cannot be read is told and passed over.

    ``columns`` maps fields to the force's column names. ``on_fault`` is told each file, row or cell that cannot be
    read, ``on_warning`` what was left out on purpose. Raises :class:`PolicyError` for a map of no known field.
    """
    roles((), columns)
    with spooled(inputs) as held, Shelf() as shelf:
        for source in sources(held, on_warning or _ignore):
            try:
                with source.open() as content:
                    yield from cases_of_rows(_rows(source, content, columns), columns, on_fault, shelf)
            except InputError as fault:
                on_fault(fault)
            except OSError as error:
                on_fault(InputError(source.name, None, f"cannot be read ({error.strerror or type(error).__name__})"))


def cases_of_table(
    rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], name: str, on_fault: OnFault
) -> Iterator[Case]:
    """The cases of a table in memory, a row a case or a row an entry; rows are numbered from 1."""
    with Shelf() as shelf:
        numbered = (Row(name, number, row) for number, row in enumerate(rows, 1))
        yield from cases_of_rows(numbered, columns, on_fault, shelf)


def cases_of_rows(rows: Iterator[Row], columns: Mapping[str, str], on_fault: OnFault, shelf: Shelf) -> Iterator[Case]:
    """The cases of rows: a row a case at once, a row an entry once the last of its table has been read."""
    place = ""
    fault: InputError | None = None
    try:
        for row in rows:
            if row.place != place:
                yield from _kept(shelf, columns, place, on_fault)
                place = row.place
            try:
                if row.fault is not None:
                    raise InputError(row.place, row.number, row.fault)
                found = roles(row.cells, columns)
                if "case_id" in found and "entry_text" in found:
                    shelf.keep(reference_of(row.cells, found, row.place, row.number), row.number, plain(row.cells))
                    continue
                case = case_of_row(row.cells, columns, row.place, row.number, on_fault)
                _first(shelf, case, row.place, row.number)
            except InputError as broken:
                on_fault(broken)
                continue
            yield _told(case, row.warnings)
    except InputError as broken:
        # what was read of the file before it broke still counts
        fault = broken
    yield from _kept(shelf, columns, place, on_fault)
    if fault is not None:
        raise fault


def _kept(shelf: Shelf, columns: Mapping[str, str], place: str, on_fault: OnFault) -> Iterator[Case]:
    for entries in shelf.kept():
        cells, found = joined(entries, columns, place, on_fault)
        number = entries[0][0]
        try:
            case = case_of_fields(cells, found, place, number, on_fault)
            _first(shelf, case, place, number)
        except InputError as broken:
            on_fault(broken)
            continue
        yield case


def _first(shelf: Shelf, case: Case, place: str, number: int) -> None:
    before = shelf.first_place(case.case_id, place, number)
    if before is not None:
        raise InputError(place, number, f"the reference of this case stands already in {before[0]}, row {before[1]}")


def _told(case: Case, warnings: tuple[str, ...]) -> Case:
    return msgspec.structs.replace(case, warnings=(*case.warnings, *warnings)) if warnings else case


def _rows(source: Source, content: BinaryIO, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows of one file. Whatever a format's library raises on a broken file is one fault of that file."""
    kind = _kind(source, content, columns)
    try:
        row = None
        for row in _by_kind(kind, source, content, columns):
            yield row
        if row is None:
            raise InputError(source.name, None, "empty: no case in it")
    except (InputError, PolicyError, OSError):
        raise
    except Exception as error:
        raise InputError(
            source.name, None, f"not a {kind.replace('_', ' ')} file that can be read ({type(error).__name__})"
        ) from None


def _kind(source: Source, content: BinaryIO, columns: Mapping[str, str]) -> Kind:
    """By content where that proves it, else by name; standard input and text files may be tables."""
    if not content.read(1):
        raise InputError(source.name, None, "empty")
    content.seek(0)
    named = kind_of_name(source.name) if source.path is not None else "text"
    if named is None:
        raise InputError(source.name, None, mend(source.name))
    proved = kind_of_content(content)
    if proved is not None:
        return proved
    if named != "text":
        return named
    start = delimited.sample(content, detect(content))
    content.seek(0)
    if source.path is None and start.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return "json"
    # a tab in a plain text is a table's where it parts the names of a header
    delimiters = delimited.DELIMITERS if source.path is None else "\t"
    return "delimited" if delimited.header(start, columns, delimiters) is not None else "text"


def _by_kind(kind: Kind, source: Source, content: BinaryIO, columns: Mapping[str, str]) -> Iterator[Row]:
    match kind:
        case "delimited":
            return delimited.rows(content, source.name, columns)
        case "workbook":
            # openpyxl and pyarrow take longer to import than a small file to read: not before they are needed
            from logscan.readers import workbook

            return workbook.rows(content, source.name, columns)
        case "json_lines":
            return json_rows.lines(content, source.name)
        case "json":
            return json_rows.document(content, source.name, columns)
        case "parquet":
            from logscan.readers import parquet

            return parquet.rows(content, source.name, columns)
        case _:
            return iter((documents.row(kind, content, source.name, source.stem),))


def _ignore(warning: str) -> None:
    """A warning that nobody asked for."""
