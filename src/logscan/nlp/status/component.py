"""The mentions of a log with their status, date, grade, reason, doer and channel."""

from __future__ import annotations

import bisect
import re
from collections.abc import Generator, Iterator, Sequence
from operator import attrgetter

import msgspec

from logscan.nlp.component import Facts, Stage, finished, folded_of
from logscan.nlp.lexicon.words import SHORT
from logscan.nlp.sentences import sentences as cut
from logscan.nlp.status import defaults, details, forms, grades, reasons
from logscan.nlp.status.ahead import day_ahead
from logscan.nlp.status.beginnings import places
from logscan.nlp.status.clause import Reading
from logscan.nlp.status.decide import decide, read
from logscan.nlp.status.groups import following, grouped
from logscan.nlp.status.lexicon import CueHit, finder
from logscan.nlp.status.target import Assessment, Target
from logscan.report import STATUS_LABELS, Entry, Grade, Mention, Span, Time

_WINDOW, _LONG, _GRADE_REACH, _BREACH_REACH, _WORN_REACH = 320, 700, 400, 300, 100  # characters
_OF = re.compile(
    r"\s+(?:(?:of|for|on|to|from|with|by|re|at|via|using|under|into|in|against|the|an?|his|her|their)(?:\s+|$)){1,3}"
)
_WITH_CHANNEL = frozenset({"SAFEGUARDING", "CONTACT", "REFERRAL"})
_WITH_REASON = frozenset({"VICTIM_POSITION", "OUTCOME", "CRIME_TYPE"})
_WITH_RATIONALE = frozenset({"not_done", "not_applicable", "considered"})
_BRIEF = frozenset({"THRIVE", "PPN", "VAF"})
_NO_DAY = frozenset({"BWV", "bail_conditions", "warning"})  # worn, imposed or said, never appointed
_start = attrgetter("start")
_WORN_AT = frozenset({"arrest", "interview", "first_contact"})


def process(
    text: str,
    folded: str,
    entries: Sequence[Entry],
    sentences: Sequence[tuple[int, int]],
    times: Sequence[Time],
    mentions: Sequence[Mention],
) -> tuple[Mention, ...]:
    """``mentions`` with all that the text says of each; a status that is set already is kept."""
    return finished(_steps(text, folded, entries, sentences, times, mentions))


def _steps(
    text: str,
    folded: str,
    entries: Sequence[Entry],
    sentences: Sequence[tuple[int, int]],
    times: Sequence[Time],
    mentions: Sequence[Mention],
) -> Generator[None, None, tuple[Mention, ...]]:
    """:func:`process` in steps: what expressions begin with, cues beside mentions, statuses, and what else is told.

    What looks for words is large, so that it is slow unless it was used a moment before, on another text.
    """
    if len(folded) <= SHORT:
        places(folded)
    yield
    reader = _Reader(text, folded, entries, sentences, times)
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end, m.id))
    reader.look_at(ordered)
    yield
    groups = grouped(folded, ordered)
    bounding = [not STATUS_LABELS.isdisjoint([m.label for m in group]) for group in groups]
    placed: list[tuple[Mention, _Place]] = []
    reached = 0
    for group, bounds, behind in zip(groups, bounding, following(groups, bounding), strict=True):
        placed += [(mention, reader.place(mention, group, reached, behind)) for mention in group]
        if bounds:
            reached = max([m.end for m in group])
    targets = [reader.target(mention, place) for mention, place in placed]
    yield
    readings = [None if told is None else read(*told) for told in targets]
    yield
    assessed = [
        reader.assess(mention, place, told, reading)
        for (mention, place), told, reading in zip(placed, targets, readings, strict=True)
    ]
    yield
    found: dict[int, Mention] = {}
    earlier: Mention | None = None
    for (mention, place), assessment in zip(placed, assessed, strict=True):
        earlier = found[mention.id] = reader.read(mention, place, assessment, earlier)
    return tuple([found[m.id] for m in mentions])


class _Place(msgspec.Struct, frozen=True, gc=False):
    """Where a mention stands: its group's edges, its sentence, and where its neighbours end and begin."""

    start: int
    end: int
    left: int
    right: int
    previous: int
    following: int
    follows_tool: int | None
    entry: Entry


class _Reader:
    """Reads the places of one log; what a sentence holds is found once."""

    def __init__(
        self,
        text: str,
        folded: str,
        entries: Sequence[Entry],
        sentences: Sequence[tuple[int, int]],
        times: Sequence[Time],
    ) -> None:
        self.text = text
        self.folded = folded
        self.entries = entries
        self.sentences = sentences
        self.times = sorted(times, key=_start)
        self._sentence_starts = [start for start, _ in sentences]
        self._time_starts = [*map(_start, self.times)]
        self._windows: dict[int, tuple[int, int]] = {}
        self._cues: dict[tuple[str, int, int], list[CueHit]] = {}
        self._zones: tuple[int, forms.ListZones] | None = None

    def look_at(self, mentions: Sequence[Mention]) -> None:
        """Find the sentences of mentions, and the cues in them; to be done before their places are read."""
        for mention in mentions:
            window = self._windows[mention.id] = self._sentence(mention)
            key = (mention.label, *window)
            if mention.label in STATUS_LABELS and key not in self._cues:
                self._cues[key] = finder(mention.label).find(self.folded, *window)

    def place(self, mention: Mention, group: Sequence[Mention], reached: int, behind: Mention | None) -> _Place:
        """Where ``mention`` of ``group`` stands, between what those before it ``reached`` and the one ``behind``."""
        known = 0 <= mention.entry < len(self.entries)
        entry = self.entries[mention.entry] if known else Entry(start=0, end=len(self.text), body=0)
        left, right = self._windows[mention.id]
        # a contact that tells of an enquiry is no part of what the enquiry's cues speak of
        start, end = mention.start, mention.end
        if len(group) > 1:
            named = [m for m in group if m.label in STATUS_LABELS] or group
            first, last = min([m.start for m in named]), max([m.end for m in named])
            if left <= first and last <= right:
                start, end = first, last
        following, tool = right, None
        if behind is not None:
            following = min(behind.start, right)
            tool = behind.start if behind.label == "RISK_ASSESSMENT" else None
        return _Place(start, end, left, right, min(max(left, reached), start), following, tool, entry)

    def read(self, mention: Mention, place: _Place, found: Assessment, earlier: Mention | None) -> Mention:
        """The mention with its assessment and what else its place says of it; ``earlier`` is the one before it."""
        folded, label = self.folded, mention.label
        status = mention.status or (found.status if label in STATUS_LABELS else None)
        rule = found.rule if mention.status is None else mention.rule or "lexicon"
        planned = mention.concept == "safety_plan" and status == "done"
        if planned and details.review(folded, place.previous, place.following):
            rule = f"review.{rule}"
        graded = label == "RISK_ASSESSMENT" and status == "done"
        return msgspec.structs.replace(
            mention,
            status=status,
            date=mention.date or self._date(mention, status, place, earlier),
            grade=mention.grade or (self._grade(mention, place) if graded else None),
            reason=mention.reason or found.reason or (self._reason_next(place) if status in _WITH_RATIONALE else None),
            by=mention.by or details.by(folded, status, label, mention.concept, place.left, place.right),
            how=mention.how or (self._how(mention, status, place) if label in _WITH_CHANNEL else None),
            cues=mention.cues or found.cues,
            rule=rule,
        )

    def _sentence(self, mention: Mention) -> tuple[int, int]:
        at = bisect.bisect_right(self._sentence_starts, mention.start) - 1
        left, right = self.sentences[at] if at >= 0 else (0, len(self.text))
        if not left <= mention.start < right:
            left, right = mention.start, mention.end
        if right < mention.end:
            last = bisect.bisect_right(self._sentence_starts, mention.end - 1) - 1
            right = max(mention.end, self.sentences[last][1] if last >= 0 else 0)
        if right - left > _LONG:
            left, right = max(left, mention.start - _WINDOW), min(right, mention.end + _WINDOW)
        return left, right

    def target(self, mention: Mention, place: _Place) -> tuple[Target, list[CueHit]] | None:
        """What is to be assessed, where it stands, and the cues in its sentence; None for what has no status."""
        if mention.label not in STATUS_LABELS:
            return None
        folded = self.folded
        start, end, entry = place.start, place.end, place.entry
        left, right = place.left, place.right
        if left < place.previous <= start and not _OF.fullmatch(folded, place.previous, start):
            left = place.previous
        if place.following < right and not _OF.fullmatch(folded, end, place.following):
            right = place.following
        low, high = max(entry.body, start - _WINDOW), min(entry.end, end + _WINDOW)
        below = folded.find("\n", end, high)
        line = (folded.rfind("\n", low, start) + 1 or low, high if below < 0 else below)
        sentence = (place.left, place.right)
        zones = self._list_zones(mention.entry, entry)
        label, concept = mention.label, mention.concept
        until = min(place.following, max(right, end) + 1)
        times = self._times(start, until) if concept not in _NO_DAY else ()
        to_come = day_ahead(folded, start, end, entry, times) if times else None
        target = Target(self.text, folded, start, end, label, concept, left, right, sentence, line, zones, to_come)
        return target, self._cues[label, place.left, place.right]

    def assess(
        self, mention: Mention, place: _Place, told: tuple[Target, list[CueHit]] | None, reading: Reading | None
    ) -> Assessment:
        """The status of a mention, and what decided it; ``reading`` is what the cues of what is ``told`` say of it."""
        if told is None or reading is None:
            with_reason = mention.label in _WITH_REASON
            reason = reasons.after(self.text, self.folded, mention.end, place.right, None) if with_reason else None
            return Assessment("done", (), "label", reason, False)
        target, cues = told
        found = decide(target, cues, reading)
        unsaid = found.rule.startswith("default") and found.status == "done"
        if unsaid and place.entry.role == "supervisor" and defaults.verbless(target):
            return msgspec.structs.replace(found, status="planned", rule="default.order")
        return found

    def _list_zones(self, number: int, entry: Entry) -> forms.ListZones:
        if self._zones is None or self._zones[0] != number:
            self._zones = (number, forms.ListZones(self.folded, entry.body, entry.end))
        return self._zones[1]

    def _times(self, left: int, right: int) -> list[Time]:
        starts = self._time_starts
        first = bisect.bisect_left(starts, left)
        if first == len(starts) or starts[first] >= right:
            return []  # beside most mentions is none
        return self.times[first : bisect.bisect_left(starts, right)]

    def _date(self, mention: Mention, status: str | None, place: _Place, earlier: Mention | None) -> str | None:
        entry = place.entry
        nearby = self._times(max(place.previous, entry.body), place.following)
        if mention.concept == "BWV" and status == "done" and not nearby and earlier is not None:
            # worn at what the words before tell of: "arrested at 1620 yesterday. BWV."
            near = earlier.entry == mention.entry and mention.start - earlier.end < _WORN_REACH
            if near and earlier.concept in _WORN_AT and earlier.date:
                return earlier.date
        if status == "breached":
            # the breach is told first, then what was done about it
            told = self._times(max(entry.body, place.left - _BREACH_REACH), place.left)
            days = [day for time in told if (day := details.day_of(time, entry)) is not None]
            if days:
                return days[-1]
        if mention.label == "ORDER" and status == "done" and (past := details.past_order(nearby, entry)) is not None:
            return past
        return details.date(self.folded, status, mention.start, mention.end, place.left, entry, nearby)

    def _grade(self, mention: Mention, place: _Place) -> Grade | None:
        limit = min(place.entry.end, place.right + _GRADE_REACH)
        right = place.right
        if self.folded[place.end : place.end + 4].lstrip(" \t")[:1] in {"|", "."}:
            below = self.folded.find("\n", place.end, limit)
            right = below if below >= 0 else limit
        if place.follows_tool is not None:
            limit, right = min(limit, place.follows_tool), min(right, place.follows_tool)
        brief = mention.concept in _BRIEF
        return grades.grade(self.folded, place.start, place.end, place.previous, right, limit, brief=brief)

    def _reason_next(self, place: _Place) -> Span | None:
        """The rationale in the next sentence, where nothing else is spoken of between."""
        if place.following < place.right:
            return None
        return reasons.next_sentence(self.text, self.folded, place.right, place.entry.end)

    def _how(self, mention: Mention, status: str | None, place: _Place) -> str | None:
        if status not in {None, "done", "declined"}:
            return None
        return details.how(self.folded, mention.start, mention.end, place.left, place.right, place.entry.body)


class StatusReader(Stage):
    """Pipeline component: gives the mentions in ``doc.user_data`` their status, date, grade, reason, doer, channel."""

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        folded = folded_of(text, facts)
        entries = facts.get("logscan.entries") or (Entry(start=0, end=len(text), body=0),)
        spans = facts.get("logscan.sentences") or cut(folded)
        # a day that does not exist dates nothing
        times = [time for time in facts.get("logscan.times", ()) if "impossible" not in time.flags]
        mentions = facts.get("logscan.mentions", ())
        facts["logscan.mentions"] = yield from _steps(text, folded, entries, spans, times, mentions)
