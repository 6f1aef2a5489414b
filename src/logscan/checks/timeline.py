"""The order of a case's facts in time, handled once for all checks.

An item's moment is its own date, else its entry's; two items of one day are in the order of their moments if both have
a clock, else of their entries and characters. Days are counted in calendar days, or in working days where the policy
names the threshold. An open case is judged at its last entry, or at the policy's ``as_of`` where that is later: never
at today's date, so the same log gives the same findings whenever it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise

from logscan.checks.kept import kept
from logscan.checks.working_days import working_days
from logscan.policy import Policy
from logscan.report import Fact, Mention, Report

Item = Mention | Fact


class Timeline:
    """One report and one policy, and when things were."""

    def __init__(self, report: Report, policy: Policy) -> None:
        self.report = report
        self.policy = policy
        self.record = report.record
        self.limits = policy.thresholds_on(self.reported.date() if self.reported else None)

    @kept
    def closed(self) -> bool:
        """The record says that the case is closed."""
        return self.record.status == "closed"

    @kept
    def reported(self) -> datetime | None:
        """When the matter was reported: the record's field, else the first dated entry."""
        if self.record.reported_at and (told := _datetime(self.record.reported_at)):
            return told
        return next(iter(self.moments), None)

    # the moment of an item, and the order of two

    def entry_time(self, number: int) -> datetime | None:
        """The moment of an entry (midnight where only its day is known), or None."""
        return self._entry_times[number] if 0 <= number < len(self._entry_times) else None

    @kept
    def _entry_times(self) -> list[datetime | None]:
        stamps = [entry.time for entry in self.report.entries]
        return [_moment(stamp) if stamp and stamp[0] != "T" else None for stamp in stamps]

    @kept
    def entry_days(self) -> list[date | None]:
        """The day of each entry, or None."""
        return [moment.date() if moment else None for moment in self._entry_times]

    @kept
    def _dated_days(self) -> list[date]:
        """The days of the dated entries, in text order."""
        return [day for day in self.entry_days if day]

    @kept
    def moments(self) -> list[datetime]:
        """The moments of the dated entries, in text order."""
        return [moment for moment in self._entry_times if moment]

    def when(self, item: Item) -> datetime | None:
        """The moment of an item: its own date, with the entry's clock where it is the entry's day."""
        own = _datetime(item.date) if item.date else None
        entry = self.entry_time(item.entry)
        if own is None:
            return entry
        if entry is not None and own.date() == entry.date() and len(item.date or "") <= 10:
            return entry
        return own

    def day(self, item: Item) -> date | None:
        """The day of an item, or None."""
        own = _day(item.date) if item.date else None
        if own is not None:
            return own
        days, number = self.entry_days, item.entry
        return days[number] if 0 <= number < len(days) else None

    def later(self, item: Item, than: Item) -> bool:
        """Whether ``item`` comes after ``than``: by day where both have one, else by its place in the log."""
        a, b = self.day(item), self.day(than)
        if a is not None and b is not None and a != b:
            return a > b
        return (item.entry, item.start) > (than.entry, than.start)

    def same_or_later(self, item: Item, than: Item) -> bool:
        """As :meth:`later`; an item of the same entry counts too (a review in the entry of the event clears)."""
        return item.entry == than.entry or self.later(item, than)

    # how long it took

    def days(self, after: date, until: date, threshold: str) -> int:
        """The days from one day to another, counted as the policy counts ``threshold``: all, or working days."""
        if threshold in self.policy.working_days:
            return working_days(after, until)
        return (until - after).days

    def gaps(self, days: Sequence[date], threshold: str) -> list[int]:
        """:meth:`days` from each of some days to the next."""
        return [self.days(after, until, threshold) for after, until in pairwise(days)]

    @kept
    def as_of(self) -> date | None:
        """The policy's day at which an open case is judged; None where it sets none or the case is not open."""
        given = self.policy.as_of
        return date.fromisoformat(given) if given and self.record.status == "open" else None

    @kept
    def last_day(self) -> date | None:
        """The last day that the log or the record tells of: the last dated entry, the closing, or ``as_of``."""
        days = [*self._dated_days]
        if self.record.closed_at and (closed := _datetime(self.record.closed_at)):
            days.append(closed.date())
        if self.as_of:
            days.append(self.as_of)
        return max(days, default=None)

    def passed(self, threshold: str) -> bool | None:
        """Whether the case runs on past a threshold counted from the report; None where it has no dates."""
        if self.reported is None or self.last_day is None:
            return None
        limit: int = getattr(self.limits, threshold)
        return self.days(self.reported.date(), self.last_day, threshold) > limit

    def span(self, threshold: str) -> int | None:
        """Days from the first dated entry to the last, or to ``as_of``; None where the log has no dates."""
        days = self._dated_days
        if not days:
            return None
        return self.days(min(days), max([*days, self.as_of] if self.as_of else days), threshold)


_REST = {4: "-01-01", 7: "-01"}  # of a date that is known to the year or month only


def _moment(value: str) -> datetime | None:
    """A moment; of a date that is known to the year or month only, its first day; of one that does not exist, None."""
    try:
        return datetime.fromisoformat(value + _REST.get(len(value), ""))
    except ValueError:
        return None


# dates of mentions and facts are few, and asked for over and over
_datetime = lru_cache(maxsize=4096)(_moment)


@lru_cache(maxsize=4096)
def _day(value: str) -> date | None:
    moment = _moment(value)
    return moment.date() if moment is not None else None
