"""Changes: of the crime type and why, of the victim's mind and on what record, of date and weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from logscan.nlp.facts.letters import one_of
from logscan.nlp.facts.log import Log
from logscan.nlp.facts.scope import denied
from logscan.nlp.facts.sought import CHANGE, WITHDRAWAL
from logscan.report import Fact, Time

_WHY = one_of(
    r"as|because|due to|since|given|owing to|rationale|reason|following|in light of|in line with|per hocr|hocr"
    r"|counting rules|recording rules|presum\w*|on the basis|based on|now that|more appropriate|better reflects"
    r"|amounts? to|one event|single|no course of conduct|oherwydd|gan fod|meets?|former partner|ex[ -]partner"
    r"|not harassment|this is not|this is stalking|new accounts|fixated|obsessive|pattern",
    r"\s[-–:]\s",
)
_WHO = one_of(
    r"ddm|fcr|fcir|crime registrar|registrar|designated decision maker|crime manager|supervis\w+|inspector|insp"
    r"|sgt|sergeant|crime management|crime standards|crime bureau|decision maker|with the agreement|authori[sz]ed by"
    r"|agreed (?:by|with)|on (?:the )?(?:advice|direction|instruction) of|(?:ps|ds|di|dci|dsgt) ?\d*"
)


def change_reasons(log: Log) -> Iterator[Fact]:
    """Facts of kind ``change_reason``, in the entries that change the crime type."""
    changed = {m.entry for m in log.mentions if m.label == "CRIME_TYPE" and m.status == "reclassified_to"}
    told = [found.start() for found in CHANGE.matches_at(log.masked, log.sought.change)]
    changed |= {log.entry_at(at) for at in told if not log.in_header(at)}
    for number in sorted(changed):
        entry = log.entries[number]
        for concept, expression in (("reason", _WHY), ("decision_maker", _WHO)):
            found = expression.search(log.masked, entry.body, entry.end)
            if found is not None:
                yield log.fact("change_reason", found.start(), found.end(), concept=concept, by="police")


_REASON = one_of(
    r"as|because|due to|since|given|reasons?|just wants?|wants? (?:peace|no (?:more|further)|to (?:move|get on"
    r"|put|forget|leave|be|stay|keep))|i want|only want\w*|nothing more|would rather|rather than|prefers?"
    r"|happy (?:with|that|for|as|now)|satisfied|content|scared|frightened|afraid|fear\w*|worried|for the sake|(?:the"
    r"|their|her|his|my) (?:kids|children)|mov(?:e|ing|ed) on|quiet life|get on with|stress\w*|mental health"
    r"|in a court|giving evidence|give evidence|(?:has|have) stopped|nothing since|sorted|resolved|apolog\w*"
    r"|reconcil\w*|back together|feels?|felt|thinks?|thought|lost (?:faith|confidence)|too long|had enough|now that"
    r"|so that|ill\b|career|exams|is ill|being clumsy|only being|oherwydd|achos|gan",
    r"\s[-–:]\s",
)
# "does not want court, small claims is the place for it": a clause of its own right behind
_CLAUSE = re.compile(
    r"[^.;,\n]{0,40},\s+(?!wants?\b|but\b|and\b|or\b|just\b|so\b|nfa|file|oc|signed|noted|told|advised|will\b|to be"
    r"|no\b|pnb|ta\b|thank)(?:[\w'’]+\s+){3,}[\w'’]+"
)
_RECORD = one_of(
    r"statement|mg11|pnb|pocket ?(?:note)?book|note ?book|my book|e?-?pnb|signed|bwv|bwc|body ?worn|in writing"
    r"|written|retraction statement|by e-?mail|e-?mail(?:ed)?|text message|by text|by letter|recorded on|disclaimer"
    r"|vps|datganiad"
)
_TO_FOLLOW = re.compile(r"\s*(?:to follow|to be|tbc|later|o/s|outstanding|refused|declined|not)")
_SUPPORTS = re.compile(r"\bsupport(?:s|ed|ive)?\b")


def withdrawals(log: Log) -> Iterator[Fact]:
    """Facts of kind ``withdrawal``: why the victim withdraws, and the record of it, near where the log says so."""
    places = [
        (m.start, m.end)
        for m in log.mentions
        if m.label == "VICTIM_POSITION" and m.concept in {"withdraws", "does_not_support"}
    ]
    told = [found.span() for found in WITHDRAWAL.matches_at(log.masked, log.sought.withdrawal)]
    places += [span for span in told if not log.in_header(span[0])]
    for start, end in places:
        first, last = log.sentence_at(start)
        _, next_end = log.sentence_after(start, 1)
        previous = log.sentence_at(max(log.entries[log.entry_at(start)].body, first - 2))[0] if log.entries else first
        reason = (
            _CLAUSE.match(log.masked, end, last)
            or _REASON.search(log.masked, end, next_end)
            or _REASON.search(log.masked, first, start)
        )
        if reason is not None:
            yield log.fact(
                "withdrawal", reason.start(), min(next_end, max(reason.end(), last)), concept="reason", by="victim"
            )
        record = _RECORD.search(log.masked, min(previous, first), next_end)
        if (
            record is not None
            and not denied(log, record.start(), record.end())
            and not _still_to_come(log, record.end())
            and not _support_record(log, record.start(), start)
        ):
            yield log.fact("withdrawal", record.start(), record.end(), concept="record", by="police")


def _still_to_come(log: Log, end: int) -> bool:
    return _TO_FOLLOW.match(log.masked, end, end + 16) is not None


def _support_record(log: Log, record: int, position: int) -> bool:
    """Whether the record is of the first statement: before the withdrawal, in a sentence that supports."""
    first, last = log.sentence_at(record)
    return (
        record < position
        and not first <= position < last
        and _SUPPORTS.search(log.masked[first:last]) is not None
    )


_FLAGS = (("impossible", "impossible"), ("weekday", "weekday"), ("future", "future"))
_NEVER = "~"  # sorts behind every day


def date_conflicts(log: Log) -> Iterator[Fact]:
    """Facts of kind ``date_conflict``, from what the time reader flags."""
    written = [day or _NEVER for day in log.days] or [_NEVER]
    later = [t for t in log.times if t.flags or ((day := t.earliest) is not None and day > written[t.entry])]
    for time in later:
        concept = _flagged(time.flags) if time.flags else None
        if (
            concept is None
            and time.earliest is not None
            and time.earliest > written[time.entry]
            and _told_as_past(log, time)
        ):
            concept = "future"
        if concept is not None:
            yield log.fact("date_conflict", time.start, time.end, concept=concept, by="police")


@lru_cache(maxsize=256)
def _flagged(flags: tuple[str, ...]) -> str | None:
    said = " ".join(flags)
    return next((concept for mark, concept in _FLAGS if mark in said), None)


_TO_COME = one_of(
    r"will|to|due|until|till|til|by|court|hearing|bail\w*|appointment|appt|booked|next|plan\w*|deadline|review"
    r"|expires?|"
    r"diary|scheduled|slot|trial|sentence|interview|on lates|nights|rest days|holiday|w/c|would|arranged|set for"
)
_PAST = one_of(
    r"was|were|had|did|came|went|sent|rang|saw|sat|stood|drove|told|followed|turned up|attended|called|texted"
    r"|\w{4,}ed"
)
_DIGIT = re.compile(r"\d")
_FROM = re.compile(r"\b(?:from|until|till|for|back|since|wef)\s+(?:\w+\s+)?$")


def _told_as_past(log: Log, time: Time) -> bool:
    """Whether an entry tells as past what is dated after it ("on 09/03 he followed her", written on 4 March)."""
    if time.type not in {"DATE", "TIME"} or len(time.value) < 10:
        return False
    if _DIGIT.search(time.text) is None or log.in_header(time.start):
        return False
    first, last = log.sentence_at(time.start)
    sentence = log.masked[first:last]
    if _TO_COME.search(sentence) is not None or _PAST.search(sentence) is None:
        return False
    return _FROM.search(log.masked[first : time.start]) is None


def decision_entry(log: Log, facts: Sequence[Fact]) -> int:
    """The entry of the decision that ends the case, as far as the log tells; its last entry otherwise."""
    numbers = [m.entry for m in log.mentions if m.label == "OUTCOME"]
    numbers += [f.entry for f in facts if f.kind in {"closing", "cancellation"}]
    return max(numbers, default=max(0, len(log.entries) - 1))
