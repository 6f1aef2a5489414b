"""Run the selected checks over the facts of one report."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from logscan.checks.catalogue import Entry, catalogue
from logscan.checks.messages import filled, nearest
from logscan.checks.registry import CLEAR, CannotTell, CheckFunction, HasSpan, Held, Raise, needed, registered
from logscan.checks.view import View
from logscan.policy import Policy
from logscan.report import CheckResult, Finding, Report, Span


def run(report: Report, policy: Policy) -> Report:
    """The report with ``findings``, ``checks`` and ``check_reasons`` filled in; nothing else changes."""
    view = View(report, policy)
    selection, clear = _selection(policy.select, policy.ignore)
    findings: list[Finding] = []
    results = clear.copy()
    reasons: dict[str, str] = {}
    nowhere = view.held.isdisjoint
    for entry, function, needs in selection:
        if needs and nowhere(needs):
            continue
        result = function(view)
        if result is CLEAR:  # by far most are; told apart first
            continue
        if isinstance(result, Raise) and entry.absence and view.fragment:
            result = CannotTell("fragment")
        if isinstance(result, Raise):
            results[entry.code] = "raise"
            findings.append(_finding(entry, result, view))
        elif isinstance(result, CannotTell):
            results[entry.code] = "cannot_tell"
            reasons[entry.code] = _reasons(policy.language)[result.reason]
    return msgspec.structs.replace(report, findings=tuple(findings), checks=results, check_reasons=reasons)


def selected(policy: Policy) -> tuple[str, ...]:
    """The codes that a policy runs: the longest prefix of ``select`` and ``ignore`` that fits a code decides."""
    codes = []
    for code in catalogue():
        chosen = max((len(p) for p in policy.select if code.startswith(p)), default=-1 if policy.select else 0)
        ignored = max((len(p) for p in policy.ignore if code.startswith(p)), default=-1)
        if chosen > ignored:
            codes.append(code)
    return tuple(codes)


def unknown_prefix(policy: Policy) -> str:
    """What is wrong with the codes that a policy names, as key, fault and mend; empty where nothing is."""
    for key in ("select", "ignore"):
        for prefix in getattr(policy, key):
            if not any(code.startswith(prefix) for code in catalogue()):
                return f"{key}: no check begins with {prefix!r}; `logscan checks` lists them"
    for code, severity in policy.severity.items():
        if code not in catalogue():
            return f"severity.{code}: no such check; `logscan checks` lists them"
        if catalogue()[code].severity == 0:
            return f"severity.{code}: good practice has no severity; take the line out"
        if severity not in (1, 2, 3):
            return f"severity.{code}: {severity} is none; give 3 (safety), 2 (standard, recording) or 1 (quality)"
    return ""


@cache
def _selection(
    select: tuple[str, ...], ignore: tuple[str, ...]
) -> tuple[tuple[tuple[Entry, CheckFunction, frozenset[Held]], ...], dict[str, CheckResult]]:
    """The checks that run, with what they need, and their results where nothing is found."""
    functions, codes = registered(), selected(Policy(select=select, ignore=ignore))
    return tuple((catalogue()[code], functions[code], needed(code)) for code in codes), dict.fromkeys(codes, "clear")


def _finding(entry: Entry, result: Raise, view: View) -> Finding:
    near = nearest(entry, result, view) if entry.near else None
    language = view.policy.language
    return Finding(
        check=entry.code,
        name=entry.name,
        severity=view.policy.severity.get(entry.code, entry.severity),
        criteria=entry.criteria,
        message=filled(entry, result, view, near),
        clears_when=entry.clears_when[language],
        evidence=_spans(result.evidence),
        searched=entry.searched.get(language, ""),
        nearest=Span(near.start, near.end, near.text) if near else None,
    )


def _spans(evidence: tuple[HasSpan, ...]) -> tuple[Span, ...]:
    if len(evidence) < 2:
        return tuple([Span(item.start, item.end, item.text) for item in evidence])
    unique = {(item.start, item.end): item.text for item in evidence}
    return tuple([Span(start, end, text) for (start, end), text in sorted(unique.items())])


@cache
def _reasons(language: str) -> dict[str, str]:
    text = resources.files("logscan.lexicon").joinpath("reasons.toml").read_text(encoding="utf-8")
    return {key: value[language] for key, value in tomllib.loads(text).items()}
