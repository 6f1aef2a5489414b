"""RSK: was the right risk assessment done, in time, and does it fit what the log holds?"""

from __future__ import annotations

from logscan.checks.registry import CLEAR, CannotTell, Result, check, raise_if, raises
from logscan.checks.view import DA_TOOLS, STALKING_TOOLS, View
from logscan.report import Mention

ANY_TOOL = ("DASH", "DARA", "SASH", "S_DASH", "SRP", "THRIVE", "VAF", "PPN")
GRADED = ("DASH", "DARA", "SASH", "S_DASH", "SRP")
HIGH_RISK = ("threat_to_kill", "weapon", "strangulation", "tracker", "entry", "suicide", "earlier_victims")


@check("RSK001")
def stalking_no_sash(case: View) -> Result:
    """S-type, and no stalking risk tool, or one set aside without a reason."""
    return _missing_tool(case, case.s_type, STALKING_TOOLS)


@check("RSK003")
def da_no_dash(case: View) -> Result:
    """DA-linked, and no DASH or DARA, or one set aside without a reason."""
    return _missing_tool(case, case.da_linked, DA_TOOLS)


def _missing_tool(case: View, applies: bool, tools: tuple[str, ...]) -> Result:
    if not applies:
        return CLEAR
    traces = case.traces("RISK_ASSESSMENT", *tools)
    settled = [m for m in traces if m.status not in {"not_done", "not_applicable"} or m.reason is not None]
    if settled:
        return CLEAR
    return raises(*traces, variant="no_reason") if traces else raises(*case.nearest("RISK_ASSESSMENT"), variant="none")


@check("RSK002", "RISK_ASSESSMENT.done")
def late_sash(case: View) -> Result:
    """The first stalking tool was done later than the policy's days after the report."""
    return _late(case, STALKING_TOOLS, "sash_days")


@check("RSK004", "RISK_ASSESSMENT.done")
def late_dash(case: View) -> Result:
    """The first DASH or DARA was done later than the policy's days after the report."""
    return _late(case, DA_TOOLS, "dash_days")


def _late(case: View, tools: tuple[str, ...], threshold: str) -> Result:
    done = case.told_done("RISK_ASSESSMENT", *tools)
    if not done:
        return CLEAR
    if case.reported is None:
        return CannotTell("no_report_date")
    dated = [(day, m) for m in done if (day := case.day(m)) is not None]
    if not dated:
        return CannotTell("not_dated")
    day, first = min(dated, key=lambda pair: (pair[0], pair[1].start))
    days, limit = case.days(case.reported.date(), day, threshold), getattr(case.limits, threshold)
    return raises(first, tool=first.concept, days=days, limit=limit) if days > limit else CLEAR


@check("RSK005", "RISK_ASSESSMENT.done")
def grade_missing_or_mixed(case: View) -> Result:
    """A DASH or SASH done with no grade anywhere, or two grades with no reassessment between."""
    guessed = False
    for tool in ("DASH", "SASH"):
        if not case.mentions("RISK_ASSESSMENT", tool, status="done"):
            continue
        done = case.told_done("RISK_ASSESSMENT", tool)
        guessed = guessed or not done
        if done and not any(m.grade for m in case.mentions("RISK_ASSESSMENT", tool)):
            return raises(done[0], variant="missing", tool=tool)
        for entry in sorted({m.entry for m in done}):
            grades = {m.grade for m in done if m.entry == entry and m.grade}
            if len(grades) > 1:
                both = " and ".join(sorted(g for g in grades if g))
                return raises(*(m for m in done if m.entry == entry), variant="mixed", tool=tool, grades=both)
    return CannotTell("not_told") if guessed else CLEAR


@check("RSK006", "risk")
def low_grade_high_risk_content(case: View) -> Result:
    """Graded below high while the log holds high-risk content, with no higher grade after."""
    risks = case.facts("risk", *HIGH_RISK, status="stated")
    if not risks:
        return CLEAR
    graded = [m for m in case.mentions("RISK_ASSESSMENT", *GRADED, "THRIVE", status="done") if m.grade]
    low = [m for m in graded if m.grade != "high"]
    if not low:
        return CLEAR
    for risk in risks:
        open_grades = [m for m in low if not _raised_after(case, m, graded)]
        if open_grades:
            last = open_grades[-1]
            return raises(
                last, risk, tool=last.concept, grade=last.grade or "", risk=(risk.concept or "").replace("_", " ")
            )
    return CLEAR


def _raised_after(case: View, low: Mention, graded: list[Mention]) -> bool:
    """Whether this tool is graded high at or after the low grade; what is learnt later then meets a high grade."""
    return any(m.grade == "high" and m.concept == low.concept and case.same_or_later(m, low) for m in graded)


@check("RSK007", "RISK_ASSESSMENT.done")
def no_reassessment_after_escalation(case: View) -> Result:
    """A new incident after the last assessment, and no reassessment."""
    done = case.mentions("RISK_ASSESSMENT", *ANY_TOOL, status="done")
    if not done:
        return CLEAR
    events = case.new_events
    missed = [e for e in events if not any(case.covers(m, e) for m in done)]
    return raises(missed[0], what=case.event_words(missed[0])) if missed else CLEAR


@check("RSK008", "harm")
def harm_found_no_action(case: View) -> Result:
    """An assessment names harm or vulnerability, and no safeguarding or referral follows."""
    harm = case.facts("harm")
    if not harm:
        return CLEAR
    actions = [
        m
        for label in ("SAFEGUARDING", "REFERRAL")
        for m in case.mentions(label, status=("done", "planned"))
    ]
    return raise_if(h for h in harm if not any(case.same_or_later(a, h) for a in actions))


@check("RSK009", "RISK_ASSESSMENT.not_applicable RISK_ASSESSMENT.not_done")
def unknown_suspect_not_traced(case: View) -> Result:
    """An assessment is impossible because the suspect is unknown, and nobody tries to identify them."""
    impossible = [
        m
        for m in case.mentions("RISK_ASSESSMENT", status=("not_applicable", "not_done"))
        if m.concept in GRADED and case.suspect_unknown and _names_the_unknown(m)
    ]
    if not impossible:
        return CLEAR
    tried = [*case.facts("identify"), *(f for f in case.facts("lead") if f.status in {"followed", "planned"})]
    follow = [f for f in tried if any(case.same_or_later(f, m) for m in impossible)]
    return CLEAR if follow else raise_if(impossible)


def _names_the_unknown(mention: Mention) -> bool:
    """Whether the words of an assessment set aside, or its reason, speak of who the suspect is."""
    words = f"{mention.text} {mention.reason.text if mention.reason else ''}".lower()
    marks = ("known", "identif", "no suspect", "no susp", "who", "name", "trace")
    return mention.reason is None or any(mark in words for mark in marks)


@check("RSK010", "assessment_conflict RISK_ASSESSMENT.not_applicable RISK_ASSESSMENT.not_done")
def assessment_contradicts_itself(case: View) -> Result:
    """One assessment is done and said to be not needed, or its conclusion is opposed with no reassessment."""
    conflict = case.facts("assessment_conflict")
    if conflict:
        return raises(*conflict, tool=conflict[0].concept or "assessment")
    for tool in GRADED:
        done = case.mentions("RISK_ASSESSMENT", tool, status="done")
        opposed = case.mentions("RISK_ASSESSMENT", tool, status=("not_done", "not_applicable"))
        clash = [(d, o) for d in done for o in opposed if case.later(o, d) or d.entry == o.entry]
        if clash:
            return raises(*clash[0], tool=tool)
    return CLEAR


@check("RSK011")
def no_history_checks(case: View) -> Result:
    """S-type with a named suspect, and no check of what police hold on them."""
    if not case.s_type or not case.suspect_named:
        return CLEAR
    return CLEAR if case.traces("ENQUIRY", "intelligence_check") else raises()


def done_in_time(case: View, tools: tuple[str, ...], threshold: str) -> tuple[Mention, ...]:
    """The tools' assessments that are done, graded somewhere, and the first of them within the policy's days."""
    done = case.mentions("RISK_ASSESSMENT", *tools, status="done")
    days = [day for m in done if (day := case.day(m)) is not None]
    graded = any(m.grade for m in done)
    if not done or not days or not graded or case.reported is None:
        return ()
    limit: int = getattr(case.limits, threshold)
    return done if case.days(case.reported.date(), min(days), threshold) <= limit else ()
