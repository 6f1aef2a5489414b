"""The pages of the catalogue in Markdown: one a check, and an index by family; ``docs/checks`` is made from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from logscan.case import Record
from logscan.checks.catalogue import Entry, Example, catalogue, criteria, families
from logscan.checks.fold import folds
from logscan.policy import Policy

SEVERITIES = {0: "good practice", 1: "record quality", 2: "standard or recording", 3: "safety"}
LANGUAGES = {"en": "English", "cy": "Cymraeg"}
RESULTS = {"raise": "raises", "clear": "clears", "cannot_tell": "cannot tell"}


def markdown(entry: Entry) -> str:
    """The page of one check: when it raises, why, what clears it, its thresholds, source, messages and examples."""
    lines = [f"# {entry.code} {entry.name}", "", entry.summary, ""]
    lines += [f"Severity {entry.severity}, {SEVERITIES[entry.severity]}.", ""]
    lines += [f"- {code} {criteria()[code].title['en']}: {criteria()[code].asks['en']}" for code in entry.criteria]
    lines += ["", "## Why it matters", "", entry.why, "", "## What clears it", "", entry.clears_when["en"], ""]
    if entry.searched:
        lines += ["## What is searched for", "", entry.searched["en"], ""]
    if thresholds(entry):
        lines += ["## Thresholds", "", *(f"- `{key}` (default {value})" for key, value in thresholds(entry)), ""]
    lines += ["## Messages", ""]
    for key, template in entry.message.items():
        lines.append(f"- {_message_name(key)}: {template}")
    lines += ["", "## Source", "", *(f"- {source}" for source in entry.source), ""]
    for number, example in enumerate(entry.examples, 1):
        lines += _example(number, example)
    return "\n".join(lines)


def thresholds(entry: Entry) -> list[tuple[str, int | float | str]]:
    """The policy keys that a check reads, with their defaults; a check of absence reads ``fragment_words`` too."""
    policy = Policy()
    keys = [*entry.thresholds, *(["fragment_words"] if entry.absence else [])]
    return [(key, getattr(policy.thresholds, key, None) or getattr(policy.dates, key)) for key in keys]


def index(entries: Iterable[Entry]) -> str:
    """The catalogue as one page: a table a family, each check linked to its page."""
    entries = list(entries)
    lines = ["# The checks", ""]
    lines += [
        f"{len(entries)} checks. Each asks the panel a question about one case, tied to the words of the log; none",
        "states a fault. Each says raise, clear or cannot tell. Thresholds are the policy's; none is a national rule.",
        "Made by `logscan checks --format markdown --out docs/checks`.",
        "",
    ]
    for family, title in families().items():
        lines += [f"## {family}: {title['en']}", ""]
        lines += ["| code | name | raises when | severity | criteria |", "|---|---|---|---|---|"]
        for entry in entries:
            if entry.family == family:
                cells = (f"[{entry.code}]({entry.code}.md)", entry.name, entry.summary, str(entry.severity))
                lines.append(f"| {' | '.join(cells)} | {' '.join(entry.criteria)} |")
        lines.append("")
    lines += ["## Shown together", ""]
    lines += [
        "Where a panel reads them, findings about one fact are shown as one: the most severe stands, of equals the one",
        "named first here, and the others are folded under it. The reports keep every finding.",
        "",
    ]
    for group in folds():
        words = " where they rest on the same words of the log" if group.shared else ""
        lines.append(f"- {group.fact['en']}: {', '.join(group.codes)}{words}")
    lines.append("")
    lines += ["## Criteria", "", *(f"- {code} {one.title['en']}: {one.asks['en']}" for code, one in criteria().items())]
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Every page of ``docs/checks`` by file name."""
    return {"README.md": index(catalogue().values()), **{f"{c}.md": markdown(e) for c, e in catalogue().items()}}


def write(folder: Path) -> None:
    """Write every page into ``folder``; a page of a check that is gone goes too."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


def record_words(record: Record) -> str:
    """The fields that a record holds, as ``field = value`` with commas."""
    fields = {name: getattr(record, name) for name in record.__struct_fields__ if name != "extra"}
    told = {name: str(value).lower() if isinstance(value, bool) else value for name, value in fields.items()}
    return ", ".join(f"{name} = {value}" for name, value in told.items() if value is not None)


def _message_name(key: str) -> str:
    language, _, variant = key.partition(".")
    return f"{LANGUAGES[language]}, {variant.replace('_', ' ')}" if variant else LANGUAGES[language]


def _example(number: int, example: Example) -> list[str]:
    lines = [f"## Example {number}: {RESULTS[example.result]}", ""]
    if example.note:
        lines += [example.note, ""]
    if words := record_words(example.record):
        lines += [f"Record: {words}", ""]
    return [*lines, "```text", example.log.strip("\n"), "```", ""]
