"""Entries over the layouts that forces use: where they begin, when, by whom, in which role."""

from __future__ import annotations

from itertools import pairwise

import pytest

from logscan.nlp.entries import process
from logscan.nlp.text import fold

Expected = list[tuple[str | None, str | None, str]]

LAYOUTS: list[tuple[str, str | None, Expected]] = [
    (
        "OEL 1. 19.09.23 16:05. Call from IP.\n\nOEL 2. 19.09.23 18:30. PC 5190 Dyte. Attended.\n\n"
        "OEL 3. 20.09.23 11:00. CI 8840 Trask. Rang.\n\nOEL 4. 21.09.23 11:00. CI Trask. Read.",
        "2023-09-19T16:05",
        [
            ("2023-09-19T16:05", None, "other"),
            ("2023-09-19T18:30", "PC 5190 Dyte", "officer"),
            ("2023-09-20T11:00", "CI 8840 Trask", "officer"),
            ("2023-09-21T11:00", "CI Trask", "supervisor"),
        ],
    ),
    (
        "07/03/2023 16:05 PC 5190 Dyte Spoke to IP.\n08/03/2023 09:00 DC 77 HILL RANG IP\n"
        "09/03/2023 09:00 DC 77 Seen at home",
        "2023-03-07T16:00",
        [
            ("2023-03-07T16:05", "PC 5190 Dyte", "officer"),
            ("2023-03-08T09:00", "DC 77 HILL", "officer"),
            ("2023-03-09T09:00", "DC 77", "officer"),
        ],
    ),
    (
        "16/01/2022 17:26 CCO 5521\nIP rang.\n\n17/01/2022 09:10 PC 1432\nAttended.\n",
        "2022-01-16T17:26",
        [("2022-01-16T17:26", "CCO 5521", "call_taker"), ("2022-01-17T09:10", "PC 1432", "officer")],
    ),
    (
        "#1 | 22 Feb 2022 10:32 | IRU 6140\nCrime recorded.\n#2 | 23 Feb 2022 11:00 | DS 204 | SUPERVISOR REVIEW\nOk.",
        "2022-02-22T10:00",
        [("2022-02-22T10:32", "IRU 6140", "call_taker"), ("2022-02-23T11:00", "DS 204", "supervisor")],
    ),
    (
        "04/05/22\n\n18:22 CALL TAKER 12: IP RINGS\n18:31 THRIVE DONE\n23:50 PATROL ASSIGNED\n00:20 NO TRACE",
        "2022-05-04T18:22",
        [
            ("2022-05-04T18:22", "CALL TAKER 12", "call_taker"),
            ("2022-05-04T18:31", None, "other"),
            ("2022-05-04T23:50", None, "other"),
            ("2022-05-05T00:20", None, "other"),
        ],
    ),
    (
        "12/05/22 0900 PC 11 victim seen // 13/05/22 1000 PC 12 rang IP // 14/05/22 1100 PS 3 reviewed, NFA",
        "2022-05-12T09:00",
        [
            ("2022-05-12T09:00", "PC 11", "officer"),
            ("2022-05-13T10:00", "PC 12", "officer"),
            ("2022-05-14T11:00", "PS 3", "supervisor"),
        ],
    ),
    (
        "12.05.22 @ 0130hrs PC 4012: Attended. ~ 13.05.22 @ 1400hrs DC 77: interview done",
        "2022-05-12T01:30",
        [("2022-05-12T01:30", "PC 4012", "officer"), ("2022-05-13T14:00", "DC 77", "officer")],
    ),
    (
        "Dydd Llun 16 Mai 2022 09:00 PC 1477 JONES\nGalwodd.\nDydd Mawrth 17 Mai 2022 10:00 DC 9\nCyfweliad.",
        "2022-05-16T09:00",
        [("2022-05-16T09:00", "PC 1477 JONES", "officer"), ("2022-05-17T10:00", "DC 9", "officer")],
    ),
    (
        "14-MAY-2022 21:04 - PC 1432 - Attended\nmore\n15-MAY-2022 08:00 - PS 20 - Review",
        "2022-05-14T21:04",
        [("2022-05-14T21:04", "PC 1432", "officer"), ("2022-05-15T08:00", "PS 20", "supervisor")],
    ),
    (
        "PC 1432 JONES 14/05/2022 21:04\nAttended.\nPS 20 HILL 15/05/2022 08:00\nReview.",
        "2022-05-14T21:04",
        [("2022-05-14T21:04", "PC 1432 JONES", "officer"), ("2022-05-15T08:00", "PS 20 HILL", "supervisor")],
    ),
    (
        "OEL 1 - 12/05/2022 09:00 - PC 1432 SMITH\nAccount.\nOEL 2 - 13/05/2022 09:00 - DI 20\nReview.",
        "2022-05-12T09:00",
        [("2022-05-12T09:00", "PC 1432 SMITH", "officer"), ("2022-05-13T09:00", "DI 20", "supervisor")],
    ),
    (
        "[12/05/2022 09:00] PC 1\nSeen.\n[13/05/2022 10:00] PC 2\nRang.",
        "2022-05-12T09:00",
        [("2022-05-12T09:00", "PC 1", "officer"), ("2022-05-13T10:00", "PC 2", "officer")],
    ),
    (
        "20220512 0900 PC 1 seen\n20220513 1000 PC 2 rang",
        "2022-05-12T09:00",
        [("2022-05-12T09:00", "PC 1", "officer"), ("2022-05-13T10:00", "PC 2", "officer")],
    ),
    # a diary inside an account lies before the report: its dates begin no entries
    (
        "IP states as a diary: 01/03/22 he rang. 04/03/22 he came round.\nNo more since.",
        "2022-05-14T21:04",
        [(None, None, "other")],
    ),
    ("Plain words with no stamp at all.", None, [(None, None, "other")]),
]


@pytest.mark.parametrize(("log", "reported_at", "expected"), LAYOUTS, ids=[log[:24] for log, _, _ in LAYOUTS])
def test_layout(log: str, reported_at: str | None, expected: Expected) -> None:
    entries = process(log, fold(log), reported_at)
    assert [(e.time, e.author, e.role) for e in entries] == expected
    # entries cover the log, edge to edge
    assert entries[0].start == 0
    assert entries[-1].end == len(log)
    assert all(a.end == b.start for a, b in pairwise(entries))
    assert all(e.start <= e.body <= e.end for e in entries)


def test_an_empty_log_has_no_entries() -> None:
    assert process("", "", None) == ()
