"""What an expression of time means before it is resolved: small frozen values, made by the grammar."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

__all__ = [
    "Clock", "Day", "Duration", "Fixed", "Holiday", "Item", "Meaning", "Month", "Part", "Period", "Recurring",
    "Season", "Shift", "Timed", "Weekday", "Year", "replace",
]  # fmt: skip

Kind = Literal["day", "span", "clock", "four", "part", "duration", "set", "ref"]


class Day(Struct, frozen=True, gc=False):
    """A day of the calendar; ``year`` and ``month`` may be left to the context (``back`` months before it)."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    month_shift: int | None = None


class Weekday(Struct, frozen=True, gc=False):
    """A day of the week.

    ``how`` is bare, last, next, this, gone, coming, before, after or same (those three told from the cursor);
    ``weeks`` moves it by whole weeks, ``week_of`` puts it into a week counted from the anchor's.
    """

    weekday: int
    how: str = "bare"
    weeks: int = 0
    week_of: int | None = None


class Shift(Struct, frozen=True, gc=False):
    """``n`` units from the anchor or the cursor (``base``); ``exact`` keeps the day where the unit is coarser."""

    n: int
    unit: str
    base: str = "anchor"
    exact: bool = False


class Period(Struct, frozen=True, gc=False):
    """The ``n``-th week, month, ... from that of the anchor (or the cursor): last week is -1."""

    n: int
    unit: str
    base: str = "anchor"


class Month(Struct, frozen=True, gc=False):
    """A month; its year may be given, be ``year_shift`` years off, or be left to the context."""

    month: int
    year: int | None = None
    year_shift: int | None = None
    how: str = "bare"


class Year(Struct, frozen=True, gc=False):
    """A year, or with ``suffix`` a part of it (``Q3``, ``H1``); ``year`` None is the anchor's."""

    year: int | None
    suffix: str = ""


class Season(Struct, frozen=True, gc=False):
    """A season: SP, SU, FA, WI."""

    code: str
    year: int | None = None
    how: str = "bare"


class Holiday(Struct, frozen=True, gc=False):
    """A named day."""

    name: str
    year: int | None = None
    how: str = "bare"
    year_shift: int | None = None


class Clock(Struct, frozen=True, gc=False):
    """A time of day; ``open_half`` where morning or afternoon is not said, ``recurs`` where it is of no one day."""

    hour: int
    minute: int
    open_half: bool = False
    zone: bool = False
    recurs: bool = False


class Part(Struct, frozen=True, gc=False):
    """A part of the day: TMO, TAF, TEV, TNI, TMI."""

    code: str


class Timed(Struct, frozen=True, gc=False):
    """A clock time or part of the day on a day; without one the context gives it."""

    at: Clock | Part
    on: Day | Weekday | Shift | Holiday | Period | None = None


class Duration(Struct, frozen=True, gc=False):
    """A length of time; ``ahead`` is the moment that it means in a clause that looks ahead ("will ring in 2 days")."""

    value: str
    alternatives: tuple[str, ...] = ()
    ahead: Shift | None = None


class Recurring(Struct, frozen=True, gc=False):
    """Something that recurs each ``value``, ``freq`` times."""

    value: str
    freq: str | None = None
    alternatives: tuple[str, ...] = ()


class Fixed(Struct, frozen=True, gc=False):
    """A value that needs no anchor (a decade, a reference to the present)."""

    value: str
    type: str = "DATE"


Meaning = (
    Day
    | Weekday
    | Shift
    | Period
    | Month
    | Year
    | Season
    | Holiday
    | Clock
    | Part
    | Timed
    | Duration
    | Recurring
    | Fixed
)


class Item(Struct, frozen=True, gc=False):
    """A piece of a window that the grammar has read: where, what kind, what it means."""

    kind: Kind
    start: int
    end: int
    meaning: Meaning
    mod: str | None = None
    before: str = ""
    flags: tuple[str, ...] = ()
    dob: bool = False
