"""The findings paper as sections of plain blocks, in the layout of the panel's report of May 2022.

Case by case it says what members said, in their own words and on their own scale. What logscan asked stands in an
annex, by the names of its checks alone: a quoted log has no place in a paper that is published. No member is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from logscan.outputs.escaping import visible
from logscan.panel.estimate import Estimate
from logscan.panel.estimate_judged import judged
from logscan.panel.estimate_views import Reading, Sitting
from logscan.panel.estimate_words import agreement_rows, groups, limits
from logscan.panel.pack_words import scale
from logscan.panel.paper_annex import annex
from logscan.panel.paper_observations import observations
from logscan.panel.paper_words import QUESTIONS, WHOLE, Language, question, sayer
from logscan.panel.sample_file import Sample

ASKED_OF_THE_PANEL = tuple(code for code in QUESTIONS if code != "R0")


class Text(msgspec.Struct, frozen=True, tag=True):
    """A paragraph."""

    text: str


class Title(msgspec.Struct, frozen=True, tag=True):
    """A heading inside a section."""

    text: str


class Bullets(msgspec.Struct, frozen=True, tag=True):
    """A list."""

    items: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, tag=True):
    """Rows under a head; a row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Text | Title | Bullets | Table


class Section(msgspec.Struct, frozen=True):
    """A numbered section."""

    number: str
    heading: str
    blocks: tuple[Block, ...]


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """The whole paper: ``publisher`` and ``date`` stand on the first page as they are given."""

    language: Language
    marking: str
    publisher: str
    title: str
    subtitle: str
    date: str
    contents: str
    sections: tuple[Section, ...]
    foot: str


def make_paper(
    sitting: Sitting, figures: Estimate, *, language: Language, publisher: str, date: str, marking: str
) -> Paper:
    """The paper of ``sitting``; ``figures`` may be of earlier sittings too."""
    say = sayer(language)
    parts: list[tuple[str, list[Block]]] = [
        ("Overview", list(_overview(sitting, language))),
        ("Background, Purpose and Methodology", list(_method(sitting.sample, language))),
        ("Stalking and harassment cases", list(_asked(language))),
        *_reviews(sitting, language),
        ("General Comments and observations", _observed(sitting, language)),
        ("Figures", list(_figures(figures, language))),
        ("Annex: questions raised by logscan", list(_annex(sitting, language))),
    ]
    return Paper(
        language=language,
        marking=marking,
        publisher=publisher,
        title=say("Scrutiny Panel Dip Sampling Exercise: Stalking and Harassment Cases"),
        subtitle=say("Panel Members’ Findings & Feedback"),
        date=date,
        contents=say("Contents"),
        sections=tuple(Section(f"{n}.0", say(heading), tuple(blocks)) for n, (heading, blocks) in enumerate(parts, 1)),
        foot=say("Made by logscan from the Panel’s views. Advisory only."),
    )


def _overview(sitting: Sitting, language: Language) -> Iterator[Block]:
    read = [one for one in sitting.cases if sitting.readings[one.order]]
    linked = sum(1 for one in read if sitting.sample.about[one.case_id].domestic_abuse)
    yield Text(
        sayer(language)(
            "At a meeting of the Panel, {cases} stalking and harassment cases were considered by {members} members. "
            "{da} of them have a domestic abuse link.",
            cases=len(read),
            members=len(sitting.members),
            da=linked,
        )
    )


def _method(sample: Sample, language: Language) -> Iterator[Block]:
    say, frame = sayer(language), sample.frame
    yield Text(
        say(
            "The Quality Assurance handbook states the background and purpose of the Panel, how the dip sampling is "
            "carried out and what the Panel is asked to consider."
        )
    )
    yield Title(say("How the cases were drawn"))
    lines = [
        say(
            "The frame of {frame} cases was fixed on {fixed} (SHA-256 of the sorted case ids: {hash}).",
            frame=frame.cases,
            fixed=_moment(frame.fixed),
            hash=frame.sha256,
        )
    ]
    if not sample.fixed_before:
        lines.append(say("The frame was fixed in the same step as the draw."))
    lines += [
        say("Left out: {cases} ({reason}).", cases=one.cases, reason=_clean(one.reason)) for one in frame.excluded
    ]
    lines.append(_design(sample, language))
    lines.append(
        say(
            "Drawn on {drawn} with the public seed {seed}; anyone can repeat the draw by the certificate.",
            drawn=_moment(sample.drawn),
            seed=sample.seed,
        )
    )
    lines += [
        say("Withdrawn: case {number} ({reason}).", number=one.case.order, reason=_clean(one.reason))
        for one in sample.withdrawn
    ]
    yield Bullets(tuple(lines))


def _design(sample: Sample, language: Language) -> str:
    say = sayer(language)
    if sample.design == "two-part":
        return say(
            "{targeted} targeted, with chances by logscan’s findings, and {random} at random from the whole frame.",
            **sample.sizes,
        )
    if sample.design == "stratified":
        return say("Random within strata ({by}), shared out in proportion.", by=_clean(sample.frame.stratify))
    return say("Simple random: every case of the frame had the same chance.")


def _asked(language: Language) -> Iterator[Block]:
    yield Text(sayer(language)("The Panel members were asked to review the sample of cases considering the following:"))
    yield Bullets(tuple(question(code, language)[1] for code in ASKED_OF_THE_PANEL))


def _reviews(sitting: Sitting, language: Language) -> list[tuple[str, list[Block]]]:
    """A section a recorded type, harassment first."""
    by_type: dict[str, list[Block]] = {"Review of Harassment Cases": [], "Review of Stalking Cases": [], _OTHER: []}
    for one in sitting.cases:
        about = sitting.sample.about[one.case_id]
        heading = _BY_TYPE.get(about.recorded_as or "", _OTHER)
        by_type[heading] += _case(one.order, bool(about.domestic_abuse), sitting.readings[one.order], language)
    return [(heading, blocks) for heading, blocks in by_type.items() if blocks]


_OTHER = "Review of Other Cases"
_BY_TYPE = {"harassment": "Review of Harassment Cases", "stalking": "Review of Stalking Cases"}


def _case(number: int, linked: bool, readings: Sequence[Reading], language: Language) -> Iterator[Block]:
    say = sayer(language)
    yield Title(f"{say('Case')} {number}" + (f" ({say('Domestic Abuse link')})" if linked else ""))
    remarks = list(_remarks(readings, language))
    if remarks:
        yield Bullets(tuple(remarks))
    else:
        yield Text(say("No remark was written on this case." if readings else "No view was recorded of this case."))


def _remarks(readings: Sequence[Reading], language: Language) -> Iterator[str]:
    """By question how many members chose what, and what they wrote; then what they wrote of the case."""
    meaning = {int(value): words for value, words in scale(language)}
    for code in (*QUESTIONS, WHOLE):
        chosen = Counter(one.view.views[code] for one in readings if code in one.view.views)
        notes = [_clean(one.view.notes[code]) for one in readings if one.view.notes.get(code, "").strip()]
        if chosen or notes:
            views = "; ".join(f"{meaning[value]} ({count})" for value, count in sorted(chosen.items()))
            yield f"{question(code, language)[0]}: {' '.join(_ended(part) for part in (views, *notes) if part)}"
    yield from (_clean(one.view.text) for one in readings if one.view.text.strip())


def _observed(sitting: Sitting, language: Language) -> list[Block]:
    say = sayer(language)
    rows = tuple((text, "") for text in observations(judged([sitting]), language))
    return [
        Text(say("Panel Members made the following observations:")),
        Table((say("Observations"), say("Force Response")), rows),
    ]


def _figures(figures: Estimate, language: Language) -> Iterator[Block]:
    say = sayer(language)
    for group in groups(figures, language):
        yield Title(group.heading)
        bound = say("at most, with 95 % confidence" if group.bound else "95 % interval")
        rows = tuple((_with_note(row.label, row.note), row.sample, row.estimate, row.interval) for row in group.rows)
        yield Table((say("Share of cases"), say("judged"), say("estimate"), bound), rows)
    if agreement := agreement_rows(figures, language):
        yield Title(say("Agreement between members"))
        yield Text(say("AC1, 1 is full agreement, 0 is chance"))
        rows = tuple((_with_note(row.label, row.note), row.sample, row.estimate, row.interval) for row in agreement)
        yield Table((say("Question"), say("judged"), "AC1", say("95 % interval")), rows)
    yield Bullets(tuple(limits(figures, language)))


def _annex(sitting: Sitting, language: Language) -> Iterator[Block]:
    say = sayer(language)
    yield Text(
        say(
            "These are logscan’s, not the Panel’s. Each is a question tied to the words of the log; beside it stands "
            "what the Panel said of it."
        )
    )
    for number, rows, missed in annex(sitting, language):
        yield Title(f"{say('Case')} {number}")
        if rows:
            yield Table((say("Check"), say("The panel’s view")), rows)
        if missed:
            yield Text(f"{say('Members named what logscan did not ask:')} {', '.join(missed)}")


def _with_note(label: str, note: str) -> str:
    return f"{label} ({note})" if note else label


def _moment(iso: str) -> str:
    """A moment in UTC, to the minute."""
    return f"{iso[:10]} {iso[11:16]} UTC"


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…" else f"{text}."


def _clean(text: str) -> str:
    """A text as one line, with what hides or reorders it made visible; XML, too, takes no control characters."""
    return str(visible(" ".join(text.split())))
