"""msgspec or pydantic for the contract: 10,000 reports written and read back, ``python -m benchmarks.contract``.

Both see the same reports (the demonstration cases, scanned, over and over) and the same fields; the pydantic models are
made from the msgspec types, field by field.
"""

from __future__ import annotations

import csv
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from pydantic import BaseModel, create_model

from benchmarks import timing
from benchmarks.logs import CORPORA
from logscan.api import scan
from logscan.case import Case
from logscan.report import Report, decode, encode

COUNT = 10_000


def main() -> None:
    """Print the table."""
    with (CORPORA / "demo" / "cases.csv").open(encoding="utf-8-sig", newline="") as rows:
        sample = list(scan([Case(case_id=row["Occurrence No"], log=row["Log"]) for row in csv.DictReader(rows)]))
    reports = [sample[i % len(sample)] for i in range(COUNT)]
    model = _model(Report, {})
    models = [model.model_validate(msgspec.to_builtins(report)) for report in sample]
    copies = [models[i % len(models)] for i in range(COUNT)]
    found = timing.rates(
        {
            "pydantic": lambda: [model.model_validate_json(item.model_dump_json()) for item in copies],
            "msgspec": lambda: [decode(encode(item)) for item in reports],
        },
        COUNT,
        rounds=3,
    )
    print(f"{COUNT:,} reports of about {len(encode(sample[0])):,} bytes, written and read back\n")
    print(timing.table(found, "pydantic", "reports a second"))


def _model(struct: Any, made: dict[Any, type[BaseModel]]) -> type[BaseModel]:
    """A pydantic model with the fields of a msgspec struct."""
    if struct not in made:
        hints = get_type_hints(struct)
        fields: dict[str, Any] = {
            field.name: (_type(hints[field.name], made), ...) for field in msgspec.structs.fields(struct)
        }
        fields = {("schema_" if name == "schema" else name): kind for name, kind in fields.items()}
        made[struct] = create_model(struct.__name__, **{k: v for k, v in fields.items() if k != "schema_"})
    return made[struct]


def _type(hint: Any, made: dict[Any, type[BaseModel]]) -> Any:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _model(hint, made)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (tuple, dict):
        return origin[tuple(_type(item, made) if item is not Ellipsis else item for item in inner)]
    if inner and all(isinstance(item, type) for item in inner):
        result = _type(inner[0], made)
        for item in inner[1:]:
            result = result | _type(item, made)
        return result
    return hint


if __name__ == "__main__":
    main()
