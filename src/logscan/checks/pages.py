"""The page of a check in Markdown, made from its catalogue entry."""

from __future__ import annotations

from logscan.checks.catalogue import Entry


def markdown(entry: Entry) -> str:
    """The page of one check: when it raises, why, what clears it, its source, and its examples."""
    lines = [f"# {entry.code} {entry.name}", "", entry.summary, "", f"Severity {entry.severity} · criteria {' '.join(entry.criteria)}", ""]
    lines += ["## Why it matters", "", entry.why, "", "## What clears it", "", entry.clears_when["en"], ""]
    if entry.searched:
        lines += ["## What is searched for", "", entry.searched, ""]
    if entry.thresholds:
        lines += ["## Thresholds", "", *(f"- `{key}`" for key in entry.thresholds), ""]
    lines += ["## Source", "", *(f"- {source}" for source in entry.source), ""]
    for example in entry.examples:
        lines += [f"## Example: {example.result}", "", *([example.note, ""] if example.note else []), "```text", example.log.strip("\n"), "```", ""]
    return "\n".join(lines)
