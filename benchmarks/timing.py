"""Timing in one process: what is compared runs in turn, A B A B, so that a drifting machine does not decide."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping


def rates(tasks: Mapping[str, Callable[[], object]], amount: int, rounds: int = 5) -> dict[str, list[float]]:
    """``amount`` per second of each task, a value a round; every task runs once before counting."""
    for task in tasks.values():
        task()
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            gc.collect()
            start = time.perf_counter()
            task()
            found[name].append(amount / (time.perf_counter() - start))
    return found


def ratio(found: Mapping[str, list[float]], name: str, floor: str) -> float:
    """The median over the rounds of ``name``'s rate over ``floor``'s in the same round."""
    return statistics.median(a / b for a, b in zip(found[name], found[floor], strict=True))


def table(found: Mapping[str, list[float]], floor: str, unit: str) -> str:
    """A Markdown table: the median rate of each task, its range, and its ratio to ``floor``."""
    lines = [f"| task | {unit} (median) | min to max | ratio to {floor} |", "|---|---|---|---|"]
    for name, values in found.items():
        spread = f"{min(values):,.0f} to {max(values):,.0f}"
        lines.append(f"| {name} | {statistics.median(values):,.0f} | {spread} | {ratio(found, name, floor):.2f} |")
    return "\n".join(lines)
