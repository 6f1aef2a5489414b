"""Pages made by a command, never by hand: ``python docs/make.py panel`` or ``lexicon``.

``panel`` writes ``docs/panel-2022.md``: the scrutiny panel's remarks of May 2022 on its twelve cases, in our own words,
beside what logscan raises on twelve invented logs that hold the facts those remarks rest on.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import lexicon_table

from logscan import Case, Report, scan
from logscan.policy import Policy
from logscan.readers import read

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "corpora" / "demo"


def panel() -> str:
    """The page as Markdown."""
    expected = json.loads((DEMO / "expectations.json").read_text(encoding="utf-8"))["cases"]
    reports = {report.case_id: report for report in scan(cases())}
    remarks = [remark for case in expected.values() for remark in case["remarks"]]
    coded = [(case_id, remark) for case_id, case in expected.items() for remark in case["remarks"] if remark["checks"]]
    met = sum(_raised(reports[case_id], remark["checks"]) for case_id, remark in coded)
    lines = [
        "# The panel of May 2022, beside logscan",
        "",
        "A scrutiny panel read twelve stalking and harassment cases in May 2022 and published what it thought. The",
        "cases themselves were never published. Twelve logs were therefore invented, one for each case, so that the",
        "facts behind each remark can be found in them (`corpora/demo/`). Left: the panel's remark, in our words.",
        "Right: what logscan raises or notes on the invented log. The logs were written with the remarks in view, so",
        "agreement here shows what logscan does; it is no measure of how well it does on real logs.",
        "",
        f"{len(remarks)} remarks; {len(coded)} of them have a check; on {met} of those logscan raises or notes it "
        f"({len(coded) - met} not yet). Made by `python docs/make.py panel`.",
        "",
    ]
    for case_id, case in expected.items():
        lines += _case(case_id, case, reports[case_id])
    return "\n".join(lines)


def cases() -> list[Case]:
    """The demonstration cases."""
    faults: list[Exception] = []
    cases = list(read([DEMO / "cases.csv"], Policy().columns, faults.append))
    if faults:
        raise SystemExit(f"{len(faults)} faults in the demonstration cases")
    return cases


def _raised(report: Report, checks: list[str]) -> bool:
    raised = {finding.check for finding in report.findings}
    return all(code in raised for code in checks)


def _case(case_id: str, case: dict[str, list[dict[str, object]]], report: Report) -> list[str]:
    found = {finding.check: finding for finding in report.findings}
    lines = [f"## {case_id}: recorded as {report.record.recorded_as}, conduct looks like {report.verdict.label}", ""]
    lines += ["| the panel's remark | | logscan |", "|---|---|---|"]
    named: set[str] = set()
    for remark in case["remarks"]:
        codes = [str(code) for code in remark["checks"]]  # type: ignore[attr-defined]
        named.update(codes)
        cell = "; ".join(
            f"{code}: {found[code].message}" if code in found else f"{code}: **not raised**" for code in codes
        )
        lines.append(f"| {remark['text']} | {remark['kind']} | {_escape(cell) or '(no check) ' + str(remark['why'])} |")
    explained = {str(item["check"]): str(item["reason"]) for key in ("unremarked", "also_raises") for item in case[key]}
    extra = [finding for code, finding in found.items() if code not in named]
    if extra:
        lines += ["", "Raised or noted without a remark of the panel:", ""]
        for finding in sorted(extra, key=lambda f: (-f.severity, f.check)):
            why = f" ({explained[finding.check]})" if finding.check in explained else ""
            lines.append(f"- {finding.check} (severity {finding.severity}): {_escape(finding.message)}{why}")
    wrong = [code for code in map(str, case["clear"]) if code in found]
    if wrong:
        lines += ["", f"Raised although the log answers it (logscan does not get this right yet): {', '.join(wrong)}"]
    return [*lines, ""]


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page that the command line names."""
    pages = {
        "panel": (panel, ROOT / "docs" / "panel-2022.md"),
        "lexicon": (lexicon_table.page, ROOT / "docs" / "lexicon.md"),
    }
    if len(sys.argv) != 2 or sys.argv[1] not in pages:
        raise SystemExit(f"usage: python docs/make.py {{{','.join(pages)}}}")
    make, path = pages[sys.argv[1]]
    path.write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
