"""One case as HTML, as it stands in the page of a run; strings for the same reason as in ``log_html``."""

from __future__ import annotations

from collections.abc import Iterator

from logscan.outputs.answers import Answer, Asked, Held, title
from logscan.outputs.card import Card, Shown
from logscan.outputs.escaping import escaped, told
from logscan.outputs.log_html import log_parts, quotes
from logscan.outputs.summary import Row
from logscan.outputs.timeline_html import timeline
from logscan.outputs.words import when, words

_NONE = '<p class="absent">Not found in this log.</p>'
_NO_DATE = '<p class="absent">No date was found in this log.</p>'
_NO_QUESTION = '<p class="calm">No question raised here.</p>'
_NO_QUOTE = '<p class="absent">Not found in this log, so there is nothing to quote.</p>'


def case(card: Card, row: Row) -> Iterator[str]:
    """The whole of a case, in parts: its gist, and folded under it record, timeline, questions and log."""
    me, name = card.id, escaped(card.case_id)
    drawn = card.picture
    notes = [f'<p class="note">Note on the input: {escaped(warning)}</p>\n' for warning in card.report.warnings]
    yield (
        f'<article class="case" id="{me}" aria-labelledby="{me}-h">\n<header>\n'
        f'<h3 id="{me}-h"><bdi>{name}</bdi></h3>\n{_gist(card, row)}</header>\n'
        f'<details>\n<summary>The whole of <bdi>{name}</bdi></summary>\n<div class="inside">\n{"".join(notes)}'
        f'<div class="pair">\n{_record(card)}{_conduct(card)}</div>\n'
        "<section><h4>Timeline</h4>\n"
        f"{timeline(card, drawn) if drawn else _NO_DATE}</section>\n"
        '<div class="beside">\n<div class="reading">\n'
        "<section><h4>The panel’s questions</h4>\n"
    )
    for answer in card.answers:
        yield _answer(card, answer)
    yield f'</section>\n{_four(card)}{_acts(card)}</div>\n<section class="logside"><h4>The log</h4>\n'
    yield from log_parts(card)
    yield (
        "\n</section>\n</div>\n"
        f'<p class="up"><a href="#{me}">Back to the top of this case</a> · <a href="#cases">Table of cases</a></p>\n'
        "</div>\n</details>\n</article>\n"
    )


def _gist(card: Card, row: Row) -> str:
    asked = "No questions"
    if row.questions:
        severity = told(words().severity[str(row.severity)])
        asked = (
            f"{row.questions} {'question' if row.questions == 1 else 'questions'}, the most serious: "
            f'<span class="sev s{row.severity}">{severity}</span>'
        )
    good = f"; {row.good} good practice" if row.good else ""
    return (
        f'<p class="gist">Recorded as <b>{told(words().recorded[row.recorded])}</b>. '
        f"Conduct looks like <b>{told(card.verdict)}</b>. {asked}{good}.</p>\n"
    )


def _record(card: Card) -> str:
    fields = [f"<div><dt>{told(term)}</dt><dd>{told(text)}</dd></div>" for term, text in card.record]
    suspects = escaped("; ".join(card.suspects) or "not found in this log")
    return (
        '<section><h4>The record</h4>\n<dl class="record">'
        f"{''.join(fields)}<div><dt>Suspect, from the log</dt><dd>{suspects}</dd></div></dl></section>\n"
    )


def _conduct(card: Card) -> str:
    chances = ", ".join([f"{told(label)} {chance}%" for label, chance in card.chances])
    incidents = card.report.verdict.incidents
    counted = ""
    if incidents is not None:
        counted = f"; {incidents} {'occasion' if incidents == 1 else 'occasions'} counted"
    reasons = "".join([f"<li>{escaped(reason)}{quotes(shown)}</li>" for reason, shown in card.because])
    because = f'<ul class="because">{reasons}</ul>' if reasons else ""
    return (
        "<section><h4>What the conduct looks like</h4>\n"
        f'<p class="verdict"><b>{told(card.verdict)}</b> {chances}{counted}</p>\n'
        f"<p>Judged on what was done, not on what the log calls it.</p>\n{because}</section>\n"
    )


def _answer(card: Card, a: Answer) -> str:
    question = a.question
    raised = "".join([_finding(card, asked) for asked in a.raised])
    good = "".join([_finding(card, asked) for asked in a.good])
    return (
        f'<section class="answer">\n<h5><span class="r">{told(question.code)}</span> {told(question.title)}</h5>\n'
        f'<p class="asks">{told(question.asks)}</p>\n'
        f"{_findings(raised) if raised else _NO_QUESTION}\n"
        f"{_findings(good) if good else ''}\n{_elsewhere(card, a)}\n{_holds(card, a)}{_quiet(a)}</section>\n"
    )


def _findings(items: str) -> str:
    return f'<ul class="findings">{items}</ul>'


def _finding(card: Card, asked: Asked) -> str:
    finding = asked.finding
    code, severity = told(finding.check), finding.severity
    accepted = searched = clears = folded = ""
    if finding.accepted:
        who, day, reason = (
            escaped(text) for text in (finding.accepted.who, when(finding.accepted.when), finding.accepted.reason)
        )
        accepted = f'<p class="accepted"><b>Accepted</b> by {who}, {day}: {reason}</p>'
    if finding.searched:
        nearest = f" <b>Nearest to it:</b> {asked.nearest.html}" if asked.nearest else ""
        searched = f'<p class="searched"><b>Searched for:</b> {told(finding.searched)}{nearest}</p>'
    if severity and finding.clears_when:
        clears = f'<p class="clears"><b>What would clear it:</b> {told(finding.clears_when)}</p>'
    if asked.folded:
        under = "".join([_finding(card, low) for low in asked.folded])
        folded = f'<p class="folded">{told(asked.fact["en"])}:</p>{_findings(under)}'
    return (
        f'<li class="finding s{severity}" id="{card.id}-{code}" tabindex="-1">\n'
        f'<h6><span class="sev s{severity}">{told(asked.severity)}</span> {told(asked.title)} '
        f'<a class="code" href="#k-{code}">{code}</a></h6>\n<p>{escaped(finding.message)}</p>\n{accepted}\n'
        f"{quotes(asked.quotes) or _NO_QUOTE}\n"
        f"{searched}\n{clears}\n{folded}\n</li>\n"
    )


def _elsewhere(card: Card, a: Answer) -> str:
    if not a.elsewhere:
        return ""
    links = [
        f'<a href="#{card.id}-{told(f.check)}">{told(title(f.name))} ({told(f.check)})</a>'
        for f in a.elsewhere
    ]
    return f'<p class="also">See also {", ".join(links)}.</p>'


def _holds(card: Card, a: Answer) -> str:
    nothing = told(a.question.nothing)
    if a.question.code == "R6":
        suspects = f"suspect is {escaped('; suspect is '.join(card.suspects))}." if card.suspects else nothing
        return (
            f'<p class="held-line"><b>In the record:</b> domestic abuse {told(card.abuse)}. '
            f"<b>In the log:</b> {suspects}</p>\n"
        )
    if a.held:
        return (
            f'<details class="held"><summary>What the log holds on this ({len(a.held)})</summary>'
            f"<ul>{''.join(map(_held, a.held))}</ul></details>\n"
        )
    return f'<p class="absent">{nothing}</p>\n'


def _held(h: Held) -> str:
    day = f", {told(h.when)}" if h.when else ""
    reason = f"<br>Reason given: {h.reason.html}" if h.reason else ""
    return f"<li><b>{told(h.says)}</b>{day}. {h.quote.html}{reason}</li>"


def _quiet(a: Answer) -> str:
    if not (a.clear or a.unknown):
        return ""
    counts = f"{len(a.clear)} {'check' if len(a.clear) == 1 else 'checks'} clear"
    if a.unknown:
        counts += f", {sum(len(checks) for _, checks in a.unknown)} cannot tell"
    clear = f"<p><b>Looked at and clear:</b> {escaped(', '.join(a.clear))}.</p>" if a.clear else ""
    unknown = [
        f"<p><b>Cannot tell:</b> {told(', '.join(checks))}. {told(reason)}</p>" for reason, checks in a.unknown
    ]
    return f'<details class="quiet"><summary>{counts}</summary>{clear}{"".join(unknown)}</details>\n'


def _four(card: Card) -> str:
    concluded, shown = card.conclusion
    return (
        f"<section><h4>FOUR</h4>\n<p>{told(concluded)}</p>{quotes(shown)}\n"
        f'<div class="four">{"".join(map(_indicator, card.four))}</div>\n</section>\n'
    )


def _indicator(f: Shown) -> str:
    return (
        f'<section><h5><span class="r">{told(f.code)}</span> {told(f.name)}</h5>'
        f'<p class="asks">{told(f.meaning)}</p>{quotes(f.quotes) or _NONE}</section>'
    )


def _acts(card: Card) -> str:
    acts = card.acts
    found = [f"<div><dt>{_act(act)}</dt><dd>{quotes(act.quotes)}</dd></div>" for act in acts if act.quotes]
    missing = "; ".join([_act(act) for act in acts if not act.quotes])
    absent = f'<p class="absent">Not found in this log: {missing}.</p>' if missing else ""
    return (
        "<section><h4>Acts in section 2A(3)</h4>\n"
        f'<dl class="acts">{"".join(found)}</dl>\n{absent}\n</section>\n'
    )


def _act(act: Shown) -> str:
    return f"({told(act.code)}) {told(act.name)}"
