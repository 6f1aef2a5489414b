"""The variants and figures that every check function hands to its message, read from its source."""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass, field

from logscan.checks.registry import registered


@dataclass
class Calls:
    """The variants named in a check's calls of ``raises`` and ``raise_if``, and the figures passed by each."""

    figures: dict[str, set[str]] = field(default_factory=dict)
    dynamic: bool = False


def calls(code: str) -> Calls:
    """The calls of the check ``code``, with those of the helpers of its module that it uses."""
    function = registered()[code]
    module = ast.parse(inspect.getsource(inspect.getmodule(function)))  # type: ignore[arg-type]
    helpers = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    found = Calls()
    waiting, seen = [function.__name__], set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in ast.walk(helpers[name]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in {"raises", "raise_if"}:
                    _note(node, found)
                elif node.func.id in helpers and node.func.id not in seen:
                    waiting.append(node.func.id)
    return found


def _note(call: ast.Call, found: Calls) -> None:
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    variant = given.pop("variant", ast.Constant(""))
    if isinstance(variant, ast.Constant):
        found.figures.setdefault(str(variant.value), set()).update(given)
    else:
        found.dynamic = True
        found.figures.setdefault("*", set()).update(given)
