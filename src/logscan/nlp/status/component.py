"""The mentions of a log with their status, date, grade, reason, doer and channel."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from logscan.nlp.sentences import sentences as cut
from logscan.nlp.status import details, forms, reasons
from logscan.nlp.status.decide import Assessment, Target, decide
from logscan.nlp.status.lexicon import CueHit, finder
from logscan.nlp.text import fold
from logscan.report import STATUS_LABELS, Entry, Mention, Time

_WINDOW = 320
_LONG = 700
_TOGETHER = re.compile(r"\s*(?:[,/&+]|,?\s*(?:and|or|nor|plus|a|ac|neu|then|&amp;)(?!\w))\s*(?:(?:the|an?|any|a full|no|also)\s+)?")
_OF = re.compile(r"\s+(?:(?:of|for|on|to|from|with|by|re|at|via|using|under|into|in|against|the|an?|his|her|their)(?:\s+|$)){1,3}")
_TOLD = frozenset({"SAFEGUARDING", "CONTACT", "REFERRAL"})


def process(
    text: str,
    folded: str,
    entries: Sequence[Entry],
    sentences: Sequence[tuple[int, int]],
    times: Sequence[Time],
    mentions: Sequence[Mention],
) -> tuple[Mention, ...]:
    """``mentions`` with all that the text says of each; a status that is set already is kept."""
    reader = _Reader(text, folded, entries, sentences, times)
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end, m.id))
    groups = _groups(folded, ordered, reader)
    found: dict[int, Mention] = {}
    earlier: Mention | None = None
    for number, group in enumerate(groups):
        before = groups[number - 1] if number else None
        behind = groups[number + 1] if number + 1 < len(groups) else None
        for mention in group:
            earlier = found[mention.id] = reader.read(mention, group, before, behind, earlier)
    return tuple(found[m.id] for m in mentions)


def _groups(folded: str, ordered: Sequence[Mention], reader: _Reader) -> list[list[Mention]]:
    """Mentions that one predicate can speak of together: "DASH and SASH", "PNC/PND", or two on the same words."""
    groups: list[list[Mention]] = []
    edge = -1
    for mention in ordered:
        together = groups and (
            mention.start < edge
            or (
                mention.start - edge <= 12
                and mention.label in STATUS_LABELS
                and groups[-1][-1].label in STATUS_LABELS
                and _TOGETHER.fullmatch(folded, edge, mention.start)
                and "\n" not in folded[edge : mention.start]
                and not _speaks(folded, groups[-1][-1])
            )
        )
        if together:
            groups[-1].append(mention)
        else:
            groups.append([mention])
        edge = max(edge, mention.end) if together else mention.end
    return groups


def _speaks(folded: str, mention: Mention) -> bool:
    """Whether a mention's own words hold its predicate: "SASH completed"."""
    return any(h.cue.kind in {"predicate", "auxiliary"} for h in finder(mention.label).find(folded, mention.start, mention.end))


class _Reader:
    """Reads the places of one log; what a sentence holds is found once."""

    def __init__(
        self, text: str, folded: str, entries: Sequence[Entry], sentences: Sequence[tuple[int, int]], times: Sequence[Time]
    ) -> None:
        self.text = text
        self.folded = folded
        self.entries = entries
        self.sentences = sentences
        self.times = sorted(times, key=lambda t: t.start)
        self._time_starts = [t.start for t in self.times]
        self._hits: dict[tuple[str, int, int], list[CueHit]] = {}
        self._zones: dict[int, forms.ListZones] = {}

    def read(
        self, mention: Mention, group: Sequence[Mention], before: Sequence[Mention] | None, behind: Sequence[Mention] | None, earlier: Mention | None
    ) -> Mention:
        entry = self.entries[mention.entry] if 0 <= mention.entry < len(self.entries) else Entry(start=0, end=len(self.text), body=0)
        left, right = self.sentence(mention)
        start, end = min(m.start for m in group), max(m.end for m in group)
        if start < left or end > right:
            start, end = mention.start, mention.end
        next_start = behind[0].start if behind and behind[0].start < right else right
        previous = max((m.end for m in before), default=left) if before else left
        found = self.assessment(mention, start, end, left, right, previous, next_start, entry)
        status = mention.status or (found.status if mention.label in STATUS_LABELS else None)
        folded = self.folded
        stop = next_start if behind and behind[0].label == mention.label else right
        when = self.date(mention, status, left, right, max(left, previous), next_start, entry, earlier)
        grade = None
        if mention.label == "RISK_ASSESSMENT" and status == "done":
            grade = self.grade(mention, start, end, max(left, previous), right, behind, entry)
        rule = found.rule if mention.status is None else mention.rule or "lexicon"
        if mention.concept == "safety_plan" and status == "done" and details.review(folded, max(left, previous), stop):
            rule = f"review.{rule}"
        return msgspec.structs.replace(
            mention,
            status=status,
            date=mention.date or when,
            grade=mention.grade or grade,
            reason=mention.reason or found.reason,
            by=mention.by or details.by(folded, status, mention.label, mention.concept, left, right),
            how=mention.how or self.how(mention, status, left, right, entry),
            cues=mention.cues or found.cues,
            rule=rule,
        )

    def sentence(self, mention: Mention) -> tuple[int, int]:
        at = bisect.bisect_right(self.sentences, (mention.start, 1 << 60)) - 1
        left, right = self.sentences[at] if at >= 0 else (0, len(self.text))
        if not left <= mention.start < right:
            left, right = mention.start, mention.end
        if right < mention.end:
            right = mention.end
        if right - left > _LONG:
            left, right = max(left, mention.start - _WINDOW), min(right, mention.end + _WINDOW)
        return left, right

    def hits(self, label: str, left: int, right: int) -> list[CueHit]:
        key = (label, left, right)
        if key not in self._hits:
            if len(self._hits) > 64:
                self._hits.clear()
            self._hits[key] = finder(label).find(self.folded, left, right)
        return self._hits[key]

    def assessment(
        self, mention: Mention, start: int, end: int, left: int, right: int, previous: int, next_start: int, entry: Entry
    ) -> Assessment:
        folded = self.folded
        if mention.label not in STATUS_LABELS:
            reason = None
            if mention.label in {"VICTIM_POSITION", "OUTCOME", "CRIME_TYPE"}:
                reason = reasons.after(self.text, folded, mention.end, right, None)
            return Assessment("done", (), "label", reason, False)
        low = left
        if left < previous <= start and not _OF.fullmatch(folded, previous, start):
            low = previous
        high = right
        if next_start < right and not _OF.fullmatch(folded, end, next_start):
            high = next_start
        line_left = folded.rfind("\n", max(entry.body, left - _WINDOW), start) + 1 or max(entry.body, left - _WINDOW)
        line_right = folded.find("\n", end, min(entry.end, end + _WINDOW))
        line_right = line_right if line_right >= 0 else min(entry.end, end + _WINDOW)
        zones = self._zones.get(mention.entry)
        if zones is None:
            if len(self._zones) > 8:
                self._zones.clear()
            zones = self._zones[mention.entry] = forms.ListZones(folded, entry.body, entry.end)
        target = Target(
            self.text, folded, start, end, mention.label, mention.concept, low, high, (left, right), (line_left, line_right),
            zones.planned(start),
        )
        return decide(target, self.hits(mention.label, left, right))

    def times_between(self, left: int, right: int) -> list[Time]:
        return self.times[bisect.bisect_left(self._time_starts, left) : bisect.bisect_left(self._time_starts, right)]

    def date(
        self, mention: Mention, status: str | None, left: int, right: int, previous: int, next_start: int, entry: Entry, earlier: Mention | None
    ) -> str | None:
        nearby = self.times_between(max(previous, entry.body), next_start)
        if mention.concept == "BWV" and not nearby and earlier is not None and earlier.entry == mention.entry and status == "done":
            # worn at what the words before tell of: "arrested at 1620 yesterday. BWV."
            if earlier.concept in {"arrest", "interview", "first_contact"} and mention.start - earlier.end < 100 and earlier.date:
                return earlier.date
        if status == "breached":
            # the breach is told first, then what was done about it
            told = self.times_between(max(entry.body, left - 300), mention.start)
            days = [d for t in told if (d := details.day_of(t, entry)) is not None and t.end < left]
            if days:
                return days[-1]
        return details.date(self.folded, status, mention.start, mention.end, left, right, entry, nearby)

    def grade(
        self, mention: Mention, start: int, end: int, left: int, right: int, behind: Sequence[Mention] | None, entry: Entry
    ) -> str | None:
        limit = min(entry.end, right + 400)
        stop = right
        if self.folded[end : end + 4].lstrip(" \t")[:1] in {"|", "."}:
            line_end = self.folded.find("\n", end, limit)
            stop = line_end if line_end >= 0 else limit
        if behind and behind[0].label == "RISK_ASSESSMENT":
            limit = min(limit, behind[0].start)
            stop = min(stop, behind[0].start)
        return details.grade(self.folded, start, end, left, stop, limit, quick=mention.concept in {"THRIVE", "PPN", "VAF"})

    def how(self, mention: Mention, status: str | None, left: int, right: int, entry: Entry) -> str | None:
        if mention.label not in _TOLD or status not in {None, "done", "declined"}:
            return None
        return details.how(self.folded, mention.start, mention.end, left, right, entry.body)


def _day(entry: Entry) -> str | None:
    return entry.time[:10] if entry.time else None


class StatusReader:
    """Pipeline component: gives the mentions in ``doc.user_data`` their status, date, grade, reason, doer and channel."""

    def __call__(self, doc: Doc) -> Doc:
        data = doc.user_data
        folded = data.setdefault("logscan.folded", fold(doc.text))
        entries = data.get("logscan.entries") or (Entry(start=0, end=len(doc.text), body=0),)
        spans = data.get("logscan.sentences") or cut(folded)
        data["logscan.mentions"] = process(
            doc.text, folded, entries, spans, data.get("logscan.times", ()), data.get("logscan.mentions", ())
        )
        return doc


__all__ = ["StatusReader", "process"]
