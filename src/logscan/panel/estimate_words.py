"""Figures as rows of words, and what they do not allow."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import msgspec

from logscan.checks.catalogue import catalogue
from logscan.outputs.answers import title
from logscan.panel.estimate import ANY, WHOLE, Estimate, Figure, Kind
from logscan.panel.estimate_names import names
from logscan.panel.paper_words import Language, question, sayer

GROUPS: dict[Kind, str] = {
    "question": "Cases not dealt with appropriately",
    "named": "Cases, by what the panel agrees was the matter",
    "precision": "Questions of logscan that the panel agrees with",
    "elusion": "What logscan did not ask about and the panel found fault with",
}


class Row(msgspec.Struct, frozen=True):
    """One figure: what it is of, the count in the sample, the estimate, its interval or bound, a note."""

    label: str
    sample: str
    estimate: str
    interval: str
    note: str


class Group(msgspec.Struct, frozen=True):
    """Figures of one kind under a heading; ``bound``: the interval column holds a one-sided bound."""

    heading: str
    rows: tuple[Row, ...]
    bound: bool


def groups(of: Estimate, language: Language) -> list[Group]:
    """The figures with a judged case, by kind; of the panel's questions also those that it could not decide on."""
    say = sayer(language)
    found = []
    for kind, heading in GROUPS.items():
        shown = [one for one in of.figures if one.kind == kind and (one.share or kind == "question")]
        rows = tuple(_row(one, language) for one in shown if one.share or one.code in of.asked)
        if rows:
            found.append(Group(say(heading), rows, bound=kind == "elusion"))
    return found


def agreement_rows(of: Estimate, language: Language) -> list[Row]:
    """Agreement by question, where two members judged two cases or more."""
    say = sayer(language)
    return [
        Row(
            label=question(code, language)[0],
            sample=f"{one.cases} {say('cases')}",
            estimate=f"{one.value:.2f}",
            interval=f"{one.low:.2f} – {one.high:.2f}",
            note=f"{100 * one.raw:.0f} % {say('pairs that agree')}",
        )
        for code, one in of.agreement.items()
        if one is not None
    ]


def limits(of: Estimate, language: Language) -> Iterator[str]:
    """What the figures are about, and what they do not allow."""
    say = sayer(language)
    figures = sum(1 for one in of.figures if one.share is not None)
    yield say(
        "The figures are about the {frame} cases of the frame, as they were written down and as those who read them "
        "saw them. They say nothing of other forces or times, nor of what was done and not written down.",
        frame=of.frame,
    )
    yield say(
        "{read} cases were read. Each interval is made so that it holds the share that a reading of all cases would "
        "give 95 times in 100; of these {figures} intervals about {few} can be expected to miss it.",
        read=of.read,
        figures=figures,
        few=ceil(figures / 20),
    )
    yield say(
        "They do not allow a statement about a case that was not read, an officer or a team; nor that one question "
        "does worse than another, or one sitting worse than an earlier one, where the intervals overlap."
    )
    if of.design == "two-part":
        yield say(
            "The targeted cases were chosen because of what logscan asks about them: the share among the cases read is "
            "not the share among all. The estimate makes up for that by each case’s chance of being drawn."
        )
    if of.sittings > 1:
        yield say(
            "{sittings} sittings are counted as one draw from one frame."
            if of.pooled
            else "{sittings} sittings are added up, each weighted by the cases of its frame; {overlap} cases stand in "
            "more than one frame and count in each.",
            sittings=of.sittings,
            overlap=of.overlap,
        )
    if any(one.kind == "precision" and one.share for one in of.figures):
        yield say(
            "Agreement with a finding is that of members who saw it, and a question that is asked is more readily "
            "agreed with than found; a blind reading shows more."
        )
    if any(one.kind == "elusion" and one.share for one in of.figures):
        yield say(
            "That nothing was found among the cases without a question does not show that there is nothing to find: "
            "the bound tells how much there may be."
        )
    if len(of.members) == 1:
        yield say("One person read. How far another would have seen the same is not known.")
    if of.withdrawn:
        yield say(
            "{withdrawn} drawn cases were withdrawn and could not be read; if that had to do with what they hold, the "
            "figures do not know of it.",
            withdrawn=of.withdrawn,
        )
    if of.drawn > of.read and not of.pooled:
        yield say(
            "{missing} drawn cases were not read by anyone; the figures take it that they are like the others.",
            missing=of.drawn - of.read,
        )


def label(figure: Figure, language: Language) -> str:
    """What a figure is of."""
    say = sayer(language)
    if figure.kind == "named":
        named = next(one for one in names() if one.name == figure.code)
        return f"{say('cases')} {named.cy if language == 'cy' else named.en}"
    if figure.kind == "precision":
        return f"{figure.code} {title(catalogue()[figure.code].name)}"
    if figure.code == ANY:
        return say("no question on anything")
    return say("The case as a whole") if figure.code == WHOLE else question(figure.code, language)[0]


def _row(figure: Figure, language: Language) -> Row:
    say, share = sayer(language), figure.share
    sample = say("{hits} of {cases}", hits=figure.hits, cases=figure.cases)
    if share is None:
        return Row(label(figure, language), sample, "–", "–", say("not decided by the panel"))
    note = ""
    if figure.if_all:
        low, high = (100 * one for one in figure.if_all)
        note = say(
            "{undecided} not decided; with all of them counted one way or the other, {low} to {high} % of the sample",
            undecided=figure.undecided,
            low=_down(low),
            high=_up(high),
        )
    low, high = _down(100 * share.low), _up(100 * share.high)
    upper = say("{value} %", value=_up(100 * share.upper))
    return Row(
        label=label(figure, language),
        sample=sample,
        estimate=say("{value} %", value=round(100 * share.value)),
        interval=upper if figure.kind == "elusion" else say("{low} to {high} %", low=low, high=high),
        note=note,
    )


def _down(percent: float) -> int:
    """A bound is rounded away from the estimate; what is whole but for the machine's arithmetic stays."""
    return floor(percent + 1e-9)


def _up(percent: float) -> int:
    return ceil(percent - 1e-9)
