"""How much redaction takes out, and how much too much: ``python -m benchmarks.redact [PART...] [--misses]``.

Recall: a marked identifier counts as taken out where none of its identifying words or numbers is left. Excess: letters
and digits taken out that no mark covers, as a share of those that may stay. Corpus: corpora/redact (296 invented logs).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import logscan
from logscan.case import Case
from logscan.panel.intervals import Z, wilson
from logscan.panel.redact import Redacted, redact

CORPUS = Path(__file__).parents[1] / "corpora" / "redact"
PARTS = (
    *("dev", "aside", "fresh", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "eleventh",
)
INDIRECT = ("WORKPLACE", "SCHOOL", "PLACE", "INITIALS")
_FREE = """
1 101 a above account address and apartment at aunty b baby basement big block born boy boyfriend bump but by c
cad called caravan chief cllr code con cousin crime cust custody cwnstabl cyfeirnod d d.o.b dc det di
dispatcher dob dr ds ex ext feo flat fr g garage goleudy her his house hv i.e imei in inc insp ip is kids lady
lil little log man marac miss mr mrs ms mum mum's my name nan nana near nee nfa niche no not number o of ofc
on opp or part pc pcso perp plate prof ps real ref rev rhingyll rm room s seo serial sgt sister something sort
sr stays stn supt t tdc that the today unit up urn vic victim volvo w wee with withheld x your
"""
FREE = frozenset(_FREE.split())
"""Words inside a mark that identify nobody."""
_MARK = re.compile(r"\{\{([A-Z]+)(?:\s+|:\w+)?\|([^}]*)\}\}")
_WORD = re.compile(r"[^\W_]+")


class Mark(NamedTuple):
    """A marked identifier: offsets into the plain log, and its type."""

    start: int
    end: int
    type: str


def read(name: str) -> list[tuple[Case, list[Mark]]]:
    """The cases of ``corpora/redact/{name}.txt`` with their marks."""
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    return [plain(part) for part in re.split(r"^=== ", text, flags=re.M) if part.strip()]


def plain(part: str) -> tuple[Case, list[Mark]]:
    """One case without its marks, and where they stood."""
    case_id, _, body = part.strip("\n").partition("\n")
    out, marks, position, length = [], [], 0, 0
    for match in _MARK.finditer(body):
        out.append(body[position : match.start()])
        length += match.start() - position
        marks.append(Mark(length, length + len(match[2]), match[1]))
        out.append(match[2])
        length += len(match[2])
        position = match.end()
    return Case(case_id=case_id.strip(), log="".join(out) + body[position:]), marks


def missed(case: Case, mark: Mark, gone: bytearray) -> list[str]:
    """The identifying words of a mark that are left."""
    letter = re.compile(r"[A-Z](?!/)(?![^\W_])") if mark.type == "NAME" else re.compile(r"(?!)")
    return [
        word[0]
        for word in _WORD.finditer(case.log, mark.start, mark.end)
        if not all(gone[word.start() : word.end()])
        and not (word[0].lower() in FREE and not letter.match(case.log, word.start()))
        and not (mark.type == "NAME" and word[0].isdigit() and len(word[0]) < 2)
    ]


def covered(case: Case, redacted: Redacted) -> bytearray:
    """A byte a character of the log: whether it was taken out."""
    gone = bytearray(len(case.log))
    for item in redacted.replacements:
        gone[item.start : item.end] = b"\1" * (item.end - item.start)
    return gone


def main(arguments: list[str]) -> None:
    """Print recall by type with Wilson's interval, and the excess."""
    show = "--misses" in arguments
    names = [a for a in arguments if not a.startswith("--")] or list(PARTS)
    for name in names:
        measure(name, show)


def measure(name: str, show: bool) -> None:
    """Measure one part of the corpus and print it."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    excess = may_stay = doubts = leaks = 0
    cases = read(name)
    for (case, marks), report in zip(cases, logscan.scan(case for case, _ in cases), strict=True):
        redacted = redact(case, report)
        gone = covered(case, redacted)
        doubts += len(redacted.doubts)
        leaks += bool(redacted.leaks)
        marked = bytearray(len(case.log))
        for mark in marks:
            marked[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            left = missed(case, mark, gone)
            total[mark.type] += 1
            found[mark.type] += not left
            if left and show:
                print(f"  {case.case_id} {mark.type}: {left} of {case.log[mark.start : mark.end]!r}")
        free = [i for i, c in enumerate(case.log) if c.isalnum() and not marked[i]]
        may_stay += len(free)
        excess += sum(gone[i] for i in free)
        if show:
            over = [
                r.old
                for r in redacted.replacements
                if not any(marked[i] for i in range(r.start, r.end)) or (r.end - r.start) > 60
            ]
            print(f"  {case.case_id} too much: {over}; doubts {[d.word for d in redacted.doubts]}; {redacted.leaks}")
    print(f"{name}: {len(cases)} logs, {leaks} with a sure leak, {doubts / len(cases):.1f} doubts a log")
    direct = [type for type in sorted(total) if type not in INDIRECT]
    for type in [*direct, *(t for t in INDIRECT if t in total)]:
        line(type + (" (indirect)" if type in INDIRECT else ""), found[type], total[type])
    line("all direct", sum(found[t] for t in direct), sum(total[t] for t in direct))
    print(f"  excess: {excess} of {may_stay} letters and digits that may stay ({excess / may_stay:.1%})")


def line(what: str, hits: int, n: int) -> None:
    """Print a share with its 95 % interval."""
    interval = wilson(hits / n, n, Z)
    print(f"  {what:24} {hits:4}/{n:<4} {hits / n:.3f}  [{interval[0]:.3f}, {interval[1]:.3f}]")


if __name__ == "__main__":
    main(sys.argv[1:])
