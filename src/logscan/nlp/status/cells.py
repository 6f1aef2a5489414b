"""What the cells behind a name say of it: the rest of its row, or the next cell of its table."""

from __future__ import annotations

import re

from logscan.nlp.status import clause, reasons, rows
from logscan.nlp.status.compose import NEGATIVE
from logscan.nlp.status.lexicon import finder
from logscan.nlp.status.offers import FROM_VICTIM
from logscan.nlp.status.settle import refused_above
from logscan.nlp.status.target import Assessment, Target

_CELL = re.compile(r"[ \t]*(?:\||\.{3,}|_{3,})\s*(?=\S)")
_LEADS = {
    "na": "not_applicable",
    "dropped": "not_applicable",
    "maybe": "considered",
    "empty": "not_done",
    "yes": "done",
}


def from_row(target: Target, row: rows.Row) -> Assessment | None:
    """What the cells behind a name say of it: the word they open with, their sentences, or the victim's own words."""
    folded, begin, end = target.folded, row.begin, row.end
    lead = rows.lead(folded, begin, end)
    if lead is not None and lead.value != "said":
        reason = reasons.after(target.text, folded, lead.end, end, None, decided=True)
        cue = (target.span(lead.start, lead.end),)
        if lead.value != "no":
            return Assessment(_LEADS[lead.value], cue, f"row.{lead.value}", reason)
        if target.label in {"REFERRAL", "SAFEGUARDING"} and rows.victim_says(folded, lead.end, end):
            return Assessment("declined", cue, "row.no", reason)
        because = len(folded[lead.end : end].split()) > 1
        return Assessment("not_applicable" if because else "not_done", cue, "row.no", reason)
    found: clause.Reading | None = None
    for number, (left, right) in enumerate(rows.pieces(folded, begin, end)):
        hits = finder(target.label).find(folded, left, right)
        reading = clause.read(folded, target.label, hits, left, left, left, right)
        if reading.status is None or reading.rule.endswith((".target", ".alone")):
            continue
        opens = reading.status in NEGATIVE and clause.opens(folded, left, reading.signals[0].start)
        if found is None or found.weak or (number and opens):
            found = reading
    if target.label in FROM_VICTIM and (found is None or found.weak) and (quoted := rows.refusal(folded, begin, end)):
        return Assessment("declined", (target.span(*quoted),), "row.quoted")
    if found is None or found.status is None:
        return None
    cues = tuple(target.span(s.start, s.end) for s in found.signals)
    status = found.status
    if status == "declined" and refused_above(target, begin, found.signals[-1].end):
        status = "not_applicable"
    return Assessment(status, cues, f"row.{found.rule}", None)


def next_cell(target: Target) -> Assessment | None:
    """What the next cell of a table row says: "| SASH | Outstanding |", "SASH ..... outstanding"."""
    folded = target.folded
    bar = _CELL.match(folded, target.end, target.line[1])
    if bar is None:
        return None
    begin = bar.end()
    stop = folded.find("|", begin, target.line[1])
    stop = stop if stop >= 0 else min(target.line[1], begin + 120)
    hits = finder(target.label).find(folded, begin, stop)
    reading = clause.read(folded, target.label, hits, begin, begin, begin, stop)
    if reading.status is None or not clause.opens(folded, begin, reading.signals[0].start):
        return None
    cues = tuple(target.span(s.start, s.end) for s in reading.signals)
    return Assessment(reading.status, cues, f"cell.{reading.rule}")
