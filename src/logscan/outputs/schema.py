"""The report's types as Arrow types: structs as structs, tables by key as maps, so that every engine reads them."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

from logscan.report import Finding, Mention, Report, Time

FLAT = {"findings": Finding, "mentions": Mention, "times": Time}
"""The flat tables: a row an item of this field of the report, behind its ``case_id``."""


def reports() -> pa.Schema:
    """A row a case, with the fields of the report; ``record.extra`` is JSON text."""
    return pa.schema(list(arrow_type(Report)))


def flat(name: str) -> pa.Schema:
    """A row an item of ``name`` (a key of :data:`FLAT`)."""
    return pa.schema([pa.field("case_id", pa.string()), *arrow_type(FLAT[name])])


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type of a field's type."""
    origin, inner = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint)
        return pa.struct([pa.field(name, arrow_type(hints[name])) for name in hint.__struct_fields__])
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return arrow_type(next(part for part in inner if part is not type(None)))
    if origin is tuple:
        return pa.list_(arrow_type(inner[0]))
    if origin is dict:
        # what a force exports beside the contract's fields has no type of its own
        return pa.string() if inner[1] is Any else pa.map_(pa.string(), arrow_type(inner[1]))
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]
